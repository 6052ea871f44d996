import { legible } from './legible.ts';

/**
 * A text of a file as Markdown has it: what would be a link, an image, an entity, a heading, a list or HTML there stays
 * the text that it is. Nor does an address become a link, which viewers make of one by themselves.
 */
export function escapeMarkdown(text: string): string {
  return legible(text)
    .replace(/[\\`*_~[\]<>&|]/g, '\\$&')
    .replace(/:(?=\/\/)|@(?=[\p{L}\p{N}])/gu, '\\$&')
    .replace(/\b(www)\./gi, '$1\\.')
    .replace(/^ +/, (spaces) => '&nbsp;'.repeat(spaces.length))
    .replace(/^[#+=-]/, '\\$&')
    .replace(/^([0-9]+)([.)])/, '$1\\$2');
}

/** A text of a file as code, with nothing in it that means something. */
export function markdownCode(text: string): string {
  const line = legible(text);
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 || /^ .* $/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
