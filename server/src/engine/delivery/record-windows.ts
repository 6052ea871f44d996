import { DocumentScanner, type DocumentShape, type RecordFragment } from '../syntax/document-scanner.ts';
import type { OpenElements } from '../syntax/scanner.ts';
import type { SourceText } from '../text/source-text.ts';
import { type ShouldYield, YIELDED, type Yielded } from '../text/time-sliced.ts';

/** A window that is too short for a record grows so many times. */
const FIRST_WINDOW = 262_144;
const GROWTH = 8;

interface Window {
  readonly scanner: DocumentScanner;
  readonly start: number;
  readonly length: number;
  /** It ends where the text ends. */
  readonly isLast: boolean;
}

/** Scans the records of a text that may be longer than a string, one window after another. */
export class RecordWindows {
  private window: Window;
  private isBehindCut = false;

  /**
   * @param at the end of the header
   * @param first how long a window is
   */
  constructor(
    private readonly source: SourceText,
    private readonly shape: DocumentShape | undefined,
    private readonly openElements: OpenElements,
    private at: number,
    private readonly first = FIRST_WINDOW,
  ) {
    this.window = this.open(first);
  }

  /** The next record, and where the text starts that its offsets count from; undefined where there are no more. */
  next(shouldYield: ShouldYield): { readonly fragment: RecordFragment; readonly from: number } | Yielded | undefined {
    for (;;) {
      const { scanner, start, length, isLast } = this.window;
      const fragment = scanner.nextRecord(shouldYield);
      if (fragment === YIELDED) return YIELDED;
      if (fragment && (isLast || fragment.start + fragment.lookahead < length)) {
        this.at = start + fragment.end;
        this.isBehindCut = fragment.isCutShort;
        return { fragment, from: start };
      }
      if (isLast) return undefined;
      this.window = this.open(this.at > start ? this.first : length * GROWTH);
    }
  }

  private open(length: number): Window {
    const { source, at } = this;
    const text = source.slice(at, Math.min(source.length, at + length));
    const scanner = new DocumentScanner(text, this.shape, 0, this.openElements, this.isBehindCut);
    return { scanner, start: at, length: text.length, isLast: at + text.length === source.length };
  }
}
