import { formatMessage } from '../../../engine/messages/message.ts';
import { legible } from '../../../engine/privacy/legible.ts';
import { shownBsn, shownText } from '../../../engine/privacy/mask.ts';
import { kindOf } from '../../../engine/rules/finding-kind.ts';
import { ruleOf } from '../../../engine/rules/registry.ts';
import { NOT_JUDGED, notJudgedTitle } from '../not-judged.ts';
import { type CheckReporterOptions, checkedIn, type FileReport, packOf } from '../report.ts';

/** The columns, by the keys of their headings behind `table.`. */
export const COLUMNS = [
  'file',
  'line',
  'record',
  'registratienummer',
  'bsn',
  'severity',
  'code',
  'kind',
  'message',
  'fixes',
  'consequence',
] as const;

export type Cell = string | number;

/** The findings of a file, a row each, for those who look things up in the administration. */
export function* rowsOf(file: FileReport, options: CheckReporterOptions): Generator<Cell[]> {
  const { analysis } = file;
  for (const { finding, range } of file.findings) {
    // What the schema refuses is what the administration has, too.
    const written = finding.record?.under([]);
    const fixes = checkedIn(file)
      .fixesOf(finding)
      .filter(({ goTo, choose }) => !goTo && !choose);
    const consequence = ruleOf(finding.code)?.consequence;
    yield [
      safe(file.path),
      analysis.source.positionAt(range.start).line + 1,
      finding.record ? analysis.recordIndex(finding.record) + 1 : '',
      safe(shownText(written?.value('registratienummer'), options) ?? ''),
      safe(shownBsn(written?.value('bsn'), options) ?? ''),
      formatMessage({ key: `severity.${finding.severity}` }, options),
      safe(finding.code),
      safe(formatMessage(kindOf(finding, packOf(file)).title, options)),
      safe(formatMessage(finding.message, options)),
      safe(fixes.map(({ title }) => formatMessage(title, options)).join('; ')),
      consequence ?? '',
    ];
  }
}

/** The row of a file that could not be judged. */
export function notJudgedRow(path: string, problem: string, options: CheckReporterOptions): Cell[] {
  const { code, severity, verdict } = NOT_JUDGED;
  const words = formatMessage({ key: `severity.${severity}` }, options);
  return [safe(path), '', '', '', '', words, code, notJudgedTitle(options), safe(problem), '', verdict];
}

export function headings(options: CheckReporterOptions): string[] {
  return COLUMNS.map((column) => formatMessage({ key: `table.${column}` }, options));
}

/** A spreadsheet takes a cell that begins so for a formula, spaces before it or not. */
const FORMULA = /^[\p{Z}'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u;

/** Text that no spreadsheet calculates with, whatever it says. */
export function safe(text: string): string {
  const shown = legible(text).replace(/[\uFFFE\uFFFF]/g, '\u{fffd}');
  return FORMULA.test(shown) ? `'${shown}` : shown;
}
