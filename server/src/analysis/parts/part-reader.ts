import type { ReadElements } from '../../schema/issue.ts';
import type { SchemaModel } from '../../schema/model.ts';
import { TemplateReadings } from '../../schema/template-readings.ts';
import { readableText } from '../../syntax/placeholders/readable.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { type Head, Item, type Tail } from './part.ts';
import type { Parts } from './parts.ts';

export type AnyPart = Head | Item | Tail;

/** What is read. */
interface ReadDocument {
  readonly pack: { readonly model: SchemaModel };
  readonly parts: Parts;
  treeOf(item: Item): SyntaxTree;
}

/** Gives the parts of a document as libxml2 can read them, and tells what it has read: of a template not what stands there. */
export class PartReader {
  /** By the tree of a part. */
  private readonly readings = new WeakMap<SyntaxTree, TemplateReadings>();
  /** How many marks stand for placeholders in the texts so far. */
  private marks = 0;

  /** @param ancestors local names of the elements around the records */
  constructor(
    private readonly document: ReadDocument,
    private readonly ancestors: readonly string[],
  ) {}

  /** A part's text. */
  readable(part: AnyPart, reading = 0): string {
    const text = this.document.parts.textOf(part);
    if (!part.hasPlaceholders) return text;
    const mark = () => `~${++this.marks}`;
    return readableText(text, this.treeOf(part), mark, this.readingsOf(part).reading(reading));
  }

  readingsOf(part: AnyPart): TemplateReadings {
    const tree = this.treeOf(part);
    let readings = this.readings.get(tree);
    if (!readings) {
      readings = new TemplateReadings(tree, this.document.pack.model, part instanceof Item ? this.ancestors : []);
      this.readings.set(tree, readings);
    }
    return readings;
  }

  /** What was read in the elements of a part; undefined where that is what stands there. */
  readIn(part: AnyPart, reading: number): ReadElements | undefined {
    if (!part.hasPlaceholders) return undefined;
    const readings = this.readingsOf(part);
    return (parent) => readings.elements(parent, reading);
  }

  treeOf(part: AnyPart): SyntaxTree {
    return part instanceof Item ? this.document.treeOf(part) : part.tree;
  }
}
