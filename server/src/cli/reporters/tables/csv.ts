import { csvLine, MARK } from '../../../engine/report/tables/csv.ts';
import { headings, rowsOf } from '../../../engine/report/tables/rows.ts';
import type { CheckReporterOptions, Reporter } from '../report.ts';
import { notJudgedRow, tableSourceOf } from './table-source.ts';

/** CSV with a row for each finding. */
export function csvReporter(options: CheckReporterOptions): Reporter<string> {
  options.write(MARK);
  options.write(csvLine(headings(options)));
  return {
    *pieces(file) {
      for (const cells of rowsOf(tableSourceOf(file), options)) yield csvLine(cells);
    },
    add: options.write,
    failed(path, problem, isReported = false) {
      if (!isReported) options.write(csvLine(notJudgedRow(path, problem, options)));
    },
    end() {},
  };
}
