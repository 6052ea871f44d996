import { styleText } from 'node:util';
import { trimXmlEnd } from '../engine/text/xml-whitespace.ts';
import { wrapText } from './text-layout.ts';

type Style = Parameters<typeof styleText>[0];

const WIDTH = 100;

/**
 * A page in Markdown for a terminal: broken into lines, links as their text, code set in. Tables stay as they are: the
 * pages have them aligned. Takes what the pages of the rules use: headings, paragraphs, lists, tables, fenced code.
 * @param color without it headings keep their marks, so that they are still told from the text
 */
export function renderMarkdown(page: string, color: boolean): string {
  const style = (format: Style, text: string) =>
    color ? styleText(format, text, { validateStream: false } as never) : text;
  const strong = (text: string) => text.replace(/\*\*([^*]+)\*\*/g, (_, inner: string) => style('bold', inner));
  const code = (text: string) => text.replace(/`([^`]+)`/g, (_, inner: string) => style('cyan', inner));
  let fenced = false;
  const blocks: string[] = [];
  for (const line of trimXmlEnd(page).split('\n')) {
    if (line.startsWith('```')) {
      fenced = !fenced;
      continue;
    }
    const [, indent, marker, text] = /^( *)([-*] |\d+\. )?(.*)$/.exec(line)!;
    if (fenced) blocks.push(line === '' ? '' : `    ${style('dim', line)}`);
    else if (line.startsWith('#')) blocks.push(color ? style('bold', line.replace(/^#+ /, '')) : line);
    else if (text!.startsWith('|')) blocks.push(line);
    else {
      const linked = text!.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
      const first = `${indent}${marker ?? ''}`;
      // Styles come last: their signs take no room.
      const wrapped = wrapText(color ? linked : code(strong(linked)), WIDTH, first, ' '.repeat(first.length));
      blocks.push(code(strong(wrapped.join('\n'))));
    }
  }
  return `${blocks.join('\n')}\n`;
}
