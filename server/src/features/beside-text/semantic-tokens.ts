import type { SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { SegmentView } from '../../engine/analysis/document/analysed-document.ts';
import type { Fields } from '../../engine/delivery/record.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { hasNotation } from '../../engine/packs/notations.ts';
import { type Concept, HEADER_CONCEPTS, RECORD_CONCEPTS, VALUE_TYPES } from '../../engine/packs/pack.ts';
import { conceptAt } from '../../engine/packs/places.ts';
import { NodeKind } from '../../engine/syntax/node-table.ts';
import { isTemplateComment } from '../../engine/syntax/placeholders/placeholders.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import type { Steps } from '../../engine/text/time-sliced.ts';
import { isLongLine } from './long-line.ts';

/** Codes are members of a list; a day or month, a BSN and a placeholder have types of their own, as in the manifest. */
export const LEGEND: SemanticTokensLegend = {
  tokenTypes: ['enumMember', 'date', 'bsn', 'placeholder', 'comment'],
  tokenModifiers: [],
};
const CODE = 0;
const DATE = 1;
const BSN = 2;
const PLACEHOLDER = 3;
const COMMENT = 4;

/** The tokens of one part. Positions count from its start, so they hold as long as the part does. */
interface SegmentTokens {
  /** As in the protocol; the first token counts from the start of the segment. */
  readonly data: readonly number[];
  /** Where the last token starts: lines down, and the column, from the part's start while on its first line. */
  readonly last: TokenPlace;
  /** Where the part ends. */
  readonly end: TokenPlace;
}

interface TokenPlace {
  readonly line: number;
  readonly character: number;
}

/** By the owner of a segment: its tokens, and the judgement that they were made by. */
const known = new WeakMap<object, { readonly validity: object; readonly tokens: SegmentTokens }>();
/** No concept lies deeper below a record, so that what does is passed over. */
const DEEPEST = 32;
/** Between so many nodes of one part other work may go on. */
const NODES_BETWEEN = 256;
const typesOf = new WeakMap<Pack, ReadonlyMap<Concept, number>>();

/**
 * The codes, dates and BSNs with a valid value, and the placeholders, of the whole text or of the segments that a range
 * touches, as the protocol counts them; none on very long lines. It stops after each part, and in long ones, so that
 * other work can go in between.
 */
export function* semanticTokens(analysis: DeliveryAnalysis, range?: TextRange): Generator<void, number[]> {
  const data: number[] = [];
  if (analysis.choice.kind !== 'known') return data;
  let start: TokenPlace = { line: 0, character: 0 };
  let end = 0;
  let previous: TokenPlace = { line: 0, character: 0 };
  for (const segment of analysis.segmentsIn(range?.start ?? 0, range?.end ?? analysis.source.length)) {
    // What is yet to be scanned is no part.
    if (segment.start !== end) start = analysis.source.positionAt(segment.start);
    end = segment.end;
    const tokens = yield* keptTokens(analysis, segment);
    if (tokens.data.length > 0 && !isLongLine(analysis.source, start.line + tokens.end.line)) {
      const first = after(start, { line: tokens.data[0]!, character: tokens.data[1]! });
      const line = first.line - previous.line;
      data.push(line, line === 0 ? first.character - previous.character : first.character);
      for (let i = 2; i < tokens.data.length; i++) data.push(tokens.data[i]!);
      previous = after(start, tokens.last);
    }
    start = after(start, tokens.end);
    yield;
  }
  return data;
}

function* keptTokens(analysis: DeliveryAnalysis, segment: SegmentView): Steps<SegmentTokens> {
  const { owner, validity } = segment;
  const kept = known.get(owner);
  if (kept?.validity === validity) return kept.tokens;
  const tokens = yield* tokensOf(analysis, segment);
  known.set(owner, { validity, tokens });
  return tokens;
}

/** The one edit that makes the new numbers of the old ones; none where they are the same. */
export function tokenEdits(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const length = Math.min(before.length, now.length);
  let head = 0;
  while (head < length && before[head] === now[head]) head++;
  if (head === before.length && head === now.length) return [];
  let tail = 0;
  while (tail < length - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const data = now.slice(head, now.length - tail);
  return [{ start: head, deleteCount: before.length - tail - head, ...(data.length > 0 ? { data } : {}) }];
}

/** A place that counts from `start`, counted from where `start` counts. */
function after(start: TokenPlace, place: TokenPlace): TokenPlace {
  return place.line === 0
    ? { line: start.line, character: start.character + place.character }
    : { line: start.line + place.line, character: place.character };
}

function* tokensOf(analysis: DeliveryAnalysis, segment: SegmentView): Steps<SegmentTokens> {
  const text = analysis.textOf(segment.owner);
  const data: number[] = [];
  let at = 0;
  let place: TokenPlace = { line: 0, character: 0 };
  let last = place;
  let lastEnd = 0;
  const moveTo = (offset: number) => {
    place = after(place, placeAtEnd(text, at, offset));
    at = offset;
  };
  for (const { start, end, type } of yield* typedRanges(analysis, segment)) {
    // Records of one person may share a value. A value in several pieces, or over lines, is no token.
    if (start < lastEnd || (type !== PLACEHOLDER && /[<\r\n]/.test(text.slice(start, end)))) continue;
    moveTo(start);
    const line = place.line - last.line;
    data.push(line, line === 0 ? place.character - last.character : place.character, end - start, type, 0);
    last = place;
    lastEnd = end;
  }
  moveTo(text.length);
  return { data, last, end: place };
}

/** Where `end` is, seen from `start`. */
function placeAtEnd(text: string, start: number, end: number): TokenPlace {
  let line = 0;
  let lineStart = start;
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c > 13) continue;
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) {
      line++;
      lineStart = i + 1;
    }
  }
  return { line, character: end - lineStart };
}

