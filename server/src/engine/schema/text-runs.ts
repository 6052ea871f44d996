import type { NodeId } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import { skipXmlSpace, xmlSpaceBefore } from '../text/xml-whitespace.ts';
import { filledRuns } from './content-index.ts';

/** The `index`-th run of text or CDATA among a node's children that holds more than white space. */
export function textRun(tree: SyntaxTree, node: NodeId, index: number): NodeId | undefined {
  const runs = filledRuns(tree, node);
  return runs[Math.min(index, runs.length - 1)];
}

/** Such a run without the white space around it. */
export function filledRange(tree: SyntaxTree, run: NodeId): TextRange {
  const { start, end } = tree.range(run);
  const text = tree.text({ start, end });
  return { start: start + skipXmlSpace(text, 0), end: start + xmlSpaceBefore(text, text.length) };
}
