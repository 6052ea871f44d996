import { DocumentScanner, type DocumentShape, type HeaderFragment } from '../../syntax/document-scanner.ts';
import type { SourceText } from '../../text/source-text.ts';
import { type ShouldYield, YIELDED } from '../../text/time-sliced.ts';

/** The header is looked for in so many characters, and where it does not end in these, in the whole text. */
const WINDOW = 65_536;

/** Scans the header of a document, time-sliced. */
export class HeaderParser {
  private scanner: DocumentScanner | undefined;
  private window: number;

  /** @param reads false for a document in another XML language: its header is taken as empty */
  constructor(
    private readonly source: SourceText,
    private readonly shape: DocumentShape | undefined,
    reads: boolean,
  ) {
    this.window = reads ? WINDOW : 0;
  }

  /** The header; undefined where the scanner yielded, or starts again with a larger window. */
  step(shouldYield: ShouldYield): HeaderFragment | undefined {
    const { source, window } = this;
    const length = Math.min(window, source.length);
    this.scanner ??= new DocumentScanner(source.slice(0, length), this.shape);
    const fragment = this.scanner.scanHeader(shouldYield);
    if (fragment === YIELDED) return undefined;
    this.scanner = undefined;
    const isCertain = fragment.openElements !== undefined && fragment.lookahead < length;
    if (length === 0 || length === source.length || isCertain) return fragment;
    this.window = Number.POSITIVE_INFINITY;
    return undefined;
  }
}
