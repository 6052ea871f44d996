import { SourceText, type TextBlock } from './source-text.ts';

/** What a text is read from, a page at a time. */
export interface TextPages {
  /** How many characters each page has. No page ends between a CR and its LF. */
  readonly lengths: readonly number[];
  read(page: number): string;
}

/** So many pages are kept: more than a window of the parser takes, and the chunk that is validated. */
const KEPT = 24;

/** Of so many pages it is kept where lines end: what is told of a record leads to others of its person, all over the text. */
const KEPT_BREAKS = 256;

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
    return this.cache.breaks.get(this.page);
  }

  set breaks(offsets: Int32Array | undefined) {
    this.cache.breaks.set(this.page, offsets);
  }
}

class PageCache {
  private readonly texts = new Kept<string>(KEPT);
  readonly breaks = new Kept<Int32Array>(KEPT_BREAKS);

  constructor(private readonly pages: TextPages) {}

  textOf(page: number): string {
    const known = this.texts.get(page);
    if (known !== undefined) return known;
    const text = this.pages.read(page);
    if (text.length !== this.pages.lengths[page]) throw new TextChanged();
    this.texts.set(page, text);
    return text;
  }
}

/** What there is of some pages: of those that it was set for last. */
class Kept<T> {
  private readonly pages = new Map<number, T>();

  constructor(private readonly most: number) {}

  get(page: number): T | undefined {
    return this.pages.get(page);
  }

  set(page: number, value: T | undefined): void {
    this.pages.delete(page);
    if (value === undefined) return;
    if (this.pages.size >= this.most) this.pages.delete(this.pages.keys().next().value!);
    this.pages.set(page, value);
  }
}

/** What is read once more is not what was read before. */
export class TextChanged extends Error {}
