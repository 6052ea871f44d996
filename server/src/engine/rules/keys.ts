import type { Voorziening } from '../delivery/record.ts';
import type { Pack } from '../packs/load-pack.ts';
import { isMapped, type RecordConcept } from '../packs/pack.ts';
import type { GroupKey, Rule, RuleContext } from './rule.ts';

/** Concepts whose values together tell a record from the others, as a pack names them. */
export type RecordKey = readonly RecordConcept[];

/** The keys by which records are unique: those that the pack has a place for. */
export const uniqueKeys = usableKeys(({ unique }) => unique);

/** The keys by which two records are likely to be one voorziening. */
export const likelyDuplicateKeys = usableKeys(({ likelyDuplicate }) => likelyDuplicate);

/** Each group of records asks for them: they are looked for once. */
function usableKeys(
  keysIn: (manifest: Pack['manifest']) => readonly RecordKey[] | undefined,
): (pack: Pack) => readonly RecordKey[] {
  const known = new WeakMap<Pack['manifest'], readonly RecordKey[]>();
  return ({ manifest }) => {
    const keys =
      known.get(manifest) ??
      (keysIn(manifest) ?? []).filter((key) => key.every((concept) => isMapped(manifest, concept)));
    known.set(manifest, keys);
    return keys;
  };
}

/** By what records are grouped of which those with one key are a part. */
export function groupOfKey(key: RecordKey): GroupKey {
  return key.find((concept) => concept === 'bsn') ?? key.find((concept) => concept === 'registratienummer') ?? key[0]!;
}

/** The groups that a rule is applied to. */
export function groupKeysOf({ groups }: Rule, pack: Pack): readonly GroupKey[] {
  return typeof groups === 'function' ? groups(pack) : (groups ?? []);
}

/** The values of a key; undefined where one is missing or invalid. */
export function keyValueOf(record: Voorziening, key: RecordKey): string | undefined {
  let whole: string | undefined;
  for (const concept of key) {
    const value = record.value(concept);
    if (value === undefined) return undefined;
    whole = whole === undefined ? value : `${whole}\u0000${value}`;
  }
  return whole;
}

const NO_DUPLICATES: ReadonlyMap<Voorziening, Voorziening> = new Map();

/** Each record whose key an earlier one has, with that earlier one; records without a whole key take no part. */
export function duplicatesIn(records: readonly Voorziening[], key: RecordKey): ReadonlyMap<Voorziening, Voorziening> {
  // Most persons that have more than one record have two.
  const [one, other] = records;
  if (records.length === 2 && keyValueOf(one!, key) !== keyValueOf(other!, key)) return NO_DUPLICATES;
  const seen = new Map<string, Voorziening>();
  const found = new Map<Voorziening, Voorziening>();
  for (const record of records) {
    const value = keyValueOf(record, key);
    if (value === undefined) continue;
    const first = seen.get(value);
    if (first) found.set(record, first);
    else seen.set(value, record);
  }
  return found;
}

/**
 * Whether an earlier record has the same key. Among records that have all but the key in common this looks no further than
 * the first one of them with it.
 */
export function isDuplicate(record: Voorziening, key: RecordKey, context: RuleContext): boolean {
  const group = groupOfKey(key);
  const common = record.value(group);
  const value = keyValueOf(record, key);
  if (common === undefined || value === undefined) return false;
  return context.recordsWith(group, common).find((other) => keyValueOf(other, key) === value) !== record;
}
