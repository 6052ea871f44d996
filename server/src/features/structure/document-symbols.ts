import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { Voorziening } from '../../engine/delivery/record.ts';
import { formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import { areRecordsInContainer } from '../../engine/packs/places.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import { atOnce, type Steps } from '../../engine/text/time-sliced.ts';
import { deliveryLabel, headerElement, rootElement } from '../delivery-label.ts';
import { toRange } from '../protocol-range.ts';
import { rangeInText, recordLabel, shownValue } from '../record-label.ts';

/** An outline with more symbols than this is of no use, and slow to draw; what is left out is counted in the last one. */
const MOST = 5_000;
/** The elements that are shown at least, of the records in view. */
const FEWEST = 1_000;
/** So many elements a record has, or more. */
const SMALL_RECORD = 10;
/** Between so many records other work may go on. */
const RECORDS_BETWEEN = 64;
/** Elements in elements of a record. */
const DEEPEST = 20;

/** Records of one person that follow each other. */
interface Run {
  readonly records: Voorziening[];
  /** The person's element in the text, where the format has the records in it. */
  readonly repeatingElement: TextRange | undefined;
}

/**
 * The outline: levering, person, voorziening. A symbol must lie within the one above it, so a person can hold only
 * records that follow each other: two or more of these get a symbol for their person, and a record that stands alone
 * tells its person itself. Both say how many records the person has in the whole file. Where the format has records in
 * a person's element, that element is the person's symbol, however many there are.
 *
 * What a symbol selects is what it is named for: VS Code keeps these lines in view while one scrolls, in this order.
 *
 * @param elementsFrom given where header and records hold their elements as well, which is what the path above the text
 *   shows; of too many records those from this offset on, which is the first that the user sees
 */
export function* documentSymbolSteps(
  analysis: DeliveryAnalysis,
  options: MessageOptions,
  elementsFrom?: number,
): Steps<DocumentSymbol[]> {
  if (analysis.choice.kind !== 'known') return [];
  const root = rootElement(analysis);
  if (!root) return [];
  const symbol = (name: string, detail: string, kind: SymbolKind, range: TextRange, selection: TextRange) => ({
    name,
    detail,
    kind,
    range: toRange(analysis.source, range),
    selectionRange: toRange(analysis.source, selection),
  });
  const { recordCount } = analysis;
  const grouped = (n: number) => n.toLocaleString(options.language);
  const children: DocumentSymbol[] = [];
  const header = headerElement(analysis);
  if (header) {
    const isWanted = elementsFrom !== undefined;
    const inside = isWanted ? elementsIn(analysis, analysis.segmentAt(0), header.range, MOST) : [];
    const own = symbol(header.name, '', SymbolKind.Struct, header.range, header.nameRange);
    children.push(inside.length > 0 ? { ...own, children: inside } : own);
  }

  // One place is for the root and one for the note.
  let room = MOST - children.length - 2;
  let shown = 0;
  let looked = 0;
  /** So many elements of records are shown: of all of them in a small delivery. */
  const isSmall = recordCount * SMALL_RECORD < MOST;
  let elements = isSmall ? MOST : FEWEST;
  for (const run of runs(analysis)) {
    const person = personOf(analysis, run, options);
    const isGroup = run.repeatingElement !== undefined || run.records.length > 1;
    if (isGroup) room--;
    const symbols: DocumentSymbol[] = [];
    for (const record of run.records.slice(0, Math.max(0, room))) {
      if (++looked % RECORDS_BETWEEN === 0) yield;
      const detail = isGroup ? shownValue(analysis, record, 'registratienummer') : person.alone;
      const range = rangeInText(analysis, record, record.range);
      const type = within(rangeInText(analysis, record, record.rangeOf('typeVoorziening')), range);
      const own = symbol(recordLabel(analysis, record, options), detail, SymbolKind.Event, range, type);
      if (elementsFrom === undefined || elements <= 0 || (!isSmall && range.end < elementsFrom)) {
        symbols.push(own);
        continue;
      }
      yield* analysis.prepareTree(record.owner);
      const inside = elementsIn(analysis, analysis.segmentAt(range.start), range, MOST);
      elements -= countOf(inside);
      symbols.push(inside.length > 0 ? { ...own, children: inside } : own);
    }
    room -= symbols.length;
    shown += symbols.length;
    const range = rangeOfRun(analysis, run);
    if (!isGroup) children.push(...symbols);
    else if (symbols.length > 0) {
      const selection = rangeInText(analysis, run.records[0]!, run.records[0]!.rangeOf('bsn'));
      children.push({
        ...symbol(person.bsn, person.count, SymbolKind.Object, range, within(selection, range)),
        children: symbols,
      });
    }
    if (symbols.length === run.records.length && room > 0) continue;
    if (shown < recordCount) {
      const parameters = { count: grouped(recordCount - shown), limit: grouped(MOST) };
      const message = { key: 'outline.more', parameters } as const;
      const end = { start: range.end, end: range.end };
      children.push(symbol(formatMessage(message, options), '', SymbolKind.Null, end, end));
    }
    break;
  }
  const records = formatMessage(
    { key: recordCount === 1 ? 'count.record.one' : 'count.record.many', parameters: { n: grouped(recordCount) } },
    options,
  );
  const label = deliveryLabel(analysis, options);
  return [{ ...symbol(label, records, SymbolKind.Module, root.range, root.nameRange), children }];
}

/** The symbols of {@link documentSymbolSteps} at once. */
export function documentSymbolsOf(...given: Parameters<typeof documentSymbolSteps>): DocumentSymbol[] {
  return atOnce(documentSymbolSteps(...given));
}

/** The first elements, in the order of the text and so many at most, in an element that is told by its range. */
function elementsIn(
  { source }: DeliveryAnalysis,
  { tree, start }: { readonly tree: SyntaxTree; readonly start: number },
  range: TextRange,
  most: number,
): DocumentSymbol[] {
  let left = most;
  const top = tree.nodeAt(range.start - start);
  if (top < 0 || tree.kind(top) !== NodeKind.Element || tree.start(top) + start !== range.start) return [];
  const within = (parent: NodeId, depth: number): DocumentSymbol[] => {
    const symbols: DocumentSymbol[] = [];
    for (const node of tree.elements(parent)) {
      if (tree.end(node) <= tree.start(node) || tree.isImplied(node)) continue;
      if (left-- <= 0) break;
      const children = depth < DEEPEST ? within(node, depth + 1) : [];
      symbols.push({
        name: tree.name(node),
        kind: children.length > 0 ? SymbolKind.Struct : SymbolKind.Field,
        range: toRange(source, shift(tree.range(node), start)),
        selectionRange: toRange(source, shift(tree.nameRange(node), start)),
        ...(children.length > 0 ? { children } : {}),
      });
    }
    return symbols;
  };
  return within(top, 0);
}

function countOf(symbols: readonly DocumentSymbol[]): number {
  return symbols.reduce((sum, { children = [] }) => sum + 1 + countOf(children), 0);
}

/** The same for clients that know no tree of symbols. */
export function flatten(symbols: readonly DocumentSymbol[], uri: string, containerName = ''): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, range, children }) => [
    { name, kind, location: { uri, range }, ...(containerName ? { containerName } : {}) },
    ...flatten(children ?? [], uri, name),
  ]);
}

