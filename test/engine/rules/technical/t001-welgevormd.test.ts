import { expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { analyse, delivery, headerElements, NAMESPACE, record } from '../../../support/delivery.ts';
import { apply } from '../check-fixes.ts';
import { checkRule, type RuleCase } from '../check-rule.ts';

const version = (value: string) => delivery([], { header: headerElements().replace('>4.2<', `>${value}<`) });
/** One record between two good ones. */
const among = (broken: string) =>
  delivery([record({ nummer: 'A' }), broken, record({ nummer: 'C', start: '20250305' })]);
const one = record({ nummer: 'B', type: '40' });

const CASES: RuleCase[] = [
  { name: 'a well-formed delivery', text: among(one), found: [] },
  {
    name: 'references, comments, CDATA and instructions',
    text: version('A &amp; B &#233;<!-- c --><![CDATA[<x>]]><?pi ?>'),
    found: [],
  },
  { name: 'a bare ampersand', text: version('A ⟦&⟧ B'), found: ['Een losse & mag niet in XML. Schrijf &amp;.'] },
  {
    name: 'a bare less-than',
    text: version('A ⟦<⟧ B'),
    found: ['Een los <-teken mag niet in XML. Schrijf &lt;.'],
  },
  {
    name: 'an unknown entity',
    text: version('A⟦&nbsp;⟧B'),
    found: [
      'De entiteit &nbsp; is onbekend. XML kent alleen &amp; &lt; &gt; &quot; en &apos;; schrijf het teken zelf.',
    ],
  },
  {
    name: 'a bad character reference',
    text: version('⟦&#0;⟧'),
    found: ['&#0; is geen geldige tekenverwijzing: dit teken mag niet in XML staan.'],
  },
  {
    name: 'a malformed character reference',
    text: version('⟦&#X41;⟧'),
    found: [
      '&#X41; is geen geldige tekenverwijzing. Schrijf het nummer van het teken in cijfers, zoals &#233;, of na een kleine x hexadecimaal, zoals &#xE9;.',
    ],
  },
  ...(
    [
      ['version="1.0" encoding="windows-1252" standalone=⟦"ja"⟧', 'windows-1252'],
      ['version="1.0" encoding=⟦iso-8859-15⟧', 'iso-8859-15'],
      ['version=⟦"2"⟧ encoding="950204869"', 'UTF-8'],
      ['version="1.0" encoding=⟦"windows⟧ 1252"', 'UTF-8'],
      ['version=⟦"2"⟧', 'UTF-8'],
    ] as const
  ).map(([attributes, encoding]) => ({
    name: `a bad declaration: ${attributes}`,
    text: `<?xml ${attributes}?>\n${among(one)}`,
    found: [`De XML-declaratie klopt niet. Schrijf <?xml version="1.0" encoding="${encoding}"?>.`],
  })),
  {
    name: 'a control character',
    text: version('A⟦\u0001⟧'),
    found: ['Het teken U+0001 mag niet in XML staan. Verwijder het.'],
  },
  {
    name: ']]> in text',
    text: version('A⟦]]>⟧'),
    found: ['De tekens ]]> mogen niet in tekst staan. Schrijf ]]&gt;.'],
  },
  {
    name: 'a mismatched end tag',
    text: among(one.replace('</BegindatumVoorziening>', '</⟦EinddatumVoorziening⟧>')),
    found: ['De eindtag </EinddatumVoorziening> past niet bij de begintag <BegindatumVoorziening>.'],
  },
  {
    name: 'a missing end tag of a value',
    text: among(
      one.replace('</BegindatumVoorziening>', '').replace('<BegindatumVoorziening>', '<⟦BegindatumVoorziening⟧>'),
    ),
    found: ['BegindatumVoorziening wordt niet afgesloten: de eindtag </BegindatumVoorziening> ontbreekt.'],
  },
  {
    name: 'a missing end tag of a record',
    text: among(one.replace('</Voorziening>', '').replace('<Voorziening>', '<⟦Voorziening⟧>')),
    found: ['Voorziening wordt niet afgesloten: de eindtag </Voorziening> ontbreekt.'],
  },
  {
    name: 'a whole record in a record is well-formed',
    text: among(one.replace('<BegindatumVoorziening>', `${record({ nummer: 'D' })}<BegindatumVoorziening>`)),
    found: [],
  },
  {
    name: 'a stray end tag',
    text: among(`${one}⟦</Voorziening>⟧`),
    found: ['De eindtag </Voorziening> heeft geen begintag.'],
  },
  {
    name: 'a tag without its end',
    text: among(one.replace('<BegindatumVoorziening>', '<⟦BegindatumVoorziening⟧').replace('20250301', '')),
    found: ['De tag BegindatumVoorziening wordt niet afgesloten met >.'],
  },
  {
    name: 'a duplicate attribute',
    text: among(one.replace('<Voorziening>', '<Voorziening a="1" ⟦a⟧="2">')),
    found: ['Het attribuut a staat twee keer in deze tag.'],
  },
  {
    name: 'an unquoted value',
    text: among(one.replace('<Voorziening>', '<Voorziening a=⟦1⟧>')),
    found: ['De waarde van a moet tussen aanhalingstekens staan.'],
  },
  {
    name: 'an attribute without a value',
    text: among(one.replace('<Voorziening>', '<Voorziening ⟦a⟧>')),
    found: ['Het attribuut a heeft geen waarde. Schrijf a="…".'],
  },
  {
    name: 'an undeclared prefix',
    text: among(one.replace('<Persoon>', '<⟦p⟧:Persoon>').replace('</Persoon>', '</p:Persoon>')),
    found: ['Het voorvoegsel p is niet gedeclareerd. Voeg xmlns:p="…" toe.'],
  },
  {
    name: 'two hyphens in a comment',
    text: `<!-- a ⟦--⟧ b -->${delivery()}`,
    found: ['In commentaar mag -- niet voorkomen, en commentaar mag niet op - eindigen.'],
  },
  {
    name: 'a second root',
    text: `${delivery()}<⟦Tweede⟧/>`,
    found: ['Een XML-bestand heeft één root-element; Tweede is het tweede.'],
  },
  {
    name: 'text behind the root',
    text: `${delivery()}⟦tekst⟧`,
    found: ['Buiten het root-element mag geen tekst staan.'],
  },
  {
    name: 'an unterminated comment',
    text: `${delivery()}⟦<!--⟧ x`,
    found: ['Dit commentaar wordt niet afgesloten met -->.'],
  },
  {
    name: 'a DOCTYPE',
    text: `⟦<!DOCTYPE⟧ SRG [<!ENTITY a "b">]>${delivery()}`,
    found: [
      'Een DOCTYPE wordt uit veiligheid geweigerd: een SRG-levering heeft er geen nodig. Verwijder de declaratie.',
    ],
  },
  {
    name: 'a declaration behind a space',
    text: ` ⟦<?xml⟧ version="1.0"?>${delivery()}`,
    found: ['De XML-declaratie mag alleen helemaal aan het begin van het bestand staan, ook zonder spaties ervoor.'],
  },
  {
    name: 'missing end tags at the end of the text',
    text: `<SRG xmlns="${NAMESPACE}"><⟦Voorzieningen⟧>`.replace('<⟦V', '<Levering/><⟦V'),
    found: ['Het bestand houdt op in Voorzieningen: de eindtags ontbreken.'],
  },
];

test.each(CASES)('$name', (given) => checkRule('SRG-T001', 'error', given));

test('the number of a forbidden character is no value that may be a BSN', () => {
  const [finding] = analyse(delivery([], { softwarepakket: 'a\u0001' })).findings();
  expect(formatMessage(finding!.message, { language: 'nl', maskBsn: true })).toContain('U+0001');
});

test.each(Array.from({ length: 10 }, (_, digit) => digit))('a name with %i in it may be a value', (digit) => {
  for (const value of [`${digit}`.repeat(4), `${digit}${digit}.${digit}`]) {
    const text = delivery(record().replace('</Geslacht>', `</N${value}>`));
    const [finding] = analyse(text).findings();
    expect(formatMessage(finding!.message, { language: 'nl', maskBsn: false })).toContain(value);
    expect(formatMessage(finding!.message, { language: 'nl', maskBsn: true })).not.toContain(value);
  }
});

test('where elements stand in each other too deep to be read, that is said', () => {
  const deep = delivery([record({ rest: '<x>'.repeat(2_100) + '</x>'.repeat(2_100) })]);
  const messages = [...analyse(deep).findings()]
    .filter(({ code }) => code === 'SRG-T001')
    .map(({ message }) => formatMessage(message, { language: 'nl', maskBsn: true }));
  expect(messages).toEqual([expect.stringMatching(/^Hier staan meer dan 2048 elementen in elkaar/)]);
});

test.each<[name: string, gap: string, comment?: string]>([
  ['a line of its own', '\n  '],
  ['the line of the rest', ''],
  ['a line that ends as the others do', '\r\n\t'],
  ['a line behind a comment', '\n  ', '\n  <!-- x -->'],
])('the start tag of the container comes back on %s', (_name, gap, comment = '') => {
  const one = record();
  const deeper = gap.replace(/[ \t]+/, '$&$&');
  const header = headerElements().replace(/\s*<(\w+>)/g, `${deeper}<$1`);
  const text = (container: string) =>
    `<SRG xmlns="${NAMESPACE}">${gap}<Levering>${header}${gap}</Levering>${comment}${container}${deeper}${one}${gap}</Voorzieningen></SRG>`;
  const analysis = analyse(text(''));
  const [finding] = analysis.findings();
  expect(finding!.message.key).toBe('SRG-T001.missingStartTag');
  const [fix] = analysis.fixesOf(finding!);
  expect(apply(text(''), fix!.edits, (owner) => analysis.startOf(owner))).toBe(text(`${gap}<Voorzieningen>`));
  expect(fix!.preferred).toBe(true);
});

test.each<[before: string, ...after: string[]]>([
  [
    '<SRG xmlns="URN"><Levering><wie:A>a</wie:A></Levering></SRG>',
    '<SRG xmlns="URN"><Levering><A>a</A></Levering></SRG>',
  ],
  ['<SRG xmlns="URN"><Levering><p:A/></Levering></SRG>', '<SRG xmlns="URN"><Levering><A/></Levering></SRG>'],
  [
    '<s:SRG xmlns:s="URN"><s:Levering><wie:A>a</wie:A></s:Levering></s:SRG>',
    '<s:SRG xmlns:s="URN"><s:Levering><s:A>a</s:A></s:Levering></s:SRG>',
  ],
  ['<SRG xmlns="URN"><Levering><A p:b=""/></Levering></SRG>'],
])('a prefix that is not declared: %s', (before, ...after) => {
  const written = (text: string) => text.replaceAll('URN', NAMESPACE);
  const analysis = analyse(written(before));
  const finding = [...analysis.findings()].find(({ message: { key } }) => key === 'SRG-T001.undeclaredPrefix');
  const fixes = analysis.fixesOf(finding!);
  expect(fixes.map(({ edits }) => apply(written(before), edits, (owner) => analysis.startOf(owner)))).toEqual(
    after.map(written),
  );
});

test.each<[what: string, before: string, after: string]>([
  [
    'of one element',
    delivery([record({ nummer: 'A' })]).replace(/(<\/?)Geslacht/g, '$1wie:Geslacht'),
    delivery([record({ nummer: 'A' })]),
  ],
  [
    'of the element around the records',
    delivery([record({ nummer: 'A' })]).replace(/(<\/?)Voorzieningen/g, '$1wie:Voorzieningen'),
    delivery([record({ nummer: 'A' })]),
  ],
  [
    'of all',
    delivery()
      .replace(/(<\/?)/g, '$1s:')
      .replace('xmlns=', 'xmlns:t='),
    delivery()
      .replace(/(<\/?)/g, '$1s:')
      .replace('xmlns=', `xmlns:s="${NAMESPACE}" xmlns:t=`),
  ],
])('that a prefix is declared, or gone, is what an editor prefers: %s', (_what, before, after) => {
  const analysis = analyse(before);
  const [finding] = [...analysis.findings()];
  const fixes = analysis.fixesOf(finding!);
  expect(
    fixes.map(({ edits, preferred }) => [apply(before, edits, (owner) => analysis.startOf(owner)), preferred]),
  ).toEqual([[after, true]]);
});

test.each<[text: string, safe: boolean]>([
  [version('A & B'), true],
  [version('A < B'), true],
  [version('A ]]> B'), true],
  [`\ufeff${delivery()}`, true],
  [among(one.replace('</BegindatumVoorziening>', '</Begindatum>')), true],
  [among(`${one}</Voorziening>`), false],
  [among(one.replace('</BegindatumVoorziening>', '')), false],
])('what is put right unseen changes no meaning: %#', (text, safe) => {
  const analysis = analyse(text);
  const [fix, ...others] = [...analysis.findings()].flatMap((finding) => analysis.fixesOf(finding));
  expect(others).toEqual([]);
  expect(fix!.safe === true).toBe(safe);
});

/** What the fixes of a syntax error in a tag are called. */
function titlesOf(tag: string, maskBsn: boolean): string[] {
  const analysis = analyse(delivery([record({ rest: tag })]));
  const found = [...analysis.findings()].filter(({ code }) => code === 'SRG-T001');
  const fixes = found.flatMap((finding) => analysis.fixesOf(finding));
  return fixes.map(({ title }) => formatMessage(title, { language: 'nl', maskBsn }));
}

test.each(Array.from({ length: 10 }, (_, digit) => digit))('a fix shows no text that may be a value: %i', (digit) => {
  const [short, long] = [`${digit}`.repeat(3), `${digit}`.repeat(4)];
  expect(titlesOf(`<a b=${long}/>`, false)).toEqual([`Vervang ${long} door "${long}"`, `Verwijder b=${long}`]);
  expect(titlesOf(`<a b=${long}/>`, true).filter((title) => title.includes(long))).toEqual([]);
  expect(titlesOf(`<a b=${short}/>`, true)).toEqual([`Vervang ${short} door "${short}"`, `Verwijder b=${short}`]);
});

test.each([
  ['<a\u00a0b="1"/>', 'Vervang U+00A0 door een spatie'],
  ['<a></a\u200b>', 'Verwijder U+200B'],
  ['<a \u2028b="1"/>', 'Verwijder U+2028'],
])('a fix names what can’t be seen: %j', (tag, title) => {
  expect(titlesOf(tag, true)).toEqual([title]);
});

test('of a long text a fix shows the beginning', () => {
  const [all, more] = ['x'.repeat(199), 'x'.repeat(200)];
  // The space before it goes with it.
  expect(titlesOf(`<a ${all}/>`, true)).toEqual([`Verwijder ${all}`]);
  expect(titlesOf(`<a ${more}/>`, true)).toEqual([`Verwijder ${all}…`]);
});

test.each<[tag: string, ...titles: string[]]>([
  ['<a b="1"c="2"/>', 'Voeg een spatie toe', 'Verwijder c="2"'],
  ['<a b="1/>', 'Voeg " toe', 'Verwijder b="1'],
  [`<a b='1"/>`, `Vervang " door '`, `Verwijder b='1"`],
  ['<a b= 1 c="2"/>', 'Vervang 1 door "1"', 'Verwijder b= 1'],
  ['<a b = />', 'Verwijder b ='],
  ['<a / >', 'Verwijder de spatie'],
  ['<a/\n>', 'Verwijder de spatie'],
  ['<a b=""1""/>', 'Vervang " door &quot;', 'Verwijder b=""1""'],
  ['<a b="1" b="2"/>', 'Verwijder b="2"'],
  ['<!-- a -- b -->', 'Vervang -- door - -'],
  ['&amp', 'Voeg ; toe'],
  ['<a>1', 'Voeg </a> toe'],
  ['<a>1<!-- x -->', 'Voeg </a> toe'],
  ['<a><![CDATA[1]]>', 'Voeg </a> toe'],
  ['<a><?p q?>', 'Voeg </a> toe'],
  ['<![CDATA[x]]', 'Voeg ]]> toe'],
])('what a fix of a syntax error does is said: %j', (tag, ...titles) => {
  expect(titlesOf(tag, true)).toEqual(titles);
});
