import { test } from 'vitest';
import { delivery } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const unknown = (code: string, year: number) =>
  `Gemeentecode ${code} is in ${year} niet de code van een gemeente. Ga na of de code klopt; na een herindeling geldt die van de nieuwe gemeente.`;
const of = (gemeente: string, verslagmaand = '2025-03') =>
  delivery([], { gemeente, berichtgever: '0363', verslagmaand });

const CASES: RuleCase[] = [
  { name: 'a municipality', text: of('0363'), found: [] },
  { name: 'none', text: of('⟦9363⟧'), found: [unknown('9363', 2025)] },
  { name: 'one that is no more', text: of('⟦0370⟧', '2023-01'), found: [unknown('0370', 2023)] },
  { name: 'the first month of the list', text: of('⟦9363⟧', '2023-01'), found: [unknown('9363', 2023)] },
  { name: 'the last one', text: of('⟦9363⟧', '2026-12'), found: [unknown('9363', 2026)] },
  { name: 'silent before the years of the list', text: of('9363', '2022-12'), found: [] },
  { name: 'silent behind them', text: of('9363', '2027-01'), found: [] },
  { name: 'silent without a verslagmaand', text: of('9363', '2025-13'), found: [] },
  { name: 'silent for what is no code', text: of('936'), found: [] },
  {
    name: 'a berichtgever need be no municipality',
    text: delivery([], { gemeente: '0363', berichtgever: '9363' }),
    found: [],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I114', 'warning', given));
