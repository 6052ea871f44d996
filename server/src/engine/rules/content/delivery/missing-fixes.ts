import { containerIn, isEmptyTagOf } from '../../../delivery/container.ts';
import { recordKey } from '../../../delivery/matching.ts';
import type { PreviousFile, RunningRecord } from '../../../delivery/previous-delivery.ts';
import { codeOf, type Pack } from '../../../packs/load-pack.ts';
import { startTagOf } from '../../../syntax/start-tag.ts';
import { trailingXmlSpace } from '../../../text/xml-whitespace.ts';
import type { RecordLayout } from '../../fixes/record-layout.ts';
import type { Finding, Fix, FixContext, OwnedEdit } from '../../rule.ts';
import { type Insertion, recordCopier, textsOf } from './record-copier.ts';

/** As many records can be put back one by one. */
const ONE_BY_ONE = 5;
/** More that are missing than this are not put back at once: then the export has gone wrong. */
const MOST_AT_ONCE = 500;

/**
 * Puts missing records back as they were in last month's file: running, or with the end date that was planned. Those
 * that ended have an end date that only the user knows; an element without it would be a new finding, so that is left
 * to the user. Offered is what gives no new finding.
 */
export function fixesOfMissing(finding: Finding, context: FixContext): Fix[] {
  const { continuity } = context;
  if (!continuity) return [];
  const { missingCount } = continuity;
  const copiers = new Map<PreviousFile, ReturnType<typeof recordCopier>>();
  // In one format.
  for (const file of continuity.previous.files)
    if (file.pack.manifest.id === context.pack.manifest.id) copiers.set(file, recordCopier(finding, context, file));
  if (copiers.size === 0) return [];
  const fixes: Fix[] = [];
  const insertions: Insertion[] = [];
  const accepts = context.simulateInsertions();
  if (!accepts) return [];
  for (const record of continuity.firstMissing(MOST_AT_ONCE)) {
    const insertion = copiers.get(record.file)?.(record);
    if (!insertion) continue;
    const added = accepts(insertion.trial);
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

/** What comes to stand at one place does so in the order of last month; records of one new person under that. */
function editsOf(insertions: readonly Insertion[], finding: Finding, context: FixContext): OwnedEdit[] {
  const byPlace = new Map<string, Insertion[]>();
  const owners = new Map<object | undefined, number>();
  for (const insertion of insertions) {
    const { owner, at } = insertion.place;
    if (!owners.has(owner)) owners.set(owner, owners.size);
    const key = `${owners.get(owner)} ${at}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), insertion]);
  }
  return [...byPlace.values()].map((group) => {
    const { owner, at, layout } = group[0]!.place;
    const newText = textsOf(group)
      .map((text) => layout.before + text)
      .join('');
    return owner ? { owner, start: at, end: at, newText } : openContainer(newText, finding, context, layout);
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