type TypedRange = TextRange & { readonly type: number };

/** The values with a type in the order of the text. A part that is not well-formed has no records; there the tree tells. */
function* typedRanges(analysis: DeliveryAnalysis, segment: SegmentView): Steps<TypedRange[]> {
  const types = conceptTypes(analysis.pack);
  const found: TypedRange[] = [];
  const add = <C extends Concept>(fields: Fields<C>, concepts: readonly C[]) => {
    for (const concept of concepts) {
      const type = types.get(concept);
      if (type !== undefined && fields.state(concept) === 'valid') found.push({ ...fields.rangeOf(concept), type });
    }
  };
  if (segment.records.length > 0) for (const record of segment.records) add(record, RECORD_CONCEPTS);
  else if (segment.kind === 'record') yield* addFromTree(analysis, segment, types, found);
  else for (const part of analysis.header?.parts ?? []) if (part.owner === segment.owner) add(part, HEADER_CONCEPTS);
  if (analysis.isTemplate) addPlaceholders(analysis, segment, found);
  return found.sort((a, b) => a.start - b.start);
}

function* addFromTree(
  analysis: DeliveryAnalysis,
  { owner }: SegmentView,
  types: ReadonlyMap<Concept, number>,
  found: TypedRange[],
): Steps<void> {
  yield* analysis.prepareTree(owner);
  const tree = analysis.treeOf(owner);
  for (let node = 0; node < tree.size; node++) {
    if (node % NODES_BETWEEN === NODES_BETWEEN - 1) yield;
    if (tree.kind(node) !== NodeKind.Element || tree.firstChild(node) < 0 || tree.isDeeper(node, DEEPEST)) continue;
    const concept = conceptAt(analysis.pack, [...analysis.ancestorsOf(owner), ...tree.path(node)]);
    const type = concept && types.get(concept);
    if (type !== undefined && !tree.isUnresolved(node)) found.push({ ...tree.valueRange(node), type });
  }
}

/** Line by line: a token doesn't go over a line's end. A comment over several lines is known to the grammar by no end. */
function addPlaceholders(analysis: DeliveryAnalysis, { owner }: SegmentView, found: TypedRange[]): void {
  const tree = analysis.treeOf(owner);
  for (const node of tree.placeholders()) {
    const range = tree.range(node);
    const type = isTemplateComment(tree.text(range)) ? COMMENT : PLACEHOLDER;
    for (const line of tree.text(range).matchAll(/[^ \t\r\n](?:[^\r\n]*[^ \t\r\n])?/g)) {
      const start = range.start + line.index;
      found.push({ start, end: start + line[0].length, type });
    }
  }
}

function conceptTypes(pack: Pack): ReadonlyMap<Concept, number> {
  const made = typesOf.get(pack);
  if (made) return made;
  const types = new Map<Concept, number>();
  for (const concept of [...HEADER_CONCEPTS, ...RECORD_CONCEPTS]) {
    if (pack.manifest.concepts[concept] === undefined) continue;
    if (concept === 'bsn') types.set(concept, BSN);
    else if (VALUE_TYPES[concept] === 'code') types.set(concept, CODE);
    else if (hasNotation(VALUE_TYPES[concept])) types.set(concept, DATE);
  }
  typesOf.set(pack, types);
  return types;
}
