import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../../bench/generate-delivery.ts';
import { DeliveryAnalysis } from '../../../../server/src/engine/analysis/delivery-analysis.ts';
import type { Pack } from '../../../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../../../server/src/engine/text/source-text.ts';
import { analyse, packs } from '../../../support/delivery.ts';
import { packOf, xsd } from '../../../support/packs/schema-pack.ts';
import { heldBy, UNLIKE_PACKS } from '../../../support/packs/unlike-packs.ts';
import { holds } from '../../../support/property.ts';

const NAMESPACES = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xs="http://www.w3.org/2001/XMLSchema"';

/** Records of the type `R`; `more` are components beside it. */
const schemaOf = (record: string, more = '') =>
  xsd(`<xs:element name="L"><xs:complexType><xs:sequence><xs:element name="Rs"><xs:complexType><xs:sequence>
    <xs:element name="R" type="R" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
  <xs:complexType name="R">${record}</xs:complexType>${more}`);
const el = (name: string, type: string, more = '') => `<xs:element name="${name}" type="${type}" ${more}/>`;
const sequence = (...parts: readonly string[]) => `<xs:sequence>${parts.join('')}</xs:sequence>`;
const restricted = (name: string, base: string, facets: string) =>
  `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
const AB = sequence(el('A', 'xs:string'), el('B', 'xs:int'));
const DERIVED = restricted('Kort', 'xs:string', '<xs:maxLength value="3"/>');

/** What may keep a record from being judged by another of its shape; each with a record. */
const KINDS: Readonly<Record<string, readonly [schema: string, record: string]>> = {
  'plain types': [schemaOf(AB), '<R><A>a</A><B>1</B></R>'],
  'a value that is fixed': [schemaOf(sequence(el('A', 'xs:string', 'fixed="a"'))), '<R><A>a</A></R>'],
  'a type named by xsi:type': [schemaOf(AB, DERIVED), '<R><A xsi:type="Kort">a</A><B>1</B></R>'],
  'a type named by xsi:type around it': [
    schemaOf(
      AB,
      `<xs:complexType name="S"><xs:complexContent><xs:restriction base="R">${sequence(el('A', 'Kort'), el('B', 'xs:int'))}</xs:restriction></xs:complexContent></xs:complexType>${DERIVED}`,
    ),
    '<R xsi:type="S"><A>a</A><B>1</B></R>',
  ],
  'values that are compared in a record': [
    schemaOf(
      sequence(
        '<xs:element name="P"><xs:complexType><xs:sequence><xs:element name="A" type="xs:string" maxOccurs="9"/></xs:sequence></xs:complexType><xs:unique name="u"><xs:selector xpath="A"/><xs:field xpath="."/></xs:unique></xs:element>',
      ),
    ),
    '<R><P><A>a</A><A>b</A></P></R>',
  ],
  'an ID': [schemaOf(sequence(el('A', 'xs:ID'))), '<R><A>a</A></R>'],
  'any element': [
    schemaOf('<xs:sequence><xs:any processContents="lax" maxOccurs="2"/></xs:sequence>', el('A', 'xs:int')),
    '<R><A>1</A><B>b</B></R>',
  ],
  'a value that may be nil': [schemaOf(sequence(el('A', 'xs:int', 'nillable="true"'))), '<R><A>1</A></R>'],
  'one element in place of another': [
    schemaOf(
      sequence('<xs:element ref="H" maxOccurs="2"/>'),
      `${el('H', 'xs:string')}${el('A', 'Kort', 'substitutionGroup="H"')}${DERIVED}`,
    ),
    '<R><A>a</A><H>b</H></R>',
  ],
  'a value with attributes': [
    schemaOf(
      sequence(
        '<xs:element name="A"><xs:complexType><xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="b" type="xs:string"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>',
      ),
    ),
    '<R><A b="1">1</A></R>',
  ],
  'text around elements': [
    schemaOf(
      sequence(
        '<xs:element name="A"><xs:complexType mixed="true"><xs:sequence><xs:element name="B" type="xs:int" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>',
      ),
    ),
    '<R><A>a</A></R>',
  ],
  'one name in two places': [
    schemaOf(
      sequence(
        '<xs:element name="P"><xs:complexType><xs:sequence><xs:element name="A" type="xs:int"/></xs:sequence></xs:complexType></xs:element>',
        el('A', 'xs:date'),
      ),
    ),
    '<R><P><A>1</A></P><A>2025-03-01</A></R>',
  ],
  'a value of one type or another, and a list': [
    schemaOf(
      sequence(el('A', 'U'), el('B', 'xs:NMTOKENS')),
      `<xs:simpleType name="U"><xs:union memberTypes="xs:date Leeg"/></xs:simpleType>${restricted('Leeg', 'xs:string', '<xs:enumeration value="geen"/>')}`,
    ),
    '<R><A>2025-03-01</A><B>a b</B></R>',
  ],
};

const GENERATED = generateDelivery({ records: 12, seed: 7, oneLine: false, faulty: 0 });
const held = heldBy(analyse(GENERATED))!;

async function deliveries(): Promise<[name: string, pack: Pack, text: string][]> {
  const own = Object.entries(KINDS).map(async ([name, [schema, record]]): Promise<[string, Pack, string]> => {
    const pack = await packOf({ 's.xsd': schema });
    return [name, pack, `<L ${NAMESPACES}><Rs>\n${`${record}\n`.repeat(8)}</Rs></L>`];
  });
  return [
    ['the shipped one', packs[0]!, GENERATED],
    // What differs from record to record in attributes is of no shape.
    ...UNLIKE_PACKS.filter(({ name }) => name !== 'values in attributes').map(
      ({ name, pack, write }): [string, Pack, string] => [name, pack, write(held)],
    ),
    ...(await Promise.all(own)),
  ];
}

const VALUES = fc.oneof(
  fc.constantFrom('a', 'b', 'abcd', '1', '01', '2', '10', '11', '30', '40', '99', '007', '2147483648', '1.0', 'geen'),
  fc.constantFrom('2025-03-01', '2025-02-30', '20250301', '20250230', '20240229', '900000004', 'VZ-1', 'é', 'a  b'),
  fc.constantFrom('', ' ', ' a', 'x'.repeat(16), '12345678901234567890', '-1', 'true', '2025-03-01Z', 'a b'),
  fc.stringMatching(/^[0-9]{1,9}$/),
);

test('of valid records libxml2 is asked of one of each shape', () => {
  const analysis = analyse(generateDelivery({ records: 5_000, seed: 7, oneLine: false, faulty: 0 }));
  expect(analysis.work.chunks).toBeLessThan(5);
});

describe.each(await deliveries())('%s', (_name, pack, text) => {
  test('what is said of a record is what libxml2 says of it, whatever is known of others of its shape', () => {
    const places = Array.from(text.matchAll(/>([^<\s][^<]*)</g), ({ index, 1: value }) => [index + 1, value!.length]);
    // The header's values stay as they are.
    const from = text.search(/<(?:Voorziening|Klant|R)[ >]/);
    const inRecords = places.filter(([start]) => start! >= from);
    const change = fc.tuple(fc.nat({ max: inRecords.length - 1 }), VALUES);
    holds(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        let changed = text;
        for (const [nth, value] of [...new Map(changes)].sort(([a], [b]) => b - a)) {
          const [start, length] = inRecords[nth]!;
          changed = changed.slice(0, start) + value + changed.slice(start! + length!);
        }
        expect(findingsIn(changed, pack)).toEqual(findingsIn(withoutShapes(changed), pack));
      }),
      3_000,
    );
  });
});

/** What validation has found, a line each. */
function findingsIn(text: string, pack: Pack): string[] {
  const settings = { packs: [pack], rules: {}, berichtgevers: [] };
  const analysis = new DeliveryAnalysis(new SourceText(text), settings);
  analysis.run();
  return Array.from(analysis.findings(), ({ code, message, record }) =>
    JSON.stringify([code, message, record && analysis.recordIndex(record)]),
  )
    .filter((line) => line.startsWith('["SRG-T0'))
    .sort();
}

/** The same to any schema: a record with a comment has no shape. */
function withoutShapes(text: string): string {
  return text.replace(/(?=<\/(?:Voorziening|Klant|R)>)/g, '<!-- -->');
}
