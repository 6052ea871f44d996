import type { TextRange } from '../text/text-range.ts';
import { NodeKind } from './node-table.ts';
import type { SyntaxTree } from './tree.ts';

/**
 * A stretch of a template as XML that a parser can read: a placeholder in a value becomes a mark, any other one white
 * space, and so does an attribute that its tag has had before, in another branch of a condition. What stands before the first element keeps its length.
 * @param tree the tree of the whole stretch
 * @param mark gives a mark without markup characters; another one each time, so that no two values are alike
 */
export function readableText(text: string, tree: SyntaxTree, mark: () => string): string {
  const pieces: string[] = [];
  let at = 0;
  const replace = ({ start, end }: TextRange, by: string) => {
    pieces.push(text.slice(at, start), by);
    at = end;
  };
  for (let node = 0; node < tree.size; node++) {
    const kind = tree.kind(node);
    if (kind !== NodeKind.Placeholder && kind !== NodeKind.Attribute) continue;
    const range = tree.range(node);
    if (range.start < at) continue;
    if (kind === NodeKind.Placeholder) replace(range, replacement(text, tree, node, mark));
    else if (isRepeated(tree, node)) replace(range, blank(range));
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

function replacement(text: string, tree: SyntaxTree, placeholder: number, mark: () => string): string {
  const range = tree.range(placeholder);
  const parent = tree.parent(placeholder);
  if (parent < 0) return blank(range);
  switch (tree.kind(parent)) {
    case NodeKind.CData:
      return mark();
    case NodeKind.Attribute: {
      const isQuoted = /["']/.test(text[tree.contentRange(parent).start - 1] ?? '');
      return isQuoted ? mark() : `"${mark()}"`;
    }
    default:
      return !tree.isInTag(placeholder) && tree.isOpen(parent) ? mark() : blank(range);
  }
}

function isRepeated(tree: SyntaxTree, attribute: number): boolean {
  const name = tree.name(attribute);
  for (const other of tree.attributes(tree.parent(attribute))) {
    if (other === attribute) return false;
    if (tree.nameIs(other, name)) return true;
  }
  return false;
}

function blank({ start, end }: TextRange): string {
  return ' '.repeat(end - start);
}
