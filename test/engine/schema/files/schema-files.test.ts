import { describe, expect, test } from 'vitest';
import { packOf, problemsOf, type SchemaTexts, xsd } from '../../../support/packs/schema-pack.ts';

/** Texts of two characters at most. */
const SHORT =
  '<xs:simpleType name="Kort"><xs:restriction base="xs:string"><xs:maxLength value="2"/></xs:restriction></xs:simpleType>';
const A_SHORT = '<xs:element name="a" type="Kort"/>';

/** libxml2's sentences on a text, without the element they are on. */
async function errorsIn(texts: SchemaTexts, text: string): Promise<string[]> {
  const result = (await packOf(texts)).validator.validate([text]);
  if (result.kind !== 'validated') throw new Error(result.kind);
  return result.errors.map(({ sentence }) => sentence.replace(/^Element '[^']*'(?:, attribute '[^']*')?: /, ''));
}

const TOO_LONG = "[facet 'maxLength'] The value has a length of '3'; this exceeds the allowed maximum length of '2'.";

describe('a schema of several files', () => {
  test.each<[string, SchemaTexts, string, string[]]>([
    [
      'includes from folders below and up again',
      {
        'xsd/hoofd.xsd': xsd(`<xs:include schemaLocation="../deel/types.xsd"/>${A_SHORT}`),
        'deel/types.xsd': xsd(
          `<xs:include schemaLocation="./dieper/nog.xsd"/><xs:include schemaLocation="../xsd/hoofd.xsd"/>`,
        ),
        'deel/dieper/nog.xsd': xsd(SHORT),
      },
      '<a>abc</a>',
      [TOO_LONG],
    ],
    [
      'backslashes and escapes in a location',
      {
        'hoofd.xsd': xsd(`<xs:include schemaLocation="deel\\mijn%20types.xsd"/>${A_SHORT}`),
        'deel/mijn types.xsd': xsd(SHORT),
      },
      '<a>abc</a>',
      [TOO_LONG],
    ],
    [
      'an import',
      {
        'hoofd.xsd': xsd(
          '<xs:import namespace="urn:b" schemaLocation="b.xsd"/><xs:element name="a" type="b:Kort"/>',
          'xmlns:b="urn:b"',
        ),
        'b.xsd': xsd(SHORT, 'targetNamespace="urn:b"'),
      },
      '<a>abc</a>',
      [TOO_LONG],
    ],
    [
      'an include without a namespace into two namespaces',
      {
        'hoofd.xsd': xsd(
          `<xs:include schemaLocation="kameleon.xsd"/><xs:import namespace="urn:b" schemaLocation="b.xsd"/>
          <xs:element name="a"><xs:complexType><xs:sequence><xs:element name="x" type="Kort"/><xs:element ref="b:y"/></xs:sequence></xs:complexType></xs:element>`,
          'targetNamespace="urn:a" xmlns="urn:a" xmlns:b="urn:b"',
        ),
        'b.xsd': xsd(
          '<xs:include schemaLocation="kameleon.xsd"/><xs:element name="y" type="b:Kort"/>',
          'targetNamespace="urn:b" xmlns:b="urn:b"',
        ),
        'kameleon.xsd': xsd(SHORT),
      },
      '<p:a xmlns:p="urn:a"><x>abc</x><y xmlns="urn:b">abc</y></p:a>',
      [TOO_LONG, TOO_LONG],
    ],
    [
      'a redefinition, in force for the file that it is of as well',
      {
        'hoofd.xsd': xsd(
          `<xs:redefine schemaLocation="types.xsd"><xs:simpleType name="Vrij"><xs:restriction base="Vrij"><xs:maxLength value="2"/></xs:restriction></xs:simpleType></xs:redefine>`,
        ),
        'types.xsd': xsd(
          '<xs:simpleType name="Vrij"><xs:restriction base="xs:string"/></xs:simpleType><xs:element name="a" type="Vrij"/>',
        ),
      },
      '<a>abc</a>',
      [TOO_LONG],
    ],
    [
      'an address whose file lies beside it',
      {
        'hoofd.xsd': xsd(`<xs:include schemaLocation="https://example.org/xsd/types.xsd?v=2"/>${A_SHORT}`),
        'types.xsd': xsd(SHORT),
      },
      '<a>abc</a>',
      [TOO_LONG],
    ],
    [
      'an address in a file of a folder, whose file lies in that of the pack',
      {
        'hoofd.xsd': xsd(`<xs:include schemaLocation="deel/x.xsd"/>${A_SHORT}`),
        'deel/x.xsd': xsd('<xs:include schemaLocation="file:///C:/schemas/types.xsd"/>'),
        'types.xsd': xsd(SHORT),
      },
      '<a>abc</a>',
      [TOO_LONG],
    ],
    [
      'a namespace imported from two files, one of which needs the first namespace',
      {
        'hoofd.xsd': xsd(
          `<xs:import namespace="urn:b" schemaLocation="b1.xsd"/><xs:import namespace="urn:b" schemaLocation="b2.xsd"/>${SHORT}
          <xs:element name="a"><xs:complexType><xs:sequence><xs:element ref="b:x"/><xs:element ref="b:y"/></xs:sequence></xs:complexType></xs:element>`,
          'targetNamespace="urn:a" xmlns:b="urn:b"',
        ),
        'b1.xsd': xsd('<xs:element name="x" type="xs:date"/>', 'targetNamespace="urn:b"'),
        'b2.xsd': xsd(
          '<xs:import namespace="urn:a" schemaLocation="hoofd.xsd"/><xs:element name="y" type="a:Kort"/>',
          'targetNamespace="urn:b" xmlns:a="urn:a"',
        ),
      },
      '<a xmlns="urn:a"><x xmlns="urn:b">2025-01-01</x><y xmlns="urn:b">abc</y></a>',
      [TOO_LONG],
    ],
    [
      'an import without a location, where another one has it',
      {
        'hoofd.xsd': xsd(
          '<xs:import namespace="urn:b"/><xs:include schemaLocation="deel.xsd"/><xs:element name="a" type="b:Kort"/>',
          'xmlns:b="urn:b"',
        ),
        'deel.xsd': xsd('<xs:import namespace="urn:b" schemaLocation="b.xsd"/>'),
        'b.xsd': xsd(SHORT, 'targetNamespace="urn:b"'),
      },
      '<a>abc</a>',
      [TOO_LONG],
    ],
    [
      'the attributes of XML itself, for which no file is needed',
      {
        'hoofd.xsd': xsd(
          `<xs:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>
          <xs:element name="a"><xs:complexType><xs:attribute ref="xml:lang"/></xs:complexType></xs:element>`,
        ),
      },
      '<a xml:lang="niet goed"/>',
      ["'niet goed' is not a valid value of the local union type."],
    ],
    [
      'files that say they are in other encodings, with a document type declaration',
      {
        'hoofd.xsd': `<?xml version="1.0" encoding="UTF-16"?>\n<!DOCTYPE xs:schema [\n<!ENTITY naam "x">\n]>\n${xsd(`<xs:include schemaLocation="types.xsd"/>${A_SHORT}`)}`,
        'types.xsd': `<?xml version="1.0" encoding="iso-8859-1"?>\n${xsd(SHORT.replace('<xs:maxLength value="2"/>', '<xs:enumeration value="é"/>'))}`,
      },
      '<a>e</a>',
      ["[facet 'enumeration'] The value 'e' is not an element of the set {'é'}."],
    ],
  ])('%s', async (_case, texts, text, errors) => {
    expect(await errorsIn(texts, text)).toEqual(errors);
    expect(await problemsOf(texts)).toEqual([]);
  });
});

