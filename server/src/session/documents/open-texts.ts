import { uriKey } from '../../engine/text/uri.ts';
import type { OpenText } from '../../engine/workspace/delivery-index.ts';

/** The texts that editors hold, which count instead of those on disk. */
export class OpenTexts {
  private readonly texts = new Map<string, OpenText>();

  /** @param text under its URI as the client writes it */
  add(text: OpenText): void {
    this.texts.set(text.uri, text);
  }

  remove(uri: string): void {
    this.texts.delete(uri);
  }

  get all(): readonly OpenText[] {
    return [...this.texts.values()];
  }

  /** The text of a file, however its URI is written; undefined where no editor holds it. */
  of(uri: string): OpenText | undefined {
    const key = uriKey(uri);
    return this.all.find((text) => uriKey(text.uri) === key);
  }
}
