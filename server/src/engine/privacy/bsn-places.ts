import type { Pack } from '../packs/load-pack.ts';
import { namesOf } from '../packs/places.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';

/** What elements and attributes with a BSN are called where a pack doesn't tell. */
const COMMON_NAME = /bsn|burgerservicenummer|sofi-?nummer/i;
/** The start tag of one, in text that is no markup to XML; what follows up to the next tag is its value. */
const TAG = /<((?:[\p{L}_][\p{L}\p{N}_.-]*:)?[\p{L}_][\p{L}\p{N}_.-]*)[^<>]*>/gu;

/** Tells where BSNs stand, or what is in their place: by the name of the element or attribute, whatever is wrong there. */
export class BsnPlaces {
  private readonly names: readonly string[];

  /** @param pack of the document, where one is known */
  constructor(pack: Pack | undefined) {
    this.names = namesOf(pack?.manifest.concepts.bsn);
  }

  /** The stretches of a tree's text, in their order. */
  *rangesIn(tree: SyntaxTree): Generator<TextRange> {
    let end = 0;
    for (let node = 0; node < tree.size; node++) {
      if (tree.start(node) < end) continue;
      for (const range of this.rangesOf(tree, node)) {
        yield range;
        ({ end } = range);
      }
    }
  }

  /** What stands there, as values, in a tree or in one of its nodes. */
  *valuesIn(tree: SyntaxTree, within?: NodeId): Generator<string> {
    const end = within === undefined ? tree.size : tree.last(within) + 1;
    for (let node = within ?? 0; node < end; node++) {
      const kind = tree.kind(node);
      if (kind !== NodeKind.Element && kind !== NodeKind.Attribute) continue;
      if (this.isOne(tree.localName(node))) yield tree.value(node);
    }
  }

  private *rangesOf(tree: SyntaxTree, node: NodeId): Generator<TextRange> {
    switch (tree.kind(node)) {
      case NodeKind.Element:
        if (this.isOne(tree.localName(node))) yield* partsOf(tree, node);
        return;
      case NodeKind.Attribute:
        if (this.isOne(tree.localName(node))) yield tree.contentRange(node);
        return;
      case NodeKind.Comment:
      case NodeKind.CData:
      case NodeKind.Instruction:
      case NodeKind.Doctype:
        yield* this.rangesInText(tree.text(tree.range(node)), tree.start(node));
    }
  }

  /** In markup that is none, such as a record within a comment. */
  private *rangesInText(text: string, offset: number): Generator<TextRange> {
    for (const { 0: tag, 1: name, index } of text.matchAll(TAG)) {
      if (!this.isOne(name!.slice(name!.indexOf(':') + 1))) continue;
      const start = index + tag.length;
      const next = text.indexOf('<', start);
      yield { start: offset + start, end: offset + (next === -1 ? text.length : next) };
    }
  }

  /** An element or attribute of this name holds a BSN. */
  isOne(localName: string): boolean {
    return this.names.includes(localName) || COMMON_NAME.test(localName);
  }
}

/** Between the tags; and in the start tag, where digits without quotes show that the value slipped into it. */
function* partsOf(tree: SyntaxTree, node: NodeId): Generator<TextRange> {
  const content = tree.contentRange(node);
  const inTag = { start: tree.nameRange(node).end, end: content.start };
  const tag = tree.text(inTag);
  if (!tag.endsWith('>')) yield { start: inTag.start, end: content.end };
  else {
    if (/[0-9]/.test(tag.replace(/"[^"]*"|'[^']*'/g, ''))) yield { start: inTag.start, end: inTag.end - 1 };
    yield content;
  }
}
