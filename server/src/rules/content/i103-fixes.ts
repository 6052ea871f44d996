import { type Day, formatDay } from '../../delivery/day.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { copyWith, freshNumber, insertBehind } from '../copy-record.ts';
import { insertElement } from '../insert-element.ts';
import type { FixContext, OwnedEdit } from '../rule.ts';

/** Puts an Einddatum in its place in a record that has none. */
export function insertEinddatum(context: FixContext, record: Voorziening, value: string): OwnedEdit {
  const path = context.pack.manifest.concepts.einddatum!.path.split('/');
  const tree = context.treeOf(record.owner);
  let parent = tree.parent(record.nodeOf('startdatum'));
  const startPath = context.pack.manifest.concepts.startdatum!.path.split('/');
  for (let up = startPath.length; up > path.length; up--) parent = tree.parent(parent);
  return insertElement(context, record.owner, parent, path[path.length - 1]!, value);
}

/**
 * The same record again as a loonkostensubsidie on the ground of the Participatiewet from a day on, without what
 * belongs to the period before. undefined where that would be wrong: from a day behind the verslagmaand, or beside
 * another such record, or where the format has no such type.
 */
export function insertFollowUp(context: FixContext, record: Voorziening, from: Day): OwnedEdit | undefined {
  const type = context.pack.manifest.meanings.lksParticipatiewet?.[0];
  const bsn = record.value('bsn');
  if (type === undefined || bsn === undefined) return undefined;
  const changes = new Map<RecordConcept, string | undefined>([
    ['typeVoorziening', type],
    ['startdatum', formatDay(from)],
    ['einddatum', keptEnd(record, from)],
    ['voorzieningnummer', freshNumber(context, record)],
  ]);
  const overlaps = context
    .recordsWith('bsn', bsn)
    .some((other) => other.value('typeVoorziening') === type && (other.day('einddatum') ?? Infinity) >= from);
  if (overlaps || context.wouldAdd(record, changes)) return undefined;
  return insertBehind(context, record, copyWith(context, record, changes));
}

/** The old end date, where it lies on or after the new start. */
function keptEnd(record: Voorziening, from: Day): string | undefined {
  const end = record.day('einddatum');
  return end !== undefined && end >= from ? formatDay(end) : undefined;
}
