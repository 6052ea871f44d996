import {
  type Concept,
  type ConceptPlace,
  HEADER_CONCEPTS,
  isRecordConcept,
  type PackManifest,
  type Paths,
  RECORD_CONCEPTS,
  type RecordConcept,
} from './pack.ts';

/** Where a pack says that things stand, as steps: local names, `..`, and `@name` for an attribute. */

/** A pack, or what is read of one. */
interface Described {
  readonly manifest: PackManifest;
}

/** The steps of each path. */
export function stepsOf(paths: Paths): string[][] {
  return (typeof paths === 'string' ? [paths] : paths).map((path) => path.split('/'));
}

/** Where records stand, from the root on. */
export function recordPaths({ record }: PackManifest): string[][] {
  return stepsOf(record);
}

export function isRecordPath(manifest: PackManifest, path: readonly string[]): boolean {
  return recordPaths(manifest).some((record) => record.join('/') === path.join('/'));
}

/** The innermost element around all records, from the root on. */
export function containerPath(manifest: PackManifest): string[] {
  const [first = [], ...others] = repeating(manifest).map((path) => path.slice(0, -1));
  const differs = first.findIndex((step, depth) => others.some((path) => path[depth] !== step));
  return differs < 0 ? first : first.slice(0, differs);
}

/** The elements that repeat in the container, from the root on: records, or elements that hold them. */
export function repeatingPaths(manifest: PackManifest): string[][] {
  const depth = containerPath(manifest).length + 1;
  const paths = new Map(repeating(manifest).map((path) => [path.slice(0, depth).join('/'), path.slice(0, depth)]));
  return [...paths.values()];
}

/** Where there are several of {@link repeatingPaths}, the first. */
export function repeatingElementPath(manifest: PackManifest): string[] {
  return repeatingPaths(manifest)[0]!;
}

/** Each record stands in the container itself. */
export function areRecordsInContainer(manifest: PackManifest): boolean {
  const depth = containerPath(manifest).length + 1;
  return recordPaths(manifest).every((path) => path.length === depth);
}

function repeating({ unit, record }: PackManifest): string[][] {
  return stepsOf(unit ?? record);
}

/** The places of a concept, from the root on; none where the pack doesn't map it. */
export function pathsOfConcept({ manifest }: Described, concept: Concept): readonly (readonly string[])[] {
  return placesIn(manifest).of.get(concept) ?? [];
}

/** The first of {@link pathsOfConcept}. */
export function pathOfConcept(pack: Described, concept: Concept): readonly string[] | undefined {
  return pathsOfConcept(pack, concept)[0];
}

/** The concept that sits at a path of local names (`@name` for an attribute) from the root on. */
export function conceptAt({ manifest }: Described, path: readonly string[]): Concept | undefined {
  return placesIn(manifest).at.get(path.join('/'));
}

/** The name of the element or attribute that a concept sits in; empty where the pack doesn't map it. */
export function nameOf({ manifest }: Described, concept: Concept): string {
  return namesOf(manifest.concepts[concept])[0] ?? '';
}

/** The names of the elements and attributes that a concept may sit in. */
export function namesOf(place: ConceptPlace | undefined): string[] {
  return place ? stepsOf(place.path).map((steps) => steps[steps.length - 1]!.replace('@', '')) : [];
}

/** The concepts that sit inside the element of another one. */
export function conceptsBelow({ manifest: { concepts } }: Described, concept: RecordConcept): RecordConcept[] {
  const around = concepts[concept] ? stepsOf(concepts[concept].path) : [];
  const isBelow = (steps: readonly string[]) => around.some((outer) => isWithin(steps, outer));
  return RECORD_CONCEPTS.filter((other) => concepts[other] && stepsOf(concepts[other].path).some(isBelow));
}

function isWithin(steps: readonly string[], outer: readonly string[]): boolean {
  return steps.length > outer.length && outer.every((step, depth) => steps[depth] === step);
}

interface Places {
  readonly of: ReadonlyMap<Concept, readonly (readonly string[])[]>;
  readonly at: ReadonlyMap<string, Concept>;
}

const known = new WeakMap<PackManifest, Places>();

function placesIn(manifest: PackManifest): Places {
  const places = known.get(manifest) ?? readPlaces(manifest);
  known.set(manifest, places);
  return places;
}

function readPlaces(manifest: PackManifest): Places {
  const records = recordPaths(manifest);
  const of = new Map<Concept, readonly (readonly string[])[]>();
  const at = new Map<string, Concept>();
  for (const concept of [...HEADER_CONCEPTS, ...RECORD_CONCEPTS]) {
    const place = manifest.concepts[concept];
    if (!place) continue;
    const ways = stepsOf(place.path);
    const paths = isRecordConcept(concept)
      ? records.flatMap((record) => ways.map((way) => resolve(record, way)))
      : ways;
    of.set(concept, paths);
    for (const path of paths) if (!at.has(path.join('/'))) at.set(path.join('/'), concept);
  }
  return { of, at };
}

function resolve(record: readonly string[], way: readonly string[]): string[] {
  const up = way.filter((step) => step === '..').length;
  return [...record.slice(0, record.length - up), ...way.slice(up)];
}
