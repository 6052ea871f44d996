import { CompletionItemKind } from 'vscode-languageserver-protocol';
import {
  type Day,
  firstDayOf,
  formatDay,
  formatMonth,
  lastDayOf,
  lastDayOfPeriod,
  type Month,
  monthOf,
  parseDay,
  parseMonth,
} from '../../../engine/delivery/day.ts';
import { formatDayInWords, formatMessage, type Message, type MessageKey } from '../../../engine/messages/message.ts';
import { lastAllowedDay, MONTHS } from '../../../engine/rules/content/i103-duur-forfaitaire-lks.ts';
import { normaliseDay, normaliseMonth } from '../../../engine/rules/technical/normalise.ts';
import type { CompletionDraft } from '../item.ts';
import { othersOfPerson, type ValueSite, valueOfPerson } from './codes.ts';

interface Candidate {
  readonly day: Day;
  readonly why: Message;
  /** What it was read from. */
  readonly written?: string;
}

/**
 * Days that are likely at a date's place, the likeliest first, each with the reason; found by that, too. Before them the
 * day that is typed in another way than XML has it: an editor leaves it in the list for what is typed.
 */
export function datesAt(site: ValueSite): CompletionDraft[] {
  if (site.type.base !== 'date') return [];
  const seen = new Set<Day>();
  const drafts: CompletionDraft[] = [];
  const beginning = parseDay(site.typed) === undefined ? BEGINNING.exec(site.typed)?.[0] : undefined;
  for (const { day, why, written } of [...typedDay(site), ...inTypedMonth(site), ...candidates(site)]) {
    const label = formatDay(day);
    if (seen.has(day) || (beginning !== undefined && written === undefined && !label.startsWith(beginning))) continue;
    seen.add(day);
    const reason = formatMessage(why, site.options);
    drafts.push({
      label,
      meaning: reason,
      remark: formatDayInWords(day, site.options.language),
      kind: CompletionItemKind.Value,
      text: label,
      range: site.range,
      filter: written ?? `${label} ${reason} ${formatDayInWords(day, site.options.language)}`,
    });
  }
  return drafts;
}

/** So much of a day as XML has it that another day is none to offer, though an editor would find its digits in it. */
const BEGINNING = /^\d{4}-\d[\d-]*$/;

/** The first and last day of the month that is typed; for the end of a period the other way round. */
function inTypedMonth(site: ValueSite): Candidate[] {
  const month = parseMonth(/^\d{4}-\d\d(?=-?\d?$)/.exec(site.typed)?.[0] ?? '');
  if (month === undefined || site.concept === 'geboortedatum') return [];
  const parameters = { month: { month } };
  const days: Candidate[] = [
    { day: firstDayOf(month), why: { key: 'complete.firstDay', parameters } },
    { day: lastDayOf(month), why: { key: 'complete.lastDay', parameters } },
  ];
  return inPeriod(site, site.concept === 'einddatum' ? days.reverse() : days);
}

/** Those on the right side of the period's other end. */
function inPeriod({ concept, record }: ValueSite, days: readonly Candidate[]): Candidate[] {
  const start = concept === 'einddatum' ? dayOf(record?.value('startdatum')) : undefined;
  const end = concept === 'startdatum' ? dayOf(record?.value('einddatum')) : undefined;
  return days.filter(({ day }) => (start === undefined || day >= start) && (end === undefined || day <= end));
}

/** The day that the value is, or what of it stands before the cursor; none where XML reads it as it is. */
function typedDay({ written, typed }: ValueSite): Candidate[] {
  if (parseDay(written) !== undefined) return [];
  for (const text of [written, typed]) {
    const day = dayOf(normaliseDay(text));
    if (day !== undefined) return [{ day, why: { key: 'complete.typedDay' }, written: text }];
  }
  return [];
}

