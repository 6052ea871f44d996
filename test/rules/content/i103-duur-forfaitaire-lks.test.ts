import { test } from 'vitest';
import { BSN, delivery, type RecordFields, record } from '../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const lks = (fields: RecordFields) => record({ type: '11', ...fields });
const tooLong = (start: string, allowed: string, end: string) =>
  `Forfaitaire loonkostensubsidie duurt ten hoogste 6 maanden: vanaf ${start} tot en met ${allowed}, maar deze loopt tot en met ${end}.`;
const running = (start: string, allowed: string, end: string) =>
  `Forfaitaire loonkostensubsidie duurt ten hoogste 6 maanden: vanaf ${start} tot en met ${allowed}, maar deze loopt aan het eind van de verslagmaand (${end}) nog.`;
const chain = (periods: number, start: string, allowed: string, end: string) =>
  `De ${periods} aansluitende perioden forfaitaire loonkostensubsidie van deze persoon tellen samen: vanaf ${start} mag het tot en met ${allowed} (6 maanden), maar ze lopen tot en met ${end}.`;

const lengths: [start: string, lastAllowed: string, dayAfter: string, message: string][] = [
  ['2024-10-01', '2025-03-31', '2025-04-01', tooLong('1 oktober 2024', '31 maart 2025', '1 april 2025')],
  ['2024-08-31', '2025-02-27', '2025-02-28', tooLong('31 augustus 2024', '27 februari 2025', '28 februari 2025')],
  ['2023-08-31', '2024-02-28', '2024-02-29', tooLong('31 augustus 2023', '28 februari 2024', '29 februari 2024')],
  ['2024-02-29', '2024-08-28', '2024-08-29', tooLong('29 februari 2024', '28 augustus 2024', '29 augustus 2024')],
];

const CASES: RuleCase[] = [
  ...lengths.flatMap(([start, lastAllowed, dayAfter, message]) => [
    { name: `${start} to ${lastAllowed}`, text: delivery(lks({ start, end: lastAllowed })), found: [] },
    { name: `${start} to ${dayAfter}`, text: delivery(lks({ start, end: `⟦${dayAfter}⟧` })), found: [message] },
  ]),
  {
    name: 'another type may run longer',
    text: delivery(record({ type: '10', start: '2023-01-01', end: '2025-03-01' })),
    found: [],
  },
  {
    name: 'running, six months at the end of the verslagmaand',
    text: delivery(lks({ start: '2024-10-01' })),
    found: [],
  },
  {
    name: 'running, a day more at the end of the verslagmaand',
    text: delivery(lks({ start: '⟦2024-09-30⟧' })),
    found: [running('30 september 2024', '29 maart 2025', '31 maart 2025')],
  },
  {
    name: 'consecutive periods count together',
    text: delivery([
      lks({ start: '⟦2024-09-01⟧', end: '2024-12-31' }),
      lks({ start: '2025-01-01', end: '⟦2025-03-31⟧' }),
    ]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '31 maart 2025')],
    related: [0],
  },
  {
    name: 'a gap of one day still counts together',
    text: delivery([
      lks({ start: '2024-09-01', end: '2024-12-30' }),
      lks({ start: '2025-01-01', end: '⟦2025-03-31⟧' }),
    ]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '31 maart 2025')],
  },
  {
    name: 'a gap of two days does not',
    text: delivery([lks({ start: '2024-09-01', end: '2024-12-29' }), lks({ start: '2025-01-01', end: '2025-03-31' })]),
    found: [],
  },
  {
    name: 'the order in the file does not matter',
    text: delivery([
      lks({ start: '2025-01-01', end: '⟦2025-03-31⟧' }),
      lks({ start: '2024-09-01', end: '2024-12-31' }),
    ]),
    found: [chain(2, '1 september 2024', '28 februari 2025', '31 maart 2025')],
  },
  {
    name: 'of overlapping periods the one that ends last bears the finding',
    text: delivery([
      lks({ start: '2024-06-01', end: '⟦2025-03-15⟧' }),
      lks({ start: '2024-08-01', end: '2024-09-01' }),
    ]),
    found: [chain(2, '1 juni 2024', '30 november 2024', '15 maart 2025')],
  },
  {
    name: 'three periods, the last one running',
    text: delivery([
      lks({ start: '2024-09-01', end: '2024-10-31' }),
      lks({ start: '2024-11-01', end: '2024-12-31' }),
      lks({ start: '⟦2025-01-01⟧' }),
    ]),
    found: [chain(3, '1 september 2024', '28 februari 2025', '31 maart 2025')],
  },
  {
    name: 'two persons count apart',
    text: delivery([
      lks({ bsn: BSN[0], start: '2024-09-01', end: '2024-12-31' }),
      lks({ bsn: BSN[1], start: '2025-01-01', end: '2025-03-31' }),
    ]),
    found: [],
  },
  {
    name: 'a period of another type does not join two',
    text: delivery([
      lks({ start: '2024-09-01', end: '2024-10-31' }),
      record({ type: '10', start: '2024-11-01', end: '2024-12-31' }),
      lks({ start: '2025-01-01', end: '2025-03-31' }),
    ]),
    found: [],
  },
  {
    name: 'a period whose end lies before its start does not count',
    text: delivery([lks({ start: '2025-01-01', end: '2024-01-01' }), lks({ start: '2025-01-02', end: '2025-03-31' })]),
    found: [],
  },
  { name: 'silent for an invalid end', text: delivery(lks({ start: '2024-01-01', end: '31-3-2025' })), found: [] },
  {
    name: 'silent for a running period without a verslagmaand',
    text: delivery(lks({ start: '2024-01-01' }), { verslagmaand: 'maart' }),
    found: [],
  },
  {
    name: 'an ended period needs no verslagmaand',
    text: delivery(lks({ start: '2024-01-01', end: '⟦2024-12-31⟧' }), { verslagmaand: 'maart' }),
    found: [tooLong('1 januari 2024', '30 juni 2024', '31 december 2024')],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I103', 'warning', given));
