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

/** More codes in a comment have no effect: there are not that many rules. */
const MOST_CODES = 1_000;

/**
 * The suppressions in a stretch of text. There are hardly any, so this looks at the kind of each node and no more.
 * @param element the element that the stretch is about: a comment before it is about all of it
 */
export function suppressionsIn(tree: SyntaxTree, element: NodeId): readonly Suppression[] {
  if (tree.shaped?.shape.hasComments === false) return NONE;
  let found: Suppression[] | undefined;
  const elements = new NextElements(tree);
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) !== NodeKind.Comment) continue;
    const suppression = read(tree, node, () => (node < element ? 'all' : elements.behind(node)));
    if (!suppression) continue;
    found ??= [];
    found.push(suppression);
  }
  return found ?? NONE;
}

/** Whether a comment suppresses findings of the element behind it, whatever line it stands on. */
export function isSuppression(tree: SyntaxTree, comment: NodeId): boolean {
  return read(tree, comment, () => -1) !== undefined;
}

function read(tree: SyntaxTree, comment: NodeId, before: () => Suppression['before']): Suppression | undefined {
  const content = tree.contentRange(comment);
  const match = /^([ \t\r\n]*)srg-disable(?![\w-])([^:]*)(:.*)?$/s.exec(tree.text(content));
  if (!match) return undefined;
  const [, space = '', list = '', reason = ''] = match;
  const start = content.start + space.length;
  const listStart = start + KEYWORD.length;
  const codes: NamedCode[] = [];
  for (const { 0: word, index } of list.matchAll(/[^ \t\r\n,]+/g)) {
    const range = { start: listStart + index, end: listStart + index + word.length };
    if (codes.push({ code: fullCode(word), range }) === MOST_CODES) break;
  }
  return {
    node: comment,
    range: tree.range(comment),
    content,
    told: { start, end: codes.at(-1)?.range.end ?? listStart },
    codes,
    reason: trimXml(reason.slice(1)),
    before: before(),
  };
}

/** Suppressions by what they stand before and by the codes that they name. */
export class SuppressionIndex {
  private readonly byKey = new Map<string, Suppression[]>();

  constructor(suppressions: readonly Suppression[]) {
    for (const suppression of suppressions) {
      for (const code of new Set(suppression.codes.map((named) => named.code))) {
        const key = suppressionKey(suppression.before, code);
        const alike = this.byKey.get(key);
        if (alike) alike.push(suppression);
        else this.byKey.set(key, [suppression]);
      }
    }
  }

  /** In the order of the text. */
  of(before: Suppression['before'], code: string): readonly Suppression[] {
    return this.byKey.get(suppressionKey(before, code)) ?? NONE;
  }
}

/** @param code in full, see {@link fullCode} */
export function suppressionKey(before: Suppression['before'], code: string): string {
  return `${before} ${code}`;
}

/** The name that a code goes by in suppressions: in full and in capitals. */
export function fullCode(word: string): string {
  const code = word.toUpperCase();
  return /^[A-Z]\d+$/.test(code) ? `SRG-${code}` : code;
}

/** The elements behind comments, which are asked for in the order of the text. */
class NextElements {
  /** By the parent of comments, the element that was last found in it; -1 for none any more. */
  private readonly found = new Map<NodeId, NodeId>();

  constructor(private readonly tree: SyntaxTree) {}

  /** Where the next element beside a comment starts; -1 where none does. */
  behind(comment: NodeId): number {
    const { tree, found } = this;
    const parent = tree.parent(comment);
    const last = found.get(parent);
    let next = last ?? 0;
    if (last === undefined || (last >= 0 && last < comment)) {
      next = tree.nextSibling(comment);
      while (next >= 0 && tree.kind(next) !== NodeKind.Element) next = tree.nextSibling(next);
      found.set(parent, next);
    }
    return next < 0 ? -1 : tree.start(next);
  }
}
