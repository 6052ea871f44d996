import { Binder } from '../../../delivery/binder.ts';
import { containerIn } from '../../../delivery/container.ts';
import type { PreviousFile, RunningRecord } from '../../../delivery/previous-delivery.ts';
import type { Voorziening } from '../../../delivery/record.ts';
import { RECORD_CONCEPTS, type RecordConcept } from '../../../packs/pack.ts';
import { placesIn } from '../../../packs/places.ts';
import { DocumentScanner } from '../../../syntax/document-scanner.ts';
import type { NodeId } from '../../../syntax/node-table.ts';
import type { SyntaxTree } from '../../../syntax/tree.ts';
import { applyEdits, shift, type TextEdit } from '../../../text/text-range.ts';
import { nodeOf } from '../../fixes/edits.ts';
import { layoutIn, layoutOf, layoutOfNode, type RecordLayout, rewrite } from '../../fixes/record-layout.ts';
import type { Finding, FixContext } from '../../rule.ts';

/** A record of last month, and where it belongs in this document. */
export interface Insertion {
  readonly record: RunningRecord;
  /** The element that repeats, with this record in it and no other. */
  readonly trial: string;
  readonly place: InsertionPlace;
  readonly unit: Unit;
  /** The record's element in that of last month. */
  readonly node: NodeId;
  /** It comes under the person that is there. */
  readonly own: string | undefined;
}

interface InsertionPlace {
  /** Where the offset counts from; the start of the container without. */
  readonly owner: object | undefined;
  readonly at: number;
  readonly layout: RecordLayout;
}

/** A repeating element of last month's file: a record, or a person with records. */
interface Unit {
  readonly text: string;
  readonly tree: SyntaxTree;
  readonly node: NodeId;
  readonly records: readonly Voorziening[];
  /** Its text in the document with some of its records; undefined where that can't be told. */
  write(kept: ReadonlySet<NodeId>, layout: RecordLayout): string | undefined;
}

/** The texts to insert at one place: those records that come with a new person do so under that. */
export function textsOf(insertions: readonly Insertion[]): string[] {
  const texts: string[] = [];
  const written = new Set<Unit>();
  for (const { own, unit, place } of insertions) {
    if (own !== undefined) texts.push(own);
    else if (!written.has(unit)) {
      written.add(unit);
      const kept = insertions.filter((other) => other.own === undefined && other.unit === unit);
      texts.push(unit.write(new Set(kept.map(({ node }) => node)), place.layout)!);
    }
  }
  return texts;
}

/** Reads records in last month's file and writes them as their neighbours in this document are written. */
export function recordCopier(finding: Finding, context: FixContext, previous: PreviousFile) {
  const binder = new Binder(previous.pack);
  const head = context.treeOf(finding.owner);
  const container = containerIn(head, context.pack);
  const inContainer = (namespace: string) => (container < 0 ? undefined : head.prefixIn(container, namespace));
  const scan = (text: string) => new DocumentScanner(text, binder.shape, 0, previous.openElements).nextRecord();
  const units = new Map<number, Unit | undefined>();
  const last = context.lastRecord();
  const atEnd: InsertionPlace = last
    ? behind(context, last)
    : { owner: undefined, at: 0, layout: layoutIn(head, container) };

  const readUnit = ({ outerFrom, outerTo }: RunningRecord): Unit | undefined => {
    const text = previous.textOf(outerFrom, outerTo);
    if (text === undefined || text.length < outerTo - outerFrom) return undefined;
    const item = scan(text);
    if (!item?.wellFormed || item.end < text.length) return undefined;
    const { tree, node } = item;
    const records = binder.bindRepeatingElement(tree, node, item);
    const write: Unit['write'] = (kept, layout) => {
      const cut = scan(applyEdits(text, cuts(tree, node, records, kept)));
      return cut && rewrite(cut.tree, cut.node, layout, inContainer);
    };
    return { text, tree, node, records, write };
  };

  return (record: RunningRecord): Insertion | undefined => {
    if (!units.has(record.outerFrom)) units.set(record.outerFrom, readUnit(record));
    const unit = units.get(record.outerFrom);
    const found = unit?.records.find(({ range }) => range.start === record.from - record.outerFrom);
    const node = found && nodeOf(unit!.tree, found);
    if (!unit || !found || node === undefined) return undefined;
    const own = context.recordsWith('bsn', record.bsn).at(-1);
    const under = own && node !== unit.node ? insideOwn(context, unit, { node, record: found }, own) : undefined;
    if (under) return { record, unit, node, ...under };
    const place = own ? behind(context, own) : atEnd;
    const trial = unit.write(new Set([node]), place.layout);
    return trial === undefined ? undefined : { record, trial, place, unit, node, own: undefined };
  };
}

