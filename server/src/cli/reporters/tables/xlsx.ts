import writeExcelFile from 'write-excel-file/node';
import { formatMessage } from '../../../engine/messages/message.ts';
import { type CheckReporterOptions, kindsIn, type Reporter } from '../report.ts';
import { type Cell, headings, notJudgedRow, rowsOf, safe } from './rows.ts';

/** Excel has no more rows on a sheet, the heading and one that says so included. */
const MOST_ROWS = 1_048_576 - 2;
/** Nor more characters in a cell. */
const MOST_CHARACTERS = 32_767;

const WIDTHS = [28, 8, 8, 20, 14, 14, 11, 36, 80, 40, 18];

/** A workbook for Excel: a sheet with a row for each finding, and one with how many there are of each kind. */
export function xlsxReporter(options: CheckReporterOptions): Reporter {
  const rows: Cell[][] = [];
  const kinds: Cell[][] = [];
  let left = 0;
  const say = (key: 'table.findings' | 'table.kinds' | 'table.count' | 'table.records') =>
    formatMessage({ key }, options);
  const add = (row: Cell[]) => {
    if (rows.length < MOST_ROWS) rows.push(row);
    else left++;
  };
  return {
    failed(path, problem, isReported = false) {
      if (!isReported) add(notJudgedRow(path, problem, options));
    },
    report(file) {
      for (const row of rowsOf(file, options)) add(row);
      for (const { kind, severity, count, records } of kindsIn(file)) {
        const title = safe(formatMessage(kind.title, options));
        const words = formatMessage({ key: `severity.${severity}` }, options);
        kinds.push([safe(file.path), words, safe(kind.code), title, count, records]);
      }
    },
    async end() {
      if (left > 0) rows.push([formatMessage({ key: 'cli.more', parameters: { count: left } }, options)]);
      const [path, , , , , severity, code, kind] = headings(options);
      const counted = [path!, severity!, code!, kind!, say('table.count'), say('table.records')];
      const sheets = [
        { ...sheet(headings(options), rows, WIDTHS), sheet: say('table.findings') },
        { ...sheet(counted, kinds, [28, 14, 11, 48, 10, 10]), sheet: say('table.kinds') },
      ];
      options.writeBytes(await writeExcelFile(sheets).toBuffer());
    },
  };
}

function sheet(head: readonly string[], rows: readonly (readonly Cell[])[], widths: readonly number[]) {
  const heading = head.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  return {
    data: [heading, ...rows.map((row) => row.map(cellOf))],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
  };
}

/** Text is written as text, whatever it looks like. */
function cellOf(value: Cell) {
  if (typeof value === 'number') return { value, type: Number };
  return value === '' ? null : { value: value.slice(0, MOST_CHARACTERS), type: String };
}
