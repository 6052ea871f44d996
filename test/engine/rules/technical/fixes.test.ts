import { expect, test } from 'vitest';
import { BSN, delivery, headerElements, NAMESPACE, record } from '../../../support/delivery.ts';
import { describeFixes, type FixCase, howSure } from '../check-fixes.ts';

const without = (text: string, name: string) => text.replace(new RegExp(`<${name}>.*?</${name}>`), '');
const version = (value: string) => delivery(record(), { header: headerElements().replace('>4.2<', `>${value}<`) });

const CASES: FixCase[] = [
  // T001
  {
    name: 'a bare ampersand',
    text: version('A & B'),
    code: 'SRG-T001',
    fixes: [['Vervang & door &amp;', '>A &amp; B<']],
  },
  {
    name: 'a bare less-than',
    text: version('A < B'),
    code: 'SRG-T001',
    fixes: [['Vervang < door &lt;', '>A &lt; B<']],
  },
  {
    name: ']]>',
    text: version('A ]]> B'),
    code: 'SRG-T001',
    fixes: [['Vervang ]]> door ]]&gt;', '>A ]]&gt; B<']],
  },
  {
    name: 'a mismatched end tag',
    text: delivery(record().replace('</BegindatumVoorziening>', '</Startdatm>')),
    code: 'SRG-T001',
    fixes: [['Vervang </Startdatm> door </BegindatumVoorziening>', '20250301</BegindatumVoorziening></Voorziening>']],
  },
  {
    name: 'a missing end tag of a value',
    text: delivery(record().replace('</TypeVoorziening>', '')),
    code: 'SRG-T001',
    fixes: [['Voeg </TypeVoorziening> toe', '>30</TypeVoorziening><BegindatumVoorziening>']],
  },
  {
    name: 'a missing end tag of a record',
    text: delivery([record().replace('</Voorziening>', ''), record({ start: '20250302' })]),
    code: 'SRG-T001',
    fixes: [['Voeg </Voorziening> toe', '</BegindatumVoorziening>\n</Voorziening>\n<Voorziening>']],
  },
  {
    name: 'a missing end tag of the container around many',
    text: delivery([record(), record({ start: '20250302' }), record({ start: '20250303' })]).replace(
      '</Voorzieningen>\n',
      '',
    ),
    code: 'SRG-T001',
    fixes: [['Voeg </Voorzieningen> toe', '</Voorziening>\n</Voorzieningen>\n</SRG>']],
  },
  {
    name: 'a DOCTYPE',
    text: `<!DOCTYPE SRG SYSTEM "x.dtd">${delivery(record())}`,
    code: 'SRG-T001',
    fixes: [['Verwijder <!DOCTYPE SRG SYSTEM "x.dtd">', '!DOCTYPE']],
  },
  {
    name: 'an element that is empty and need not be there',
    text: delivery(
      record({ type: '12', rest: '<Loonkostensubsidie><RedenBeeindiging></RedenBeeindiging></Loonkostensubsidie>' }),
    ),
    code: 'SRG-T002',
    fixes: [['Verwijder RedenBeeindiging, dat leeg is', '<Loonkostensubsidie></Loonkostensubsidie>']],
  },
  {
    name: 'the one value that there is',
    text: delivery(record()).replace('<Statistiekcode>10<', '<Statistiekcode>06<'),
    code: 'SRG-T002',
    fixes: [['Vervang door 10 (Statistiek re-integratie door gemeenten)', '<Statistiekcode>10<']],
  },
  {
    name: 'a missing end tag of the container',
    text: delivery(record()).replace('</Voorzieningen>\n', ''),
    code: 'SRG-T001',
    fixes: [['Voeg </Voorzieningen> toe', '</Voorziening>\n</Voorzieningen>\n</SRG>']],
  },
  {
    name: 'a missing end tag of the root',
    text: delivery(record()).replace('</SRG>\n', ''),
    code: 'SRG-T001',
    fixes: [['Voeg </SRG> toe', '</Voorzieningen></SRG>\n']],
  },
  {
    name: 'a stray end tag',
    text: delivery(`${record()}</Voorziening>`),
    code: 'SRG-T001',
    fixes: [['Verwijder </Voorziening>', '!</Voorziening></Voorziening>']],
  },
  {
    name: 'a start tag without its end',
    text: delivery(record().replace('<Persoon>', '<Persoon')),
    code: 'SRG-T001',
    fixes: [['Sluit de tag Persoon met >', '<Persoon><Burger']],
  },
  {
    name: 'an end tag without its end',
    text: delivery(record().replace('</Persoon>', '</Persoon')),
    code: 'SRG-T001',
    fixes: [['Sluit de tag Persoon met >', '</Persoon><RegistratienummerVoorziening>']],
  },
  {
    name: 'a prefix that is not declared, in a record',
    text: delivery(record().replace('<Geslacht>1</Geslacht>', '<x:Geslacht>1</x:Geslacht>')),
    code: 'SRG-T001',
    fixes: [['Vervang x:Geslacht door Geslacht', '</Geboortedatum><Geslacht>1</Geslacht>']],
  },
  {
    name: 'an XML declaration that would be as wrong with the version in it',
    text: `<?xml versio"n="1.0" encoding="UTF-8"?>\n${delivery(record())}`,
    code: 'SRG-T001',
    fixes: [],
  },
  // T002: values
  ...[
    ['1-3-2025', '20250301'],
    ['01/03/2025', '20250301'],
    ['2025-03-01', '20250301'],
    ['01032025', '20250301'],
    ['2025-3-1', '20250301'],
    ['1 maart 2025', '20250301'],
    ['2025-03-01T00:00:00', '20250301'],
    ['2025-03-01+01:00', '20250301'],
  ].map(([wrong, right]) => ({
    name: `the date ${wrong}`,
    text: delivery(record({ start: wrong! })),
    code: 'SRG-T002',
    fixes: [[`Vervang door ${right}`, `<BegindatumVoorziening>${right}</BegindatumVoorziening>`]] as const,
  })),
  { name: 'a date that is none', text: delivery(record({ start: '31-2-2025' })), code: 'SRG-T002', fixes: [] },
  { name: 'a date of a year in two digits', text: delivery(record({ start: '1-3-25' })), code: 'SRG-T002', fixes: [] },
  {
    name: 'a date that would be wrong when written well',
    text: delivery(record({ start: '1-4-2025' })),
    code: 'SRG-T002',
    fixes: [],
  },
  ...['3', '--03', 'mrt', 'maart'].map((wrong) => ({
    name: `the month ${wrong}`,
    text: delivery(record(), { verslagmaand: `2025-${wrong}` }),
    code: 'SRG-T002',
    fixes: [['Vervang door 03', '<Statistiekmaand>03<']] as const,
  })),
  { name: 'a month that is none', text: delivery(record(), { verslagmaand: '2025-13' }), code: 'SRG-T002', fixes: [] },
  { name: 'a year before 2019', text: delivery(record(), { verslagmaand: '2018-12' }), code: 'SRG-T002', fixes: [] },
  {
    name: 'a BSN that has lost its zero',
    text: delivery(record({ bsn: '00000012' })),
    code: 'SRG-T002',
    fixes: [['Vervang door 000000012', '>000000012<']],
  },
  {
    name: 'a BSN with dots',
    text: delivery(record({ bsn: '9502.04.869' })),
    code: 'SRG-T002',
    fixes: [['Vervang door 950204869', '>950204869<']],
  },
  {
    name: 'a BSN that would fail the 11-proof',
    text: delivery(record({ bsn: '95020486' })),
    code: 'SRG-T002',
    fixes: [],
  },
  {
    name: 'a label for a code',
    text: delivery(record({ type: 'Beschut werk' })),
    code: 'SRG-T002',
    fixes: [['Vervang door 21 (Beschut werk)', '>21<']],
  },
  {
    name: 'a code with a zero before it',
    text: delivery(record({ type: '030' })),
    code: 'SRG-T002',
    fixes: [['Vervang door 30 (Jobcoach/begeleiding op de werkplek)', '>30<']],
  },
  {
    name: 'an unknown code: any other would be a guess',
    text: delivery(record({ type: '77' })),
    code: 'SRG-T002',
    fixes: [['Kies een code…']],
  },
  // T002: structure
  {
    name: 'a missing code: one fix for each',
    text: delivery(without(record(), 'Geslacht')),
    code: 'SRG-T002',
    fixes: [
      ['Voeg Geslacht toe met waarde 1 (Man)', '</Geboortedatum><Geslacht>1</Geslacht><Arbeidsvermogen>'],
      ['Voeg Geslacht toe met waarde 2 (Vrouw)'],
      ['Voeg Geslacht toe met waarde 3 (Anders/onbekend)'],
    ],
  },
  {
    name: 'what another record of the person says',
    text: delivery([record(), without(record({ start: '20250302' }), 'Geboortedatum')]),
    code: 'SRG-T002',
    fixes: [
      [
        'Voeg Geboortedatum toe met waarde 19800505',
        '<Geboortedatum>19800505</Geboortedatum><Geslacht>1</Geslacht><Arb',
      ],
    ],
  },
  {
    name: 'a birth date that nobody knows',
    text: delivery(without(record(), 'Geboortedatum')),
    code: 'SRG-T002',
    fixes: [],
  },
  {
    name: 'a missing BSN is never made up',
    text: delivery(without(record(), 'Burgerservicenummer')),
    code: 'SRG-T002',
    fixes: [],
  },
  {
    name: 'a missing start date',
    text: delivery(without(record(), 'BegindatumVoorziening')),
    code: 'SRG-T002',
    fixes: [
      [
        'Voeg BegindatumVoorziening toe met waarde 20250301',
        '</TypeVoorziening><BegindatumVoorziening>20250301</BegindatumVoorziening></Voorziening>',
      ],
    ],
  },
  {
    name: 'the missing container',
    text: delivery().replace(/<Voorzieningen>[\s\S]*<\/Voorzieningen>\n/, ''),
    code: 'SRG-T002',
    fixes: [['Voeg Voorzieningen toe', '</Levering>\n<Voorzieningen/>\n</SRG>']],
  },
  {
    name: 'an element too many',
    text: delivery(
      record({
        rest: '<EinddatumVoorziening>20250309</EinddatumVoorziening><EinddatumVoorziening>20250310</EinddatumVoorziening>',
      }),
    ),
    code: 'SRG-T002',
    fixes: [['Verwijder EinddatumVoorziening', '!20250310']],
  },
  {
    name: 'an element in the wrong place, on lines of their own',
    text: delivery(
      record()
        .replace('<RegistratienummerVoorziening>', '\n  <RegistratienummerVoorziening>')
        .replace(/(<TypeV.*?ng>)(<BegindatumVoorziening>.*?<\/BegindatumVoorziening>)/, '\n  $2\n  $1\n'),
    ),
    code: 'SRG-T002',
    fixes: [
      [
        'Zet BegindatumVoorziening op de juiste plaats',
        '</TypeVoorziening>\n  <BegindatumVoorziening>20250301</BegindatumVoorziening>\n</V',
      ],
    ],
  },
  {
    name: 'a mistyped element',
    text: delivery(record({ rest: '<EindatumVoorziening>20250309</EindatumVoorziening>' })),
    code: 'SRG-T002',
    fixes: [
      [
        'Hernoem EindatumVoorziening naar EinddatumVoorziening',
        '<EinddatumVoorziening>20250309</EinddatumVoorziening>',
      ],
      ['Verwijder EindatumVoorziening', '!20250309'],
    ],
  },
  {
    name: 'a mistyped element with a prefix',
    text: delivery(record({ rest: '<EindatumVoorziening>20250309</EindatumVoorziening>' }))
      .replace(/<(\/?)(?=[A-Z])/g, '<$1s:')
      .replace('xmlns=', 'xmlns:s='),
    code: 'SRG-T002',
    fixes: [
      [
        'Hernoem EindatumVoorziening naar EinddatumVoorziening',
        '<s:EinddatumVoorziening>20250309</s:EinddatumVoorziening>',
      ],
      ['Verwijder EindatumVoorziening', '!20250309'],
    ],
  },
  {
    name: 'a strange element between records',
    text: delivery([record(), '<Extra/>', record({ start: '20250302' })]),
    code: 'SRG-T002',
    fixes: [['Verwijder Extra', '!Extra']],
  },
  {
    name: 'a strange attribute',
    text: delivery(record().replace('<Persoon>', '<Persoon id="1">')),
    code: 'SRG-T002',
    fixes: [['Verwijder het attribuut id', '<Persoon><Burger']],
  },
  {
    name: 'loose text',
    text: delivery(record().replace('<BegindatumVoorziening>', 'los<BegindatumVoorziening>')),
    code: 'SRG-T002',
    fixes: [['Verwijder de losse tekst', '!los']],
  },
  // T003, T004, T005
  {
    name: 'the expected berichtgever',
    text: delivery(record(), { berichtgever: '0344' }),
    code: 'SRG-T003',
    berichtgevers: ['0363'],
    fixes: [['Vervang door 0363 (Amsterdam)', '>0363<']],
  },
  {
    name: 'a record twice',
    text: delivery([record({ nummer: 'A' }), record({ nummer: 'A' }).replace('><Persoon>', '>\n  <Persoon>')]),
    code: 'SRG-T004',
    fixes: [['Verwijder dit record', '!\n  <Persoon>'], ['Ga naar het andere record']],
  },
  {
    name: 'a number twice, in records that differ',
    text: delivery([record({ nummer: 'A' }), record({ nummer: 'A', bsn: BSN[1] })]),
    code: 'SRG-T004',
    fixes: [['Ga naar het andere record']],
  },
  {
    name: 'an unknown namespace',
    text: delivery(record()).replace(NAMESPACE, 'urn:x'),
    code: 'SRG-T005',
    fixes: [['Gebruik de naamruimte van ‘SRG naar de regeling (opbouw reconstructie)’', `xmlns="${NAMESPACE}"`]],
  },
  {
    name: 'no namespace',
    text: delivery(record()).replace(` xmlns="${NAMESPACE}"`, ''),
    code: 'SRG-T005',
    fixes: [['Gebruik de naamruimte van ‘SRG naar de regeling (opbouw reconstructie)’', `<SRG xmlns="${NAMESPACE}">`]],
  },
];

describeFixes(CASES);

/** Somebody has to choose: there are others, or what was meant nobody can tell. */
const TO_BE_CHOSEN = new Set([
  'a label for a code',
  'an unknown code: any other would be a guess',
  'a missing code: one fix for each',
  'what another record of the person says',
  'a missing start date',
  'an element too many',
  'a strange element between records',
  'a number twice, in records that differ',
  'an unknown namespace',
]);
/** Written otherwise, it says the same. */
const SAFE =
  /^(a bare (ampersand|less-than)|]]>|a mismatched end tag|the (date (?!01\/03)|month ).*|a BSN (that has lost its zero|with dots)|a code with a zero before it|a record twice)$/;

test.each(CASES)('what an editor prefers, and may do unasked: $name', (given) => {
  const [first, ...others] = howSure(given);
  const expected = TO_BE_CHOSEN.has(given.name) ? '' : SAFE.test(given.name) ? 'safe' : 'preferred';
  expect([first, ...others]).toEqual(given.fixes.length === 0 ? [undefined] : [expected, ...others.map(() => '')]);
});
