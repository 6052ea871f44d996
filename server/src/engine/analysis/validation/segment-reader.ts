import type { SchemaModel } from '../../schema/model.ts';
import type { ReadElements } from '../../schema/node-path.ts';
import { readableText } from '../../syntax/placeholders/readable.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { TemplateVariants } from '../../templates/template-variants.ts';
import { atOnce, type Steps } from '../../text/time-sliced.ts';
import { type AnySegment, RecordSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';
import { LARGE_SEGMENT, type SegmentTrees } from '../document/segment-trees.ts';

/** Gives the segments of a document as libxml2 is to read them; of a template, that is not what stands in the text. */
export class SegmentReader {
  /** By the tree of a segment. */
  private readonly variants = new WeakMap<SyntaxTree, TemplateVariants>();
  /** Those that were read in steps, by their trees. */
  private readonly prepared = new WeakMap<SyntaxTree, string>();
  /** How many stand-ins for placeholders there are in the texts so far. */
  private standIns = 0;

  /** @param ancestors local names of the elements around the records */
  constructor(
    private readonly segments: SegmentIndex,
    private readonly trees: SegmentTrees,
    private readonly model: SchemaModel,
    private readonly ancestors: readonly string[],
  ) {}

  readable(segment: AnySegment, variant = 0): string {
    if (!segment.hasPlaceholders) return this.segments.textOf(segment);
    const prepared = variant === 0 ? this.prepared.get(this.trees.of(segment)) : undefined;
    return prepared ?? atOnce(this.reading(segment, variant));
  }

  /** Reads a large segment of a template in steps; {@link readable} gives it then. */
  *prepare(segment: AnySegment): Steps<void> {
    if (!segment.hasPlaceholders || segment.length <= LARGE_SEGMENT) return;
    yield* this.trees.prepare(segment);
    const tree = this.trees.of(segment);
    if (!this.variants.has(tree)) this.variants.set(tree, yield* this.findVariants(segment));
    if (!this.prepared.has(tree)) this.prepared.set(tree, yield* this.reading(segment, 0));
  }

  private reading(segment: AnySegment, variant: number): Steps<string> {
    const standIn = () => `~${++this.standIns}`;
    const text = this.segments.textOf(segment);
    return readableText(text, this.trees.of(segment), standIn, this.variantsOf(segment).variant(variant));
  }

  variantsOf(segment: AnySegment): TemplateVariants {
    const tree = this.trees.of(segment);
    let variants = this.variants.get(tree);
    if (!variants) {
      variants = atOnce(this.findVariants(segment));
      this.variants.set(tree, variants);
    }
    return variants;
  }

  private findVariants(segment: AnySegment): Steps<TemplateVariants> {
    const ancestors = segment instanceof RecordSegment ? this.ancestors : [];
    return TemplateVariants.in(this.trees.of(segment), this.model, ancestors);
  }

  /** What libxml2 reads in the elements of a segment; undefined where that is what stands in the text. */
  readIn(segment: AnySegment, variant: number): ReadElements | undefined {
    if (!segment.hasPlaceholders) return undefined;
    const variants = this.variantsOf(segment);
    return (parent) => variants.elements(parent, variant);
  }
}
