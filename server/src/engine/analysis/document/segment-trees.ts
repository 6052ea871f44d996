import { DocumentScanner, type DocumentShape } from '../../syntax/document-scanner.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { type AnySegment, RecordSegment } from './segment.ts';
import type { SegmentIndex } from './segment-index.ts';

/** Trees of so many record segments are kept. */
const KEPT = 64;

/** The trees of segments. Those of record segments are made on demand. */
export class SegmentTrees {
  private readonly kept = new Map<RecordSegment, SyntaxTree>();

  constructor(
    private readonly segments: SegmentIndex,
    private readonly shape: DocumentShape | undefined,
  ) {}

  of(segment: AnySegment): SyntaxTree {
    if (!(segment instanceof RecordSegment)) return segment.tree;
    const known = this.kept.get(segment);
    if (known) return known;
    const text = this.segments.textOf(segment);
    const { tree } = new DocumentScanner(text, this.shape, 0, this.segments.header.openElements).nextRecord()!;
    if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(segment, tree);
    return tree;
  }

  removed(segment: RecordSegment): void {
    this.kept.delete(segment);
  }
}
