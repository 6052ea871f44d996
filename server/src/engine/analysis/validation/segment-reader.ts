import type { ReadElements } from '../../schema/issue.ts';
import type { SchemaModel } from '../../schema/model.ts';
import { readableText } from '../../syntax/placeholders/readable.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { TemplateVariants } from '../../templates/template-variants.ts';
import { type HeaderSegment, RecordSegment, type TrailerSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';

export type AnySegment = HeaderSegment | RecordSegment | TrailerSegment;

/** What is read. */
interface ReadDocument {
  readonly pack: { readonly model: SchemaModel };
  readonly segments: SegmentIndex;
  treeOf(segment: RecordSegment): SyntaxTree;
}

/** Gives the segments of a document as libxml2 can read them, and tells what it has read: of a template not what stands there. */
export class SegmentReader {
  /** By the tree of a segment. */
  private readonly variants = new WeakMap<SyntaxTree, TemplateVariants>();
  /** How many marks stand for placeholders in the texts so far. */
  private standIns = 0;

  /** @param ancestors local names of the elements around the records */
  constructor(
    private readonly document: ReadDocument,
    private readonly ancestors: readonly string[],
  ) {}

  /** A segment's text. */
  readable(segment: AnySegment, variant = 0): string {
    const text = this.document.segments.textOf(segment);
    if (!segment.hasPlaceholders) return text;
    const standIn = () => `~${++this.standIns}`;
    return readableText(text, this.treeOf(segment), standIn, this.variantsOf(segment).variant(variant));
  }

  variantsOf(segment: AnySegment): TemplateVariants {
    const tree = this.treeOf(segment);
    let variants = this.variants.get(tree);
    if (!variants) {
      variants = new TemplateVariants(
        tree,
        this.document.pack.model,
        segment instanceof RecordSegment ? this.ancestors : [],
      );
      this.variants.set(tree, variants);
    }
    return variants;
  }

  /** What was read in the elements of a segment; undefined where that is what stands there. */
  readIn(segment: AnySegment, variant: number): ReadElements | undefined {
    if (!segment.hasPlaceholders) return undefined;
    const variants = this.variantsOf(segment);
    return (parent) => variants.elements(parent, variant);
  }

  treeOf(segment: AnySegment): SyntaxTree {
    return segment instanceof RecordSegment ? this.document.treeOf(segment) : segment.tree;
  }
}
