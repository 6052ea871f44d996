import type { Cell } from './rows.ts';

/** What a file begins with, so that Excel reads it as UTF-8. */
export const MARK = '\ufeff';

/** A line of CSV as Excel opens it here: semicolons. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(quoted).join(';')}\r\n`;
}

function quoted(cell: Cell): string {
  const text = String(cell);
  return /[;,"\r\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
