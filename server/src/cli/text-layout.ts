import { trimXmlEnd } from '../engine/text/xml-whitespace.ts';
/** Lines of a table without rules: two spaces between columns, and none at the end of a line. */
export function tableLines(rows: readonly (readonly string[])[], right: ReadonlySet<number> = new Set()): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  const pad = (cell: string, column: number) =>
    right.has(column) ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!);
  return rows.map((row) => trimXmlEnd(row.map(pad).join('  ')));
}

/**
 * Breaks a text at spaces into lines of at most `width` characters; a longer word stands on a line of its own.
 * @param first what stands before the first line
 * @param rest what stands before each further line
 */
export function wrapText(text: string, width: number, first = '', rest = first): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
