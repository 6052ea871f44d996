import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { Placeholders } from '../../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { atOnce } from '../../../../server/src/engine/text/time-sliced.ts';
import { safeEdits } from '../../../../server/src/features/actions/code-actions.ts';
import { analyse, BSN, delivery, headerElements, NAMESPACE, record } from '../../../support/delivery.ts';
import { apply, codes, describeFixes, type FixCase } from '../check-fixes.ts';

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

test('what is safe, all at once', () => {
  const text = readFileSync('examples/met-fouten.srg.xml', 'utf8');
  const analysis = analyse(text);
  const after = apply(text, atOnce(safeEdits(analysis)), (owner) => analysis.startOf(owner));
  expect(after).toContain('<BegindatumVoorziening>20250301</BegindatumVoorziening>');
  const left = codes(after, {});
  expect(left).not.toContain('SRG-T002 error');
  expect(
    codes(text, {})
      .filter((found) => !left.includes(found))
      .every((found) => /T002|T004/.test(found)),
  ).toBe(true);
});

/** The fixes of the first finding of the schema: what they are called, and whether nobody has to look at them. */
function schemaFixes(text: string): (readonly [title: string, safe: boolean])[] {
  const analysis = analyse(text);
  const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-T002');
  return analysis
    .fixesOf(finding!)
    .map(({ title, safe }) => [formatMessage(title, { language: 'nl', maskBsn: false }), safe === true]);
}

test.each<[value: string, safe: boolean]>([
  ['2025-03-01', true],
  ['1-3-2025', true],
  ['2025-03-01+01:00', true],
  ['2025-03-01+02:00', true],
  // What midnight of the next day is called in other zones.
  ['2025-03-01Z', false],
  ['2025-03-01+00:00', false],
  ['2025-03-01-05:00', false],
  ['01/03/2025', false],
  ['1/03/2025', false],
  ['13/03/2025', true],
])('the same day without a doubt: %s', (value, safe) => {
  expect(schemaFixes(delivery(record({ start: value }))).map(([, isSafe]) => isSafe)).toEqual([safe]);
});

test.each<[name: string, text: string, titles: string[]]>([
  ['that is all of it', record().replace('>1<', '><b>1</b><'), ['Verwijder de tags <b> en bewaar de inhoud']],
  ['that is a part of it', record({ geboortedatum: '19<i>80</i>0505' }), ['Verwijder de tags <i> en bewaar de inhoud']],
  ['that stands behind it', record().replace('>1<', '>1<br/><'), ['Verwijder br']],
  ['that stands in it', record({ nummer: 'N<wbr></wbr>-1' }), ['Verwijder wbr']],
  [
    'of which either may be meant',
    record({ nummer: 'A<sup>2</sup>' }),
    ['Verwijder de tags <sup> en bewaar de inhoud', 'Verwijder sup'],
  ],
])('an element in a value goes where a value is left: %s', (_name, one, titles) => {
  expect(schemaFixes(delivery(one)).map(([title]) => title)).toEqual(titles);
});

test('in a template an element is moved where none of its own stands beside it', () => {
  const moved = (beside: string) => {
    const swapped = record().replace(
      /(<TypeVoorziening>.*?<\/TypeVoorziening>)(<BegindatumVoorziening>.*?<\/BegindatumVoorziening>)/,
      `$2${beside}$1`,
    );
    const analysis = analyse(delivery(swapped), { templates: { isNamed: true, placeholders: new Placeholders() } });
    const fixes = [...analysis.findings()].flatMap((finding) => analysis.fixesOf(finding));
    return fixes.some(({ title }) => title.key === 'fix.move');
  };
  expect(moved('')).toBe(true);
  expect(moved('{{#if x}}')).toBe(false);
});
