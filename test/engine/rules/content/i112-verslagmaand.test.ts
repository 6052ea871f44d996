import { test } from 'vitest';
import { delivery } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const early = (created: string, month: string) =>
  `De aanmaakdatum (${created}) ligt vóór de verslagmaand ${month}: het bestand is gemaakt voordat die maand begon. Ga na welke van de twee klopt.`;
const made = (verslagmaand: string, created: string) =>
  delivery([], {
    header: `<Berichtgevercode>0363</Berichtgevercode><Verslagmaand>${verslagmaand}</Verslagmaand><SoortLevering>1</SoortLevering><Aanmaakdatum>${created}</Aanmaakdatum>`,
  });

const CASES: RuleCase[] = [
  { name: 'on the first day', text: made('2025-03', '2025-03-01'), found: [] },
  { name: 'in the month', text: made('2025-03', '2025-03-31'), found: [] },
  { name: 'long after', text: made('2025-03', '2026-01-15'), found: [] },
  {
    name: 'the day before',
    text: made('⟦2025-03⟧', '⟦2025-02-28⟧'),
    found: [early('28 februari 2025', 'maart 2025')],
    related: [0],
  },
  {
    name: 'the leap day before',
    text: made('2024-03', '⟦2024-02-29⟧'),
    found: [early('29 februari 2024', 'maart 2024')],
  },
  {
    name: 'over the turn of the year',
    text: made('2025-01', '⟦2024-12-31⟧'),
    found: [early('31 december 2024', 'januari 2025')],
  },
  { name: 'silent for an invalid month', text: made('2025-13', '2025-02-28'), found: [] },
  { name: 'silent for an invalid date', text: made('2025-03', '28-02-2025'), found: [] },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I112', 'warning', given));
