import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { countMissing, isConversion, isRunningAtEndOf } from '../delivery/continuity.ts';
import { firstDayOf, lastDayOf, type Month } from '../delivery/day.ts';
import { matchRecords, type Relation } from '../delivery/matching.ts';
import type { Voorziening } from '../delivery/record.ts';
import type { Message } from '../messages/message.ts';
import { type FieldChange, fieldComparer } from './field-changes.ts';
import { remarksOn } from './remarks.ts';
import { type Side, sideOf } from './side.ts';
import { type TypeTotal, typeTotals } from './type-totals.ts';

/** A record of the new delivery that the old one hasn't. */
export interface Added {
  readonly record: Voorziening;
  /** It started before the new delivery's month, so it comes late. */
  readonly late: boolean;
  /** Another record has its BSN, type and start date, and is told of already or was in the old delivery. */
  readonly duplicate: boolean;
}

/** A record that is in both deliveries. */
export interface Pair {
  readonly old: Voorziening;
  readonly now: Voorziening;
  readonly relation: Relation;
  readonly changes: readonly FieldChange[];
}

/** A record of the old delivery that need not be in the new one, and why. */
export interface Dropped {
  readonly record: Voorziening;
  /** It had ended by the end of the old month, or the new delivery has another record with its key. */
  readonly reason: 'ended' | 'duplicate';
}

/** What is different between two deliveries. Each record is in one of the lists, or unchanged. */
export interface Comparison {
  readonly old: Side;
  readonly now: Side;
  readonly added: readonly Added[];
  /** Ran at the end of the old month and not at the end of the new one. */
  readonly ended: readonly Pair[];
  /** Anything else that is not the same, a BSN or type with the same registratienummer among it. */
  readonly changed: readonly Pair[];
  /** The same BSN, type and registratienummer with another start date. */
  readonly startChanged: readonly Pair[];
  /**
   * Should have been in the new delivery: ran at the end of the old month (SRG-I104); where both deliveries are of one
   * month, anything that isn't there any more.
   */
  readonly vanished: readonly Voorziening[];
  readonly dropped: readonly Dropped[];
  /** Can't be told: BSN, type, start date, or an old record's end date, is missing or invalid. */
  readonly incomparable: { readonly old: readonly Voorziening[]; readonly now: readonly Voorziening[] };
  readonly unchanged: number;
  readonly types: readonly TypeTotal[];
  /** What the reader should know before relying on the rest. */
  readonly remarks: readonly Message[];
  /** False only where all voorzieningen are the same and all could be read. */
  readonly different: boolean;
}

/**
 * Compares two deliveries, in time linear in their records.
 * @param oldDelivery a finished analysis of a document that a pack is known for; so is the other one
 */
export function compareDeliveries(oldDelivery: DeliveryAnalysis, newDelivery: DeliveryAnalysis): Comparison {
  const [old, now] = [sideOf(oldDelivery), sideOf(newDelivery)];
  const [softwareBefore, softwareNow] = [oldDelivery, newDelivery].map(({ header }) => header?.value('softwarepakket'));
  const byNumber = !isConversion(softwareBefore, softwareNow);
  const matching = matchRecords(old.records, now.records, byNumber);
  const changesOf = fieldComparer(oldDelivery, newDelivery);
  const lists = {
    added: [] as Added[],
    ended: [] as Pair[],
    changed: [] as Pair[],
    startChanged: [] as Pair[],
    vanished: [] as Voorziening[],
    dropped: [] as Dropped[],
  };
  const incomparable = { old: [] as Voorziening[], now: [] as Voorziening[] };
  let unchanged = 0;

  for (const record of now.records) {
    const match = matching.oldOf.get(record);
    if (!match) continue;
    const pair: Pair = { ...match, now: record, changes: changesOf(match.old, record) };
    if (match.relation === 'startChanged') lists.startChanged.push(pair);
    else if (match.relation === 'keyChanged') lists.changed.push(pair);
    else if (hasEnded(pair, oldDelivery.verslagmaand, newDelivery.verslagmaand)) lists.ended.push(pair);
    else if (pair.changes.length > 0) lists.changed.push(pair);
    else unchanged++;
  }

  const known = new Set(old.records.map(matching.keyOf));
  for (const record of matching.added) {
    const key = matching.keyOf(record);
    if (key === undefined) incomparable.now.push(record);
    else lists.added.push({ record, late: startsBefore(record, newDelivery), duplicate: known.has(key) });
    known.add(key);
  }

  const newKeys = new Set(now.records.map(matching.keyOf));
  const sameMonth = oldDelivery.verslagmaand !== undefined && oldDelivery.verslagmaand === newDelivery.verslagmaand;
  for (const record of matching.gone) {
    const key = matching.keyOf(record);
    if (key === undefined) incomparable.old.push(record);
    else if (newKeys.has(key)) lists.dropped.push({ record, reason: 'duplicate' });
    else if (sameMonth || isRunning(record, oldDelivery.verslagmaand)) lists.vanished.push(record);
    else if (hasUnknownEnd(record)) incomparable.old.push(record);
    else lists.dropped.push({ record, reason: 'ended' });
  }

  const found = [...Object.values(lists), incomparable.old, incomparable.now].some((list) => list.length > 0);
  return {
    old,
    now,
    ...lists,
    incomparable,
    unchanged,
    types: typeTotals(old.records, now.records, matching),
    remarks: [...remarksOn(old, now), ...continuityRemark(old, now, lists, byNumber)],
    different: found || !old.wellFormed || !now.wellFormed,
  };
}

/** How many the report on the new delivery says are missing, where that is another number than the list has or the same. */
function continuityRemark(
  old: Side,
  now: Side,
  { vanished, changed }: Pick<Comparison, 'vanished' | 'changed'>,
  byNumber: boolean,
): Message[] {
  const [oldMonth, newMonth] = [old.analysis.verslagmaand, now.analysis.verslagmaand];
  if (oldMonth === undefined || newMonth !== oldMonth + 1) return [];
  const running = old.records.filter((record) => isRunningAtEndOf(record, oldMonth));
  const count = countMissing(running, now.records, byNumber);
  if (count === 0) return [];
  if (count === vanished.length) return [{ key: 'compare.remark.continuity', parameters: { count } }];
  const parameters = { count, vanished: vanished.length, others: count - vanished.length };
  const others = changed.filter((pair) => pair.relation === 'keyChanged' && isRunningAtEndOf(pair.old, oldMonth));
  // What neither list explains is better left unsaid.
  return others.length === parameters.others ? [{ key: 'compare.remark.continuityKeyChanged', parameters }] : [];
}

/** It has an end date that can't be told. */
function hasUnknownEnd(record: Voorziening): boolean {
  return record.value('einddatum') === undefined && record.state('einddatum') !== 'absent';
}

/** At the end of the month; where that isn't known, whether the end is open. */
function isRunning(record: Voorziening, month: Month | undefined): boolean {
  return month === undefined ? record.state('einddatum') === 'absent' : isRunningAtEndOf(record, month);
}

function hasEnded({ old, now }: Pair, oldMonth: Month | undefined, newMonth: Month | undefined): boolean {
  const end = now.day('einddatum');
  return isRunning(old, oldMonth) && end !== undefined && (newMonth === undefined || end <= lastDayOf(newMonth));
}

function startsBefore(record: Voorziening, { verslagmaand }: DeliveryAnalysis): boolean {
  return verslagmaand !== undefined && record.day('begindatum')! < firstDayOf(verslagmaand);
}
