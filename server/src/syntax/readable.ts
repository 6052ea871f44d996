import { NodeKind } from './node-table.ts';
import type { SyntaxTree } from './tree.ts';

/**
 * A stretch of a template as XML that a parser can read: a placeholder in a value becomes a mark, any other one white
 * space. What stands before the first element keeps its length.
 * @param tree the tree of the whole stretch
 * @param mark gives a mark without markup characters; another one each time, so that no two values are alike
 */
export function readableText(text: string, tree: SyntaxTree, mark: () => string): string {
  const pieces: string[] = [];
  let at = 0;
  for (const placeholder of tree.placeholders()) {
    const { start, end } = tree.range(placeholder);
    pieces.push(text.slice(at, start), replacement(text, tree, placeholder, mark));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

function replacement(text: string, tree: SyntaxTree, placeholder: number, mark: () => string): string {
  const { start, end } = tree.range(placeholder);
  const blank = ' '.repeat(end - start);
  const parent = tree.parent(placeholder);
  if (parent < 0) return blank;
  switch (tree.kind(parent)) {
    case NodeKind.CData:
      return mark();
    case NodeKind.Attribute: {
      const isQuoted = /["']/.test(text[tree.contentRange(parent).start - 1] ?? '');
      return isQuoted ? mark() : `"${mark()}"`;
    }
    default:
      return !tree.isInTag(placeholder) && tree.isOpen(parent) ? mark() : blank;
  }
}
