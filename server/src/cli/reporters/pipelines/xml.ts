import { showUnseen } from '../../../engine/privacy/legible.ts';

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text that may stand in an attribute or an element, whatever is in it: what XML doesn't allow is made legible. */
export function escapeXml(text: string): string {
  const legible = showUnseen(text).replace(/[\uFFFE\uFFFF]/g, (one) => `\\u{${one.charCodeAt(0).toString(16)}}`);
  return legible.replace(/[&<>"\t\n\r]/g, (character) => ESCAPED[character]!);
}
