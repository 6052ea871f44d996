import { SourceText, type TextBlock } from './source-text.ts';

/** What a text is read from, a page at a time. */
export interface TextPages {
  /** How many characters each page has. No page ends between a CR and its LF. */
  readonly lengths: readonly number[];
  read(page: number): string;
}

/** So many pages are kept: more than a window of the parser takes, and the chunk that is validated. */
const KEPT = 24;

/** A text of which no more is kept than what was looked at last. It is not edited. */
export function pagedText(pages: TextPages): SourceText {
  const cache = new PageCache(pages);
  return new SourceText(pages.lengths.map((length, page) => new Page(length, page, cache)));
}

class Page implements TextBlock {
  constructor(
    readonly length: number,
    private readonly page: number,
    private readonly cache: PageCache,
  ) {}

  get text(): string {
    return this.cache.textOf(this.page);
  }

  get breaks(): Int32Array | undefined {
    return this.cache.breaks?.page === this.page ? this.cache.breaks.offsets : undefined;
  }

  set breaks(offsets: Int32Array | undefined) {
    this.cache.breaks = offsets && { page: this.page, offsets };
  }
}

class PageCache {
  private readonly texts = new Map<number, string>();
  /** The line ends of one page. */
  breaks: { readonly page: number; readonly offsets: Int32Array } | undefined;

  constructor(private readonly pages: TextPages) {}

  textOf(page: number): string {
    const known = this.texts.get(page);
    if (known !== undefined) return known;
    const text = this.pages.read(page);
    if (text.length !== this.pages.lengths[page]) throw new TextChanged();
    if (this.texts.size >= KEPT) this.texts.delete(this.texts.keys().next().value!);
    this.texts.set(page, text);
    return text;
  }
}

/** What is read once more is not what was read before. */
export class TextChanged extends Error {}
