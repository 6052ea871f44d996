import { type MessageOptions, maskDigits } from '../messages/message.ts';

/** A BSN for a reader who may see it, or may not. */
export function shownBsn(value: string | undefined, { maskBsn }: MessageOptions): string | undefined {
  return maskBsn ? value && maskDigits(value.trim(), 5) : value?.trim();
}

/** Any other value: it may hold a BSN. */
export function shownText(value: string | undefined, { maskBsn }: MessageOptions): string | undefined {
  return maskBsn ? value && maskDigits(value.trim(), 9) : value?.trim();
}
