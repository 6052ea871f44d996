import { DocumentScanner, type DocumentShape } from '../../syntax/document-scanner.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { type Steps, stepwise } from '../../text/time-sliced.ts';
import { type AnySegment, RecordSegment } from './segment.ts';
import type { SegmentIndex } from './segment-index.ts';

/** Trees of so many record segments are kept. */
const KEPT = 64;
/** Of a segment that is longer, the tree is made in steps. */
export const LARGE_SEGMENT = 16_384;

/** The trees of segments. Those of record segments are made on demand. */
export class SegmentTrees {
  private readonly kept = new Map<RecordSegment, SyntaxTree>();

  constructor(
    private readonly segments: SegmentIndex,
    private readonly shape: DocumentShape | undefined,
  ) {}

  of(segment: AnySegment): SyntaxTree {
    if (!(segment instanceof RecordSegment)) return segment.tree;
    return this.kept.get(segment) ?? this.keep(segment, this.scanner(segment).nextRecord()!.tree);
  }

  /** Makes the tree of a segment in steps; {@link of} gives it then. */
  *prepare(segment: AnySegment): Steps<void> {
    if (!(segment instanceof RecordSegment) || this.kept.has(segment)) return;
    const scanner = this.scanner(segment);
    const fragment = yield* stepwise((shouldYield) => scanner.nextRecord(shouldYield));
    this.keep(segment, fragment!.tree);
  }

  private scanner(segment: RecordSegment): DocumentScanner {
    return new DocumentScanner(this.segments.textOf(segment), this.shape, 0, this.segments.header.openElements);
  }

  private keep(segment: RecordSegment, tree: SyntaxTree): SyntaxTree {
    if (this.kept.size >= KEPT) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(segment, tree);
    return tree;
  }

  removed(segment: RecordSegment): void {
    this.kept.delete(segment);
  }
}
