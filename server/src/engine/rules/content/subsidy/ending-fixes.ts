import type { Day } from '../../../delivery/day.ts';
import type { Voorziening } from '../../../delivery/record.ts';
import { writtenDay } from '../../../delivery/values/value-notation.ts';
import { setConcept } from '../../fixes/insert-element.ts';
import type { Fix, FixContext, RecordEdit } from '../../rule.ts';

/** Ends the periods that run past the last allowed day on that day; not where one begins behind it. */
export function endingFixes(context: FixContext, beyond: readonly Voorziening[], allowed: Day): Fix[] {
  if (beyond.some((record) => record.day('begindatum')! > allowed)) return [];
  const value = writtenDay(context.pack, 'einddatum', allowed);
  const changes = beyond.map(
    (record): RecordEdit => ({ kind: 'change', record, values: new Map([['einddatum', value]]) }),
  );
  if (context.introducesFindingAfter(changes)) return [];
  const changed = beyond.map((record) => setConcept(context, record, 'einddatum', value));
  if (changed.includes(undefined)) return [];
  const day = { day: allowed };
  const title =
    beyond.length > 1
      ? ({ key: 'fix.setEinddata', parameters: { day, periods: beyond.length } } as const)
      : ({ key: 'fix.setEinddatum', parameters: { day } } as const);
  return [{ title, edits: changed.flatMap((edits) => edits ?? []) }];
}
