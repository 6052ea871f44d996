import type { CheckedText } from '../analysis/checked-text.ts';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { type LocatedFinding, locateIn } from '../analysis/located-findings.ts';
import type { Voorziening } from '../delivery/record.ts';
import { formatMessage, type MessageOptions } from '../messages/message.ts';
import { MASK, shownBsn, shownText } from '../privacy/mask.ts';
import { kindOf } from '../rules/finding-kind.ts';
import type { Finding, Severity } from '../rules/rule.ts';
import { type Position, shift } from '../text/text-range.ts';
import { trimXml } from '../text/xml-whitespace.ts';

/** A finding as a report tells it. */
export interface FindingRow {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** In the text; lines and columns count from 0. */
  readonly start: Position;
  readonly end: Position;
  /** The place of its record among all records, from 0; undefined outside of the records. */
  readonly record: number | undefined;
  readonly bsn: string | undefined;
  readonly registratienummer: string | undefined;
}

/** A record that was looked for, with or without findings. */
export type RecordRow = Pick<FindingRow, 'start' | 'end' | 'bsn' | 'registratienummer'> & { readonly record: number };

/** Which findings are asked for. */
export interface FindingQuery {
  /** Of one kind, by its `id`; of all without. */
  readonly kind?: string;
  readonly severity?: Severity;
  /**
   * The number, registratienummer or BSN of a record; where it is none of any, words that stand all in the message and
   * the code.
   */
  readonly search?: string;
  /** The first to give, and how many. */
  readonly from: number;
  readonly count: number;
}

/** Some of the findings that were asked for. */
export interface FindingPage {
  /** How many there are. */
  readonly total: number;
  /** In the order of the text. */
  readonly rows: readonly FindingRow[];
  /** The first records that the words are the number, registratienummer or BSN of. */
  readonly records: readonly RecordRow[];
}

/** So many findings or records are looked at before other requests have their turn. */
const STEP = 500;
/** So many records are told that were looked for. */
const MOST_RECORDS = 20;

/** @param analysis of the delivery that holds the finding, or of the stylesheet that it was found in */
export function findingRow(
  { finding, range }: LocatedFinding,
  analysis: DeliveryAnalysis,
  options: MessageOptions,
): FindingRow {
  const { code, severity, message, record } = finding;
  return {
    code,
    severity,
    message: formatMessage(message, options),
    start: analysis.source.positionAt(range.start),
    end: analysis.source.positionAt(range.end),
    record: record && analysis.recordIndex(record),
    bsn: shownBsn(record?.value('bsn'), options),
    registratienummer: shownText(record?.value('registratienummer'), options),
  };
}

/** The findings that a user asks for, in steps. */
export function* findFindings(
  analysis: DeliveryAnalysis,
  query: FindingQuery,
  options: MessageOptions,
  checked: CheckedText = analysis,
): Generator<void, FindingPage> {
  const { kind, severity, from, count } = query;
  const pack = analysis.choice.kind === 'known' ? analysis.choice.pack : undefined;
  const words = wordsOf(query.search ?? '');
  const sought = yield* soughtRecords(analysis, words);
  const records = new Set(sought);
  const found: Finding[] = [];
  let left = STEP;
  for (const finding of checked.findings()) {
    if (--left === 0) {
      left = STEP;
      yield;
    }
    if (severity !== undefined && finding.severity !== severity) continue;
    if (kind !== undefined && kindOf(finding, pack).id !== kind) continue;
    // Who names a record means that record.
    const isFound =
      records.size > 0
        ? finding.record && records.has(finding.record)
        : words.length === 0 || words.every(hasWord(saidBy(finding, options)));
    if (isFound) found.push(finding);
  }
  const all = locateIn(found, checked);
  return {
    total: all.length,
    rows: all.slice(from, from + count).map((located) => findingRow(located, analysis, options)),
    records: sought.slice(0, MOST_RECORDS).map((record) => recordRow(record, analysis, options)),
  };
}

function saidBy({ code, message }: Finding, options: MessageOptions): string {
  return `${code} ${formatMessage(message, options)}`;
}

function wordsOf(search: string): string[] {
  return search
    .toLowerCase()
    .split(/[\p{Z}\p{Cc}]+/u)
    .filter((word) => word !== '');
}

/** Whether a word stands in a text; a number has to stand there as a whole, or 4 would be found in each date. */
function hasWord(text: string): (word: string) => boolean {
  const lower = text.toLowerCase();
  return (word) => {
    if (!/^[0-9]+$/.test(word)) return lower.includes(word);
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      const around = `${lower[at - 1] ?? ''}${lower[at + word.length] ?? ''}`;
      if (!/[0-9]/.test(around)) return true;
    }
    return false;
  };
}

/** The records that a search names: by number, registratienummer or BSN, in full or as it is shown. */
function* soughtRecords(analysis: DeliveryAnalysis, words: readonly string[]): Generator<void, Voorziening[]> {
  const records: Voorziening[] = [];
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) return records;
  const number = /^[0-9][0-9.,]*$/.test(word) ? Number(word.replace(/[.,]/g, '')) : undefined;
  let left = STEP;
  for (const record of analysis.recordsIn(0, analysis.source.length)) {
    if (--left === 0) {
      left = STEP;
      yield;
    }
    if (isKnownBy(record, word) || analysis.recordIndex(record) + 1 === number) records.push(record);
  }
  return records;
}

function isKnownBy(record: Voorziening, word: string): boolean {
  if (trimXml(record.value('registratienummer'))?.toLowerCase() === word) return true;
  const bsn = trimXml(record.value('bsn'));
  if (bsn === undefined || bsn === word) return bsn !== undefined;
  return word.startsWith(MASK) && shownBsn(bsn, { maskBsn: true }) === word;
}

function recordRow(record: Voorziening, analysis: DeliveryAnalysis, options: MessageOptions): RecordRow {
  const range = shift(record.nameRange, analysis.startOf(record.origin));
  return {
    start: analysis.source.positionAt(range.start),
    end: analysis.source.positionAt(range.end),
    record: analysis.recordIndex(record),
    bsn: shownBsn(record.value('bsn'), options),
    registratienummer: shownText(record.value('registratienummer'), options),
  };
}
