import { type Day, formatDay } from '../../delivery/day.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { spaceBefore } from '../edits.ts';
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
  return {
    owner: record.owner,
    start: record.range.end,
    end: record.range.end,
    newText: spaceBefore(context, record.owner, record.range.start) + copyWith(context, record, changes),
  };
}

/** The old end date, where it lies on or after the new start. */
function keptEnd(record: Voorziening, from: Day): string | undefined {
  const end = record.day('einddatum');
  return end !== undefined && end >= from ? formatDay(end) : undefined;
}

/** A voorzieningnummer that the document does not hold yet: the old one with a number behind it. */
function freshNumber(context: FixContext, record: Voorziening): string | undefined {
  const old = record.value('voorzieningnummer');
  if (old === undefined) return undefined;
  for (let n = 2; ; n++) {
    const candidate = `${old.slice(0, 36)}-${n}`;
    if (context.recordsWith('voorzieningnummer', candidate).length === 0) return candidate;
  }
}

/** The text of the record with other values, or without the elements whose value is undefined. */
function copyWith(
  context: FixContext,
  record: Voorziening,
  changes: ReadonlyMap<RecordConcept, string | undefined>,
): string {
  const tree = context.treeOf(record.owner);
  const text = context.textOf(record.owner);
  const edits: { start: number; end: number; newText: string }[] = [];
  for (const [concept, value] of changes) {
    const node = record.nodeOf(concept);
    if (node < 0) continue;
    if (value !== undefined) edits.push({ ...record.rangeOf(concept), newText: value });
    else {
      const range = tree.range(node);
      edits.push({ start: text.slice(0, range.start).trimEnd().length, end: range.end, newText: '' });
    }
  }
  edits.sort((a, b) => b.start - a.start);
  let copy = text.slice(0, record.range.end);
  for (const { start, end, newText } of edits) copy = copy.slice(0, start) + newText + copy.slice(end);
  return copy.slice(record.range.start);
}
