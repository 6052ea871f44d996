import { test } from 'vitest';
import { BSN, delivery, type RecordFields, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const birth = (value: string, expected: string) =>
  `De geboortedatum (${value}) is een andere dan in het eerste record van deze persoon (${expected}). Iemand heeft één geboortedatum: ga na welke klopt en of het BSN van deze persoon is.`;
const gender = (value: string, expected: string) =>
  `Het geslacht, ${value}, is een ander dan in het eerste record van deze persoon: ${expected}. Ga na welk klopt en of het BSN van deze persoon is.`;
const capacity = (value: string, expected: string) =>
  `Het arbeidsvermogen, ${value}, is een ander dan in het eerste record van deze persoon: ${expected}. Het hoort bij de persoon en niet bij de voorziening: geef in elk record hetzelfde op.`;
const ONDER = '10 (Onder WML)';
const MET = '20 (WML of hoger: Zelfstandig)';

const several = (...records: readonly RecordFields[]) => delivery(records.map((fields) => record(fields)));

const CASES: RuleCase[] = [
  { name: 'one record', text: several({}), found: [] },
  { name: 'the same twice', text: several({}, { start: '20250302' }), found: [] },
  {
    name: 'another date of birth',
    text: several({ geboortedatum: '⟦19800505⟧' }, { geboortedatum: '⟦19800506⟧' }),
    found: [birth('6 mei 1980', '5 mei 1980')],
    related: [0],
  },
  {
    name: 'another geslacht',
    text: several({ geslacht: '⟦1⟧' }, { geslacht: '⟦3⟧' }),
    found: [gender('3 (Anders/onbekend)', '1 (Man)')],
    related: [0],
  },
  {
    name: 'another arbeidsvermogen',
    text: several({ arbeidsvermogen: '⟦20⟧' }, { arbeidsvermogen: '⟦10⟧' }),
    found: [capacity(ONDER, MET)],
    related: [0],
  },
  {
    name: 'all three in one record',
    text: several({}, { geboortedatum: '⟦19810505⟧', geslacht: '⟦2⟧', arbeidsvermogen: '⟦20⟧' }),
    found: [birth('5 mei 1981', '5 mei 1980'), gender('2 (Vrouw)', '1 (Man)'), capacity(MET, ONDER)],
  },
  {
    name: 'each is held against the first record, not against the one before',
    text: several({ arbeidsvermogen: '10' }, { arbeidsvermogen: '⟦20⟧' }, { arbeidsvermogen: '10' }),
    found: [capacity(MET, ONDER)],
  },
  {
    name: 'each further one',
    text: several({ arbeidsvermogen: '10' }, { arbeidsvermogen: '⟦20⟧' }, { arbeidsvermogen: '⟦20⟧' }),
    found: [capacity(MET, ONDER), capacity(MET, ONDER)],
  },
  {
    name: 'records of others in between',
    text: several({ geslacht: '1' }, { bsn: BSN[1], geslacht: '2' }, { geslacht: '⟦2⟧' }),
    found: [gender('2 (Vrouw)', '1 (Man)')],
  },
  {
    name: 'the order in the file counts, not the start date',
    text: several({ geslacht: '⟦1⟧', start: '20250320' }, { geslacht: '⟦2⟧', start: '20250301' }),
    found: [gender('2 (Vrouw)', '1 (Man)')],
    related: [0],
  },
  {
    name: 'two persons',
    text: several({ bsn: BSN[0], geslacht: '1' }, { bsn: BSN[1], geslacht: '2' }),
    found: [],
  },
  {
    name: 'silent for an invalid value',
    text: several({ geboortedatum: '19800505' }, { geboortedatum: '5-5-1980' }, { geboortedatum: '' }),
    found: [],
  },
  {
    name: 'where the first value is invalid the next one counts',
    text: several({ geslacht: 'V' }, { geslacht: '⟦2⟧' }, { geslacht: '⟦1⟧' }),
    found: [gender('1 (Man)', '2 (Vrouw)')],
    related: [0],
  },
  {
    name: 'silent for an invalid BSN',
    text: several({ bsn: '95020486', geslacht: '1' }, { bsn: '95020486', geslacht: '2' }),
    found: [],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I108', 'warning', given));
