import { Binder } from '../../../delivery/binder.ts';
import { containerIn, isEmptyTagOf } from '../../../delivery/container.ts';
import { recordKey } from '../../../delivery/matching.ts';
import type { PreviousFile, RunningRecord } from '../../../delivery/previous-delivery.ts';
import type { Voorziening } from '../../../delivery/record.ts';
import { codeOf, type Pack } from '../../../packs/load-pack.ts';
import { areRecordsInContainer } from '../../../packs/places.ts';
import { DocumentScanner } from '../../../syntax/document-scanner.ts';
import { startTagOf } from '../../../syntax/start-tag.ts';
import { trailingXmlSpace } from '../../../text/xml-whitespace.ts';
import { layoutIn, layoutOf, type RecordLayout, rewrite } from '../../fixes/record-layout.ts';
import type { Finding, Fix, FixContext, OwnedEdit } from '../../rule.ts';

/** As many records can be put back one by one. */
const ONE_BY_ONE = 5;
/** More that are missing than this are not put back at once: then the export has gone wrong. */
const MOST_AT_ONCE = 500;

/** A record of last month, written for this document, and where it belongs in there. */
interface Insertion {
  readonly record: RunningRecord;
  readonly text: string;
  readonly place: InsertionPlace;
}

interface InsertionPlace {
  /** The record that it comes behind; the start of the container without. */
  readonly behind: Voorziening | undefined;
  readonly layout: RecordLayout;
}

/**
 * Puts missing records back as they were in last month's file: running, or with the end date that was planned. Those
 * that ended have an end date that only the user knows; an element without it would be a new finding, so that is left
 * to the user. Offered is what gives no new finding.
 */
export function fixesOfMissing(finding: Finding, context: FixContext): Fix[] {
  const { continuity } = context;
  if (!continuity) return [];
  const { missingCount } = continuity;
  const copiers = new Map<PreviousFile, ReturnType<typeof copier>>();
  for (const file of continuity.previous.files)
    if (canCopy(file, context)) copiers.set(file, copier(finding, context, file));
  if (copiers.size === 0) return [];
  const fixes: Fix[] = [];
  const insertions: Insertion[] = [];
  const accepts = context.simulateInsertions();
  if (!accepts) return [];
  for (const record of continuity.firstMissing(MOST_AT_ONCE)) {
    const insertion = copiers.get(record.file)?.(record);
    if (!insertion) continue;
    const added = accepts(insertion.text);
    if (added && recordKey(added) === recordKey(record)) insertions.push(insertion);
  }
  for (const insertion of insertions.slice(0, ONE_BY_ONE)) {
    const parameters = wordsFor(insertion.record, context.pack);
    fixes.push({ title: { key: 'fix.insertMissing', parameters }, edits: editsOf([insertion], finding, context) });
  }
  if (insertions.length > 1 && missingCount <= MOST_AT_ONCE) {
    const parameters = { count: insertions.length, total: missingCount };
    const key = insertions.length === missingCount ? 'fix.insertAllMissing' : 'fix.insertMostMissing';
    fixes.push({ title: { key, parameters }, edits: editsOf(insertions, finding, context) });
  }
  return fixes;
}

/** The files are in one format, and a record is an element of its own in it. */
function canCopy({ pack }: PreviousFile, context: FixContext): boolean {
  const { manifest } = context.pack;
  return manifest.id === pack.manifest.id && areRecordsInContainer(pack);
}

/** Reads a record in last month's file and writes it as its neighbours in this document are written. */
function copier(finding: Finding, context: FixContext, previous: PreviousFile) {
  const { shape } = new Binder(previous.pack);
  const head = context.treeOf(finding.owner);
  const container = containerIn(head, context.pack);
  const prefixFor = (namespace: string) => (container < 0 ? undefined : head.prefixIn(container, namespace));
  const last = context.lastRecord();
  const atEnd: InsertionPlace = { behind: last, layout: last ? layoutOf(context, last) : layoutIn(head, container) };
  return (record: RunningRecord): Insertion | undefined => {
    const text = previous.textOf(record.from, record.to);
    if (text === undefined || text.length < record.to - record.from) return undefined;
    const item = new DocumentScanner(text, shape, 0, previous.openElements).nextRecord();
    if (!item || item.end < text.length) return undefined;
    const own = context.recordsWith('bsn', record.bsn).at(-1);
    const place = own ? { behind: own, layout: layoutOf(context, own) } : atEnd;
    const written = rewrite(item.tree, item.node, place.layout, prefixFor);
    return written === undefined ? undefined : { record, text: written, place };
  };
}

/** One edit for each place: several records that come to stand at one place do so in the order of last month. */
function editsOf(insertions: readonly Insertion[], finding: Finding, context: FixContext): OwnedEdit[] {
  const byPlace = new Map<Voorziening | undefined, Insertion[]>();
  for (const insertion of insertions) {
    const { behind } = insertion.place;
    byPlace.set(behind, [...(byPlace.get(behind) ?? []), insertion]);
  }
  return [...byPlace].map(([behind, group]) => {
    const newText = group.map(({ text, place }) => place.layout.before + text).join('');
    if (!behind) return openContainer(newText, finding, context, group[0]!.place.layout);
    return { owner: behind.owner, start: behind.range.end, end: behind.range.end, newText };
  });
}

/** Puts text into the container, which holds nothing. */
function openContainer(text: string, { owner }: Finding, context: FixContext, { step }: RecordLayout): OwnedEdit {
  const tree = context.treeOf(owner);
  const container = containerIn(tree, context.pack);
  const close = step === undefined ? '' : trailingXmlSpace(tree.text({ start: 0, end: tree.start(container) }));
  if (isEmptyTagOf(tree, container)) {
    const range = tree.range(container);
    const open = startTagOf(tree.text(range));
    return { owner, ...range, newText: `${open}${text}${close}</${tree.name(container)}>` };
  }
  // The head ends with the start tag of the container.
  const end = context.textOf(owner).length;
  return { owner, start: end, end, newText: context.spaceBehind(owner) === '' ? text + close : text };
}

/** How the user knows a record: what it is, since when, and the own number. */
export function wordsFor({ type, start, number }: RunningRecord, pack: Pack) {
  return {
    label: codeOf(pack, 'typeVoorziening', type)?.label ?? type,
    start: { day: start },
    number: number ?? '–',
  };
}