function* runs(analysis: DeliveryAnalysis): Generator<Run> {
  const hasRepeatingElements = !areRecordsInContainer(analysis.pack);
  let records: Voorziening[] = [];
  for (const owner of analysis.ownersIn()) {
    const own = analysis.recordsOf(owner);
    // A person; or a list of records of several.
    if (hasRepeatingElements && own.every((record) => record.value('bsn') === own[0]!.value('bsn'))) {
      if (own.length === 0) continue;
      if (records.length > 0) yield { records, repeatingElement: undefined };
      records = [];
      const element = analysis.treeOf(owner).range(analysis.elementOf(owner));
      yield { records: [...own], repeatingElement: shift(element, analysis.startOf(owner)) };
      continue;
    }
    for (const record of own) {
      const bsn = record.value('bsn');
      if (records.length > 0 && (bsn === undefined || bsn !== records[0]!.value('bsn'))) {
        yield { records, repeatingElement: undefined };
        records = [];
      }
      records.push(record);
    }
  }
  if (records.length > 0) yield { records, repeatingElement: undefined };
}

function personOf(analysis: DeliveryAnalysis, { records }: Run, options: MessageOptions) {
  const bsn = records[0]!.value('bsn');
  const count = records.length;
  const total = Math.max(count, bsn === undefined ? 0 : analysis.recordsWith('bsn', bsn).length);
  const key = total === 1 ? 'person.one' : total === count ? 'person.all' : 'person.part';
  const name = shownValue(analysis, records[0]!, 'bsn') || '?';
  const inWords = formatMessage({ key, parameters: { count, total } }, options);
  return { bsn: name, count: inWords, alone: total === 1 ? name : `${name} · ${inWords}` };
}

function rangeOfRun(analysis: DeliveryAnalysis, { records, repeatingElement }: Run): TextRange {
  const [first, last] = [records[0]!, records[records.length - 1]!];
  return (
    repeatingElement ?? {
      start: rangeInText(analysis, first, first.range).start,
      end: rangeInText(analysis, last, last.range).end,
    }
  );
}

/** What a symbol selects must lie within it. */
function within(range: TextRange, outer: TextRange): TextRange {
  return range.start >= outer.start && range.end <= outer.end ? range : { start: outer.start, end: outer.start };
}
