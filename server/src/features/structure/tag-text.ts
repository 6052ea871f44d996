import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import type { StylesheetAnalysis } from '../../engine/stylesheet/stylesheet-analysis.ts';
import type { NodeId } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import type { SourceText } from '../../engine/text/source-text.ts';
import { nodesNear } from '../place.ts';
import { type ScaffoldElement, scaffoldElements } from './scaffold-tags.ts';

/** A text by its tags, be it a delivery in segments or a stylesheet in one tree. */
export interface TagText {
  readonly source: SourceText;
  /** The elements whose tags stand in two trees, outermost first. */
  readonly scaffold: readonly ScaffoldElement[];
  /** The innermost nodes at an offset: the one that it stands in, and the one that ends there. */
  near(offset: number): Iterable<{ readonly tree: SyntaxTree; readonly start: number; readonly node: NodeId }>;
}

/** undefined for XML that is no SRG. */
export function tagsOfDelivery(analysis: DeliveryAnalysis): TagText | undefined {
  if (analysis.choice.kind === 'other') return undefined;
  return {
    source: analysis.source,
    get scaffold() {
      return scaffoldElements(analysis);
    },
    near: (offset) => nodesNear(analysis, offset),
  };
}

/** undefined for one that is too long to be read. */
export function tagsOfStylesheet({ tree, source }: StylesheetAnalysis): TagText | undefined {
  if (!tree) return undefined;
  return {
    source,
    scaffold: [],
    near: (offset) =>
      (offset > 0 ? [offset, offset - 1] : [offset]).flatMap((at) => {
        const node = tree.nodeAt(at);
        return node < 0 ? [] : [{ tree, start: 0, node }];
      }),
  };
}
