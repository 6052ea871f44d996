import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { XSI } from '../../engine/rules/technical/schema-location.ts';
import { NodeKind } from '../../engine/syntax/node-table.ts';
import { shift, type TextEdit, type TextRange } from '../../engine/text/text-range.ts';
import { nodesNear, touches } from '../place.ts';
import { scaffoldElements } from './scaffold-tags.ts';

/** A prefix that the root declares, at one of the places where it stands. */
export interface PrefixPlace {
  readonly prefix: string;
  /** Of the prefix alone, without its colon, in the text. */
  readonly range: TextRange;
}

const XMLNS = 'xmlns:';

/**
 * The prefix at an offset, in a name or in its declaration, where the root declares it and nothing else does: then it
 * stands for one thing in all of the text.
 */
export function prefixAt(analysis: DeliveryAnalysis, offset: number): PrefixPlace | undefined {
  for (const range of rangesNear(analysis, offset)) {
    const name = analysis.source.slice(range.start, range.end);
    const found = prefixIn(name, range);
    if (!found || !touches(found.range, offset)) continue;
    return declarationOf(analysis, found.prefix) ? found : undefined;
  }
  return undefined;
}

/** The names at an offset. */
function* rangesNear(analysis: DeliveryAnalysis, offset: number): Generator<TextRange> {
  for (const { tree, start, node } of nodesNear(analysis, offset)) {
    const kind = tree.kind(node);
    if (kind !== NodeKind.Element && kind !== NodeKind.Attribute) continue;
    yield shift(tree.nameRange(node), start);
    const end = kind === NodeKind.Element ? tree.endNameRange(node) : undefined;
    if (end) yield shift(end, start);
  }
  for (const { startName, endName } of scaffoldElements(analysis)) {
    yield startName;
    if (endName) yield endName;
  }
}

/** Of a declaration, the prefix that it declares. */
function prefixIn(name: string, { start, end }: TextRange): PrefixPlace | undefined {
  if (name.startsWith(XMLNS)) return { prefix: name.slice(XMLNS.length), range: { start: start + XMLNS.length, end } };
  const colon = name.indexOf(':');
  return colon > 0 ? { prefix: name.slice(0, colon), range: { start, end: start + colon } } : undefined;
}

function declarationOf(analysis: DeliveryAnalysis, prefix: string): boolean {
  return declaredOnRoot(analysis).includes(prefix) && !isDeclaredWithin(analysis, prefix);
}

/** The prefixes that the root declares. */
export function declaredOnRoot(analysis: DeliveryAnalysis): string[] {
  const { tree } = analysis.segmentAt(0);
  const root = tree.firstElement;
  return root < 0 ? [] : Array.from(tree.attributes(root)).flatMap((node) => declares(tree.name(node)) ?? []);
}

/** Another element than the root declares the prefix: seldom, and told by the text alone. */
export function isDeclaredWithin(analysis: DeliveryAnalysis, prefix: string): boolean {
  const { tree } = analysis.segmentAt(0);
  const root = tree.firstElement;
  const behind = root < 0 ? 0 : tree.contentRange(root).start;
  const text = analysis.source.slice(behind, analysis.source.length);
  const declaration = XMLNS + prefix;
  for (let at = text.indexOf(declaration); at >= 0; at = text.indexOf(declaration, at + 1))
    if (/[ \t\r\n=]/.test(text.charAt(at + declaration.length))) return true;
  return false;
}

function declares(name: string): string | undefined {
  return name.startsWith(XMLNS) ? name.slice(XMLNS.length) : undefined;
}

/** The edits that give a prefix another name wherever it stands, in the order of the text. */
export function prefixEdits(analysis: DeliveryAnalysis, prefix: string, newName: string): TextEdit[] {
  const edits: TextEdit[] = [];
  const take = (range: TextRange | undefined, name: string) => {
    const found = range && prefixIn(name, range);
    if (found?.prefix === prefix) edits.push({ ...found.range, newText: newName });
  };
  const { length } = analysis.source;
  for (const { owner, start } of analysis.segmentsIn(0, length)) {
    const tree = analysis.treeOf(owner);
    const ends: { readonly range: TextRange; readonly name: string }[] = [];
    for (let node = 0; node < tree.size; node++) {
      const kind = tree.kind(node);
      if (kind !== NodeKind.Element && kind !== NodeKind.Attribute) continue;
      take(shift(tree.nameRange(node), start), tree.text(tree.nameRange(node)));
      if (kind === NodeKind.Element) {
        const end = tree.endNameRange(node);
        if (end) ends.push({ range: shift(end, start), name: tree.text(end) });
      } else if (tree.localName(node) === 'type' && tree.namespaceOf(node) === XSI) {
        const value = tree.contentRange(node);
        take(shift(value, start), tree.text(value));
      }
    }
    for (const { range, name } of ends) take(range, name);
  }
  for (const { endName, name } of scaffoldElements(analysis)) take(endName, name);
  return edits.sort((a, b) => a.start - b.start);
}
