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
} from '../../delivery/day.ts';
import { formatDayInWords, formatMessage, type Message, type MessageKey } from '../../messages/message.ts';
import { lastAllowedDay, MONTHS } from '../../rules/content/i103-duur-forfaitaire-lks.ts';
import { normaliseDay } from '../../rules/technical/normalise.ts';
import { othersOfPerson, type ValueSite, valueOfPerson } from './codes.ts';
import type { Draft } from './item.ts';

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
export function datesAt(site: ValueSite): Draft[] {
  if (site.type.base !== 'date') return [];
  const seen = new Set<Day>();
  const drafts: Draft[] = [];
  for (const { day, why, written } of [...typedDay(site), ...candidates(site)]) {
    if (seen.has(day)) continue;
    seen.add(day);
    const reason = formatMessage(why, site.options);
    drafts.push({
      label: formatDay(day),
      meaning: reason,
      remark: formatDayInWords(day, site.options.language),
      kind: CompletionItemKind.Value,
      text: formatDay(day),
      range: site.range,
      filter: written ?? `${formatDay(day)} ${reason} ${formatDayInWords(day, site.options.language)}`,
    });
  }
  return drafts;
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
  const end = dayOf(record?.value('einddatum'));
  switch (concept) {
    case 'startdatum':
      return [...first, ...afterOthers(site), ...last, today].filter(({ day }) => end === undefined || day <= end);
    case 'einddatum':
      return [...forfaitair(site, start), ...last, ...beforeOthers(site, start), ...first, today].filter(
        ({ day }) => start === undefined || day >= start,
      );
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

/** Months: the one that has gone by is the likeliest verslagmaand. */
export function monthsAt({ type, range, options }: ValueSite): Draft[] {
  if (type.base !== 'gYearMonth') return [];
  const now = monthOf(options.today);
  const keys = ['complete.lastMonth', 'complete.thisMonth', 'complete.monthBeforeLast'] as const;
  return [now - 1, now, now - 2].map((month, i) => {
    const why = formatMessage({ key: keys[i]! }, options);
    const words = formatMessage({ key: 'complete.month', parameters: { month: { month } } }, options);
    return {
      label: formatMonth(month),
      meaning: words,
      remark: why,
      kind: CompletionItemKind.Value,
      text: formatMonth(month),
      range,
      filter: `${formatMonth(month)} ${words}`,
    };
  });
}

function dayOf(value: string | undefined): Day | undefined {
  return value === undefined ? undefined : parseDay(value);
}
