/** One line of the result: a figure, and what it should be. */
export interface Row {
  readonly what: string;
  readonly unit: 'x' | 'ms' | 'MB';
  /** No more than this must be reached, and this is aimed at. */
  readonly bar?: number;
  readonly aim?: number;
  readonly result: number;
  /** The figures that a ratio is made of, or other things worth knowing. */
  readonly note?: string;
}

/** The rows as a table in Markdown. */
export function toTable(rows: readonly Row[]): string {
  const cells = [
    ['what', 'bar', 'aim', 'result', '', 'how'],
    ...rows.map((row) => [
      row.what,
      row.bar === undefined ? '' : `≤ ${figure(row.bar, row.unit)}`,
      row.aim === undefined ? '' : `≤ ${figure(row.aim, row.unit)}`,
      figure(row.result, row.unit),
      verdict(row),
      row.note ?? '',
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const lines = cells.map((line) => `| ${line.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return `${lines.join('\n')}\n`;
}

function figure(value: number, unit: Row['unit']): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit === 'x' ? '×' : unit}`;
}

function verdict({ result, bar, aim }: Row): string {
  if (bar !== undefined && result > bar) return 'above the bar';
  if (aim !== undefined) return result <= aim ? 'aim reached' : 'within the bar';
  return bar === undefined ? '' : 'within the bar';
}
