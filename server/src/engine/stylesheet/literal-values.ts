import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import { decodeReferences } from '../syntax/references.ts';
import type { TextRange } from '../text/text-range.ts';
import { isXmlBlank, trimXml, trimXmlStart } from '../text/xml-whitespace.ts';
import { BRANCHES } from './instructions.ts';
import type { ResultTree } from './result-tree.ts';

/** A reference to something that the stylesheet declares itself: nobody here reads its declarations. */
export const OWN_ENTITY = /&(?!#|(?:amp|lt|gt|quot|apos);)[^ \t\r\n&<;]+;/;

/**
 * The nodes whose text is, in one branch or another, the whole value of an element: the element itself, a branch of a
 * choice in it, an `xsl:text`, an attribute that selects nothing but a string. What is put together, or comes from an expression, is no such value.
 */
export function* literalValues(tree: ResultTree, element: NodeId): Generator<NodeId> {
  const parts = significantIn(tree, element);
  if (parts.length === 0) {
    if (tree.packOf(element)) yield element;
    return;
  }
  if (parts.every((part) => isLiteralText(tree, part))) {
    yield element;
    return;
  }
  const [only] = parts;
  if (parts.length > 1 || tree.kind(only!) !== NodeKind.Element) return;
  const name = tree.localName(only!);
  if (name === 'value-of' || name === 'sequence') {
    for (const attribute of tree.attributes(only!)) if (tree.stringIn(attribute)) yield attribute;
    return;
  }
  switch (tree.instructionOf(only!)) {
    case 'text':
      if ([...tree.children(only!)].every((part) => isLiteralText(tree, part) || isAside(tree, part))) yield only!;
      return;
    case 'structural':
      if (name !== 'choose') return;
      for (const branch of tree.elements(only!)) {
        if (tree.instructionOf(branch) === 'transparent' && BRANCHES.includes(tree.localName(branch)))
          yield* literalValues(tree, branch);
      }
      return;
    case 'transparent':
      if (name === 'if') yield* literalValues(tree, only!);
  }
}

/** Stray text in an element, or in instructions that it sees through; without the white space around it. */
export function* strayTexts(
  tree: ResultTree,
  parent: NodeId,
): Generator<{ readonly parent: NodeId; readonly range: TextRange }> {
  for (const child of tree.children(parent)) {
    const kind = tree.kind(child);
    if (kind === NodeKind.Text || kind === NodeKind.CData) {
      const { start, end } = tree.range(child);
      const text = tree.text({ start, end });
      // A line end or a tab may be written as a reference, so that it comes out.
      const said = kind === NodeKind.Text ? decodeReferences(text) : text;
      if (isXmlBlank(said) || !isLiteralText(tree, child)) continue;
      const from = start + text.length - trimXmlStart(text).length;
      yield { parent, range: { start: from, end: from + trimXml(text).length } };
    } else if (kind === NodeKind.Element && ['transparent', 'structural', 'text'].includes(tree.instructionOf(child)!))
      yield* strayTexts(tree, child);
  }
}

/** What the processor makes something of: not comments, instructions for others, and white space between the tags. */
export function significantIn(tree: ResultTree, element: NodeId): NodeId[] {
  return [...tree.children(element)].filter((child) => !isAside(tree, child) && !isBlank(tree, child));
}

function isAside(tree: ResultTree, node: NodeId): boolean {
  const kind = tree.kind(node);
  return kind === NodeKind.Comment || kind === NodeKind.Instruction || kind === NodeKind.Attribute;
}

function isBlank(tree: ResultTree, node: NodeId): boolean {
  const kind = tree.kind(node);
  if (kind === NodeKind.Text) return isXmlBlank(tree.text(tree.range(node)));
  return kind === NodeKind.CData && isXmlBlank(tree.text(tree.contentRange(node)));
}

function isLiteralText(tree: ResultTree, node: NodeId): boolean {
  const kind = tree.kind(node);
  if (kind !== NodeKind.Text && kind !== NodeKind.CData) return false;
  const text = tree.text(tree.range(node));
  if (kind === NodeKind.Text && OWN_ENTITY.test(text)) return false;
  return !(tree.expandsText(tree.parent(node)) && /[{}]/.test(text));
}
