import type { CheckedText } from '../../analysis/checked-text.ts';
import type { DeliveryAnalysis } from '../../analysis/delivery-analysis.ts';
import type { KindCount } from '../../analysis/findings/kind-counts.ts';
import { FirstFixes } from '../../analysis/fixes/first-fixes.ts';
import type { LocatedFinding } from '../../analysis/located-findings.ts';
import { notCheckedWords } from '../../analysis/not-checked.ts';
import { formatMessage, type MessageOptions } from '../../messages/message.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { legible } from '../../privacy/legible.ts';
import { shownBsn, shownText } from '../../privacy/mask.ts';
import { kindOf } from '../../rules/finding-kind.ts';
import { ruleOf } from '../../rules/registry.ts';
import { adviceOn } from '../kind-rows.ts';
import { missingOf } from '../missing-records.ts';

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

/** What tables are made of: one file that was checked. */
export interface TableSource {
  /** As it is to be shown. */
  readonly path: string;
  readonly analysis: DeliveryAnalysis;
  /** What has the findings: the delivery, or a stylesheet that writes deliveries. */
  readonly checked: CheckedText;
  readonly pack: Pack | undefined;
  readonly findings: Iterable<LocatedFinding>;
  readonly kinds: readonly KindCount[];
}

/** The findings of a file, a row each, for those who look things up in the administration. */
export function* rowsOf(source: TableSource, options: MessageOptions): Generator<Cell[]> {
  const { analysis, checked, pack, path } = source;
  const firstFixes = new FirstFixes(checked, pack);
  for (const { finding, range } of source.findings) {
    // What the schema refuses is what the administration has, too.
    const written = finding.record?.under([]);
    const fixes = firstFixes.of(finding).filter(({ goTo, choose }) => !goTo && !choose);
    const consequence = ruleOf(finding.code)?.consequence;
    yield [
      safe(path),
      analysis.source.positionAt(range.start).line + 1,
      finding.record ? analysis.recordIndex(finding.record) + 1 : '',
      safe(shownText(written?.value('registratienummer'), options) ?? ''),
      safe(shownBsn(written?.value('bsn'), options) ?? ''),
      formatMessage({ key: `severity.${finding.severity}` }, options),
      safe(finding.code),
      safe(formatMessage(kindOf(finding, pack).title, options)),
      safe(formatMessage(finding.message, options)),
      safe(fixes.map(({ title }) => formatMessage(title, options)).join('; ')),
      consequence ?? '',
    ];
  }
  // No finding, and so of no severity: it belongs to no count.
  const left = checked === analysis ? notCheckedWords(analysis, options) : undefined;
  if (left !== undefined)
    yield COLUMNS.map((column) => safe(column === 'file' ? path : column === 'message' ? left : ''));
}

export function headings(options: MessageOptions): string[] {
  return COLUMNS.map((column) => formatMessage({ key: `table.${column}` }, options));
}

/** The kinds of problem in a file, a row each. */
export function kindRowsOf({ kinds, path }: TableSource, options: MessageOptions): Cell[][] {
  return kinds.map(({ kind, severity, weight, records }) => {
    const advice = adviceOn(kind);
    return [
      safe(path),
      formatMessage({ key: `severity.${severity}` }, options),
      safe(kind.code),
      safe(formatMessage(kind.title, options)),
      weight,
      records,
      advice ? safe(formatMessage(advice, options)) : '',
    ];
  });
}

/** The records that ran at the end of last month and are not there, a row each. */
export function missingRowsOf({ analysis, path, checked }: TableSource, options: MessageOptions): Cell[][] {
  if (checked !== analysis) return [];
  const missing = missingOf(analysis, options);
  return (missing?.records ?? []).map(({ registratienummer, bsn, type, label, start }) => [
    safe(path),
    safe(registratienummer ?? ''),
    safe(bsn),
    safe(type),
    safe(label ?? ''),
    start,
  ]);
}

/** A spreadsheet takes a cell that begins so for a formula, spaces before it or not. */
const FORMULA = /^[\p{Z}'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u;

/** Text that no spreadsheet calculates with, whatever it says. */
export function safe(text: string): string {
  const shown = legible(text).replace(/[\uFFFE\uFFFF]/g, '\u{fffd}');
  return FORMULA.test(shown) ? `'${shown}` : shown;
}
