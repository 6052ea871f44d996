import { RECORD_CONCEPTS } from '../packs/pack.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import type { Voorziening } from './record.ts';

/** What matching asks of a record, so that a delivery of which little is kept can be matched, too. */
export type Matchable = Pick<Voorziening, 'value' | 'day' | 'state'>;

/**
 * How two records belong together:
 * - `same`: the same voorziening, by BSN, type and start date;
 * - `startChanged`: the same registratienummer, BSN and type, with another start date;
 * - `keyChanged`: the same registratienummer, and the same BSN or else the same type and start date;
 * - `unclear`: the same registratienummer, or failing that the same values, where one of them has no whole key.
 */
export type Relation = 'same' | 'startChanged' | 'keyChanged' | 'unclear';

export interface Match<T> {
  readonly old: T;
  readonly relation: Relation;
}

/** What became of the records of one delivery in another; each record takes part once. */
export interface Matching<A, B> {
  /** The old record of each new one that has one. */
  readonly oldOf: ReadonlyMap<B, Match<A>>;
  /** Old records without a new one, in their order. */
  readonly gone: readonly A[];
  /** New records without an old one, in their order. */
  readonly added: readonly B[];
  /** {@link recordKey} of a record of either, made once. */
  keyOf(record: A | B): string | undefined;
}

/**
 * What a voorziening is known by [recon]: BSN, type and start date. undefined where one is missing or invalid: then it
 * can't be told which voorziening this is.
 */
export function recordKey(record: Matchable): string | undefined {
  const [bsn, type, start] = [record.value('bsn'), record.value('typeVoorziening'), record.day('begindatum')];
  return bsn === undefined || type === undefined || start === undefined
    ? undefined
    : `${trimXml(bsn)}\n${trimXml(type)}\n${start}`;
}

/**
 * Finds the records of an old delivery again in a new one, by key and else by registratienummer. Linear in the number
 * of records.
 * @param byNumber false where the registration numbers may have been handed out anew: see `isConversion`
 */
export function matchRecords<A extends Matchable, B extends Matchable>(
  old: readonly A[],
  now: readonly B[],
  byNumber = true,
): Matching<A, B> {
  const keys = new Map<Matchable, string | undefined>();
  for (const record of [...old, ...now]) keys.set(record, recordKey(record));
  const keyOf = (record: Matchable) => keys.get(record);
  const oldOf = new Map<B, Match<A>>();
  let gone = old;
  let added = now;
  // A way to know a record again; undefined takes no part.
  const pass = (
    tokenOf: (record: Matchable) => string | undefined,
    isPair: (old: A, now: B) => boolean = () => true,
  ): void => {
    const waiting = new Map<string, A[]>();
    // The last comes first, so that the first can be taken from the end.
    for (let i = gone.length - 1; i >= 0; i--) {
      const token = tokenOf(gone[i]!);
      if (token === undefined) continue;
      const queue = waiting.get(token);
      if (queue) queue.push(gone[i]!);
      else waiting.set(token, [gone[i]!]);
    }
    const found = new Set<A>();
    added = added.filter((record) => {
      const token = tokenOf(record);
      const queue = token === undefined ? undefined : waiting.get(token);
      const candidate = queue?.at(-1);
      if (candidate === undefined || !isPair(candidate, record)) return true;
      queue!.pop();
      found.add(candidate);
      oldOf.set(record, { old: candidate, relation: relationOf(keyOf(candidate), keyOf(record)) });
      return false;
    });
    gone = gone.filter((record) => !found.has(record));
  };
  // Of records with one key (SRG-I119), those with one number belong together.
  pass((record) => joined(keyOf(record), numberOf(record)));
  pass(keyOf);
  if (!byNumber) {
    pass((record) => (keyOf(record) === undefined ? valuesOf(record) : undefined));
    return { oldOf, gone, added, keyOf };
  }
  // Numbers alone are no proof: software may hand them out anew.
  pass((record) => joined(trimXml(record.value('bsn')), numberOf(record)));
  pass((record) => joined(trimXml(record.value('typeVoorziening')), record.day('begindatum'), numberOf(record)));
  pass(numberOf, (a, b) => keyOf(a) === undefined || keyOf(b) === undefined);
  pass((record) => (keyOf(record) === undefined ? valuesOf(record) : undefined));
  return { oldOf, gone, added, keyOf };
}

function relationOf(oldKey: string | undefined, key: string | undefined): Relation {
  if (oldKey === undefined || key === undefined) return 'unclear';
  if (oldKey === key) return 'same';
  const stem = (whole: string) => whole.slice(0, whole.lastIndexOf('\n'));
  return stem(oldKey) === stem(key) ? 'startChanged' : 'keyChanged';
}

function numberOf(record: Matchable): string | undefined {
  return trimXml(record.value('registratienummer'));
}

/** All values as one; those that are invalid look the same. */
function valuesOf(record: Matchable): string {
  return JSON.stringify(RECORD_CONCEPTS.map((concept) => trimXml(record.value(concept)) ?? record.state(concept)));
}

function joined(...parts: readonly (string | number | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('\n');
}
