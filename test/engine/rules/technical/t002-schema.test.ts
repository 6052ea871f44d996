import { describe, expect, test } from 'vitest';
import { analyse, delivery, findingsOf, headerElements, NAMESPACE, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const lks = (inside: string) => record({ type: '10', rest: `<Loonkostensubsidie>${inside}</Loonkostensubsidie>` });
/** A delivery with another element of the header; undefined for none. */
const header = (name: string, value: string | undefined) =>
  delivery([], {
    header: headerElements().replace(
      new RegExp(`<${name}>.*</${name}>`),
      value === undefined ? '' : `<${name}>${value}</${name}>`,
    ),
  });
const noDate = (value: string, name: string) =>
  `‘${value}’ is geen geldige datum voor ${name}. Schrijf die als jjjjmmdd: 20250301.`;
/** A record with its name marked. */
const marked = (text: string, name = 'Voorziening') => text.replace(`<${name}>`, `<⟦${name}⟧>`);
const without = (text: string, name: string) => text.replace(new RegExp(`<${name}>.*?</${name}>`), '');

const VALUES: RuleCase[] = [
  {
    name: 'a date the Dutch way',
    text: delivery(record({ start: '⟦1-3-2025⟧' })),
    found: [noDate('1-3-2025', 'BegindatumVoorziening')],
  },
  {
    name: 'a day that is not there',
    text: delivery(record({ end: '⟦20250229⟧' })),
    found: [noDate('20250229', 'EinddatumVoorziening')],
  },
  {
    name: 'a date with a zone',
    text: delivery(record({ start: '⟦2025-03-01Z⟧' })),
    found: [noDate('2025-03-01Z', 'BegindatumVoorziening')],
  },
  {
    name: 'an empty value',
    text: delivery(marked(record({ start: '' }), 'BegindatumVoorziening')),
    found: ['BegindatumVoorziening heeft geen waarde.'],
  },
  {
    name: 'a short BSN',
    text: delivery(record({ bsn: '⟦95020486⟧' })),
    found: ['‘95020486’ is geen BSN: een BSN is precies 9 cijfers, hier staan 8 cijfers.'],
  },
  {
    name: 'a BSN with a letter in it',
    text: delivery(record({ bsn: '⟦9502O4869⟧' })),
    found: ['‘9502O4869’ is geen BSN: een BSN is precies 9 cijfers, hier staan 9 tekens, waarvan 1 geen cijfer.'],
  },
  {
    name: 'an unknown code, with those that are allowed',
    text: delivery(record({ arbeidsvermogen: '⟦15⟧' })),
    found: [
      '‘15’ is geen geldige code voor Arbeidsvermogen. Toegestaan: 10 (Onder WML), 11 (WML, met hulp), 20 (WML, zelfstandig), 30 (Onbemiddelbaar), 40 (Nog niet bekend).',
    ],
  },
  {
    name: 'an empty key',
    text: delivery(marked(record({ nummer: '' }), 'RegistratienummerVoorziening')),
    found: ['RegistratienummerVoorziening heeft geen waarde.'],
  },
  {
    name: 'a long key',
    text: delivery(record({ nummer: `⟦${'x'.repeat(16)}⟧` })),
    found: ['RegistratienummerVoorziening mag ten hoogste 15 tekens hebben; hier staan er 16.'],
  },
  {
    name: 'a loonwaarde of two digits',
    text: delivery(lks('<Loonwaarde>⟦62⟧</Loonwaarde>')),
    found: ['‘62’ is geen geldige waarde voor Loonwaarde: het moeten precies 3 cijfers zijn.'],
  },
  {
    name: 'a month in words',
    text: header('Statistiekmaand', '⟦maart⟧'),
    found: ['‘maart’ is geen geldige maand voor Statistiekmaand. Schrijf die als mm: 03.'],
  },
  {
    name: 'a month without its zero',
    text: header('Statistiekmaand', '⟦3⟧'),
    found: ['‘3’ is geen geldige maand voor Statistiekmaand. Schrijf die als mm: 03.'],
  },
  {
    name: 'a year of two digits',
    text: header('Statistiekjaar', '⟦25⟧'),
    found: ['‘25’ is geen geldig jaar voor Statistiekjaar. Schrijf dat als jjjj: 2025.'],
  },
  {
    name: 'a year before 2019',
    text: header('Statistiekjaar', '⟦2018⟧'),
    found: ['‘2018’ valt buiten wat het schema voor Statistiekjaar toelaat.'],
  },
  {
    name: 'a short berichtgevercode',
    text: header('Berichtgevercode', '⟦363⟧'),
    found: ['‘363’ is geen geldige waarde voor Berichtgevercode: het moeten precies 4 cijfers zijn.'],
  },
];

const STRUCTURE: RuleCase[] = [
  { name: 'a valid delivery', text: delivery([record(), lks('<Loonwaarde>060</Loonwaarde>')]), found: [] },
  {
    name: 'the first element of a record missing',
    text: delivery(marked(without(record(), 'Persoon'))),
    found: ['In Voorziening ontbreekt Persoon. Het hoort vooraan.'],
  },
  {
    name: 'an element in the middle missing',
    text: delivery(marked(without(record(), 'TypeVoorziening'))),
    found: ['In Voorziening ontbreekt TypeVoorziening. Het hoort na RegistratienummerVoorziening.'],
  },
  {
    name: 'the last required element missing',
    text: delivery(marked(without(record(), 'BegindatumVoorziening'))),
    found: ['In Voorziening ontbreekt BegindatumVoorziening. Het hoort na TypeVoorziening.'],
  },
  {
    name: 'an element of the person missing',
    text: delivery(marked(without(record(), 'Geslacht'), 'Persoon')),
    found: ['In Persoon ontbreekt Geslacht. Het hoort na Geboortedatum.'],
  },
  {
    name: 'an element of the header missing',
    text: header('Statistiekcode', undefined).replace('<Levering>', '<⟦Levering⟧>'),
    found: ['In Levering ontbreekt Statistiekcode. Het hoort na Statistiekmaand.'],
  },
  {
    name: 'the container missing',
    text: `<⟦SRG⟧ xmlns="${NAMESPACE}"><Levering>${headerElements()}</Levering></SRG>`,
    found: ['In SRG ontbreekt Voorzieningen. Het hoort na Levering.'],
  },
  {
    name: 'an element twice',
    text: delivery(
      record().replace(
        '</BegindatumVoorziening>',
        '</BegindatumVoorziening><⟦BegindatumVoorziening⟧>20250302</BegindatumVoorziening>',
      ),
    ),
    found: ['BegindatumVoorziening staat te vaak in Voorziening.'],
  },
  {
    name: 'two elements in the wrong order',
    text: delivery(
      without(record({ nummer: 'A' }), 'TypeVoorziening')
        .replace('</BegindatumVoorziening>', '</BegindatumVoorziening><TypeVoorziening>30</TypeVoorziening>')
        .replace('<BegindatumVoorziening>', '<⟦BegindatumVoorziening⟧>'),
    ),
    found: [
      'BegindatumVoorziening staat in Voorziening op de verkeerde plaats: de volgorde van de elementen ligt vast.',
    ],
  },
  {
    name: 'a strange element',
    text: delivery(record({ rest: '<⟦Opmerking⟧>x</Opmerking>' })),
    found: ['Opmerking hoort hier niet. Verwacht: EinddatumVoorziening, Loonkostensubsidie.'],
  },
  {
    name: 'a record in a record',
    text: delivery([record({ rest: marked(record({ type: '40' })) }), record({ type: '42' })]),
    found: ['Voorziening hoort hier niet. Verwacht: EinddatumVoorziening, Loonkostensubsidie.'],
  },
  {
    name: 'a mistyped record',
    text: delivery([
      record(),
      record({ start: '20250303' })
        .replace('<Voorziening>', '<⟦Voorzieninge⟧>')
        .replace('</Voorziening>', '</Voorzieninge>'),
      record({ start: '20250302' }),
    ]),
    found: ['Voorzieninge hoort hier niet. Verwacht: Voorziening.'],
  },
  {
    name: 'an attribute',
    text: delivery(record().replace('<Persoon>', '<Persoon ⟦id⟧="1">')),
    found: ['Persoon heeft geen attribuut id.'],
  },
  {
    name: 'text in a record',
    text: delivery(record().replace('<BegindatumVoorziening>', '⟦los⟧ <BegindatumVoorziening>')),
    found: ['In Voorziening mag geen losse tekst staan, alleen elementen.'],
  },
  {
    name: 'text between records',
    text: delivery([record(), '⟦los⟧', record({ start: '20250302' })]),
    found: ['In Voorzieningen mag geen losse tekst staan, alleen elementen.'],
  },
  {
    name: 'a type that is none, where there is another',
    text: delivery(
      record().replace('<Persoon>', '<Persoon xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="⟦X⟧">'),
    ),
    found: ['‘X’ is geen type dat Persoon kan hebben (xsi:type). Mogelijk: PersoonType.'],
  },
  {
    name: 'what looks like spaces between records: each once',
    text: delivery([record(), '⟦\u00a0\u2007\u00a0⟧', record({ start: '20250302' })]),
    found: [
      'Hier staat U+00A0 U+2007: dat ziet eruit als een spatie of is onzichtbaar, maar is in XML tekst. Tekst mag hier niet staan.',
    ],
  },
  {
    name: 'text behind the last record',
    text: delivery([record(), '⟦los⟧']),
    found: ['In Voorzieningen mag geen losse tekst staan, alleen elementen.'],
  },
  {
    name: 'an element behind the container',
    text: delivery(record()).replace('</Voorzieningen>', '</Voorzieningen><⟦Extra⟧/>'),
    found: ['Extra hoort hier niet.'],
  },
  {
    name: 'a record in the 250th place, in the third chunk',
    text: delivery(
      Array.from({ length: 300 }, (_, n) =>
        record({ start: n === 249 ? '⟦x⟧' : '20250301', bsn: String(900000000 + n) }),
      ),
    ),
    found: [noDate('x', 'BegindatumVoorziening')],
  },
  {
    name: 'elements with a prefix',
    text: delivery(record({ start: '⟦x⟧' }))
      .replace(/<(\/?)(?=[A-Z])/g, '<$1s:')
      .replace('xmlns=', 'xmlns:s='),
    found: [noDate('x', 'BegindatumVoorziening')],
  },
];

describe('values', () => {
  test.each(VALUES)('$name', (given) => checkRule('SRG-T002', 'error', given));
});
describe('structure', () => {
  test.each(STRUCTURE)('$name', (given) => checkRule('SRG-T002', 'error', given));
});

test.each<[text: string, said: string]>([
  [
    record()
      .replace(/<Geslacht>.*?<\/Geslacht>/, '')
      .replace('</Persoon>', '</Persoon><Geslacht>1</Geslacht>'),
    'Geslacht hoort niet in Voorziening.',
  ],
  [
    record()
      .replace(/<TypeVoorziening>.*?<\/TypeVoorziening>/, '')
      .replace('</Persoon>', '<TypeVoorziening>30</TypeVoorziening></Persoon>'),
    'TypeVoorziening hoort niet in Persoon.',
  ],
  [
    record().replace(/<\/?Persoon>/g, ''),
    'Persoon ontbreekt om deze elementen heen: in Voorziening horen ze in een Persoon.',
  ],
])('the element around is named: %#', (text, said) => {
  expect(findingsOf(analyse(delivery(text))).map(({ message }) => message)).toContain(said);
});
