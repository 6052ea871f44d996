import type { Day } from '../../delivery/day.ts';
import type { Voorziening } from '../../delivery/record.ts';
import { writtenDay } from '../../delivery/values/value-notation.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { copyWith, freshNumber, insertBehind } from '../copy-record.ts';
import { setConcept } from '../insert-element.ts';
import type { Fix, FixContext, OwnedEdit, RecordEdit } from '../rule.ts';

/**
 * Ends the periods that run past the last allowed day on that day, and where that is one period, offers a
 * loonkostensubsidie on the ground of the Participatiewet from the next day on.
 */
export function fixesOfTooLong(context: FixContext, beyond: readonly Voorziening[], allowed: Day): Fix[] {
  const value = writtenDay(context.pack, 'einddatum', allowed);
  if (beyond.some((record) => record.day('begindatum')! > allowed)) return [];
  const changes = beyond.map(
    (record): RecordEdit => ({ kind: 'change', record, values: new Map([['einddatum', value]]) }),
  );
  if (context.introducesFindingAfter(changes)) return [];
  const changed = beyond.map((record) => setConcept(context, record, 'einddatum', value));
  if (changed.includes(undefined)) return [];
  const ends = changed.flatMap((edits) => edits ?? []);
  const day = { day: allowed };
  const [record, ...others] = beyond;
  if (others.length > 0) {
    return [{ title: { key: 'fix.setEinddata', parameters: { day, periods: beyond.length } }, edits: ends }];
  }
  const followUp = insertFollowUp(context, record!, changes, allowed + 1);
  const next = { day: allowed + 1 };
  return [
    { title: { key: 'fix.setEinddatum', parameters: { day } }, edits: ends },
    ...(followUp
      ? [
          {
            title: { key: 'fix.setEinddatumAndFollowUp', parameters: { day, next } },
            edits: [...ends, followUp],
          } as const,
        ]
      : []),
  ];
}

/**
 * The same record again as a loonkostensubsidie on the ground of the Participatiewet from a day on. undefined where
 * that would give a new finding: from a day behind the verslagmaand, beside another such record, or where the record
 * has no loonwaarde to take along, for nobody knows that but the user; or where the format has no such type.
 */
function insertFollowUp(
  context: FixContext,
  record: Voorziening,
  changes: readonly RecordEdit[],
  from: Day,
): OwnedEdit | undefined {
  const type = context.pack.manifest.meanings.lksLoonwaarde?.[0];
  const bsn = record.value('bsn');
  if (type === undefined || bsn === undefined) return undefined;
  const values = new Map<RecordConcept, string | undefined>([
    ['typeVoorziening', type],
    ['begindatum', writtenDay(context.pack, 'begindatum', from)],
    ['einddatum', keptEnd(context, record, from)],
    ['registratienummer', freshNumber(context, record)],
  ]);
  const overlaps = context
    .recordsWith('bsn', bsn)
    .some((other) => other.value('typeVoorziening') === type && (other.day('einddatum') ?? Infinity) >= from);
  if (overlaps || context.introducesFindingAfter([...changes, { kind: 'copy', record, values }])) return undefined;
  return insertBehind(context, record, copyWith(context, record, values));
}

/** The old end date, where it lies on or after the new start. */
function keptEnd({ pack }: FixContext, record: Voorziening, from: Day): string | undefined {
  const end = record.day('einddatum');
  return end !== undefined && end >= from ? writtenDay(pack, 'einddatum', end) : undefined;
}
