import { type Concept, type ConceptPlace, isRecordConcept, type PackManifest, type Paths } from '../pack.ts';
import { isPath, type PackPath, parsePath } from './paths.ts';

/** `pack.json` as it is written: paths may start at the root, and what need not be told is left out. */
export interface WrittenManifest extends Partial<Omit<PackManifest, 'concepts'>> {
  readonly id: string;
  readonly schema: string;
  readonly root: string;
  readonly record: Paths;
  readonly concepts: Partial<Record<Concept, Partial<ConceptPlace> & { readonly path: Paths }>>;
}

export function listOf(paths: Paths): readonly string[] {
  return typeof paths === 'string' ? [paths] : paths;
}

/** A path from the root on, without the `/` before it. */
export function fromRoot(path: string): string {
  return path.replace(/^\//, '');
}

/**
 * The manifest as the program reads it: the places of a record's concepts count from the record.
 * @param namespace that of the schema, where the pack names none
 * @param unit what repeats, where that is not the record and the pack doesn't say so
 */
export function normalForm(
  { concepts, ...written }: WrittenManifest,
  namespace: () => string,
  unit: Paths | undefined,
): PackManifest {
  const paths = (given: Paths): Paths => (typeof given === 'string' ? fromRoot(given) : given.map(fromRoot));
  const record = paths(written.record);
  const places = Object.entries(concepts).map(([concept, { path, provenance = 'recon', ...place }]) => {
    const places = isRecordConcept(concept as Concept) ? fromRecord(path, listOf(record)) : paths(path);
    return [concept, { ...place, path: places, provenance }];
  });
  const around = written.unit === undefined ? unit : paths(written.unit);
  return {
    ...written,
    version: 2,
    title: written.title ?? written.id,
    description: written.description ?? '',
    provenance: written.provenance ?? 'recon',
    source: written.source ?? '',
    namespace: written.namespace ?? namespace(),
    record,
    ...(around === undefined ? {} : { unit: around }),
    ...(written.when && { when: written.when.map((one) => ({ ...one, path: fromRoot(one.path) })) }),
    concepts: Object.fromEntries(places),
    meanings: written.meanings ?? {},
  };
}

/** The ways from records to the places of a concept. */
function fromRecord(path: Paths, records: readonly string[]): Paths {
  const ways = listOf(path).flatMap((one) => {
    const parsed = parsePath(one);
    return isPath(parsed) && parsed.isAbsolute ? waysTo(parsed, records) : [one];
  });
  const different = [...new Set(ways)];
  return different.length === 1 ? different[0]! : different;
}

/** From the records that have most of the way in common with the place: others have one of their own. */
function waysTo({ elements, attribute }: PackPath, records: readonly string[]): string[] {
  const shared = records.map((record) => sharedSteps(record.split('/'), elements));
  const most = Math.max(...shared);
  return records.flatMap((record, index) => {
    if (shared[index] !== most) return [];
    const up = record.split('/').length - most;
    const below = [...elements.slice(most), ...(attribute === undefined ? [] : [`@${attribute}`])];
    return [[...Array.from({ length: up }, () => '..'), ...below].join('/')];
  });
}

export function sharedSteps(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return shared;
}
