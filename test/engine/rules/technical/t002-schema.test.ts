import { describe, test } from 'vitest';
import { delivery, NAMESPACE, record } from '../../../support/delivery.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const lks = (inside: string) => record({ type: '10', rest: `<Loonkostensubsidie>${inside}</Loonkostensubsidie>` });
const HEADER = {
  Berichtgevercode: '0363',
  Verslagmaand: '2025-03',
  SoortLevering: '1',
  Aanmaakdatum: '20250402',
};
const header = (changes: Record<string, string | undefined>) =>
  delivery([], {
    header: Object.entries({ ...HEADER, ...changes })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `<${name}>${value}</${name}>`)
      .join(''),
  });
const noDate = (value: string, name: string) =>
  `‘${value}’ is geen geldige datum voor ${name}. Schrijf die als jjjj-mm-dd: 20250301.`;
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
    found: ['‘95020486’ is geen BSN: een BSN is precies 9 cijfers, hier staan 8 tekens.'],
  },
  {
    name: 'an unknown code, with those that are allowed',
    text: delivery(record({ arbeidsvermogen: '⟦15⟧' })),
    found: [
      '‘15’ is geen geldige code voor Arbeidsvermogen. Toegestaan: 10 (Onder WML), 20 (WML+, met voorziening), 30 (WML+, zonder voorziening), 40 (Onbemiddelbaar).',
    ],
  },
  {
    name: 'an empty key',
    text: delivery(marked(record({ nummer: '' }), 'RegistratienummerVoorziening')),
    found: ['RegistratienummerVoorziening heeft geen waarde.'],
  },
  {
    name: 'a long key',
    text: delivery(record({ nummer: `⟦${'x'.repeat(41)}⟧` })),
    found: ['RegistratienummerVoorziening mag ten hoogste 40 tekens hebben; hier staan er 41.'],
  },
  {
    name: 'a percentage too high',
    text: delivery(lks('<Loonwaarde>⟦101⟧</Loonwaarde>')),
    found: ['‘101’ is te hoog voor Loonwaarde: maximaal 100.'],
  },
  {
    name: 'a percentage too low',
    text: delivery(lks('<Loonwaarde>⟦-1⟧</Loonwaarde>')),
    found: ['‘-1’ is te laag voor Loonwaarde: minimaal 0.'],
  },
  {
    name: 'no whole number',
    text: delivery(lks('<Loonwaarde>⟦6,5⟧</Loonwaarde>')),
    found: ['‘6,5’ is geen geheel getal; Loonwaarde moet een geheel getal zijn.'],
  },
  {
    name: 'a decimal comma',
    text: delivery(lks('')),
    found: ['‘32,5’ is geen geldig getal voor UrenPerWeek. Schrijf decimalen achter een punt: 32.5.'],
  },
  {
    name: 'too many decimals',
    text: delivery(lks('')),
    found: ['‘32.25’ heeft te veel decimalen voor UrenPerWeek: ten hoogste 1.'],
  },
  {
    name: 'a month in words',
    text: header({ Verslagmaand: '⟦maart 2025⟧' }),
    found: ['‘maart 2025’ is geen geldige maand voor Verslagmaand. Schrijf die als jjjj-mm: 2025-03.'],
  },
  {
    name: 'a month before 2023',
    text: header({ Verslagmaand: '⟦2022-12⟧' }),
    found: ['‘2022-12’ is te laag voor Verslagmaand: minimaal 2023-01.'],
  },
  {
    name: 'a short berichtgevercode',
    text: header({ Berichtgevercode: '⟦363⟧' }),
    found: ['‘363’ is geen geldige waarde voor Berichtgevercode: het moeten precies 4 cijfers zijn.'],
  },
];

const STRUCTURE: RuleCase[] = [
  { name: 'a valid delivery', text: delivery([record(), lks('')]), found: [] },
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
    text: header({ SoortLevering: undefined }).replace('<Levering>', '<⟦Levering⟧>'),
    found: ['In Levering ontbreekt SoortLevering. Het hoort na Verslagmaand.'],
  },
  {
    name: 'the container missing',
    text: `<⟦SRG⟧ xmlns="${NAMESPACE}"><Levering><Statistiekjaar>2025</Statistiekjaar><Statistiekmaand>03</Statistiekmaand><Statistiekcode>10</Statistiekcode><NaamSoftwarepakket>and</NaamSoftwarepakket><VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket><Gemeentecode>0363</Gemeentecode><Berichtgevercode>0363</Berichtgevercode></Levering></SRG>`,
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
    text: delivery([record(), '<⟦Voorzieninge⟧/>', record({ start: '20250302' })]),
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
