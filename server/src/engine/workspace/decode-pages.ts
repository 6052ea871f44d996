import type { Message } from '../messages/message.ts';
import type { TextPages } from '../text/paged-text.ts';
import { DECLARATION_WITHIN, type Encoding, isDeclarationCut, readingOf, type SingleBytes } from './decode-xml.ts';

/** Bytes that can be read more than once. */
export interface ByteSource {
  readonly length: number;
  /** Until it is read the next time. @throws where what stands there can't be read, or is no longer there */
  read(start: number, end: number): Uint8Array;
}

/** The text of a file that is read in pages, and what is wrong with its encoding. */
export interface DecodedPages {
  readonly pages: TextPages;
  readonly problem: Message | undefined;
}

/** So many bytes make a page. V8 moves a shorter text about in memory whenever it collects garbage. */
export const PAGE_BYTES = 131_072;

const CR = 13;

/**
 * Decodes an XML file as `decodeXml` does, in pages that can be read apart from each other.
 * @returns undefined where the encoding allows no such pages: what a byte means hangs on those before it
 */
export function decodePages(
  bytes: ByteSource,
  single: SingleBytes,
  pageBytes: number = PAGE_BYTES,
): DecodedPages | undefined {
  const head = new Uint8Array(bytes.read(0, Math.min(DECLARATION_WITHIN, bytes.length)));
  if (head.length < bytes.length && isDeclarationCut(head)) return undefined;
  let reading = readingOf(head, single);
  for (;;) {
    const { encoding, from, problem } = reading;
    if (!encoding.boundary) return undefined;
    const pages = pagesIn(bytes, from, encoding, pageBytes);
    if (pages) return { pages, problem };
    reading = reading.otherwise!();
  }
}

/** undefined where the bytes of a page are none of the encoding. */
function pagesIn(bytes: ByteSource, from: number, encoding: Encoding, pageBytes: number): TextPages | undefined {
  const starts = [from];
  const lengths: number[] = [];
  for (let at = from; at < bytes.length; ) {
    let size = Math.min(pageBytes, bytes.length - at);
    const read = bytes.read(at, at + size);
    if (at + size < bytes.length) size = sizeOfPage(read, encoding);
    const page = read.subarray(0, size);
    const length = encoding.lengthOf?.(page) ?? encoding.decode(page)?.length;
    if (length === undefined) return undefined;
    lengths.push(length);
    at += size;
    starts.push(at);
  }
  return { lengths, read: (page) => encoding.decode(bytes.read(starts[page]!, starts[page + 1]!)) ?? '' };
}

/** How many bytes of those that follow each other are whole characters; the last one is no CR, whose LF may follow. */
function sizeOfPage(bytes: Uint8Array, encoding: Encoding): number {
  const { width, isBigEndian } = encoding;
  let size = encoding.boundary!(bytes);
  const isCr = () =>
    bytes[isBigEndian || width === 1 ? size - 1 : size - 2] === CR &&
    (width === 1 || bytes[isBigEndian ? size - 2 : size - 1] === 0);
  while (size > width && isCr()) size -= width;
  return Math.max(size, width);
}