/** Behind the element that repeats in the container, in which a record stands. */
function behind(context: FixContext, record: Voorziening): InsertionPlace {
  const tree = context.treeOf(record.owner);
  const unit = outermost(tree, nodeOf(tree, record) ?? tree.nodeAt(record.range.start));
  return { owner: record.owner, at: tree.end(unit), layout: layoutOf(context, record.owner, unit) };
}

/**
 * Under the person who is there, behind the last record of that; undefined where records stand otherwise there, or what
 * is between the person and the record is not the same.
 */
function insideOwn(
  context: FixContext,
  unit: Unit,
  found: { readonly node: NodeId; readonly record: Voorziening },
  own: Voorziening,
): Pick<Insertion, 'trial' | 'place' | 'own'> | undefined {
  const { owner } = own;
  const tree = context.treeOf(owner);
  const node = nodeOf(tree, own);
  if (node === undefined || unit.tree.path(found.node).join('/') !== tree.path(node).join('/')) return undefined;
  if (betweenPerson(context).some((concept) => found.record.value(concept) !== own.value(concept))) return undefined;
  if (context.pack.model.element([...context.ancestorsOf(owner), ...tree.path(node)])?.max !== Number.POSITIVE_INFINITY)
    return undefined;
  const around = tree.parent(node);
  const layout = layoutOfNode(tree, node, spaceBefore(tree, node));
  const text = rewrite(unit.tree, found.node, layout, (namespace) => tree.prefixIn(around, namespace));
  if (text === undefined) return undefined;
  const person = outermost(tree, node);
  const records = context.recordsOf(owner);
  const alone = cuts(tree, person, records, new Set([node]));
  const edits = [...alone, { ...tree.range(node), newText: text }].map((edit) => ({
    ...shift(edit, -tree.start(person)),
    newText: edit.newText,
  }));
  return {
    trial: applyEdits(tree.text(tree.range(person)), edits),
    place: { owner, at: tree.end(node), layout },
    own: text,
  };
}

/** The concepts that stand above the record and below the person. */
function betweenPerson({ pack }: FixContext): RecordConcept[] {
  const ways = placesIn(pack).recordWays;
  const upOf = (concept: RecordConcept) => Math.max(0, ...(ways.get(concept) ?? []).map(({ up }) => up));
  const highest = Math.max(...RECORD_CONCEPTS.map(upOf));
  return RECORD_CONCEPTS.filter((concept) => upOf(concept) > 0 && upOf(concept) < highest);
}

/** Takes the records out that are not kept, and with them what holds no other. */
function cuts(tree: SyntaxTree, unit: NodeId, records: readonly Voorziening[], kept: ReadonlySet<NodeId>): TextEdit[] {
  const staying = new Set<NodeId>();
  for (const node of kept) for (let at = node; at >= 0; at = tree.parent(at)) staying.add(at);
  const gone = new Set<NodeId>();
  for (const record of records) {
    let node = nodeOf(tree, record) ?? -1;
    if (node < 0 || staying.has(node)) continue;
    while (tree.parent(node) > unit && !staying.has(tree.parent(node))) node = tree.parent(node);
    gone.add(node);
  }
  return Array.from(gone, (node) => ({ ...tree.range(node), newText: '' }));
}

function outermost(tree: SyntaxTree, node: NodeId): NodeId {
  let at = node;
  while (tree.parent(at) >= 0) at = tree.parent(at);
  return at;
}

function spaceBefore(tree: SyntaxTree, node: NodeId): string {
  const { start } = tree.range(node);
  return /[ \t\r\n]*$/.exec(tree.text({ start: tree.contentRange(tree.parent(node)).start, end: start }))![0];
}
