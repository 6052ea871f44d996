import { expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { loadPack } from '../../../../server/src/engine/packs/load-pack.ts';
import { analyse, delivery, findingsOf, record } from '../../../support/delivery.ts';
import { type FacetText, packOf, restricted, xsd } from '../../../support/packs/schema-pack.ts';
import { readSmall, SMALL_MANIFEST, smallFiles } from '../../../support/packs/small-pack.ts';

const codes = (n: number) => Array.from({ length: n }, (_, i): FacetText => ['enumeration', `c${i + 1}`]);
const listOf = (type: string) => `<xs:simpleType><xs:list>${type}</xs:list></xs:simpleType>`;
const unionOf = (...types: readonly string[]) =>
  `<xs:simpleType><xs:union>${types.join('')}</xs:union></xs:simpleType>`;
const TWELVE = 'c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12';

/** A record with one value of this type. */
const schemaOf = (type: string) =>
  xsd(`<xs:element name="L"><xs:complexType><xs:sequence>
    <xs:element name="Rs"><xs:complexType><xs:sequence>
      <xs:element name="R" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="A">${type}</xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>`);

test.each<[said: string, type: string, value: string]>([
  ['A moet 3 tekens lang zijn; hier staan er 2.', restricted('string', ['length', '3']), 'ab'],
  ['A moet ten minste 3 tekens hebben; hier staan er 2.', restricted('string', ['minLength', '3']), 'ab'],
  ['A moet ten minste 2 tekens hebben; hier staat er 1.', restricted('string', ['minLength', '2']), 'a'],
  ['A mag ten hoogste 1 teken hebben; hier staan er 2.', restricted('string', ['maxLength', '1']), 'ab'],
  [
    // Among the codes, but too long for them.
    'A mag ten hoogste 2 tekens hebben; hier staan er 3.',
    restricted('string', ['enumeration', 'ab'], ['enumeration', 'abc'], ['maxLength', '2']),
    'abc',
  ],
  ['A mag ten hoogste 2 tekens hebben; hier staan er 3.', restricted('string', ['maxLength', '2']), 'abc'],
  ['‘abd’ heeft niet de vorm die voor A geldt: [a-c]{3}.', restricted('string', ['pattern', '[a-c]{3}']), 'abd'],
  [
    // A pattern that only libxml2 can tell anything of.
    '‘abd’ heeft niet de vorm die voor A geldt: \\p{IsGreek}+.',
    restricted('string', ['pattern', '\\p{IsGreek}+']),
    'abd',
  ],
  [
    '‘abd’ heeft niet de vorm die voor A geldt. Een van deze is goed: [0-9x]+, [xy].',
    restricted('string', ['pattern', '[0-9x]+'], ['pattern', '[xy]']),
    'abd',
  ],
  ['‘2’ is te laag voor A: minimaal 3.', restricted('integer', ['minInclusive', '3']), '2'],
  ['‘4’ is te hoog voor A: maximaal 3.', restricted('integer', ['maxInclusive', '3']), '4'],
  ['‘3’ is te laag voor A: het moet meer zijn dan 3.', restricted('integer', ['minExclusive', '3']), '3'],
  ['‘3’ is te hoog voor A: het moet minder zijn dan 3.', restricted('integer', ['maxExclusive', '3']), '3'],
  ['‘1234’ heeft te veel cijfers voor A: ten hoogste 3.', restricted('decimal', ['totalDigits', '3']), '1234'],
  ['‘1.23’ heeft te veel decimalen voor A: ten hoogste 1.', restricted('decimal', ['fractionDigits', '1']), '1.23'],
  [
    '‘2024-12-31’ is te vroeg voor A: niet vóór 2025-01-01.',
    restricted('date', ['minInclusive', '2025-01-01']),
    '2024-12-31',
  ],
  ['‘2025-02’ is te laat voor A: niet na 2025-01.', restricted('gYearMonth', ['maxInclusive', '2025-01']), '2025-02'],
  [
    '‘12:00:00’ is te laat voor A: het moet vóór 12:00:00 zijn.',
    restricted('time', ['maxExclusive', '12:00:00']),
    '12:00:00',
  ],
  ['‘x’ is geen geldige code voor A. Toegestaan: c1, c2, c3.', restricted('string', ...codes(3)), 'x'],
  [`‘x’ is geen geldige code voor A. Toegestaan: ${TWELVE}.`, restricted('string', ...codes(12)), 'x'],
  [`‘x’ is geen geldige code voor A. Toegestaan: ${TWELVE}, c13.`, restricted('string', ...codes(13)), 'x'],
  [`‘x’ is geen geldige code voor A. Toegestaan: ${TWELVE} en nog 2 andere.`, restricted('string', ...codes(14)), 'x'],
  [
    '‘x’ is geen geldig getal voor A. Schrijf decimalen achter een punt: 32.5.',
    '<xs:simpleType><xs:restriction base="xs:decimal"/></xs:simpleType>',
    'x',
  ],
  ['‘1.5’ is geen geheel getal; A moet een geheel getal zijn.', restricted('integer'), '1.5'],
  ['‘-1’ is te laag voor A: minimaal 0.', restricted('nonNegativeInteger'), '-1'],
  ['‘0’ is te laag voor A: minimaal 1.', restricted('positiveInteger'), '0'],
  ['‘1’ is geen geldige waarde voor A.', restricted('negativeInteger'), '1'],
  ['‘ja’ is geen geldige waarde voor A (type boolean).', restricted('boolean'), 'ja'],
  ['‘1-3-2025’ is geen geldige datum voor A. Schrijf die als jjjj-mm-dd: 2025-03-01.', restricted('date'), '1-3-2025'],
  ['‘202503’ is geen geldige maand voor A. Schrijf die als jjjj-mm: 2025-03.', restricted('gYearMonth'), '202503'],
  ['‘1 x’ is geen geldige waarde voor A.', listOf(restricted('integer')), '1 x'],
  [
    '‘x’ is geen geldige lijst voor A. Elk onderdeel moet een van deze waarden zijn: c1.',
    listOf(restricted('string', ...codes(1))),
    'x',
  ],
  [
    '‘c1 x’ is geen geldige lijst voor A. Elk onderdeel moet een van deze waarden zijn: c1, c2, c3.',
    listOf(restricted('string', ...codes(3))),
    'c1 x',
  ],
  [
    `‘x’ is geen geldige lijst voor A. Elk onderdeel moet een van deze waarden zijn: ${TWELVE}.`,
    listOf(restricted('string', ...codes(12))),
    'x',
  ],
  ['‘x’ is geen geldige waarde voor A.', listOf(restricted('string', ...codes(13))), 'x'],
  [
    '‘x’ is geen geldige waarde voor A. Toegestaan: een datum (2025-03-01), een geheel getal.',
    unionOf(restricted('date'), restricted('integer')),
    'x',
  ],
  [
    '‘x’ is geen geldige waarde voor A. Toegestaan: een datum (2025-03-01), niets, nvt.',
    unionOf(restricted('date'), restricted('string', ['enumeration', ''], ['enumeration', 'nvt'])),
    'x',
  ],
  [
    `‘x’ is geen geldige waarde voor A. Toegestaan: een datum (2025-03-01), ${TWELVE}.`,
    unionOf(restricted('date'), restricted('string', ...codes(12))),
    'x',
  ],
  // There is more to say than a sentence holds.
  ['‘x’ is geen geldige waarde voor A.', unionOf(restricted('date'), restricted('string', ...codes(13))), 'x'],
  [
    '‘x’ is geen geldige waarde voor A.',
    unionOf(restricted('date'), restricted('integer', ['minInclusive', '3'])),
    'x',
  ],
  ['‘x’ is geen geldige waarde voor A.', unionOf(restricted('date'), restricted('boolean')), 'x'],
  ['‘x’ is geen geldige waarde voor A.', unionOf(unionOf(restricted('date')), restricted('integer')), 'x'],
])('%s', async (said, type, value) => {
  const pack = await packOf({ 'proef.xsd': schemaOf(type) });
  const found = findingsOf(analyse(`<L><Rs><R><A>${value}</A></R></Rs></L>`, { packs: [pack] }));
  expect(found.map(({ message }) => message)).toEqual([said]);
});

test.each([
  ['begindatum', 'xs:integer', 'maart', 'Schrijf die als jjjjmmdd: 20250301.'],
  ['begindatum', 'xs:string', '2025-03-01', undefined],
  ['loonwaarde', 'xs:integer', 'veel', 'Waarde moet een geheel getal zijn.'],
])(
  'a day that the schema takes for a number is one by the notation of the pack: %s as %s',
  async (concept, type, value, said) => {
    const concepts = { ...SMALL_MANIFEST.concepts, begindatum: { path: '/L/Ps/P/R/Van', format: 'jjjjmmdd' } };
    const schema = smallFiles()['klein.xsd']!.replace('name="Van" type="xs:date"', `name="Van" type="${type}"`);
    const files = {
      ...smallFiles(),
      'klein.xsd': schema,
      'pack.json': JSON.stringify({ ...SMALL_MANIFEST, concepts }),
    };
    const pack = await loadPack('klein', readSmall(files));
    const [start, worth] = concept === 'begindatum' ? [value, '5'] : ['20250301', value];
    const text = `<L xmlns="urn:klein"><Kop><Code>1</Code><Maand>2025-03</Maand><Vestiging>x</Vestiging></Kop><Ps><P><Wie><Bsn>950204869</Bsn><Naam>x</Naam></Wie><R nr="1"><Soort>10</Soort><Van>${start}</Van><Lks><Waarde>${worth}</Waarde></Lks></R></P></Ps></L>`;
    const found = findingsOf(analyse(text, { packs: [pack] })).filter(({ code }) => code === 'SRG-T002');
    expect(found.map(({ message }) => message)).toEqual(said === undefined ? [] : [expect.stringContaining(said)]);
  },
);

test.each<[omschrijving: string, letters: string | undefined]>([
  ['cafe', undefined],
  ['café, één Noël', 'é, ë'],
  ['Ça va', 'Ç'],
])('letters with diacritics in an omschrijving are told: %s', (omschrijving, letters) => {
  const name = 'OmschrijvingTypeVoorziening';
  const one = record({ type: '50' }).replace('</TypeVoorziening>', `$&<${name}>${omschrijving}</${name}>`);
  const found = findingsOf(analyse(delivery(one))).filter(({ message }) => message.startsWith(name));
  expect(found.map(({ message }) => message)).toEqual(
    letters === undefined
      ? []
      : [
          `${name} mag geen letters met accenten of andere diakritische tekens bevatten; hier staan: ${letters}. Schrijf die zonder.`,
        ],
  );
});

test.each(['9502O4869', '95020486A', 'A-950204869'])('a value in the place of a BSN is masked: %s', (bsn) => {
  const [finding] = analyse(delivery(record({ bsn }))).findings();
  const said = (maskBsn: boolean) => formatMessage(finding!.message, { language: 'nl', maskBsn });
  expect(said(false)).toContain(bsn);
  expect(said(true)).not.toContain(bsn);
});

test('of a long value the first sixty characters are shown', async () => {
  const pack = await packOf({ 'proef.xsd': schemaOf(restricted('string', ['length', '3'])) });
  const said = (value: string) => {
    const [finding] = analyse(`<L><Rs><R><A>${value}</A></R></Rs></L>`, { packs: [pack] }).findings();
    return finding!.message.parameters!.value;
  };
  expect(said('x'.repeat(60))).toBe('x'.repeat(60));
  expect(said('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
});

test.each<[name: string, content: string, record: string]>([
  ['A', '<xs:sequence><xs:element name="A" type="xs:string" fixed="x"/></xs:sequence>', '<R><A>y</A></R>'],
  ['a', '<xs:attribute name="a" type="xs:string" fixed="x"/>', '<R a="y"/>'],
])('a value that is fixed is told by its element or attribute: %s', async (name, content, one) => {
  const element = '<xs:element name="R" minOccurs="0" maxOccurs="unbounded">';
  const record = `${element}<xs:complexType>${content}</xs:complexType></xs:element>`;
  const inOrder = (inside: string) => `<xs:complexType><xs:sequence>${inside}</xs:sequence></xs:complexType>`;
  const records = `<xs:element name="Rs">${inOrder(record)}</xs:element>`;
  const pack = await packOf({ 'proef.xsd': xsd(`<xs:element name="L">${inOrder(records)}</xs:element>`) });
  const found = [...analyse(`<L><Rs>${one}</Rs></L>`, { packs: [pack] }).findings()];
  expect(found.map(({ message }) => [message.key, message.parameters!.name])).toEqual([['SRG-T002.fixedValue', name]]);
});
