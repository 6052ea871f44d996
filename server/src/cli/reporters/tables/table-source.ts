import { formatMessage } from '../../../engine/messages/message.ts';
import { type Cell, safe, type TableSource } from '../../../engine/report/tables/rows.ts';
import { NOT_JUDGED, notJudgedTitle } from '../not-judged.ts';
import { type CheckReporterOptions, checkedIn, type FileReport, packOf } from '../report.ts';

/** What the tables of a file are made of. */
export function tableSourceOf(file: FileReport): TableSource {
  const { path, analysis, findings } = file;
  return {
    path,
    analysis,
    checked: checkedIn(file),
    pack: packOf(file),
    findings,
    get kinds() {
      return findings.kinds;
    },
  };
}

/** The row of a file that could not be judged. */
export function notJudgedRow(path: string, problem: string, options: CheckReporterOptions): Cell[] {
  const { code, severity, verdict } = NOT_JUDGED;
  const words = formatMessage({ key: `severity.${severity}` }, options);
  return [safe(path), '', '', '', '', words, code, notJudgedTitle(options), safe(problem), '', verdict];
}
