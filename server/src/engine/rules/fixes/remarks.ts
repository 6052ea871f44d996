import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { isXmlBlank } from '../../text/xml-whitespace.ts';
import { isSuppression } from '../suppression/suppression.ts';

/** A comment or processing instruction stands somewhere inside the node. */
export function holdsRemarks(tree: SyntaxTree, node: NodeId): boolean {
  for (let inner = node + 1; inner <= tree.last(node); inner++) {
    const kind = tree.kind(inner);
    if (kind === NodeKind.Comment || kind === NodeKind.Instruction) return true;
  }
  return false;
}

/**
 * The comments before an element that are about it, in the order of the text. One that stands behind something on its line
 * and ends that line (`</Voorziening> <!-- nagevraagd -->`) is about what it stands behind, unless it suppresses findings.
 */
export function commentsOf(tree: SyntaxTree, element: NodeId): NodeId[] {
  const siblings = precedingSiblings(tree, element);
  const comments: NodeId[] = [];
  let endsLine = false;
  let isOfOther = false;
  for (let i = siblings.length - 1; i >= 0; i--) {
    const node = siblings[i]!;
    const kind = tree.kind(node);
    if (kind === NodeKind.Comment) {
      isOfOther ||= endsLine && !beginsLine(tree, siblings[i - 1]);
      if (isOfOther && !isSuppression(tree, node)) break;
      comments.unshift(node);
      endsLine = false;
      continue;
    }
    if (!isBlank(tree, node)) break;
    endsLine = /[\r\n]/.test(tree.text(tree.range(node)));
  }
  return comments;
}

/** A comment before a node suppresses findings of the next element, whatever stands between. */
export function isSuppressedBefore(tree: SyntaxTree, node: NodeId): boolean {
  const siblings = precedingSiblings(tree, node);
  const between = siblings.slice(siblings.findLastIndex((one) => tree.kind(one) === NodeKind.Element) + 1);
  return between.some((one) => tree.kind(one) === NodeKind.Comment && isSuppression(tree, one));
}

/**
 * The last of the comments behind something that end its line, and are about it.
 * @param first the node right behind it; -1 where there is none
 */
export function trailingComment(tree: SyntaxTree, first: NodeId): NodeId | undefined {
  let last: NodeId | undefined;
  for (let node = first; node >= 0; node = tree.nextSibling(node)) {
    if (tree.kind(node) === NodeKind.Comment && !isSuppression(tree, node)) last = node;
    else if (!isBlank(tree, node)) return tree.kind(node) === NodeKind.Comment ? last : undefined;
    else if (/[\r\n]/.test(tree.text(tree.range(node)))) return last;
  }
  return last;
}

function isBlank(tree: SyntaxTree, node: NodeId): boolean {
  return tree.kind(node) === NodeKind.Text && isXmlBlank(tree.text(tree.range(node)));
}

/** What stands before the thing behind this node has a line end, and behind that white space alone. */
function beginsLine(tree: SyntaxTree, before: NodeId | undefined): boolean {
  if (before === undefined || tree.kind(before) !== NodeKind.Text) return false;
  return /[\r\n][ \t]*$/.test(tree.text(tree.range(before)));
}

/** The nodes before an element beside it, attributes aside. */
function precedingSiblings(tree: SyntaxTree, element: NodeId): NodeId[] {
  const parent = tree.parent(element);
  const siblings: NodeId[] = [];
  let node = parent >= 0 ? tree.firstChild(parent) : firstBeside(tree, element);
  for (; node >= 0 && node < element; node = tree.nextSibling(node)) {
    if (tree.kind(node) !== NodeKind.Attribute) siblings.push(node);
  }
  return siblings;
}

/** The first node without a parent in the tree that has the same depth. */
function firstBeside(tree: SyntaxTree, element: NodeId): NodeId {
  for (let node = 0; node < element; node++) if (tree.parent(node) === tree.parent(element)) return node;
  return element;
}

/**
 * What an element holds, to hold it against another: names without their prefixes, and no white space that stands between
 * elements alone.
 * @param except an element or attribute in it whose value is left out
 */
export function contentOf(tree: SyntaxTree, element: NodeId, except: NodeId = -1): string {
  const pieces: string[] = [];
  const open: NodeId[] = [];
  for (let node = element; node <= tree.last(element); node++) {
    while (open.length > 0 && tree.last(open[open.length - 1]!) < node) {
      open.pop();
      pieces.push('</>');
    }
    switch (tree.kind(node)) {
      case NodeKind.Element:
        pieces.push(`<{${tree.namespaceOf(node)}}${tree.localName(node)}>`);
        open.push(node);
        if (node === except) node = tree.last(node);
        break;
      case NodeKind.Attribute:
        if (/^xmlns(?::|$)/.test(tree.name(node))) break;
        pieces.push(` {${tree.namespaceOf(node)}}${tree.localName(node)}=`);
        if (node !== except) pieces.push(JSON.stringify(tree.value(node)));
        node = tree.last(node);
        break;
      default:
        if (!isSpaceBetween(tree, node)) pieces.push(tree.text(tree.range(node)));
    }
  }
  return pieces.join('') + '</>'.repeat(open.length);
}

/** White space that stands beside elements. */
function isSpaceBetween(tree: SyntaxTree, node: NodeId): boolean {
  if (!isBlank(tree, node)) return false;
  return !tree.elements(tree.parent(node)).next().done;
}
