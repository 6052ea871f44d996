import { type SheetRow, sheetRowsOf, Workbook } from '../../../engine/report/tables/workbook.ts';
import type { CheckReporterOptions, Reporter } from '../report.ts';
import { notJudgedRow, tableSourceOf } from './table-source.ts';

/** A workbook for Excel, written as its rows come. */
export async function xlsxReporter(options: CheckReporterOptions): Promise<Reporter<string>> {
  const workbook = await Workbook.open(options, options.writeBytes);
  return {
    // As texts: of those that wait to be written, objects would take more.
    *pieces(file) {
      for (const row of sheetRowsOf(tableSourceOf(file), options)) yield JSON.stringify(row);
    },
    add: (row) => workbook.add(JSON.parse(row) as SheetRow),
    failed(path, problem, isReported = false) {
      if (!isReported) workbook.add({ sheet: 'findings', cells: notJudgedRow(path, problem, options) });
    },
    end: () => workbook.end(),
  };
}