const A = '<xs:element name="a" type="xs:string"/>';

describe('a schema is told of', () => {
  test.each<[string, SchemaTexts, string[]]>([
    [
      'a file called otherwise in letter case, which is read',
      { 'hoofd.xsd': xsd(`<xs:include schemaLocation="Deel/Types.xsd"/>${A_SHORT}`), 'deel/types.XSD': xsd(SHORT) },
      [
        'warning hoofd.xsd:2 Deel/Types.xsd: Het bestand heet deel/types.XSD; hier staat ‘Deel/Types.xsd’, met andere hoofdletters. Niet elke computer vindt het zo: schrijf de naam zoals het bestand heet.',
      ],
    ],
    [
      'a namespace that nothing is known of',
      { 'hoofd.xsd': xsd(`<xs:import namespace="urn:b"/>${A}`) },
      [
        'warning hoofd.xsd:2 xs:import: Van de naamruimte urn:b is geen bestand bekend: wat daaruit komt, wordt niet gecontroleerd. Zet schemaLocation erbij.',
      ],
    ],
  ])('%s', async (_case, texts, problems) => {
    expect(await problemsOf(texts)).toEqual(problems);
  });
});

describe('a schema is refused', () => {
  test.each<[string, SchemaTexts, string[]]>([
    [
      'files that are not there, and one outside the folder',
      {
        'hoofd.xsd': xsd(
          `<xs:include schemaLocation="weg.xsd"/>\n<xs:import namespace="urn:b" schemaLocation="http://example.org/b.xsd"/>\n<xs:redefine schemaLocation="../x/y.xsd"/>`,
        ),
      },
      [
        'error hoofd.xsd:2 weg.xsd: ‘weg.xsd’ is niet te vinden. Leg het bestand in de map van het schemapakket of in een map daaronder; van internet wordt niets gelezen.',
        'error hoofd.xsd:3 http://example.org/b.xsd: ‘http://example.org/b.xsd’ is niet te vinden. Leg het bestand in de map van het schemapakket of in een map daaronder; van internet wordt niets gelezen.',
        'error hoofd.xsd:4 ../x/y.xsd: ‘../x/y.xsd’ ligt buiten de map van het schemapakket. Leg het bestand in die map of in een map daaronder, en pas schemaLocation aan.',
      ],
    ],
    ['nothing in it', { 'hoofd.xsd': '' }, ['error hoofd.xsd:1 : Dit is geen XML: er staat geen enkel element in.']],
    [
      'no XML',
      { 'hoofd.xsd': '{"a": 1}\n' },
      ['error hoofd.xsd:1 {: Dit is geen XML: er staat geen enkel element in.'],
    ],
    [
      'an included file that is no XML',
      { 'hoofd.xsd': xsd('<xs:include schemaLocation="b.xsd"/>'), 'b.xsd': xsd('<xs:element name="a">') },
      ['error b.xsd:2 xs:element: xs:element wordt niet afgesloten: de eindtag </xs:element> ontbreekt.'],
    ],
    [
      'an entity of its document type declaration, which is not read',
      { 'hoofd.xsd': `<!DOCTYPE xs:schema [<!ENTITY naam "x">]>\n${xsd('<xs:element name="a" type="&naam;"/>')}` },
      [
        'error hoofd.xsd:3 &naam;: De entiteit &naam; is onbekend. XML kent alleen &amp; &lt; &gt; &quot; en &apos;; schrijf het teken zelf.',
      ],
    ],
    [
      'another XML language',
      { 'hoofd.xsd': xsd('<xs:include schemaLocation="b.xsd"/>'), 'b.xsd': '<schema/>' },
      [
        'error b.xsd:1 schema: Dit is geen XML Schema: de root heet schema, en moet schema zijn in de naamruimte http://www.w3.org/2001/XMLSchema.',
      ],
    ],
    [
      'another XML language to begin with',
      { 'hoofd.xsd': '<wsdl:definitions xmlns:wsdl="urn:w"/>' },
      [
        'error hoofd.xsd:1 wsdl:definitions: Dit is geen XML Schema: de root heet wsdl:definitions, en moet schema zijn in de naamruimte http://www.w3.org/2001/XMLSchema.',
      ],
    ],
    [
      'files of other namespaces than what they are brought in as',
      {
        'hoofd.xsd': xsd('<xs:include schemaLocation="b.xsd"/>\n<xs:import namespace="urn:c" schemaLocation="b.xsd"/>'),
        'b.xsd': xsd(A, 'targetNamespace="urn:b"'),
      },
      [
        'error hoofd.xsd:2 b.xsd: ‘b.xsd’ heeft als targetNamespace urn:b; hier wordt geen naamruimte verwacht.',
        'error hoofd.xsd:3 b.xsd: ‘b.xsd’ heeft als targetNamespace urn:b; hier wordt urn:c verwacht.',
      ],
    ],
    [
      'names that nothing bears, in the file that has them',
      {
        'hoofd.xsd': xsd('<xs:include schemaLocation="deel/b.xsd"/>'),
        'deel/b.xsd': xsd(`<xs:element name="a" type="xs:striing"/>
<xs:element name="b"><xs:complexType><xs:sequence>
<xs:element ref="c"/>
<xs:group ref="d"/></xs:sequence>
<xs:attribute ref="e"/>
<xs:attributeGroup ref="f"/></xs:complexType></xs:element>`),
      },
      [
        'error deel/b.xsd:2 xs:striing: Het type xs:striing bestaat niet in het schema. Verbeter de naam, of voeg het bestand toe dat de definitie heeft.',
        'error deel/b.xsd:4 c: Het element c bestaat niet in het schema. Verbeter de naam, of voeg het bestand toe dat de definitie heeft.',
        'error deel/b.xsd:5 d: De groep d bestaat niet in het schema. Verbeter de naam, of voeg het bestand toe dat de definitie heeft.',
        'error deel/b.xsd:6 e: Het attribuut e bestaat niet in het schema. Verbeter de naam, of voeg het bestand toe dat de definitie heeft.',
        'error deel/b.xsd:7 f: De attributengroep f bestaat niet in het schema. Verbeter de naam, of voeg het bestand toe dat de definitie heeft.',
      ],
    ],
    [
      'a namespace used and not imported',
      { 'hoofd.xsd': xsd('<xs:element name="a" type="b:T"/>', 'xmlns:b="urn:b"') },
      [
        'error hoofd.xsd:2 b:T: De naamruimte urn:b wordt gebruikt, maar dit bestand importeert die niet. Voeg een xs:import toe.',
      ],
    ],
    [
      'a name twice',
      { 'hoofd.xsd': xsd(`${A}\n${A}`) },
      ['error hoofd.xsd:3 xs:element: a wordt twee keer gedefinieerd. Verwijder er een.'],
    ],
    [
      'a type made of itself',
      {
        'hoofd.xsd': xsd(
          '<xs:simpleType name="T"><xs:restriction base="U"/></xs:simpleType>\n<xs:simpleType name="U"><xs:restriction base="T"/></xs:simpleType>',
        ),
      },
      ['error hoofd.xsd:2 xs:simpleType: T is gemaakt van zichzelf. Haal de verwijzing in een kring weg.'],
    ],
    [
      'a content model that can be read in two ways',
      {
        'hoofd.xsd': xsd(
          '<xs:complexType name="T"><xs:sequence><xs:element name="x" minOccurs="0"/><xs:element name="x"/></xs:sequence></xs:complexType>',
        ),
      },
      [
        'error hoofd.xsd:2 xs:complexType: Hier kan hetzelfde element op twee plaatsen horen, zodat niet te zeggen is welke regel ervoor geldt (Unique Particle Attribution).',
      ],
    ],
    [
      'a pattern that is none',
      {
        'hoofd.xsd': xsd(
          '<xs:simpleType name="T"><xs:restriction base="xs:string"><xs:pattern value="[0-9"/></xs:restriction></xs:simpleType>',
        ),
      },
      ['error hoofd.xsd:2 [0-9: ‘[0-9’ is geen geldig patroon (reguliere expressie van XML Schema).'],
    ],
    [
      'what libxml2 alone can tell',
      { 'hoofd.xsd': xsd('<xs:elemnt name="a"/>') },
      [
        "error hoofd.xsd:2 xs:elemnt: Dit is geen geldig schema (libxml2: Element 'xs:schema': The content is not valid. Expected is ((include | import | redefine | annotation)*, (((simpleType | complexType | group | attributeGroup) | element | attribute | notation), annotation*)*).)",
      ],
    ],
    [
      'XSD 1.1, whatever else libxml2 makes of it',
      {
        'hoofd.xsd': xsd(
          '<xs:complexType name="T"><xs:sequence/>\n<xs:assert test="true()"/></xs:complexType>\n<xs:element name="a" type="xs:dateTimeStamp"/>',
        ),
      },
      [
        'error hoofd.xsd:3 xs:assert: xs:assert hoort bij XSD 1.1; dat wordt niet gelezen. Gebruik een schema in XSD 1.0, of laat dit weg.',
        'error hoofd.xsd:4 xs:dateTimeStamp: xs:dateTimeStamp hoort bij XSD 1.1; dat wordt niet gelezen. Gebruik een schema in XSD 1.0, of laat dit weg.',
      ],
    ],
  ])('%s', async (_case, texts, problems) => {
    expect(await problemsOf(texts)).toEqual(problems);
  });

  test('in English as well', async () => {
    expect(await problemsOf({ 'hoofd.xsd': xsd('<xs:element name="a" type="T"/>') }, 'en')).toEqual([
      'error hoofd.xsd:2 T: The type T isn’t in the schema. Correct the name, or add the file that defines it.',
    ]);
  });

  test('a type of its own that is called as one of XSD 1.1 is not taken for that', async () => {
    const text = xsd(
      '<xs:element name="a" type="error"/><xs:simpleType name="error"><xs:list itemType="T"/></xs:simpleType>',
    );
    expect((await problemsOf({ 'hoofd.xsd': text }))[0]).toContain('Het type T bestaat niet');
  });

  test('with no end to its files', async () => {
    const texts: Record<string, string> = {};
    for (let i = 0; i < 2_100; i++) texts[`${i}.xsd`] = xsd(`<xs:include schemaLocation="${i + 1}.xsd"/>`);
    expect(await problemsOf(texts)).toEqual([
      'error 0.xsd:1 : Het schema bestaat uit meer dan 2000 bestanden; meer worden er niet gelezen.',
    ]);
  });
});
