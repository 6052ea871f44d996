import type { NotJudged } from '../rules/technical/t006-niet-te-beoordelen.ts';
import { NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import type { IndexChange } from './document/dirty-ranges.ts';
import type { AnySegment, RecordSegment } from './document/segment.ts';
import type { SegmentIndex } from './document/segment-index.ts';
import { ACCEPTED } from './document/segment-verdict.ts';

/** What stands in the text in the place of a character that was lost in decoding. */
const LOST = '\ufffd';

/** Why the document can't be judged, and where that is told in the header. */
export interface UnjudgedPart {
  readonly reason: NotJudged;
  readonly range: TextRange;
}

/** What can't be judged of a document, whatever stages find in the rest of it. */
export class Unjudged {
  /** The reasons may have changed since {@link parts} were last used. */
  isStale = true;
  private readonly withLost = new Set<RecordSegment>();

  /** @param recordPaths local names from the root to a record */
  constructor(
    private readonly segments: SegmentIndex,
    private readonly recordPaths: readonly (readonly string[])[],
  ) {}

  segmentsChanged({ added, removed }: IndexChange): void {
    for (const segment of removed) this.withLost.delete(segment);
    for (const segment of added) if (this.hasLost(segment)) this.withLost.add(segment);
    this.isStale = true;
  }

  /** Once all segments are validated. */
  parts(): UnjudgedPart[] {
    const { header, trailer } = this.segments;
    const parts: UnjudgedPart[] = [];
    const declaration = declarationOf(header.tree);
    if (this.withLost.size > 0 || [header, trailer].some((segment) => segment && this.hasLost(segment))) {
      parts.push({ reason: { kind: 'encoding', declared: declaration.encoding }, range: declaration.range });
    }
    if (this.hasNoRecords && header.container >= 0) {
      const range = header.tree.nameRange(header.container);
      parts.push({
        reason: { kind: 'noRecords', path: this.recordPaths.map((path) => path.join('/')).join(', ') },
        range,
      });
    }
    return parts;
  }

  /** Elements that are valid stand in the container, and none of them is a record or holds one. */
  private get hasNoRecords(): boolean {
    if (this.segments.first === undefined) return false;
    for (const { records, wellFormed, verdict } of this.segments) {
      if (records.length > 0 || !wellFormed || verdict !== ACCEPTED) return false;
    }
    return true;
  }

  private hasLost(segment: AnySegment): boolean {
    return this.segments.textOf(segment).includes(LOST);
  }
}

/** Where the XML declaration stands, or would, and the encoding that it declares. */
function declarationOf(tree: SyntaxTree): { readonly range: TextRange; readonly encoding: string } {
  const isThere = tree.size > 0 && tree.kind(0) === NodeKind.Declaration;
  const range = isThere ? tree.range(0) : { start: 0, end: 0 };
  return { range, encoding: /encoding[ \t\r\n]*=[ \t\r\n]*["']([\w.-]+)/.exec(tree.text(range))?.[1] ?? 'UTF-8' };
}
