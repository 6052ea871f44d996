import { trimXmlEnd } from '../text/xml-whitespace.ts';

/** A tag that opens its element: `<Name>` for `<Name />`, and any other as it is. */
export function startTagOf(tag: string): string {
  return tag.endsWith('/>') ? `${trimXmlEnd(tag.slice(0, -2))}>` : tag;
}
