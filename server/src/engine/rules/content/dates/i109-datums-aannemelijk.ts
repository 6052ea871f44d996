import { type Day, dayOf } from '../../../delivery/day.ts';
import type { Message } from '../../../messages/message.ts';
import { ageOn } from '../../counting.ts';
import type { Rule } from '../../rule.ts';
import { aowAgeOf, EARLIEST_AOW } from './aow-age.ts';

/** [recon] The youngest age, in whole years, at which a voorziening begins. */
const YOUNGEST = 15;
/** [recon] No voorziening that still counts began before this day. */
const FIRST_BEGIN = dayOf(1990, 1, 1);

/** [recon] The dates of a record can be true; the AOW age [wet]. A record gets one finding: the first that holds. */
export const i109: Rule = {
  code: 'SRG-I109',
  name: { nl: 'datums aannemelijk', en: 'plausible dates' },
  summary: {
    nl: 'op de begindatum 15 jaar of ouder en onder de AOW-leeftijd; geen begindatum vóór 1990',
    en: '15 or older on the begindatum and below the AOW age; no begindatum before 1990',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [
    { id: 'recon' },
    {
      id: 'wet',
      detail: {
        nl: 'de AOW-leeftijd: Algemene Ouderdomswet, artikel 7a',
        en: 'the AOW age: Algemene Ouderdomswet, article 7a',
      },
    },
  ],
  needs: ['begindatum'],
  uses: ['geboortedatum'],
  checkRecord(record, _context, report) {
    const begin = record.day('begindatum');
    if (begin === undefined) return;
    const birth = record.day('geboortedatum');
    const message = (birth !== undefined && ofBirth(birth, begin)) || ofBegin(begin) || ofAge(birth, begin);
    if (!message) return;
    const draft = { range: record.rangeOf('begindatum'), message };
    if (message.key === 'SRG-I109.old') report(draft);
    else {
      const range = record.rangeOf('geboortedatum');
      report({ ...draft, related: [{ fields: record, range, message: { key: 'related.geboortedatum' } }] });
    }
  },
};

function ofBirth(birth: Day, begin: Day): Message | undefined {
  if (birth < begin) return undefined;
  return { key: 'SRG-I109.birth', parameters: { birth: { day: birth }, begin: { day: begin } } };
}

function ofBegin(begin: Day): Message | undefined {
  if (begin >= FIRST_BEGIN) return undefined;
  return { key: 'SRG-I109.old', parameters: { begin: { day: begin }, first: { day: FIRST_BEGIN } } };
}

function ofAge(birth: Day | undefined, begin: Day): Message | undefined {
  if (birth === undefined) return undefined;
  const lived = begin - birth;
  // Nearly always the number of days is enough to tell.
  if (lived >= YOUNGEST * 366 && lived < EARLIEST_AOW * 365) return undefined;
  const days = { birth: { day: birth }, begin: { day: begin } };
  const age = ageOn(birth, begin);
  if (age < YOUNGEST) return { key: 'SRG-I109.young', parameters: { ...days, age, youngest: YOUNGEST } };
  const { age: aow, reached } = aowAgeOf(birth);
  if (begin < reached) return undefined;
  const parameters = { ...days, years: aow.years, months: aow.months, reached: { day: reached } };
  return { key: aow.months === 0 ? 'SRG-I109.aow' : 'SRG-I109.aowMonths', parameters };
}
