import type { ElementModel, SchemaModel, TypeModel } from '../schema/model.ts';
import type { ExpandedName } from '../syntax/namespaces.ts';
import {
  type Concept,
  type ConceptPlace,
  HEADER_CONCEPTS,
  type HeaderConcept,
  isRecordConcept,
  type PackManifest,
  type Paths,
  RECORD_CONCEPTS,
  type RecordConcept,
} from './pack.ts';

/**
 * Where things stand in the documents of a pack. Its paths have local names alone; the schema tells their namespaces, and
 * which elements stand in the place of others (substitution groups).
 */

/** A pack, as far as it tells where things stand. */
interface Described {
  readonly manifest: PackManifest;
  readonly model: SchemaModel;
}

/** A step of a path: an element, or at its end an attribute. */
export interface Step extends ExpandedName {
  readonly isAttribute: boolean;
}

/** Where a value of a record stands: so many elements up from the record, and then down. */
export interface Way {
  readonly up: number;
  readonly steps: readonly Step[];
}

/** An element that repeats in the container. */
export interface RepeatingPlace {
  readonly step: Step;
  /** From there down to its records; empty where it is one. */
  readonly below: readonly (readonly Step[])[];
}

interface Places {
  /** From the root to the innermost element around all records. */
  readonly container: readonly Step[];
  readonly repeating: readonly RepeatingPlace[];
  readonly records: readonly (readonly Step[])[];
  /** From below the root on. */
  readonly headerWays: ReadonlyMap<HeaderConcept, readonly (readonly Step[])[]>;
  readonly recordWays: ReadonlyMap<RecordConcept, readonly Way[]>;
  /** In local names from the root on, as {@link conceptAt} takes them. */
  readonly paths: ReadonlyMap<Concept, readonly (readonly string[])[]>;
  readonly concepts: ReadonlyMap<string, Concept>;
}

/** The steps of each path, as the pack has them: local names, `..`, and `@name` for an attribute. */
export function stepsOf(paths: Paths): string[][] {
  return (typeof paths === 'string' ? [paths] : paths).map((path) => path.split('/'));
}

const known = new WeakMap<PackManifest, Places>();

export function placesIn(pack: Described): Places {
  const places = known.get(pack.manifest) ?? readPlaces(pack);
  known.set(pack.manifest, places);
  return places;
}

/** Where records stand, in local names from the root on. */
export function recordPaths(pack: Described): string[][] {
  return placesIn(pack).records.map(namesIn);
}

export function isRecordPath(pack: Described, path: readonly string[]): boolean {
  return recordPaths(pack).some((record) => record.join('/') === path.join('/'));
}

/** The innermost element around all records, in local names from the root on. */
export function containerPath(pack: Described): string[] {
  return namesIn(placesIn(pack).container);
}

/** The elements that repeat in the container, in local names from the root on: records, or elements that hold them. */
export function repeatingPaths(pack: Described): string[][] {
  const { container, repeating } = placesIn(pack);
  return repeating.map(({ step }) => namesIn([...container, step]));
}

/** Where there are several of {@link repeatingPaths}, the first. */
export function repeatingElementPath(pack: Described): string[] {
  return repeatingPaths(pack)[0]!;
}

/** Each record stands in the container itself. */
export function areRecordsInContainer(pack: Described): boolean {
  return placesIn(pack).repeating.every(({ below }) => below.every((steps) => steps.length === 0));
}

/** The places of a concept, from the root on; none where the pack doesn't map it. */
export function pathsOfConcept(pack: Described, concept: Concept): readonly (readonly string[])[] {
  return placesIn(pack).paths.get(concept) ?? [];
}

/** The first of {@link pathsOfConcept}. */
export function pathOfConcept(pack: Described, concept: Concept): readonly string[] | undefined {
  return pathsOfConcept(pack, concept)[0];
}

/** The concept that sits at a path of local names (`@name` for an attribute) from the root on. */
export function conceptAt(pack: Described, path: readonly string[]): Concept | undefined {
  return placesIn(pack).concepts.get(path.join('/'));
}

/** The name of the element or attribute that a concept sits in; empty where the pack doesn't map it. */
export function nameOf({ manifest }: Pick<Described, 'manifest'>, concept: Concept): string {
  return namesOf(manifest.concepts[concept])[0] ?? '';
}

/** The names of the elements and attributes that a concept may sit in. */
export function namesOf(place: ConceptPlace | undefined): string[] {
  return place ? stepsOf(place.path).map((steps) => steps[steps.length - 1]!.replace('@', '')) : [];
}

/** The concepts that sit inside the element of another one. */
export function conceptsBelow(
  { manifest: { concepts } }: Pick<Described, 'manifest'>,
  concept: RecordConcept,
): RecordConcept[] {
  const around = concepts[concept] ? stepsOf(concepts[concept].path) : [];
  const isBelow = (steps: readonly string[]) => around.some((outer) => isWithin(steps, outer));
  return RECORD_CONCEPTS.filter((other) => concepts[other] && stepsOf(concepts[other].path).some(isBelow));
}

function isWithin(steps: readonly string[], outer: readonly string[]): boolean {
  return steps.length > outer.length && outer.every((step, depth) => steps[depth] === step);
}

function namesIn(steps: readonly Step[]): string[] {
  return steps.map(({ name, isAttribute }) => (isAttribute ? `@${name}` : name));
}

