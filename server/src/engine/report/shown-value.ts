import { type MessageOptions, maskDigits } from '../messages/message.ts';
import { trimXml } from '../text/xml-whitespace.ts';

/** A BSN for a reader who may see it, or may not. */
export function shownBsn(value: string | undefined, { maskBsn }: MessageOptions): string | undefined {
  return maskBsn ? value && maskDigits(trimXml(value), 5) : trimXml(value);
}

/** Any other value: it may hold a BSN. */
export function shownText(value: string | undefined, { maskBsn }: MessageOptions): string | undefined {
  return maskBsn ? value && maskDigits(trimXml(value), 9) : trimXml(value);
}
