// Over 400 lines: one table of schemas that are unlike each other, and what is found by them.
import { describe, expect, test } from 'vitest';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { Libxml2Judge } from '../../support/libxml2-verdict.ts';
import { afterFixes, schemaFindings } from '../../support/packs/findings-in.ts';
import { packOf, type SchemaTexts, xsd } from '../../support/packs/schema-pack.ts';

/** A schema whose records are of the type `R`, under a header; `more` are components beside it. */
function recordSchema(
  record: string,
  more = '',
  reference = '<xs:element name="R" type="R" minOccurs="0" maxOccurs="unbounded"/>',
): string {
  return xsd(`<xs:element name="L"><xs:complexType><xs:sequence>
    <xs:element name="Kop" type="xs:string"/>
    <xs:element name="Rs"><xs:complexType><xs:sequence>${reference}</xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:complexType name="R">${record}</xs:complexType>${more}`);
}

const sequence = (...parts: readonly string[]) => `<xs:sequence>${parts.join('')}</xs:sequence>`;
const el = (name: string, type = 'xs:string', more = '') => `<xs:element name="${name}" type="${type}" ${more}/>`;
const records = (text: string, root = '') => `<L${root}><Kop/><Rs>\n${text}\n</Rs></L>`;
const XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const restricted = (name: string, base: string, facets: string) =>
  `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
const extended = (name: string, base: string, ...parts: readonly string[]) =>
  `<xs:complexType name="${name}"><xs:complexContent><xs:extension base="${base}">${sequence(...parts)}</xs:extension></xs:complexContent></xs:complexType>`;

interface Kind {
  readonly schema: string | SchemaTexts;
  readonly right: string;
  readonly wrong: string;
  /** Each with the text at its place. */
  readonly findings: readonly string[];
  /** What the fixes make of the wrong records. */
  readonly fixed?: readonly string[];
  readonly root?: string;
}

const A_TO_C = (content: string) => recordSchema(content);

const KEYS = recordSchema(`${sequence(el('A'))}<xs:attribute name="bij" type="xs:string"/>`).replace(
  '</xs:complexType></xs:element>\n  <xs:complexType name="R">',
  '</xs:complexType><xs:unique name="u"><xs:selector xpath="Rs/R"/><xs:field xpath="A"/></xs:unique><xs:key name="k"><xs:selector xpath="Rs/R"/><xs:field xpath="A"/></xs:key><xs:keyref name="v" refer="k"><xs:selector xpath="Rs/R"/><xs:field xpath="@bij"/></xs:keyref></xs:element>\n  <xs:complexType name="R">',
);

const KINDS: Readonly<Record<string, Kind>> = {
  'a choice, of which none is there, or two': {
    schema: A_TO_C(
      sequence(
        el('A'),
        '<xs:choice><xs:element name="B"/><xs:element name="C"/></xs:choice>',
        el('D', 'xs:string', 'minOccurs="0"'),
      ),
    ),
    right: '<R><A/><C/></R><R><A/><B/><D/></R>',
    wrong: '<R><A/><D/></R><R><A/><B/><C/></R>',
    findings: ['R: In R ontbreekt een element. Mogelijk: B, C.', 'C: C hoort hier niet. Verwacht: D.'],
    fixed: ['<R><A/><D/></R><R><A/><B/></R>'],
  },
  'no order': {
    schema: A_TO_C('<xs:all><xs:element name="A"/><xs:element name="B"/><xs:element name="C" minOccurs="0"/></xs:all>'),
    right: '<R><B/><A/></R><R><C/><A/><B/></R>',
    wrong: '<R><B/></R><R><A/><A/><B/></R>',
    findings: ['R: In R ontbreekt A.', 'A: A staat te vaak in R.'],
    fixed: ['<R><B/></R><R><A/><B/></R>'],
  },
  'a wildcard': {
    schema: A_TO_C(sequence(el('A'), '<xs:any namespace="##other" processContents="lax" minOccurs="0"/>')),
    right: '<R><A/><x:Y xmlns:x="urn:x"/></R>',
    wrong: '<R><A/><Y/></R>',
    findings: ['Y: Y hoort hier niet.'],
    fixed: ['<R><A/></R>'],
  },
  'a wildcard that lets in declared elements alone': {
    schema: A_TO_C(sequence(el('A'), '<xs:any namespace="##other" processContents="strict" minOccurs="0"/>')),
    right: '<R><A/></R>',
    wrong: '<R><A/><x:Y xmlns:x="urn:x"/></R>',
    findings: ['x:Y: Y staat in geen enkel schema.'],
  },
  'a union of a date and nothing': {
    schema: recordSchema(
      sequence(el('A', 'T')),
      `<xs:simpleType name="T"><xs:union memberTypes="xs:date Niets"/></xs:simpleType>${restricted('Niets', 'xs:string', '<xs:enumeration value=""/>')}`,
    ),
    right: '<R><A/></R><R><A>2025-03-01</A></R>',
    wrong: '<R><A>nee</A></R>',
    findings: ['nee: ‘nee’ is geen geldige waarde voor A. Toegestaan: een datum (2025-03-01), niets.'],
  },
  'a union of codes': {
    schema: recordSchema(
      sequence(el('A', 'T')),
      `<xs:simpleType name="T"><xs:union memberTypes="Oud Nieuw"/></xs:simpleType>${restricted('Oud', 'xs:string', '<xs:enumeration value="1"/>')}${restricted('Nieuw', 'xs:string', '<xs:enumeration value="10"/>')}`,
    ),
    right: '<R><A>1</A></R><R><A>10</A></R>',
    wrong: '<R><A>2</A></R>',
    findings: ['2: ‘2’ is geen geldige code voor A. Toegestaan: 1, 10.'],
  },
  'a union of which not all can be said': {
    schema: recordSchema(
      sequence(el('A', 'T')),
      `<xs:simpleType name="T"><xs:union memberTypes="xs:language P"/></xs:simpleType>${restricted('P', 'xs:string', '<xs:pattern value="x+"/>')}`,
    ),
    right: '<R><A>nl</A></R><R><A>xx</A></R>',
    wrong: '<R><A>1</A></R>',
    findings: ['1: ‘1’ is geen geldige waarde voor A.'],
  },
  'a list of codes': {
    schema: recordSchema(
      sequence(el('A', 'Lijst')),
      `<xs:simpleType name="Lijst"><xs:list itemType="Code"/></xs:simpleType>${restricted('Code', 'xs:string', '<xs:enumeration value="1"/><xs:enumeration value="2"/>')}`,
    ),
    right: '<R><A>1 2 2</A></R>',
    wrong: '<R><A>1 3</A></R>',
    findings: ['1 3: ‘1 3’ is geen geldige lijst voor A. Elk onderdeel moet een van deze waarden zijn: 1, 2.'],
  },
  'the length of a list': {
    schema: recordSchema(
      sequence(el('A', 'Kort')),
      `<xs:simpleType name="Lijst"><xs:list itemType="xs:int"/></xs:simpleType>${restricted('Kort', 'Lijst', '<xs:maxLength value="2"/>')}`,
    ),
    right: '<R><A>1 2</A></R>',
    wrong: '<R><A>1 2 3</A></R>',
    findings: ['1 2 3: ‘1 2 3’ is geen geldige waarde voor A.'],
  },
  'xsi:nil': {
    schema: A_TO_C(sequence(el('A', 'xs:date'), el('B', 'xs:date', 'nillable="true"'))),
    root: XSI,
    right: '<R><A>2025-01-01</A><B xsi:nil="true"/></R>',
    wrong: '<R><A xsi:nil="true"/><B xsi:nil="true">2025-01-01</B></R><R><A>2025-01-01</A><B/></R>',
    findings: [
      'xsi:nil: xsi:nil mag niet bij A staan: het schema laat dat daar niet toe.',
      'B: B heeft xsi:nil="true", en moet dan leeg zijn.',
      'B: B heeft geen waarde.',
    ],
  },
  'fixed values': {
    schema: A_TO_C(
      `${sequence(el('A', 'xs:string', 'fixed="10"'))}<xs:attribute name="versie" fixed="2" use="required"/>`,
    ),
    right: '<R versie="2"><A>10</A></R><R versie="2"><A/></R>',
    wrong: '<R versie="3"><A>11</A></R>',
    findings: ['3: versie moet ‘2’ zijn; hier staat ‘3’.', '11: A moet ‘10’ zijn; hier staat ‘11’.'],
    fixed: ['<R versie="2"><A>11</A></R>', '<R versie="3"><A>10</A></R>'],
  },
  'types named in the delivery': {
    schema: recordSchema(
      sequence(el('A'), el('B', 'xs:string', 'minOccurs="0"')),
      extended('Meer', 'R', el('C', 'xs:integer')),
    ),
    root: XSI,
    right: '<R xsi:type="Meer"><A/><C>1</C></R><R><A/></R>',
    wrong: '<R xsi:type="Meer"><A/></R><R xsi:type="Meer"><A/><C>x</C></R><R xsi:type="Minder"><A/></R>',
    findings: [
      'R: In R ontbreekt C. Het hoort na A.',
      'x: ‘x’ is geen geheel getal; C moet een geheel getal zijn.',
      'Minder: ‘Minder’ is geen type dat R kan hebben (xsi:type). Mogelijk: R, Meer.',
    ],
  },
  'an abstract type': {
    schema: recordSchema(sequence(el('A')), extended('Echt', 'R')).replace(
      '<xs:complexType name="R">',
      '<xs:complexType name="R" abstract="true">',
    ),
    root: XSI,
    right: '<R xsi:type="Echt"><A/></R>',
    wrong: '<R><A/></R>',
    findings: ['R: R moet met xsi:type zeggen van welk type het is. Mogelijk: Echt.'],
  },
  'records that stand for an abstract one': {
    schema: recordSchema(
      sequence(el('A'), el('B', 'xs:date', 'minOccurs="0"')),
      `<xs:element name="R" type="R" abstract="true"/><xs:element name="Een" substitutionGroup="R"/><xs:element name="Twee" type="Meer" substitutionGroup="R"/>${extended('Meer', 'R', el('C'))}`,
      '<xs:element ref="R" minOccurs="0" maxOccurs="unbounded"/>',
    ),
    right: '<Een><A/></Een><Twee><A/><C/></Twee>',
    wrong: '<Twee><A/></Twee><Een><A/><B>1-1-2025</B></Een><R><A/></R>',
    findings: [
      'Twee: In Twee ontbreekt C. Het hoort na A.',
      '1-1-2025: ‘1-1-2025’ is geen geldige datum voor B. Schrijf die als jjjj-mm-dd: 2025-03-01.',
      'R: R mag niet zelf voorkomen. Gebruik in de plaats daarvan: Een, Twee.',
    ],
    fixed: ['<Twee><A/></Twee><Een><A/><B>2025-01-01</B></Een><R><A/></R>'],
  },
  'attributes of a group': {
    schema: recordSchema(
      '<xs:attributeGroup ref="G"/>',
      '<xs:attributeGroup name="G"><xs:attribute name="a" type="Code" use="required"/><xs:attribute name="b" type="xs:date"/></xs:attributeGroup>' +
        restricted('Code', 'xs:string', '<xs:enumeration value="1"/><xs:enumeration value="2"/>'),
    ),
    right: '<R a="1"/>',
    wrong: '<R a="3" b="2025-13-01" c="x"/><R/>',
    findings: [
      '3: ‘3’ is geen geldige code voor a. Toegestaan: 1, 2.',
      '2025-13-01: ‘2025-13-01’ is geen geldige datum voor b. Schrijf die als jjjj-mm-dd: 2025-03-01.',
      'c: R heeft geen attribuut c.',
      'R: R mist het attribuut a.',
    ],
    fixed: ['<R a="3" b="2025-13-01"/><R/>'],
  },
  'a restriction, which has the attributes of its base': {
    schema: recordSchema(
      `<xs:complexContent><xs:restriction base="Basis">${sequence(el('A'))}</xs:restriction></xs:complexContent>`,
      `<xs:complexType name="Basis">${sequence(el('A'), el('B', 'xs:string', 'minOccurs="0"'))}<xs:attribute name="nr" use="required"/></xs:complexType>`,
    ),
    right: '<R nr="1"><A/></R>',
    wrong: '<R><A/><B/></R>',
    findings: ['R: R mist het attribuut nr.', 'B: B hoort hier niet.'],
    fixed: ['<R><A/></R>'],
  },
  'facets in layers': {
    schema: recordSchema(
      sequence(el('A', 'Kort'), el('B', 'Klein')),
      restricted('Lang', 'xs:string', '<xs:maxLength value="100"/>') +
        restricted('Kort', 'Lang', '<xs:maxLength value="2"/>') +
        restricted('Groot', 'xs:integer', '<xs:maxInclusive value="1000"/>') +
        restricted('Klein', 'Groot', '<xs:maxExclusive value="10"/>'),
    ),
    right: '<R><A>ab</A><B>9</B></R>',
    wrong: '<R><A>abc</A><B>10</B></R>',
    findings: [
      'abc: A mag ten hoogste 2 tekens hebben; hier staan er 3.',
      '10: ‘10’ is te hoog voor B: het moet minder zijn dan 10.',
    ],
  },
  'one of two patterns': {
    schema: recordSchema(
      sequence(el('A', 'P')),
      restricted('P', 'xs:string', '<xs:pattern value="A[0-9]{3}"/><xs:pattern value="B[0-9]{4}"/>'),
    ),
    right: '<R><A>A123</A></R><R><A>B1234</A></R>',
    wrong: '<R><A>C1</A></R>',
    findings: ['C1: ‘C1’ heeft niet de vorm die voor A geldt. Een van deze is goed: A[0-9]{3}, B[0-9]{4}.'],
  },
  'the pattern of the layer that refuses': {
    schema: recordSchema(
      sequence(el('A', 'Q')),
      restricted('P', 'xs:string', '<xs:pattern value="[A-Z]+"/>') + restricted('Q', 'P', '<xs:pattern value=".{2}"/>'),
    ),
    right: '<R><A>AB</A></R>',
    wrong: '<R><A>ab</A></R><R><A>ABC</A></R>',
    findings: [
      'ab: ‘ab’ heeft niet de vorm die voor A geldt: [A-Z]+.',
      'ABC: ‘ABC’ heeft niet de vorm die voor A geldt: .{2}.',
    ],
  },
  'numbers that are none, and those out of range': {
    schema: A_TO_C(sequence(el('A', 'xs:nonNegativeInteger'), el('B', 'xs:int'))),
    right: '<R><A>0</A><B>-1</B></R>',
    wrong: '<R><A>-1</A><B>99999999999</B></R><R><A>1,5</A><B>1</B></R>',
    findings: [
      '-1: ‘-1’ is te laag voor A: minimaal 0.',
      '99999999999: ‘99999999999’ is geen geldige waarde voor B.',
      '1,5: ‘1,5’ is geen geheel getal; A moet een geheel getal zijn.',
    ],
  },
  'a type of its own that is called as a built-in one': {
    schema: recordSchema(
      sequence(el('A', 'date')),
      restricted('date', 'xs:date', '<xs:minInclusive value="1990-01-01"/>'),
    ),
    right: '<R><A>2025-01-01</A></R>',
    wrong: '<R><A>1980-01-01</A></R>',
    findings: ['1980-01-01: ‘1980-01-01’ is te vroeg voor A: niet vóór 1990-01-01.'],
  },
  'days, years and numbers that have bounds': {
    schema: recordSchema(
      sequence(el('A', 'after'), el('B', 'before'), el('C', 'until'), el('D', 'some')),
      restricted('after', 'xs:date', '<xs:minExclusive value="1990-01-01"/>') +
        restricted('before', 'xs:date', '<xs:maxExclusive value="2030-01-01"/>') +
        restricted('until', 'xs:gYear', '<xs:maxInclusive value="2030"/>') +
        restricted('some', 'xs:integer', '<xs:maxInclusive value="9"/>'),
    ),
    right: '<R><A>1990-01-02</A><B>2029-12-31</B><C>2030</C><D>9</D></R>',
    wrong: '<R><A>1990-01-01</A><B>2030-01-01</B><C>2031</C><D>10</D></R>',
    findings: [
      '1990-01-01: ‘1990-01-01’ is te vroeg voor A: het moet na 1990-01-01 zijn.',
      '2030-01-01: ‘2030-01-01’ is te laat voor B: het moet vóór 2030-01-01 zijn.',
      '2031: ‘2031’ is te laat voor C: niet na 2030.',
      '10: ‘10’ is te hoog voor D: maximaal 9.',
    ],
  },
  'elements that are repeated together': {
    schema: A_TO_C(
      sequence(el('A'), `<xs:sequence minOccurs="0" maxOccurs="unbounded">${el('B')}${el('C')}</xs:sequence>`),
    ),
    right: '<R><A/><B/><C/><B/><C/></R>',
    wrong: '<R><A/><B/><C/><B/><B/><C/></R><R><A/><B/></R>',
    findings: ['B: B hoort hier niet. Verwacht: C.', 'R: In R ontbreekt C. Het hoort na B.'],
    fixed: ['<R><A/><B/><C/><B/><C/></R><R><A/><B/></R>'],
  },
  'a type that holds itself': {
    schema: recordSchema(sequence(el('A'), el('B'), el('R', 'R', 'minOccurs="0"'))),
    right: '<R><A/><B/><R><A/><B/></R></R>',
    wrong: '<R><A/><B/><R><A/><R/></R></R>',
    findings: [
      'R: In R ontbreekt B. Het hoort na A.',
      'R: In R ontbreekt A. Het hoort vooraan.',
      'R: In R ontbreekt B. Het hoort na A.',
    ],
  },
  'a type that must hold itself, or something else': {
    schema: recordSchema(
      sequence(el('G', 'G')),
      '<xs:complexType name="G"><xs:choice><xs:element name="G" type="G"/><xs:element name="Naam"/></xs:choice></xs:complexType>',
    ),
    right: '<R><G><G><Naam/></G></G></R>',
    wrong: '<R><G><G/></G></R><R/>',
    findings: ['G: In G ontbreekt een element. Mogelijk: G, Naam.', 'R: In R ontbreekt G. Het hoort vooraan.'],
    fixed: [],
  },
  'text between elements, where it may stand': {
    schema: recordSchema(
      sequence(el('A', 'M')),
      '<xs:complexType name="M" mixed="true"><xs:sequence><xs:element name="b" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>',
    ),
    right: '<R><A>los <b>vet</b> los</A></R>',
    wrong: '<R>los<A>los <i/></A></R>',
    findings: ['los: In R mag geen losse tekst staan, alleen elementen.', 'i: i hoort hier niet. Verwacht: b.'],
  },
  'IDs over all records': {
    schema: recordSchema('<xs:attribute name="id" type="xs:ID" use="required"/>'),
    right: `<R id="a"/>${Array.from({ length: 300 }, (_, i) => `<R id="r${i}"/>`).join('')}`,
    wrong: `<R id="a"/>${Array.from({ length: 300 }, (_, i) => `<R id="r${i}"/>`).join('')}<R id="a"/><R id="1"/>`,
    findings: [
      'a: ‘a’ komt vaker voor in het bestand; een ID mag er één keer in staan.',
      '1: ‘1’ is geen geldige waarde voor id (type ID).',
    ],
  },
  'a qualified name': {
    schema: recordSchema(sequence(el('A', 'xs:QName'))),
    right: '<R><A>a</A></R><R><A>xml:a</A></R>',
    wrong: '<R><A>z:a</A></R>',
    findings: ['z:a: ‘z:a’ is geen geldige waarde voor A (type QName).'],
  },
  'keys over all records': {
    schema: KEYS,
    right: '<R><A>1</A></R><R bij="1"><A>2</A></R>',
    wrong: '<R><A>1</A></R><R><A>1</A></R>',
    findings: [
      'R: R heeft dezelfde waarde als een eerder element: 1. Elke waarde mag één keer voorkomen.',
      'R: R heeft dezelfde waarde als een eerder element: 1. Elke waarde mag één keer voorkomen.',
    ],
  },
  'references to keys': {
    schema: KEYS,
    right: '<R><A>1</A></R><R bij="1"><A>2</A></R>',
    wrong: '<R><A>1</A></R><R bij="3"><A>2</A></R>',
    findings: ['R: R verwijst naar 3, en dat komt in het bestand niet voor.'],
  },
};

describe.each(Object.entries(KINDS))('%s', (_kind, { schema, right, wrong, findings, fixed, root = '' }) => {
  const pack = (): Promise<Pack> => packOf(typeof schema === 'string' ? { 'hoofd.xsd': schema } : schema);

  test('what is right has no findings', async () => {
    expect(schemaFindings(await pack(), records(right, root))).toEqual([]);
  });

  test('libxml2 alone, of the whole text, says the same', async () => {
    const judge = new Libxml2Judge(await pack());
    const verdicts = [right, wrong].map((text) => judge.verdictOn(Buffer.from(records(text, root))));
    judge.dispose();
    expect(verdicts).toEqual(['accepted', 'refused']);
  });

  test('what is wrong is told of as it is', async () => {
    expect(schemaFindings(await pack(), records(wrong, root))).toEqual(findings);
  });

  test.runIf(fixed)('what fixes make of it', async () => {
    expect(afterFixes(await pack(), records(wrong, root))).toEqual(fixed!.map((text) => records(text, root)));
  });
});

describe('header and records in one element', () => {
  const pack = () =>
    packOf(
      {
        'hoofd.xsd': xsd(
          `<xs:element name="L"><xs:complexType>${sequence(el('Code'), el('Maand', 'xs:gYearMonth'), '<xs:element name="R" type="R" minOccurs="0" maxOccurs="unbounded"/>', el('Slot', 'xs:string', 'minOccurs="0"'))}</xs:complexType></xs:element><xs:complexType name="R">${sequence(el('A'))}</xs:complexType>`,
        ),
      },
      { record: 'L/R' },
    );

  test.each<[string, string[]]>([
    ['<L>\n<Code/>\n<R><A/></R>\n<R><A/></R>\n</L>', ['R: In L ontbreekt Maand. Het hoort na Code.']],
    ['<L>\n<R><A/></R>\n</L>', ['R: In L ontbreekt Code. Het hoort vooraan.']],
    [
      '<L>\n<Maand>2025-03</Maand>\n<Code/>\n<R><A/></R>\n</L>',
      ['Maand: Maand staat in L op de verkeerde plaats: de volgorde van de elementen ligt vast.'],
    ],
    [
      '<L>\n<Code/>\n<Maand>2025-03</Maand>\n<Slot/>\n<R><A/></R>\n</L>',
      ['R: R staat in L op de verkeerde plaats: de volgorde van de elementen ligt vast.'],
    ],
    ['<L>\n<Code/>\n<Maand>2025-03</Maand>\n<R><A/></R>\n<Slot/>\n<Slot/>\n</L>', ['Slot: Slot staat te vaak in L.']],
    [
      '<L>\n<Code/>\n<Maand>2025-03</Maand>\n<R><A/></R>\n<Eind/>\n</L>',
      ['Eind: Eind hoort hier niet. Verwacht: R, Slot.'],
    ],
  ])('%s', async (text, findings) => {
    expect(schemaFindings(await pack(), text)).toEqual(findings);
  });
});

describe('names in namespaces', () => {
  const of = (attributes: string) =>
    packOf(
      {
        'hoofd.xsd': recordSchema(sequence(el('A'), el('B'))).replace(
          '<xs:schema ',
          `<xs:schema targetNamespace="urn:a" xmlns="urn:a" ${attributes} `,
        ),
      },
      { namespace: 'urn:a' },
    );

  test('that are not those of the schema are told of as that', async () => {
    const qualified = await of('elementFormDefault="qualified"');
    const text = '<L xmlns="urn:a"><Kop/><Rs>\n<R><A xmlns="urn:x"/><B/></R>\n</Rs></L>';
    expect(schemaFindings(qualified, text)).toEqual(['A: A staat in de verkeerde naamruimte: hier hoort urn:a.']);
    const unqualified = await of('');
    const other = '<p:L xmlns:p="urn:a"><Kop/><Rs>\n<R><p:A/><B/></R>\n</Rs></p:L>';
    expect(schemaFindings(unqualified, other)).toEqual([
      'p:A: A staat in een naamruimte, en hoort hier in geen te staan.',
    ]);
  });
});
