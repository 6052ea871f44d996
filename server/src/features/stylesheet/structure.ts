import { type DocumentSymbol, type FoldingRange, FoldingRangeKind, SymbolKind } from 'vscode-languageserver-protocol';
import type { ResultTree } from '../../engine/stylesheet/result-tree.ts';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import { type NodeId, NodeKind } from '../../engine/syntax/node-table.ts';
import { toRange } from '../protocol-range.ts';

/** An outline with more symbols than this is of no use. */
const MOST = 5_000;
/** What lies deeper is left out. */
const DEEPEST = 100;
/** What tells one instruction from another of its name, the first that it has. */
const TELLING = ['name', 'match', 'select', 'test'];
const LONGEST = 80;

/** The elements of a stylesheet, instructions and what they write, with what tells one from another. */
export function stylesheetSymbols({ tree, source }: StylesheetAnalysis): DocumentSymbol[] {
  if (!tree) return [];
  let room = MOST;
  const symbolsIn = (nodes: Iterable<NodeId>, depth: number): DocumentSymbol[] => {
    const symbols: DocumentSymbol[] = [];
    for (const node of nodes) {
      if (tree.kind(node) !== NodeKind.Element) continue;
      if (room-- <= 0) break;
      const children = depth < DEEPEST ? symbolsIn(tree.elements(node), depth + 1) : [];
      symbols.push({
        name: tree.name(node) || '?',
        detail: detailOf(tree, node),
        kind: tree.instructionOf(node) ? SymbolKind.Function : SymbolKind.Field,
        range: toRange(source, tree.range(node)),
        selectionRange: toRange(source, tree.nameRange(node)),
        ...(children.length > 0 ? { children } : {}),
      });
    }
    return symbols;
  };
  return symbolsIn(topNodes(tree), 0);
}

function topNodes(tree: ResultTree): NodeId[] {
  const tops: NodeId[] = [];
  for (let node = 0; node < tree.size; node = tree.last(node) + 1) tops.push(node);
  return tops;
}

function detailOf(tree: ResultTree, node: NodeId): string {
  if (!tree.instructionOf(node)) return '';
  const attributes = [...tree.attributes(node)];
  for (const name of TELLING) {
    const found = attributes.find((attribute) => tree.nameIs(attribute, name));
    if (found !== undefined) return tree.value(found).slice(0, LONGEST);
  }
  return '';
}

/** Elements and comments of a stylesheet that run over lines; the outer ones first. */
export function stylesheetFolds({ tree, source }: StylesheetAnalysis, limit: number): FoldingRange[] {
  const folds: FoldingRange[] = [];
  for (let node = 0; tree && node < tree.size && folds.length < limit; node++) {
    const kind = tree.kind(node);
    if (kind !== NodeKind.Element && kind !== NodeKind.Comment) continue;
    const { start, end } = tree.range(node);
    const endTag = kind === NodeKind.Element ? tree.endNameRange(node) : undefined;
    const startLine = source.positionAt(start).line;
    // The end tag stays in sight.
    const endLine = endTag ? source.positionAt(endTag.start).line - 1 : source.positionAt(end).line;
    if (endLine <= startLine) continue;
    folds.push({ startLine, endLine, ...(kind === NodeKind.Comment ? { kind: FoldingRangeKind.Comment } : {}) });
  }
  return folds;
}
