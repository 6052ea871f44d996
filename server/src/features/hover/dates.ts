import { addMonths, type Day, firstDayOf, lastDayOf, type Month, partsOf } from '../../engine/delivery/day.ts';
import type { Voorziening } from '../../engine/delivery/record.ts';
import type { Message, MessageKey } from '../../engine/messages/message.ts';
import type { Concept } from '../../engine/packs/pack.ts';
import { lastAllowedDay, MONTHS } from '../../engine/rules/content/subsidy/i103-duur-forfaitaire-lks.ts';
import { ageOn } from '../../engine/rules/counting.ts';
import type { RuleContext } from '../../engine/rules/rule.ts';

/** A day with its day of the week. */
export function dayInWords(day: Day): Message {
  // 1 January 1970 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  const key = `weekday.${weekday}` as MessageKey;
  return { key: 'hover.date', parameters: { weekday: { key }, day: { day } } };
}

/**
 * What a date means beside the record's other dates and the verslagmaand.
 * @param context tells of the other records of the person; undefined where they are not all known
 */
export function describeDate(
  day: Day,
  concept: Concept | undefined,
  record: Voorziening | undefined,
  month: Month | undefined,
  context: RuleContext | undefined,
): Message[] {
  const start = record?.day('begindatum');
  switch (concept) {
    case 'begindatum':
    case 'einddatum':
      if (!record) return position(day, month);
      return [...period(record, month), ...(context ? forfaitair(record, context) : []), ...position(day, month)];
    case 'geboortedatum':
      if (start === undefined || start < day) return [];
      return [{ key: 'hover.age', parameters: { years: ageOn(day, start) } }];
    default:
      return position(day, month);
  }
}

export function describeMonth(month: Month): Message {
  const days = { start: { day: firstDayOf(month) }, end: { day: lastDayOf(month) } };
  return { key: 'hover.month', parameters: { month: { month }, ...days } };
}

function period(record: Voorziening, month: Month | undefined): Message[] {
  const start = record.day('begindatum');
  const end = record.day('einddatum');
  if (start === undefined || (end === undefined && !record.lacks('einddatum'))) return [];
  if (end !== undefined && end < start) return [{ key: 'hover.period.reversed' }];
  const lines = [sentenceOf(start, end)];
  const length = end !== undefined && end > start ? inMonths(start, end + 1) : undefined;
  if (length) lines.push({ key: 'hover.period.length', parameters: { length } });
  if (month !== undefined) {
    const running = start <= lastDayOf(month) && (end === undefined || end >= firstDayOf(month));
    lines.push({ key: running ? 'hover.running' : 'hover.notRunning', parameters: { month: { month } } });
  }
  return lines;
}

/** A period in a sentence. */
export function sentenceOf(start: Day, end: Day | undefined): Message {
  if (end === undefined) return { key: 'hover.period.open', parameters: { start: { day: start } } };
  if (end === start) return { key: 'hover.period.oneDay', parameters: { start: { day: start } } };
  return { key: 'hover.period', parameters: { start: { day: start }, end: { day: end }, days: end - start + 1 } };
}

function forfaitair(record: Voorziening, context: RuleContext): Message[] {
  const type = record.value('typeVoorziening');
  const start = record.day('begindatum');
  if (start === undefined || !type || !context.pack.manifest.meanings.lksForfaitair?.includes(type)) return [];
  const others = context.recordsWith('bsn', record.value('bsn') ?? '').filter((other) => other !== record);
  const day = lastAllowedDay(start, others, context);
  return [{ key: 'hover.forfaitair', parameters: { day: { day }, months: MONTHS } }];
}

/** Where a day lies seen from the verslagmaand. */
function position(day: Day, month: Month | undefined): Message[] {
  if (month === undefined) return [];
  const [first, last] = [firstDayOf(month), lastDayOf(month)];
  const of = { month: { month } };
  if (day === first) return [{ key: 'hover.inMonth.first', parameters: of }];
  if (day === last) return [{ key: 'hover.inMonth.last', parameters: of }];
  if (day < first) return [{ key: 'hover.beforeMonth', parameters: { ...of, length: length(day, first) } }];
  if (day > last) return [{ key: 'hover.afterMonth', parameters: { ...of, length: length(last, day) } }];
  return [{ key: 'hover.inMonth', parameters: of }];
}

/** From one day to a later one, in months and days, or in days where that is less than a month. */
function length(from: Day, to: Day): Message {
  return inMonths(from, to) ?? days(to - from);
}

/** undefined for less than a month. */
function inMonths(from: Day, to: Day): Message | undefined {
  const [a, b] = [partsOf(from), partsOf(to)];
  let months = (b.year - a.year) * 12 + b.month - a.month;
  if (addMonths(from, months) > to) months--;
  if (months < 1) return undefined;
  const whole: Message =
    months === 1 ? { key: 'hover.length.month' } : { key: 'hover.length.months', parameters: { months } };
  const rest = to - addMonths(from, months);
  return rest === 0 ? whole : { key: 'hover.length.both', parameters: { months: whole, days: days(rest) } };
}

function days(count: number): Message {
  return count === 1 ? { key: 'hover.length.day' } : { key: 'hover.length.days', parameters: { days: count } };
}
