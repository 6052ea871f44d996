import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { BsnPlaces } from '../../engine/privacy/bsn-places.ts';
import { legible } from '../../engine/privacy/legible.ts';
import { likeBsn, MASK, maskBsn, type Reader } from '../../engine/privacy/mask.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import { leadingXmlSpace, skipXmlSpace, trailingXmlSpace, trimXml } from '../../engine/text/xml-whitespace.ts';

/** How much of a line is shown before and behind the place of a finding: files on one line are common. */
const BEFORE = 40;
const BEHIND = 60;
/** Something like a BSN at the edge of what is shown is known by what stands beyond it. */
const BEYOND = 40;

/** A line of a text, cut short, and where in it the place lies that it is about. */
export interface Excerpt {
  readonly text: string;
  readonly from: number;
  readonly length: number;
}

/** Makes excerpts of one document; those of places that follow each other cost little. */
export class Excerpts {
  private readonly places: BsnPlaces;
  /** The places of BSNs in the segment that was last looked at, counted from its start. */
  private last: { readonly owner: object; readonly ranges: readonly TextRange[] } | undefined;

  constructor(
    private readonly analysis: DeliveryAnalysis,
    private readonly reader: Reader,
  ) {
    this.places = new BsnPlaces(analysis.choice.kind === 'known' ? analysis.pack : undefined);
  }

  /** The line around a range. */
  of({ start, end }: TextRange): Excerpt {
    const { source } = this.analysis;
    const before = source.slice(Math.max(0, start - BEFORE), start);
    const behind = source.slice(start, Math.min(source.length, Math.max(end, start + 1) + BEHIND));
    const head = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
    const cutLeft = head.length === before.length && start > BEFORE;
    const stop = behind.search(/[\r\n]/);
    const tail = stop < 0 ? behind : behind.slice(0, stop);
    const line = { start: start - head.length + skipXmlSpace(head, 0), end: start + tail.length };
    const pieces = this.pieces(line);
    const widthTo = (offset: number) =>
      pieces.reduce((sum, piece) => sum + (piece.start < offset ? piece.show(offset).length : 0), cutLeft ? 1 : 0);
    const from = widthTo(start);
    const width = widthTo(Math.min(end, line.end)) - from;
    const text = pieces.map((piece) => piece.show(piece.end)).join('');
    return { text: `${cutLeft ? '…' : ''}${text}`, from, length: Math.max(1, width) };
  }

  /** A stretch of the text as pieces that are shown as they are, and others that are masked. */
  private pieces(line: TextRange) {
    const { source } = this.analysis;
    const pieces: { readonly start: number; readonly end: number; show(until: number): string }[] = [];
    const plain = (start: number, end: number) => {
      if (start < end) pieces.push({ start, end, show: (until) => legible(source.slice(start, Math.min(until, end))) });
    };
    let at = line.start;
    for (const masked of this.reader.maskBsn ? this.masksIn(line) : []) {
      const [start, end] = [Math.max(at, masked.start), Math.min(masked.end, line.end)];
      if (start >= end) continue;
      plain(at, start);
      const isWhole = start === masked.start && end === masked.end;
      const shown = isWhole ? legible(maskedIn(source.slice(start, end))) : MASK;
      // Nobody is to see how far into it a place lies.
      pieces.push({ start, end, show: (until) => (until > start ? shown : '') });
      at = end;
    }
    plain(at, line.end);
    return pieces;
  }

  /** What is masked in a stretch of the text, in its order. */
  private masksIn({ start, end }: TextRange): TextRange[] {
    const { analysis } = this;
    const masks: TextRange[] = [];
    for (const segment of analysis.segmentsIn(start, end)) {
      const ranges = this.rangesIn(segment.owner);
      for (let i = firstBehind(ranges, start - segment.start); i < ranges.length; i++) {
        const mask = shift(ranges[i]!, segment.start);
        if (mask.start >= end) break;
        masks.push(mask);
      }
    }
    const from = Math.max(0, start - BEYOND);
    for (const range of likeBsn(analysis.source.slice(from, Math.min(analysis.source.length, end + BEYOND)))) {
      masks.push(shift(range, from));
    }
    return masks.filter((mask) => mask.end > start && mask.start < end).sort((a, b) => a.start - b.start);
  }

  private rangesIn(owner: object): readonly TextRange[] {
    if (this.last?.owner !== owner)
      this.last = { owner, ranges: [...this.places.rangesIn(this.analysis.treeOf(owner))] };
    return this.last.ranges;
  }
}

/** The first of ranges, which are in order and apart, that ends behind an offset. */
function firstBehind(ranges: readonly TextRange[], offset: number): number {
  let [from, to] = [0, ranges.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ranges[middle]!.end > offset) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** A value in its white space. Of one with markup or references in it nothing is told: it is shorter than it looks. */
function maskedIn(text: string): string {
  const value = trimXml(text);
  if (/[<&]/.test(value)) return MASK;
  return value === '' ? text : `${leadingXmlSpace(text)}${maskBsn(value)}${trailingXmlSpace(text)}`;
}
