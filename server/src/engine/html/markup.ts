import { showUnseen } from '../privacy/legible.ts';

/** A piece of HTML that is safe to put into a page as it is. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text is escaped, markup is not, and what is not there leaves nothing. */
export type Piece = Markup | string | number | undefined | false | readonly Piece[];

/**
 * A template of HTML. Whatever comes from a delivery goes through here as text, in an element or in a quoted attribute,
 * and stays text there.
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  let text = strings[0]!;
  pieces.forEach((piece, i) => {
    text += toHtml(piece) + strings[i + 1]!;
  });
  return new Markup(text);
}

function toHtml(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(toHtml).join('');
  return escapeHtml(String(piece));
}

const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return showUnseen(text).replace(/[&<>"']/g, (character) => ESCAPED[character]!);
}
