import { type SheetRow, sheetRowsOf, Workbook } from '../../../engine/report/tables/workbook.ts';
import type { CheckReporterOptions, Reporter } from '../report.ts';
import { notJudgedRow, tableSourceOf } from './table-source.ts';

/** A workbook for Excel. */
export function xlsxReporter(options: CheckReporterOptions): Reporter<SheetRow> {
  const workbook = new Workbook(options);
  return {
    pieces: (file) => sheetRowsOf(tableSourceOf(file), options),
    add: (row) => workbook.add(row),
    failed(path, problem, isReported = false) {
      if (!isReported) workbook.add({ sheet: 'findings', cells: notJudgedRow(path, problem, options) });
    },
    async end() {
      options.writeBytes(await workbook.bytes());
    },
  };
}
