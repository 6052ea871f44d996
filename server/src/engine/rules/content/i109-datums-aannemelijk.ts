import { dayOf, yearsBetween } from '../../delivery/day.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { Message } from '../../messages/message.ts';
import type { RelatedPlace, Rule } from '../rule.ts';

/** [recon] The ages in whole years, both included, at which a voorziening starts. */
const YOUNGEST = 15;
const OLDEST = 75;
/** [recon] No voorziening that still counts started before this day. */
const FIRST_START = dayOf(1990, 1, 1);

/** What is wrong with one date, and which other place shows it. */
interface Doubt {
  readonly message: Message;
  readonly related?: RelatedPlace;
}

/** [recon] The dates of a record can be true. A date gets one finding: the first that holds. */
export const i109: Rule = {
  code: 'SRG-I109',
  name: { nl: 'datums aannemelijk', en: 'plausible dates' },
  summary: {
    nl: 'leeftijd en datums zijn aannemelijk',
    en: 'ages and dates are plausible',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [{ id: 'recon' }],
  needs: ['geboortedatum', 'begindatum'],
  checkRecord(record, _context, report) {
    for (const [concept, doubt] of [
      ['geboortedatum', ofBirth(record)],
      ['begindatum', ofStart(record)],
    ] as const) {
      if (!doubt) continue;
      const { message, related } = doubt;
      report({ range: record.rangeOf(concept), message, ...(related ? { related: [related] } : {}) });
    }
  },
};

function ofBirth(record: Voorziening): Doubt | undefined {
  const birth = record.day('geboortedatum');
  const start = record.day('begindatum');
  if (birth === undefined || start === undefined) return undefined;
  const age = yearsBetween(birth, start);
  if (birth < start && age >= YOUNGEST && age <= OLDEST) return undefined;
  const days = { birth: { day: birth }, start: { day: start } };
  return {
    message:
      birth < start
        ? { key: 'SRG-I109.age', parameters: { ...days, age, youngest: YOUNGEST, oldest: OLDEST } }
        : { key: 'SRG-I109.birth', parameters: days },
    related: { fields: record, range: record.rangeOf('begindatum'), message: { key: 'related.begindatum' } },
  };
}

function ofStart(record: Voorziening): Doubt | undefined {
  const start = record.day('begindatum');
  if (start === undefined || start >= FIRST_START) return undefined;
  return { message: { key: 'SRG-I109.old', parameters: { start: { day: start }, first: { day: FIRST_START } } } };
}
