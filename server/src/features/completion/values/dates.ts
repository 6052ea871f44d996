import { CompletionItemKind } from 'vscode-languageserver-protocol';
import { type Day, firstDayOf, lastDayOf, lastDayOfPeriod, type Month } from '../../../engine/delivery/day.ts';
import { dayInAnyNotation } from '../../../engine/delivery/values/any-notation.ts';
import { formatDay, parseDay } from '../../../engine/delivery/values/notation.ts';
import { beginsDay, monthBegun } from '../../../engine/delivery/values/unfinished-day.ts';
import { formatDayInWords, formatMessage, type Message, type MessageKey } from '../../../engine/messages/message.ts';
import type { DayNotation } from '../../../engine/packs/notations.ts';
import { lastAllowedDay, MONTHS } from '../../../engine/rules/content/subsidy/i103-duur-forfaitaire-lks.ts';
import { trimXml } from '../../../engine/text/xml-whitespace.ts';
import type { CompletionDraft } from '../item.ts';
import { othersOfPerson, type ValueSite } from './codes.ts';

interface Candidate {
  readonly day: Day;
  readonly why: Message;
  /** What it was read from. */
  readonly written?: string;
}

/**
 * Days that are likely at a date's place, the likeliest first, each with the reason; found by that, too. Before them the
 * day that is typed in another notation: an editor leaves it in the list for what is typed.
 */
export function datesAt(site: ValueSite): CompletionDraft[] {
  if (site.notation?.type !== 'day') return [];
  const { notation } = site.notation;
  const seen = new Set<Day>();
  const drafts: CompletionDraft[] = [];
  const isBeginning = parseDay(site.typed, notation) === undefined && beginsDay(site.typed, notation);
  const days = [...typedDay(site, notation), ...inTypedMonth(site, notation), ...candidates(site)];
  for (const { day, why, written } of days) {
    const label = formatDay(day, notation);
    // An editor would find the digits that are typed in other days, too.
    if (seen.has(day) || (isBeginning && written === undefined && !label.startsWith(site.typed))) continue;
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

/** The first and last day of the month that is typed; for the end of a period the other way round. */
function inTypedMonth(site: ValueSite, notation: DayNotation): Candidate[] {
  const month = monthBegun(site.typed, notation);
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
  const start = concept === 'einddatum' ? record?.day('begindatum') : undefined;
  const end = concept === 'begindatum' ? record?.day('einddatum') : undefined;
  return days.filter(({ day }) => (start === undefined || day >= start) && (end === undefined || day <= end));
}

/** The day that the value is, or what of it stands before the cursor; none where it is in its notation. */
function typedDay({ written, typed }: ValueSite, notation: DayNotation): Candidate[] {
  if (parseDay(written, notation) !== undefined) return [];
  for (const text of [written, typed]) {
    const day = dayInAnyNotation(text);
    if (day !== undefined) return [{ day, why: { key: 'complete.typedDay', parameters: { notation } }, written: text }];
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
  const start = record?.day('begindatum');
  switch (concept) {
    case 'begindatum':
      return inPeriod(site, [...first, ...afterOthers(site), ...last, today]);
    case 'einddatum':
      return inPeriod(site, [...forfaitair(site, start), ...last, ...beforeOthers(site, start), ...first, today]);
    case 'geboortedatum': {
      const days = othersOfPerson(analysis, record).flatMap((other) => other.day('geboortedatum') ?? []);
      return days.slice(0, 1).map((day) => ({ day, why: { key: 'complete.samePerson' } }));
    }
    default:
      return [today, ...first, ...last];
  }
}

/** The last day that a forfaitaire LKS may run. */
function forfaitair({ analysis, record }: ValueSite, start: Day | undefined): Candidate[] {
  const type = trimXml(record?.value('typeVoorziening'));
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
  const starts = othersOfPerson(analysis, record).flatMap((other) => other.day('begindatum') ?? []);
  const later = starts.filter((other) => start !== undefined && other > start);
  return later.sort((a, b) => a - b).map((other) => ({ day: other - 1, why: { key: 'complete.beforeOther' } }));
}
