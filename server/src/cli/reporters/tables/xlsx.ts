import { Workbook } from '../../../engine/report/tables/workbook.ts';
import type { CheckReporterOptions, Reporter } from '../report.ts';
import { notJudgedRow, tableSourceOf } from './table-source.ts';

/** A workbook for Excel. */
export function xlsxReporter(options: CheckReporterOptions): Reporter {
  const workbook = new Workbook(options);
  return {
    report(file) {
      for (const _row of workbook.add(tableSourceOf(file)));
    },
    failed(path, problem, isReported = false) {
      if (!isReported) workbook.addRow(notJudgedRow(path, problem, options));
    },
    async end() {
      options.writeBytes(await workbook.bytes());
    },
  };
}