function readPlaces({ manifest, model }: Described): Places {
  const root: Place = {
    step: { namespace: manifest.namespace, name: manifest.root, isAttribute: false },
    element: model.roots.find(({ name }) => name === manifest.root),
  };
  const fromRoot = (path: readonly string[]) => waysDown(model, [root], path.slice(1));
  const records = stepsOf(manifest.record).flatMap(fromRoot);
  const repeating = distinct(manifest.unit === undefined ? records : stepsOf(manifest.unit).flatMap(fromRoot));
  const depth = commonDepth(repeating.map((way) => way.slice(0, -1)));
  const headerWays = new Map<HeaderConcept, readonly (readonly Step[])[]>();
  const recordWays = new Map<RecordConcept, readonly Way[]>();
  const paths = new Map<Concept, readonly (readonly string[])[]>();
  const concepts = new Map<string, Concept>();
  for (const concept of [...HEADER_CONCEPTS, ...RECORD_CONCEPTS]) {
    const place = manifest.concepts[concept];
    if (!place) continue;
    const own: (readonly string[])[] = [];
    const add = (way: readonly Place[]) => own.push(namesIn(way.map(({ step }) => step)));
    if (isRecordConcept(concept)) {
      const ways: Way[] = [];
      for (const path of stepsOf(place.path)) {
        const up = path.lastIndexOf('..') + 1;
        for (const record of records) {
          const around = record.slice(0, record.length - up);
          for (const way of waysDown(model, around, path.slice(up))) {
            ways.push({ up, steps: way.slice(around.length).map(({ step }) => step) });
            add(way);
          }
        }
      }
      recordWays.set(
        concept,
        distinctBy(ways, ({ up, steps }) => `${up} ${keyOf(steps)}`),
      );
    } else {
      const ways = stepsOf(place.path).flatMap(fromRoot);
      for (const way of ways) add(way);
      headerWays.set(
        concept as HeaderConcept,
        ways.map((way) => way.slice(1).map(({ step }) => step)),
      );
    }
    paths.set(concept, own);
    for (const path of own) if (!concepts.has(path.join('/'))) concepts.set(path.join('/'), concept);
  }
  const stepsIn = (way: readonly Place[]) => way.map(({ step }) => step);
  return {
    container: stepsIn(repeating[0]!.slice(0, depth)),
    repeating: distinctBy(
      repeating.map((way) => way[depth]!.step),
      (step) => keyOf([step]),
    ).map((step) => ({
      step,
      below: distinctBy(
        records
          .filter((way) => keyOf([way[depth]!.step]) === keyOf([step]))
          .map((way) => stepsIn(way.slice(depth + 1))),
        keyOf,
      ),
    })),
    records: records.map(stepsIn),
    headerWays,
    recordWays,
    paths,
    concepts,
  };
}

/** A step, and what the schema has there. */
interface Place {
  readonly step: Step;
  /** undefined for an attribute, and where the schema has no such element. */
  readonly element: ElementModel | undefined;
}

/** The ways that lead on from the end of one by a path of local names. */
function waysDown(model: SchemaModel, around: readonly Place[], [name, ...rest]: readonly string[]): Place[][] {
  if (name === undefined) return [[...around]];
  const { step, element } = around[around.length - 1]!;
  if (name.startsWith('@')) {
    const attribute = element?.type.attributes.find((other) => other.name === name.slice(1));
    const last = { namespace: attribute?.namespace ?? '', name: name.slice(1), isAttribute: true };
    return [[...around, { step: last, element: undefined }]];
  }
  const found = element ? elementsCalled(model, element.type, name) : [];
  const next = found.map((child): Place => ({ step: { ...nameIn(child), isAttribute: false }, element: child }));
  // What the schema has not is as good as in the namespace of what it stands in.
  const unknown: Place = { step: { namespace: step.namespace, name, isAttribute: false }, element: undefined };
  return (next.length > 0 ? next : [unknown]).flatMap((place) => waysDown(model, [...around, place], rest));
}

/** The elements of a type, or of one derived from it, that have a name or may stand for the element that has it. */
function elementsCalled(model: SchemaModel, type: TypeModel, name: string): ElementModel[] {
  const own = childrenCalled(model, type, name);
  if (own.length > 0) return own;
  for (const derived of model.typesFor(type)) {
    const found = childrenCalled(model, derived, name);
    if (found.length > 0) return found;
  }
  return [];
}

function childrenCalled(model: SchemaModel, type: TypeModel, name: string): ElementModel[] {
  const own = type.children.filter((child) => child.name === name);
  const members = new Set(model.substitutes(name));
  const others = type.children.filter((child) => child.name !== name && members.has(child.name));
  if (own.length > 0 || others.length > 0) return [...own, ...others];
  const child = model.child(type, name);
  return child ? [child] : [];
}

function nameIn({ namespace, name }: ElementModel): ExpandedName {
  return { namespace, name };
}

function keyOf(steps: readonly Step[]): string {
  return steps.map(({ namespace, name, isAttribute }) => `${isAttribute ? '@' : ''}${name} ${namespace}`).join('/');
}

function distinct(ways: readonly Place[][]): Place[][] {
  return distinctBy(ways, (way) => keyOf(way.map(({ step }) => step)));
}

function distinctBy<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map(all.map((one) => [key(one), one])).values()];
}

/** How many steps ways have in common at their start. */
function commonDepth(ways: readonly (readonly Place[])[]): number {
  const [first = [], ...others] = ways;
  const keys = (way: readonly Place[]) => way.map(({ step }) => keyOf([step]));
  const differs = keys(first).findIndex((key, depth) => others.some((way) => keys(way)[depth] !== key));
  return differs < 0 ? first.length : differs;
}
