import { type SheetRow, sheetRowsOf, Workbook } from '../../../engine/report/tables/workbook.ts';
import type { CheckReporterOptions, Reporter } from '../report.ts';
import { notJudgedRow, tableSourceOf } from './table-source.ts';

/** A workbook for Excel, written as its rows come. */
export async function xlsxReporter(options: CheckReporterOptions): Promise<Reporter<SheetRow>> {
  const workbook = await Workbook.open(options, options.writeBytes);
  return {
    pieces: (file) => sheetRowsOf(tableSourceOf(file), options),
    add: (row) => workbook.add(row),
    failed(path, problem, isReported = false) {
      if (!isReported) workbook.add({ sheet: 'findings', cells: notJudgedRow(path, problem, options) });
    },
    end: () => workbook.end(),
  };
}
