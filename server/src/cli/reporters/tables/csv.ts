import type { CheckReporterOptions, Reporter } from '../report.ts';
import { type Cell, headings, notJudgedRow, rowsOf } from './rows.ts';

/** CSV as Excel opens it here: semicolons, UTF-8 with its mark, and a row for each finding. */
export function csvReporter(options: CheckReporterOptions): Reporter {
  const row = (cells: readonly Cell[]) => options.write(`${cells.map(quoted).join(';')}\r\n`);
  options.write('\ufeff');
  row(headings(options));
  return {
    report(file) {
      for (const cells of rowsOf(file, options)) row(cells);
    },
    failed(path, problem, isReported = false) {
      if (!isReported) row(notJudgedRow(path, problem, options));
    },
    end() {},
  };
}

function quoted(cell: Cell): string {
  const text = String(cell);
  return /[;,"\r\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
