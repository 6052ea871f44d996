import { test } from 'vitest';
import { BSN, delivery, type RecordFields, record } from '../../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../../check-rule.ts';

const ONE = '1 (Beëindiging vanwege administratieve aanpassing, voorziening loopt door)';
const TWO = '2 (Werkelijke beëindiging)';
const noSuccessor = (next: string) =>
  `Reden ${ONE} zegt dat de voorziening doorloopt, maar er is geen record van deze persoon en dit type dat op ${next} begint. Lever ook het vervolg, of kies reden ${TWO}.`;
const successor = (next: string) =>
  `Reden ${TWO} zegt dat de voorziening echt is geëindigd, maar op ${next} begint een record van dezelfde persoon en hetzelfde type. Loopt de voorziening door, kies dan reden ${ONE}.`;

const ended = (end: string, reden: string, fields: RecordFields = {}) =>
  record({
    ...{ type: '12', start: '20240901', end },
    rest: `<Loonkostensubsidie><RedenBeeindiging>${reden}</RedenBeeindiging></Loonkostensubsidie>`,
    ...fields,
  });
const next = (start: string, fields: RecordFields = {}) => record({ type: '12', start, ...fields });
const marked = (text: string) => text.replace('<Voorziening>', '<⟦Voorziening⟧>');

const CASES: RuleCase[] = [
  { name: 'reden 1, and the next day goes on', text: delivery([ended('20250309', '1'), next('20250310')]), found: [] },
  {
    name: 'reden 1, and nothing follows',
    text: delivery([ended('20250309', '⟦1⟧')]),
    found: [noSuccessor('10 maart 2025')],
  },
  {
    name: 'reden 1, and it goes on two days later',
    text: delivery([ended('20250309', '⟦1⟧'), next('20250311')]),
    found: [noSuccessor('10 maart 2025')],
  },
  {
    name: 'reden 1, and another type goes on',
    text: delivery([ended('20250309', '⟦1⟧'), next('20250310', { type: '11' })]),
    found: [noSuccessor('10 maart 2025')],
  },
  {
    name: 'reden 1, and another person’s begins',
    text: delivery([ended('20250309', '⟦1⟧'), next('20250310', { bsn: BSN[1] })]),
    found: [noSuccessor('10 maart 2025')],
  },
  {
    name: 'the day before the last one of the verslagmaand',
    text: delivery([ended('20250330', '⟦1⟧')]),
    found: [noSuccessor('31 maart 2025')],
  },
  { name: 'the last day: the successor is next month’s', text: delivery([ended('20250331', '1')]), found: [] },
  { name: 'a later day', text: delivery([ended('20250401', '1')]), found: [] },
  { name: 'reden 2, and nothing follows', text: delivery([ended('20250309', '2')]), found: [] },
  {
    name: 'reden 2, and the next day goes on',
    text: delivery([ended('20250309', '⟦2⟧'), marked(next('20250310'))]),
    found: [successor('10 maart 2025')],
    related: [1],
  },
  {
    name: 'reden 2, whatever the order in the file',
    text: delivery([next('20250310'), ended('20250309', '⟦2⟧')]),
    found: [successor('10 maart 2025')],
  },
  { name: 'reden 2, and it goes on later', text: delivery([ended('20250309', '2'), next('20250311')]), found: [] },
  { name: 'silent without an einddatum', text: delivery([ended('', '1')]), found: [] },
  { name: 'silent for an invalid einddatum', text: delivery([ended('9-3-2025', '1')]), found: [] },
  { name: 'silent for an invalid reden', text: delivery([ended('20250309', '3')]), found: [] },
  {
    name: 'silent without a verslagmaand on reden 1',
    text: delivery([ended('20250309', '1')], { verslagmaand: '2025-13' }),
    found: [],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-I113', 'information', given));
