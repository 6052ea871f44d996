import type { ResultTree } from '../../engine/stylesheet/result-tree.ts';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import type { TextEdit, TextRange } from '../../engine/text/text-range.ts';
import { isXmlBlank } from '../../engine/text/xml-whitespace.ts';
import { type FormatStyle, lineEndOf } from '../formatting/formatting.ts';

/** What lies deeper is left alone. */
const DEEPEST = 200;

type Lines = Extract<FormatStyle, { readonly kind: 'lines' }>;

/**
 * Lays out a stylesheet, or what of it lies in a range: each element on a line of its own. Only white space that XSLT
 * passes over is touched (XSLT 1.0, section 3.4): none in `xsl:text`, none that `xml:space` keeps, none beside text. One
 * that is not well-formed is left alone.
 */
export function formatStylesheet(sheet: StylesheetAnalysis, layout: Lines, range?: TextRange): TextEdit[] {
  const { tree, source } = sheet;
  if (!tree || tree.problems.some(({ kind }) => kind !== 'doctype' && kind !== 'undeclaredEntity')) return [];
  const eol = lineEndOf(sheet);
  const edits: TextEdit[] = [];
  const set = (start: number, end: number, depth: number, isFirst: boolean, isBetween: boolean) => {
    const before = tree.text({ start, end });
    if (!isXmlBlank(before) || (range && (end < range.start || start > range.end))) return;
    const lineEnds = before.match(/\r\n?|\n/g)?.length ?? 0;
    const line = eol + layout.indent.repeat(depth);
    const wanted = isFirst ? '' : isBetween && lineEnds > 1 ? eol + line : line;
    if (before !== wanted) edits.push({ start, end, newText: wanted });
  };
  const layOut = (nodes: readonly NodeId[], from: number, depth: number) => {
    let at = from;
    for (const node of nodes) {
      const start = tree.start(node);
      const isBeside =
        tree.kind(node) === NodeKind.Comment && at > 0 && !/[\r\n]/.test(tree.text({ start: at, end: start }));
      if (!isBeside) set(at, start, depth, at === 0, at !== from || depth === 0);
      if (tree.kind(node) === NodeKind.Element) inside(node, depth);
      at = tree.end(node);
    }
    return at;
  };
  const inside = (node: NodeId, depth: number) => {
    if (depth > DEEPEST || tree.isEmptyTag(node) || keepsSpace(tree, node)) return;
    const content = tree.contentRange(node);
    const children = contentOf(tree, node);
    if (!children || (children.length === 1 && isOnOneLine(tree, node, children[0]!))) return;
    const at = layOut(children, content.start, depth + 1);
    set(at, content.end, depth, false, false);
  };
  const start = source.slice(0, 1) === '\ufeff' ? 1 : 0;
  const tops: NodeId[] = [];
  for (let node = 0; node < tree.size; node = tree.last(node) + 1)
    if (tree.kind(node) !== NodeKind.Text) tops.push(node);
  const end = layOut(tops, start, 0);
  const rest = tree.text({ start: end, end: source.length });
  if (!range && rest === '' && layout.insertFinalNewline) edits.push({ start: end, end, newText: eol });
  if (!range && layout.trimFinalNewlines && /(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/.test(rest))
    edits.push({ start: end, end: source.length, newText: eol });
  return edits;
}

/** The nodes in an element among which white space means nothing; undefined where text stands beside them. */
function contentOf(tree: ResultTree, node: NodeId): NodeId[] | undefined {
  const children: NodeId[] = [];
  let hasElement = false;
  for (const child of tree.children(node)) {
    const kind = tree.kind(child);
    if (kind === NodeKind.Attribute) continue;
    if (kind === NodeKind.CData) return undefined;
    if (kind === NodeKind.Text) {
      if (!isXmlBlank(tree.text(tree.range(child)))) return undefined;
      continue;
    }
    hasElement ||= kind === NodeKind.Element;
    children.push(child);
  }
  return hasElement ? children : undefined;
}

/** A value that one instruction gives, all on one line. */
function isOnOneLine(tree: ResultTree, node: NodeId, child: NodeId): boolean {
  return tree.elements(child).next().done === true && !/[\r\n]/.test(tree.text(tree.range(node)));
}

function keepsSpace(tree: ResultTree, node: NodeId): boolean {
  if (tree.instructionOf(node) === 'text') return true;
  for (const attribute of tree.attributes(node)) {
    if (tree.nameIs(attribute, 'xml:space')) return tree.value(attribute) === 'preserve';
  }
  return false;
}