function candidates(site: ValueSite): Candidate[] {
  const { analysis, concept, record, options } = site;
  const month = analysis.verslagmaand;
  const today: Candidate = { day: options.today, why: { key: 'complete.today' } };
  const ofMonth = (which: (month: Month) => Day, key: MessageKey): Candidate[] =>
    month === undefined ? [] : [{ day: which(month), why: { key, parameters: { month: { month } } } }];
  const first = ofMonth(firstDayOf, 'complete.firstDay');
  const last = ofMonth(lastDayOf, 'complete.lastDay');
  const start = dayOf(record?.value('startdatum'));
  switch (concept) {
    case 'startdatum':
      return inPeriod(site, [...first, ...afterOthers(site), ...last, today]);
    case 'einddatum':
      return inPeriod(site, [...forfaitair(site, start), ...last, ...beforeOthers(site, start), ...first, today]);
    case 'aanmaakdatum': {
      const behind = ofMonth((at) => lastDayOf(at) + 1, 'complete.dayAfter');
      return [today, ...behind, ...last].filter(({ day }) => month === undefined || day >= firstDayOf(month));
    }
    case 'datumLoonwaardebepaling':
      if (start === undefined) return [...first, today];
      return [
        { day: start - 1, why: { key: 'complete.beforeStart' } },
        { day: start, why: { key: 'complete.start' } },
      ];
    case 'geboortedatum': {
      const day = dayOf(valueOfPerson(site));
      return day === undefined ? [] : [{ day, why: { key: 'complete.samePerson' } }];
    }
    default:
      return [today, ...first, ...last];
  }
}

/** The last day that a forfaitaire LKS may run. */
function forfaitair({ analysis, record }: ValueSite, start: Day | undefined): Candidate[] {
  const type = record?.value('typeVoorziening')?.trim();
  const codes = analysis.pack.manifest.meanings.lksForfaitair ?? [];
  if (start === undefined || type === undefined || !codes.includes(type)) return [];
  const day = lastAllowedDay(start, othersOfPerson(analysis, record), analysis);
  const alone = day === lastDayOfPeriod(start, MONTHS);
  const key = alone ? 'complete.forfaitair' : 'complete.forfaitair.chain';
  return [{ day, why: { key, parameters: { months: MONTHS } } }];
}

/** The day after each voorziening of the same person that has ended, the latest first. */
function afterOthers({ analysis, record }: ValueSite): Candidate[] {
  const ends = othersOfPerson(analysis, record).flatMap((other) => other.day('einddatum') ?? []);
  return ends.sort((a, b) => b - a).map((end) => ({ day: end + 1, why: { key: 'complete.afterOther' } }));
}

/** The day before each later voorziening of the same person, the earliest first. */
function beforeOthers({ analysis, record }: ValueSite, start: Day | undefined): Candidate[] {
  const starts = othersOfPerson(analysis, record).flatMap((other) => other.day('startdatum') ?? []);
  const later = starts.filter((other) => start !== undefined && other > start);
  return later.sort((a, b) => a - b).map((other) => ({ day: other - 1, why: { key: 'complete.beforeOther' } }));
}

/** So many months back a delivery may be made anew. */
const MONTHS_BACK = 12;

/**
 * Months: the one that is typed in another way than XML has it, then the one that has gone by, which is the likeliest
 * verslagmaand, this one, and those before.
 */
export function monthsAt({ type, range, written, typed, options }: ValueSite): CompletionDraft[] {
  if (type.base !== 'gYearMonth') return [];
  const now = monthOf(options.today);
  const drafts: CompletionDraft[] = [];
  const add = (month: Month, why?: MessageKey, as?: string) => {
    const label = formatMonth(month);
    if (drafts.some((draft) => draft.label === label)) return;
    const words = formatMessage({ key: 'complete.month', parameters: { month: { month } } }, options);
    drafts.push({
      label,
      meaning: words,
      remark: why && formatMessage({ key: why }, options),
      kind: CompletionItemKind.Value,
      text: label,
      range,
      filter: as ?? `${label} ${words}`,
    });
  };
  if (parseMonth(written) === undefined) {
    for (const text of [written, typed]) {
      const month = parseMonth(normaliseMonth(text) ?? '');
      // What begins as XML has it is found by that.
      if (month !== undefined && formatMonth(month) !== text) add(month, 'complete.typedMonth', text);
    }
  }
  add(now - 1, 'complete.lastMonth');
  add(now, 'complete.thisMonth');
  add(now - 2, 'complete.monthBeforeLast');
  for (let back = 3; back <= MONTHS_BACK; back++) add(now - back);
  return drafts;
}

function dayOf(value: string | undefined): Day | undefined {
  return value === undefined ? undefined : parseDay(value);
}
