import { MarkupKind } from 'vscode-languageserver-protocol';
import { legible } from '../../engine/privacy/legible.ts';
import { escapeMarkdown, markdownCode } from '../../engine/privacy/markdown.ts';

/**
 * How a text is marked up: in Markdown, or not at all for a client that shows plain text. Whatever is given to it, from
 * a delivery, a pack or a rule of the user's own, is shown as the text that it is.
 */
export interface Markup {
  readonly kind: MarkupKind;
  text(text: string): string;
  strong(text: string): string;
  code(text: string): string;
  link(text: string, address: string): string;
  item(text: string): string;
  /** Cells of text, the heads first. */
  table(rows: readonly (readonly string[])[]): string;
  /** Between lines of one paragraph. */
  readonly lineBreak: string;
  readonly separator: string;
}

export const MARKDOWN: Markup = {
  kind: MarkupKind.Markdown,
  text: escapeMarkdown,
  strong: (text) => `**${escapeMarkdown(text)}**`,
  code: markdownCode,
  link: (text, address) => `[${escapeMarkdown(text)}](${address.replace(/[() <>\\\t\r\n]/g, percent)})`,
  item: (text) => `- ${text}`,
  table([heads = [], ...rows]) {
    const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
    return [line(heads), `|${' --- |'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
  },
  lineBreak: '  \n',
  separator: '---',
};

export const PLAIN: Markup = {
  kind: MarkupKind.PlainText,
  text: legible,
  strong: legible,
  code: legible,
  link: (text, address) => `${legible(text)} (${legible(address)})`,
  item: (text) => `- ${text}`,
  table: (rows) => rows.map((cells) => cells.map(legible).join(' · ')).join('\n'),
  lineBreak: '\n',
  separator: '—',
};

/** @param formats those that the client shows, the one that it likes best first; undefined where it doesn't say */
export function markupIn(formats: readonly MarkupKind[] | undefined, otherwise: Markup): Markup {
  if (!formats) return otherwise;
  return formats[0] === MarkupKind.Markdown ? MARKDOWN : PLAIN;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
