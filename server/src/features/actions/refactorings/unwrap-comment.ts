import { DocumentScanner } from '../../../engine/syntax/document-scanner.ts';
import { type NodeId, NodeKind } from '../../../engine/syntax/node-table.ts';
import { leavesStructure } from '../../../engine/syntax/syntax-problem.ts';
import type { TextEdit } from '../../../engine/text/text-range.ts';
import { isXmlBlank } from '../../../engine/text/xml-whitespace.ts';
import { changeOfSegment, type RefactorContext, type Refactoring } from './refactoring.ts';

/** Brings the elements back that stand in the comment at the cursor, as {@link wrapInComment} or somebody put them there. */
export const unwrapComment: Refactoring = {
  name: 'unwrapComment',
  kind: 'refactor.rewrite.unwrapComment',
  proposals(context) {
    const { tree, within } = context;
    const comment = tree.nodeAt(within.start);
    if (comment < 0 || tree.kind(comment) !== NodeKind.Comment || within.end > tree.end(comment)) return [];
    // Outside the root there is no place for elements.
    if (tree.parent(comment) === -1) return [];
    const edits = unwrapping(context, comment);
    return edits ? [{ title: { key: 'refactor.unwrapComment' }, change: () => changeOfSegment(context, edits) }] : [];
  },
};

/** undefined where no whole elements stand in the comment. */
function unwrapping({ tree, analysis }: RefactorContext, comment: NodeId): TextEdit[] | undefined {
  const range = tree.range(comment);
  const content = tree.contentRange(comment);
  const text = tree.text(content);
  const padding = text.length > 1 && text.startsWith(' ') && text.endsWith(' ') ? 1 : 0;
  const inner = text.slice(padding, text.length - padding);
  const references = [...inner.matchAll(/&#45;|&#38;(?=(?:#38;)*#45;)/g)].map(({ 0: found, index }) => {
    const start = content.start + padding + index;
    return { start, end: start + found.length, newText: found === '&#45;' ? '-' : '&' };
  });
  const plain = inner.replace(/&#45;|&#38;(?=(?:#38;)*#45;)/g, (found) => (found === '&#45;' ? '-' : '&'));
  if (!holdsElements(plain, analysis.placeholders !== undefined)) return undefined;
  return [
    { start: range.start, end: content.start + padding, newText: '' },
    ...references,
    { start: content.end - padding, end: range.end, newText: '' },
  ];
}

/**
 * Elements stand in a text, and nothing is said before or behind them: a remark that names one is none.
 * @param isTemplate what looks like text may be a control line
 */
function holdsElements(text: string, isTemplate: boolean): boolean {
  const { tree, errors } = new DocumentScanner(`<x>${text}</x>`, undefined).scanHeader();
  // Prefixes are declared further out.
  if (!errors.every(({ kind }) => kind === 'undeclaredPrefix' || leavesStructure(kind))) return false;
  if (tree.elements(0).next().done) return false;
  const isText = (node: NodeId) => tree.kind(node) === NodeKind.Text || tree.kind(node) === NodeKind.CData;
  const content = [...tree.children(0)].filter((node) => !isText(node) || !isXmlBlank(tree.text(tree.range(node))));
  return isTemplate || !(isText(content[0]!) || isText(content[content.length - 1]!));
}
