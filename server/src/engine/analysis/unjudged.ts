import type { Pack } from '../packs/load-pack.ts';
import { recordPaths } from '../packs/places.ts';
import { type Misread, type NotJudged, reopeningIn } from '../rules/technical/t006-niet-te-beoordelen.ts';
import { NodeKind } from '../syntax/node-table.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { lostOnSaving, writtenOtherwise } from '../text/encodings.ts';
import type { TextRange } from '../text/text-range.ts';
import type { IndexChange } from './document/dirty-ranges.ts';
import type { AnySegment, RecordSegment } from './document/segment.ts';
import type { SegmentIndex } from './document/segment-index.ts';
import { ACCEPTED } from './document/segment-verdict.ts';
import { declarationOf } from './document/xml-declaration.ts';

/** What stands in the text in the place of a character that was lost in decoding. */
const LOST = /\ufffd/;

/** Why the document can't be judged, and where that is told in the header. */
export interface UnjudgedPart {
  readonly reason: NotJudged;
  readonly range: TextRange;
}

/** What can't be judged of a document, whatever stages find in the rest of it. */
export class Unjudged {
  /** The reasons may have changed since {@link parts} were last used. */
  isStale = true;
  private readonly lost = new SegmentsWith(LOST);
  /** What stands in the place of a character that was lost in decoding, and saved so. */
  private saved: SegmentsWith | undefined;
  private declared: string | undefined;
  /** Characters that the encoding which the document was opened with writes otherwise than the declared one. */
  private otherwise: SegmentsWith | undefined;
  private opened: string | undefined;

  constructor(
    private readonly segments: SegmentIndex,
    private readonly pack: Pack,
    /** What the segments are validated by has given up. */
    private readonly gaveUp: () => boolean,
  ) {}

  segmentsChanged({ added, removed }: IndexChange): void {
    for (const found of [this.lost, this.saved, this.otherwise]) found?.change(added, removed, this.segments);
    this.isStale = true;
    // Of a large text the segments are at hand only now.
    this.declaredIs(declarationOf(this.segments.header.tree).encoding);
  }

  /** The editor reads and writes the document in this encoding; undefined where it doesn't tell. */
  setOpenedWith(encoding: string | undefined): void {
    if (this.opened === encoding) return;
    this.opened = encoding;
    this.isStale = true;
  }

  /**
   * The text is not the one that its declaration tells of, as {@link parts} have it: whoever changes and saves it would
   * destroy what stands in the file.
   */
  misread: Misread | undefined;

  /** Once all segments are validated. */
  parts(): UnjudgedPart[] {
    const { header, trailer } = this.segments;
    const parts: UnjudgedPart[] = [];
    const { range, encoding: declared } = declarationOf(header.tree);
    this.misread = this.misreadAs(declared, trailer ? [header, trailer] : [header]);
    if (this.misread) parts.push({ reason: this.misread, range });
    if (this.hasNoRecords && this.holdsSome) {
      const at = header.tree.nameRange(header.container >= 0 ? header.container : header.tree.firstElement);
      const path = recordPaths(this.pack)
        .map((steps) => steps.join('/'))
        .join(', ');
      parts.push({ reason: { kind: 'noRecords', path }, range: at });
    }
    const { draftedFrom, open, title } = this.pack.manifest;
    if (this.gaveUp())
      parts.push({ reason: { kind: 'slowSchema', title }, range: header.tree.nameRange(header.tree.firstElement) });
    if (draftedFrom)
      parts.push({ reason: { kind: 'draft', title }, range: header.tree.nameRange(header.tree.firstElement) });
    if (open?.record)
      parts.push({ reason: { kind: 'openRecord', title }, range: header.tree.nameRange(header.tree.firstElement) });
    return parts;
  }

  private declaredIs(declared: string): void {
    if (declared === this.declared) return;
    this.declared = declared;
    const saved = lostOnSaving(declared);
    this.saved = saved === undefined ? undefined : this.segmentsWith(new RegExp(saved), this.saved);
  }

  private misreadAs(declared: string, ends: readonly AnySegment[]): Misread | undefined {
    const { opened, segments } = this;
    if (this.lost.areAny(ends, segments)) {
      const kind = reopeningIn({ kind: 'encoding', declared, opened }) === undefined ? 'lost' : 'encoding';
      return { kind, declared, opened };
    }
    this.declaredIs(declared);
    if (this.saved?.areAny(ends, segments)) return { kind: 'lost', declared, opened };
    if (opened === undefined) return undefined;
    this.otherwise = this.segmentsWith(writtenOtherwise(declared, opened), this.otherwise);
    return this.otherwise.areAny(ends, segments) ? { kind: 'openedAs', declared, opened } : undefined;
  }

  private segmentsWith(characters: RegExp, known: SegmentsWith | undefined): SegmentsWith {
    if (known?.characters.source === characters.source) return known;
    const found = new SegmentsWith(characters);
    found.change([...this.segments], [], this.segments);
    return found;
  }

  /** All of it is valid, and there is no record. */
  private get hasNoRecords(): boolean {
    const { header, trailer } = this.segments;
    if (!isValid(header) || (trailer && !isValid(trailer))) return false;
    for (const segment of this.segments) if (segment.records.length > 0 || !isValid(segment)) return false;
    return true;
  }

  /** Elements stand in the container that are no part of the header, or outside of it some are called as records are. */
  private get holdsSome(): boolean {
    for (const { headerPart } of this.segments) if (!headerPart) return true;
    const { header, trailer } = this.segments;
    const names = new Set(recordPaths(this.pack).map((path) => path[path.length - 1]!));
    return holdsNamed(header.tree, names) || (trailer !== undefined && holdsNamed(trailer.tree, names));
  }
}

/** Of what is looked for. */
const LONGEST = 3;

/** The record segments that hold certain characters, of {@link LONGEST} UTF-16 code units at most. */
class SegmentsWith {
  private readonly found = new Set<RecordSegment>();

  constructor(readonly characters: RegExp) {}

  /** @param added in the order of the text */
  change(added: readonly RecordSegment[], removed: readonly RecordSegment[], segments: SegmentIndex): void {
    for (const segment of removed) this.found.delete(segment);
    const [first, last] = [added[0], added.at(-1)];
    // Hardly any text holds them: looking once through all that was added is quicker than segment by segment.
    if (!first || !last || !this.areIn(segments.piecesBetween(first, last))) return;
    for (const segment of added) if (this.characters.test(segments.textOf(segment))) this.found.add(segment);
  }

  /** In those, or in others. */
  areAny(others: readonly AnySegment[], segments: SegmentIndex): boolean {
    return this.found.size > 0 || others.some((segment) => this.characters.test(segments.textOf(segment)));
  }

  private areIn(pieces: Iterable<string>): boolean {
    let before = '';
    for (const piece of pieces) {
      // They may lie on a border between two pieces.
      if (this.characters.test(piece) || this.characters.test(before + piece.slice(0, LONGEST - 1))) return true;
      before = (piece.length < LONGEST ? before + piece : piece).slice(1 - LONGEST);
    }
    return false;
  }
}

/** XSD validation found nothing in it. */
function isValid({ wellFormed, verdict }: AnySegment): boolean {
  return wellFormed && verdict === ACCEPTED;
}

function holdsNamed(tree: SyntaxTree, names: ReadonlySet<string>): boolean {
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) === NodeKind.Element && names.has(tree.localName(node))) return true;
  }
  return false;
}
