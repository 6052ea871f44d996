import type { TextRange } from '../../text/text-range.ts';
import type { Steps } from '../../text/time-sliced.ts';
import { type NodeId, NodeKind } from '../node-table.ts';
import { escapeAttribute } from '../references.ts';
import type { SyntaxTree } from '../tree.ts';

/** A variant of a template whose conditions have several branches. */
export interface Reading {
  /** The element that is read in the place of another: itself, the one of another branch, or none. */
  inPlaceOf(element: NodeId): NodeId | undefined;
  /** The elements, as text, that a placeholder is taken to bring. */
  impliedBy(placeholder: NodeId): string;
  /** The namespace that one which is yet to be filled in is taken for. */
  readonly namespace: string;
}

/** So many nodes are gone through between two steps. */
const NODES_BETWEEN = 256;

/**
 * A fragment of a template as XML that a parser can read, in steps: a placeholder in a value becomes a stand-in, any
 * other one what it is taken to bring or white space; an attribute that its tag has had before, in another branch of a
 * condition, becomes white space. What stands before the first element keeps its length.
 * @param tree the tree of the whole fragment
 * @param standIn gives a stand-in without markup characters: another one each time, so that no two values are equal
 */
export function* readableText(text: string, tree: SyntaxTree, standIn: () => string, reading: Reading): Steps<string> {
  const pieces: string[] = [];
  const content = new ContentOf(tree);
  const write = function* (range: TextRange, first: NodeId): Steps<void> {
    let at = range.start;
    for (let node = first; node < tree.size && tree.start(node) < range.end; node++) {
      if (node % NODES_BETWEEN === 0) yield;
      const own = tree.range(node);
      if (own.start < at) continue;
      const kind = tree.kind(node);
      if (kind === NodeKind.Element) {
        const read = reading.inPlaceOf(node);
        if (read === node) continue;
        pieces.push(text.slice(at, own.start));
        if (read !== undefined) yield* write(tree.range(read), read + 1);
      } else {
        const by = replacementOf(text, tree, node, standIn, reading, content);
        if (by === undefined) continue;
        pieces.push(text.slice(at, own.start), by);
      }
      at = own.end;
    }
    pieces.push(text.slice(at, range.end));
  };
  yield* write({ start: 0, end: text.length }, 0);
  return pieces.join('');
}

/** What stands for a node that is no element; undefined where it stays as it is. */
function replacementOf(
  text: string,
  tree: SyntaxTree,
  node: NodeId,
  standIn: () => string,
  reading: Reading,
  content: ContentOf,
): string | undefined {
  const kind = tree.kind(node);
  if (kind === NodeKind.Attribute) {
    if (content.isRepeated(node)) return blank(tree.range(node));
    const isNamespace = tree.isUnresolved(node) && /^xmlns(?::|$)/.test(tree.name(node));
    return isNamespace ? `${tree.name(node)}="${escapeAttribute(reading.namespace)}"` : undefined;
  }
  if (kind !== NodeKind.Placeholder) return undefined;
  const range = tree.range(node);
  const parent = tree.parent(node);
  if (parent < 0) return blank(range);
  switch (tree.kind(parent)) {
    case NodeKind.CData:
      return standIn();
    case NodeKind.Attribute: {
      const isQuoted = /["']/.test(text[tree.contentRange(parent).start - 1] ?? '');
      return isQuoted ? standIn() : `"${standIn()}"`;
    }
    default:
      if (tree.isInTag(node)) return blank(range);
      return content.isUnresolved(parent) ? standIn() : reading.impliedBy(node) || blank(range);
  }
}

/** What is asked of elements once for each thing in them, while a text is read from its start to its end. */
class ContentOf {
  private readonly unresolved = new Map<NodeId, boolean>();
  private element: NodeId = -1;
  private readonly names = new Map<string, NodeId>();

  constructor(private readonly tree: SyntaxTree) {}

  isUnresolved(element: NodeId): boolean {
    const known = this.unresolved.get(element) ?? this.tree.isUnresolved(element);
    this.unresolved.set(element, known);
    return known;
  }

  /** The tag of an attribute has had one of its name before. */
  isRepeated(attribute: NodeId): boolean {
    const { tree, names } = this;
    const element = tree.parent(attribute);
    if (element !== this.element) names.clear();
    this.element = element;
    const name = tree.name(attribute);
    const first = names.get(name) ?? attribute;
    names.set(name, first);
    return first < attribute;
  }
}

function blank({ start, end }: TextRange): string {
  return ' '.repeat(end - start);
}
