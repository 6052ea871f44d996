import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../delivery/day.ts';
import type { Voorziening } from '../delivery/record.ts';
import { formatMessage, type Language, type Message, type MessageOptions } from '../messages/message.ts';
import { codeOf } from '../packs/load-pack.ts';
import { shownBsn, shownText } from '../privacy/mask.ts';
import type { Severity } from '../rules/rule.ts';
import { type Position, shift } from '../text/text-range.ts';
import { trimXml } from '../text/xml-whitespace.ts';

/** The voorzieningen of one person within a delivery, along an axis of days. */
export interface Timeline {
  readonly language: Language;
  /** undefined where the record that was asked for has no valid one: then it stands alone. */
  readonly bsn: string | undefined;
  /** The record that was asked for, by its place among all records, from 0. */
  readonly record: number;
  /** The axis, whole months; both days inclusive. undefined where no record has a valid start. */
  readonly axis: TimelineAxis | undefined;
  /** Those with a valid start by that, the others behind them. */
  readonly periods: readonly TimelinePeriod[];
  /** How many there are beside those. */
  readonly hidden: number;
}

export interface TimelineAxis {
  readonly from: Day;
  readonly to: Day;
  /** The first days of months, each with the month in words, or the year. */
  readonly ticks: readonly { readonly day: Day; readonly label: string }[];
  readonly verslagmaand: { readonly start: Day; readonly end: Day; readonly label: string } | undefined;
}

export interface TimelinePeriod {
  readonly record: number;
  /** Where the record stands in the text; lines and columns count from 0. */
  readonly start: Position;
  readonly end: Position;
  readonly type: string | undefined;
  readonly label: string | undefined;
  readonly registratienummer: string | undefined;
  /** In words. */
  readonly words: string;
  readonly firstDay: Day | undefined;
  /** undefined where it has no end date, or one that is invalid or lies before the start. */
  readonly lastDay: Day | undefined;
  /** It has no end date: it runs on. */
  readonly open: boolean;
  readonly findings: readonly { readonly code: string; readonly severity: Severity; readonly message: string }[];
}

/** More periods than this are no picture any more. */
const MOST_PERIODS = 100;
const MOST_TICKS = 4;
/** Months between ticks. */
const STEPS = [1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 3000, 12_000];

/** The record at a place among all records, from 0; undefined where there is none. */
export function recordAtPlace(analysis: DeliveryAnalysis, place: number): Voorziening | undefined {
  for (const record of analysis.recordsIn(0, analysis.source.length)) {
    if (analysis.recordIndex(record) === place) return record;
  }
  return undefined;
}

/** All that the delivery has on the person of a record. */
export function makeTimeline(analysis: DeliveryAnalysis, record: Voorziening, options: MessageOptions): Timeline {
  const bsn = record.value('bsn');
  const all = bsn === undefined ? [record] : [...analysis.recordsWith('bsn', bsn)];
  const first = (one: Voorziening) => one.day('begindatum') ?? Number.POSITIVE_INFINITY;
  const sorted = all
    .map((one) => ({ one, day: first(one), place: analysis.recordIndex(one) }))
    .sort((a, b) => (a.day === b.day ? a.place - b.place : a.day - b.day));
  // The record that was asked for is there, however many there are.
  const others = sorted.filter(({ one }) => one !== record).slice(0, MOST_PERIODS - 1);
  const kept = new Set([record, ...others.map(({ one }) => one)]);
  const findings = findingsOf(analysis, kept, options);
  const periods = sorted
    .filter(({ one }) => kept.has(one))
    .map(({ one, place }) => periodOf(analysis, one, place, findings.get(one) ?? [], options));
  return {
    language: options.language,
    bsn: shownBsn(bsn, options),
    record: analysis.recordIndex(record),
    axis: axisFor(periods, analysis.verslagmaand, options),
    periods,
    hidden: all.length - periods.length,
  };
}

function findingsOf(analysis: DeliveryAnalysis, records: ReadonlySet<Voorziening>, options: MessageOptions) {
  const found = new Map<Voorziening, TimelinePeriod['findings'][number][]>();
  for (const { record, code, severity, message } of analysis.findings()) {
    if (!record || !records.has(record)) continue;
    const told = { code, severity, message: formatMessage(message, options) };
    const list = found.get(record);
    if (list) list.push(told);
    else found.set(record, [told]);
  }
  return found;
}

function periodOf(
  analysis: DeliveryAnalysis,
  record: Voorziening,
  place: number,
  findings: TimelinePeriod['findings'],
  options: MessageOptions,
): TimelinePeriod {
  const type = trimXml(record.value('typeVoorziening'));
  const range = shift(record.nameRange, analysis.startOf(record.origin));
  const firstDay = record.day('begindatum');
  const end = record.day('einddatum');
  const open = record.state('einddatum') === 'absent';
  const lastDay = firstDay !== undefined && end !== undefined && end >= firstDay ? end : undefined;
  return {
    record: place,
    start: analysis.source.positionAt(range.start),
    end: analysis.source.positionAt(range.end),
    type,
    label: type === undefined ? undefined : codeOf(analysis.pack, 'typeVoorziening', type)?.label,
    registratienummer: shownText(record.value('registratienummer'), options),
    words: formatMessage(inWords(firstDay, end, open), options),
    firstDay,
    lastDay,
    open,
    findings,
  };
}

function inWords(start: Day | undefined, end: Day | undefined, open: boolean): Message {
  if (start === undefined) return { key: 'report.period.noStart' };
  if (open) return { key: 'report.period.open', parameters: { start: { day: start } } };
  if (end === undefined) return { key: 'report.period.badEnd', parameters: { start: { day: start } } };
  const key = end < start ? 'report.period.reversed' : 'report.period';
  return { key, parameters: { start: { day: start }, end: { day: end } } };
}

function axisFor(
  periods: readonly TimelinePeriod[],
  verslagmaand: Month | undefined,
  options: MessageOptions,
): TimelineAxis | undefined {
  const months: Month[] = verslagmaand === undefined ? [] : [verslagmaand];
  let dated = false;
  for (const { firstDay, lastDay } of periods) {
    if (firstDay === undefined) continue;
    dated = true;
    months.push(monthOf(firstDay), monthOf(lastDay ?? firstDay));
  }
  if (!dated) return undefined;
  const first = Math.min(...months);
  const last = Math.max(...months);
  const name = (month: Month) => formatMessage({ key: 'report.inMonth', parameters: { month: { month } } }, options);
  const step = STEPS.find((months) => (last - first + 1) / months <= MOST_TICKS) ?? STEPS[STEPS.length - 1]!;
  const ticks: { day: Day; label: string }[] = [];
  for (let month = Math.ceil(first / step) * step; month <= last; month += step) {
    ticks.push({ day: firstDayOf(month), label: step < 12 ? name(month) : String(Math.floor(month / 12)) });
  }
  return {
    from: firstDayOf(first),
    to: lastDayOf(last),
    ticks,
    verslagmaand:
      verslagmaand === undefined
        ? undefined
        : { start: firstDayOf(verslagmaand), end: lastDayOf(verslagmaand), label: name(verslagmaand) },
  };
}
