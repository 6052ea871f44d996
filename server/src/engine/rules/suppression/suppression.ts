import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/text-range.ts';
import { trimXml } from '../../text/xml-whitespace.ts';

/** What a comment begins with that suppresses findings. */
export const KEYWORD = 'srg-disable';

/** A comment that suppresses findings: `srg-disable SRG-I105, SRG-I108: the reason`. Ranges count from its owner. */
export interface Suppression {
  /** The comment. */
  readonly node: NodeId;
  readonly range: TextRange;
  /** Between the delimiters of the comment. */
  readonly content: TextRange;
  /** From the keyword to the last code. */
  readonly told: TextRange;
  /** What it names, in the order of the text; whether there are such rules is another's call. */
  readonly codes: readonly NamedCode[];
  readonly reason: string;
  /**
   * What it stands before: `all` of its owner, or the element that starts at an offset; -1 where no element comes
   * behind it.
   */
  readonly before: 'all' | number;
}

export interface NamedCode {
  /** In full and in capitals: `i105` is `SRG-I105`. */
  readonly code: string;
  readonly range: TextRange;
}

const NONE: readonly never[] = [];

/**
 * The suppressions in a stretch of text. There are hardly any, so this looks at the kind of each node and no more.
 * @param element the element that the stretch is about: a comment before it is about all of it
 */
export function suppressionsIn(tree: SyntaxTree, element: NodeId): readonly Suppression[] {
  let found: Suppression[] | undefined;
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.Comment) continue;
    const suppression = read(tree, node, node < element ? 'all' : nextElement(tree, node));
    if (suppression) found = [...(found ?? []), suppression];
  }
  return found ?? NONE;
}

function read(tree: SyntaxTree, comment: NodeId, before: Suppression['before']): Suppression | undefined {
  const content = tree.contentRange(comment);
  const match = /^([ \t\r\n]*)srg-disable(?![\w-])([^:]*)(:.*)?$/s.exec(tree.text(content));
  if (!match) return undefined;
  const [, space = '', list = '', reason = ''] = match;
  const start = content.start + space.length;
  const listStart = start + KEYWORD.length;
  const codes = Array.from(list.matchAll(/[^ \t\r\n,]+/g), ({ 0: word, index }) => ({
    code: fullCode(word),
    range: { start: listStart + index, end: listStart + index + word.length },
  }));
  return {
    node: comment,
    range: tree.range(comment),
    content,
    told: { start, end: codes.at(-1)?.range.end ?? listStart },
    codes,
    reason: trimXml(reason.slice(1)),
    before,
  };
}

/** The name that a code goes by in suppressions: in full and in capitals. */
export function fullCode(word: string): string {
  const code = word.toUpperCase();
  return /^[A-Z]\d+$/.test(code) ? `SRG-${code}` : code;
}

/** Where the next element beside a comment starts. */
function nextElement(tree: SyntaxTree, comment: NodeId): number {
  for (let next = tree.nextSibling(comment); next >= 0; next = tree.nextSibling(next)) {
    if (tree.kind(next) === NodeKind.Element) return tree.start(next);
  }
  return -1;
}
