import type { Matching } from '../delivery/matching.ts';
import type { Voorziening } from '../delivery/record.ts';
import { trimXml } from '../text/xml-whitespace.ts';

/** How many records of one type there are; old − minus + plus = now. */
export interface TypeTotal {
  /** The code of the type; undefined for records where it is missing or invalid. */
  readonly type: string | undefined;
  readonly old: number;
  readonly now: number;
  /** Of the new ones, those that are not in the old delivery, or are there with another type. */
  readonly plus: number;
  /** Of the old ones, those that are not in the new delivery, or are there with another type. */
  readonly minus: number;
}

/** Totals of the types that occur, in the order of their codes, and those without a type last. */
export function typeTotals(
  old: readonly Voorziening[],
  now: readonly Voorziening[],
  { oldOf }: Matching<Voorziening, Voorziening>,
): TypeTotal[] {
  const totals = new Map<string | undefined, { old: number; now: number; kept: number }>();
  const totalOf = (type: string | undefined) => {
    const known = totals.get(type);
    if (known) return known;
    const total = { old: 0, now: 0, kept: 0 };
    totals.set(type, total);
    return total;
  };
  for (const record of old) totalOf(typeOf(record)).old++;
  for (const record of now) {
    const type = typeOf(record);
    const total = totalOf(type);
    total.now++;
    const match = oldOf.get(record);
    if (match && typeOf(match.old) === type) total.kept++;
  }
  return [...totals]
    .map(([type, { old, now, kept }]) => ({ type, old, now, plus: now - kept, minus: old - kept }))
    .sort(({ type: a }, { type: b }) => (a === b ? 0 : b === undefined || (a !== undefined && a < b) ? -1 : 1));
}

function typeOf(record: Voorziening): string | undefined {
  return trimXml(record.value('typeVoorziening'));
}
