import { trimXml } from '../text/xml-whitespace.ts';
import { lastDayOf, type Month } from './day.ts';
import { type Matchable, matchRecords, recordKey } from './matching.ts';

/** What became of the records that were running at the end of a month in the delivery of a later one. */
export interface FollowUp<A, B> {
  /** Not there: no record has the same BSN, type and start date. In their order. */
  readonly missing: readonly A[];
  /** There with another start date: the same BSN, type and registratienummer. In the order of the later delivery. */
  readonly startChanged: readonly { readonly old: A; readonly now: B }[];
}

/** No end date, or one after the last day of the month; false where the end date is invalid. */
export function isRunningAtEndOf(record: Matchable, month: Month): boolean {
  const end = record.day('einddatum');
  return end === undefined ? record.state('einddatum') === 'absent' : end > lastDayOf(month);
}

/**
 * Looks for records in a later delivery. Of a record whose BSN, type or start date is missing or invalid nothing is
 * said, in either delivery: it isn't missing where such a record has its registratienummer. Works on whole deliveries
 * and on the records of one person alike, in time linear in their number.
 * @param running the records that were running at the end of last month, see {@link isRunningAtEndOf}
 * @param current all records of this month
 * @param byNumber see `matchRecords`
 */
export function followUp<A extends Matchable, B extends Matchable>(
  running: readonly A[],
  current: readonly B[],
  byNumber = true,
): FollowUp<A, B> {
  const { oldOf, gone, keyOf } = matchRecords(running, current, byNumber);
  const startChanged: { old: A; now: B }[] = [];
  const missing = new Set<A>();
  for (const [now, { old, relation }] of oldOf) {
    if (relation === 'startChanged') startChanged.push({ old, now });
    else if (relation === 'keyChanged') missing.add(old);
  }
  const keys = new Set(current.map(keyOf));
  for (const record of gone) {
    const key = keyOf(record);
    // One of two records with the same key (SRG-I119) may go.
    if (key !== undefined && !keys.has(key)) missing.add(record);
  }
  return { missing: running.filter((record) => missing.has(record)), startChanged };
}

/**
 * How many running records of a whole delivery are missing in a later one, each followed up among the records of its
 * person, and those with its registratienummer of which it can't be told whose they are.
 */
export function countMissing<A extends Matchable, B extends Matchable>(
  running: readonly A[],
  current: readonly B[],
  byNumber: boolean,
): number {
  const bsnOf = (record: Matchable) => trimXml(record.value('bsn'));
  const numberOf = (record: Matchable) => trimXml(record.value('registratienummer'));
  // Of others it can't be told what they are.
  const persons = grouped(
    running.filter((record) => recordKey(record) !== undefined),
    bsnOf,
  );
  const byBsn = grouped(current, bsnOf);
  const unclear = grouped(
    current.filter((record) => byNumber && recordKey(record) === undefined),
    numberOf,
  );
  let count = 0;
  for (const [bsn, records] of persons) {
    const numbers = new Set(records.map(numberOf));
    const numbered = [...numbers].flatMap((number) => (number === undefined ? [] : (unclear.get(number) ?? [])));
    const maybe = new Set([...(byBsn.get(bsn) ?? []), ...numbered]);
    count += followUp(records, [...maybe], byNumber).missing.length;
  }
  return count;
}

function grouped<T>(records: readonly T[], keyOf: (record: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const key = keyOf(record);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return groups;
}

/** Whether a delivery looks like a conversion beside those of the month before, see {@link isConversion}. */
export function isConversionOf(
  previous: { readonly files: readonly { readonly softwarepakket: string | undefined }[] } | undefined,
  softwareNow: string | undefined,
): boolean {
  return previous?.files.some(({ softwarepakket }) => isConversion(softwarepakket, softwareNow)) ?? false;
}

/**
 * Whether one delivery looks like the conversion of another: they name different software packages, and with the software
 * the registration numbers may have changed.
 */
export function isConversion(softwareBefore: string | undefined, softwareNow: string | undefined): boolean {
  return softwareBefore !== undefined && softwareNow !== undefined && softwareBefore !== softwareNow;
}
