import { describe, expect, test } from 'vitest';
import { singleFile } from '../../../../server/src/engine/schema/files/schema-files.ts';
import { readSchema } from '../../../../server/src/engine/schema/model/read-schema.ts';
import type { SchemaModel, TypeModel } from '../../../../server/src/engine/schema/model.ts';
import { packOf, xsd } from '../../../support/packs/schema-pack.ts';

const read = (content: string, attributes?: string): SchemaModel => readSchema(singleFile(xsd(content, attributes)));
/** The type of an element `e` that is declared so. */
const typeOf = (declaration: string, more = ''): TypeModel =>
  read(`<xs:element name="e" ${declaration}</xs:element>${more}`).element(['e'])!.type;
const simple = (restriction: string, more = ''): TypeModel =>
  typeOf(`><xs:simpleType>${restriction}</xs:simpleType>`, more);
/** Children with how often they stand there: `a`, `b?`, `c*`, `d+`, `e{2,3}`. */
function childrenOf(type: TypeModel): string[] {
  return type.children.map(({ name, min, max }) => {
    if (max === Number.POSITIVE_INFINITY) return `${name}${min === 0 ? '*' : min === 1 ? '+' : `{${min},}`}`;
    if (max === 1 && min <= 1) return min === 0 ? `${name}?` : name;
    return `${name}{${min},${max}}`;
  });
}
const childrenIn = (content: string, more = '') => {
  const type = typeOf(`><xs:complexType>${content}</xs:complexType>`, more);
  return { children: childrenOf(type), ordered: type.ordered };
};

const el = (name: string, more = '') => `<xs:element name="${name}" ${more}/>`;

describe('what may stand in an element', () => {
  test.each<[string, string, string[], boolean]>([
    [
      'a sequence',
      `<xs:sequence>${el('a')}${el('b', 'minOccurs="0"')}${el('c', 'minOccurs="2" maxOccurs="3"')}</xs:sequence>`,
      ['a', 'b?', 'c{2,3}'],
      true,
    ],
    ['a choice', `<xs:choice>${el('a')}${el('b')}</xs:choice>`, ['a?', 'b?'], false],
    [
      'what all branches of a choice have',
      `<xs:choice><xs:sequence>${el('a')}${el('b')}</xs:sequence><xs:sequence>${el('c')}${el('b', 'maxOccurs="4"')}</xs:sequence></xs:choice>`,
      ['a?', 'b{1,4}', 'c?'],
      false,
    ],
    [
      'a group in a group that may be left out',
      `<xs:sequence>${el('a')}<xs:sequence minOccurs="0">${el('b')}${el('c')}</xs:sequence></xs:sequence>`,
      ['a', 'b?', 'c?'],
      true,
    ],
    [
      'a group that is repeated',
      `<xs:sequence>${el('a')}<xs:sequence minOccurs="0" maxOccurs="unbounded">${el('b')}${el('c')}</xs:sequence></xs:sequence>`,
      ['a', 'b*', 'c*'],
      false,
    ],
    ['all', `<xs:all>${el('a')}${el('b', 'minOccurs="0"')}</xs:all>`, ['a', 'b?'], false],
    [
      'an element at two places',
      `<xs:sequence>${el('a', 'type="xs:string"')}${el('b')}${el('a', 'type="xs:string" minOccurs="0"')}</xs:sequence>`,
      ['a{1,2}', 'b'],
      false,
    ],
    ['a wildcard', `<xs:sequence>${el('a')}<xs:any namespace="##other"/></xs:sequence>`, ['a'], false],
  ])('%s', (_case, content, children, ordered) => {
    expect(childrenIn(content)).toEqual({ children, ordered });
  });

  test('named groups, as often as they are referred to', () => {
    const groups = `<xs:group name="g"><xs:sequence>${el('a')}<xs:group ref="h"/></xs:sequence></xs:group><xs:group name="h"><xs:choice>${el('b')}${el('c')}</xs:choice></xs:group>`;
    expect(childrenIn('<xs:group ref="g" minOccurs="2" maxOccurs="2"/>', groups).children).toEqual([
      'a{2,2}',
      'b{0,2}',
      'c{0,2}',
    ]);
  });

  test('what an extension adds to, and a restriction leaves of, its base', () => {
    const base = `<xs:complexType name="B"><xs:sequence>${el('a')}${el('b', 'minOccurs="0"')}</xs:sequence><xs:attribute name="x" use="required"/><xs:attribute name="y"/></xs:complexType>`;
    const derived = (how: string, content: string) =>
      typeOf(
        `><xs:complexType><xs:complexContent><xs:${how} base="B">${content}</xs:${how}></xs:complexContent></xs:complexType>`,
        base,
      );
    const extended = derived('extension', `<xs:sequence>${el('c')}</xs:sequence><xs:attribute name="z"/>`);
    expect(childrenOf(extended)).toEqual(['a', 'b?', 'c']);
    expect(extended.attributes.map(({ name, required }) => [name, required])).toEqual([
      ['x', true],
      ['y', false],
      ['z', false],
    ]);
    const restricted = derived(
      'restriction',
      `<xs:sequence>${el('a')}</xs:sequence><xs:attribute name="y" use="prohibited"/>`,
    );
    expect(childrenOf(restricted)).toEqual(['a']);
    expect(restricted.attributes.map(({ name, required }) => [name, required])).toEqual([['x', true]]);
  });

  test('the members of a substitution group, those that are abstract left out', () => {
    const globals =
      '<xs:element name="kop" abstract="true" type="xs:date"/><xs:element name="een" substitutionGroup="kop"/><xs:element name="tussen" abstract="true" substitutionGroup="kop"/><xs:element name="twee" substitutionGroup="tussen"/>';
    const type = typeOf(
      '><xs:complexType><xs:sequence><xs:element ref="kop" maxOccurs="unbounded"/></xs:sequence></xs:complexType>',
      globals,
    );
    expect(childrenOf(type)).toEqual(['een*', 'twee*']);
    // Without a type of their own they have that of the element that they stand for.
    expect(type.children.map(({ type: { base } }) => base)).toEqual(['date', 'date']);
  });

  test('nothing else than the element itself, where it may not be substituted', () => {
    const globals = '<xs:element name="kop" block="substitution"/><xs:element name="een" substitutionGroup="kop"/>';
    expect(childrenIn('<xs:sequence><xs:element ref="kop"/></xs:sequence>', globals).children).toEqual(['kop']);
  });

  test('itself, as deep as one asks', () => {
    const model = read(
      `<xs:element name="a" type="T"/><xs:complexType name="T"><xs:sequence>${el('a', 'type="T" minOccurs="0"')}</xs:sequence></xs:complexType>`,
    );
    expect(model.element(['a', 'a', 'a', 'a'])?.type.name).toBe('T');
    expect(model.element(['a', 'b'])).toBeUndefined();
  });

  test('what a wildcard lets in, where no other element can be meant', async () => {
    const { model } = await packOf({
      'hoofd.xsd': xsd(
        '<xs:import namespace="urn:b" schemaLocation="b.xsd"/><xs:element name="a"><xs:complexType><xs:sequence><xs:any namespace="urn:b"/></xs:sequence></xs:complexType></xs:element>',
      ),
      'b.xsd': xsd('<xs:element name="dag" type="xs:date"/>', 'targetNamespace="urn:b"'),
    });
    expect(model.element(['a', 'dag'])?.type.base).toBe('date');
    expect(model.element(['a', 'dag'])?.namespace).toBe('urn:b');
    expect(model.element(['a', 'nacht'])).toBeUndefined();
  });
});

describe('attributes', () => {
  test('come from groups of groups, with what is fixed', () => {
    const groups =
      '<xs:attributeGroup name="g"><xs:attribute name="a" use="required" fixed="2"/><xs:attributeGroup ref="h"/></xs:attributeGroup><xs:attributeGroup name="h"><xs:attribute name="b" type="xs:date" default="2025-01-01"/></xs:attributeGroup>';
    const { attributes } = typeOf('><xs:complexType><xs:attributeGroup ref="g"/></xs:complexType>', groups);
    expect(
      attributes.map(({ name, required, fixed, default: own, type }) => [name, required, fixed, own, type.base]),
    ).toEqual([
      ['a', true, '2', undefined, 'anySimpleType'],
      ['b', false, undefined, '2025-01-01', 'date'],
    ]);
  });
});

describe('values', () => {
  const layer = (name: string, base: string, facets: string) =>
    `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;

  test('have of each facet the one in force', () => {
    const layers =
      layer('A', 'xs:string', '<xs:maxLength value="100"/><xs:pattern value="[A-Z]*"/>') +
      layer('B', 'A', '<xs:maxLength value="20"/><xs:pattern value="A.*"/><xs:pattern value="B.*"/>');
    const { base, facets } = simple('<xs:restriction base="B"><xs:maxLength value="2"/></xs:restriction>', layers);
    expect(base).toBe('string');
    expect(facets.map(({ name, alternatives }) => [name, ...alternatives])).toEqual([
      ['pattern', '[A-Z]*'],
      ['pattern', 'A.*', 'B.*'],
      ['maxLength', '2'],
    ]);
  });

  test('have one bound on each side', () => {
    const { facets } = simple(
      '<xs:restriction base="A"><xs:minExclusive value="5"/></xs:restriction>',
      layer('A', 'xs:integer', '<xs:minInclusive value="0"/><xs:maxInclusive value="9"/>'),
    );
    expect(facets.map(({ name, value }) => [name, value])).toEqual([
      ['maxInclusive', '9'],
      ['minExclusive', '5'],
    ]);
  });

  test('are those of the last list of codes, with what it says of them', () => {
    const codes = layer('A', 'xs:string', '<xs:enumeration value="1"/><xs:enumeration value="2"/>');
    const one =
      '<xs:enumeration value="2"><xs:annotation><xs:documentation>  Het\n tweede. </xs:documentation></xs:annotation></xs:enumeration>';
    const { enumerations } = simple(`<xs:restriction base="A">${one}</xs:restriction>`, codes);
    expect(enumerations.map(({ value, documentation }) => [value, documentation])).toEqual([['2', 'Het tweede.']]);
    expect(
      simple('<xs:restriction base="A"><xs:maxLength value="1"/></xs:restriction>', codes).enumerations,
    ).toHaveLength(2);
  });

  test('of a union are those of its members; of one that isn’t listed there are none', () => {
    const codes =
      layer('A', 'xs:string', '<xs:enumeration value="1"/>') + layer('B', 'xs:string', '<xs:enumeration value="2"/>');
    const closed = simple('<xs:union memberTypes="A B"/>', codes);
    expect([closed.base, closed.enumerations.map(({ value }) => value)]).toEqual(['string', ['1', '2']]);
    const open = simple('<xs:union memberTypes="xs:date A"/>', codes);
    expect([open.base, open.enumerations, open.members.map(({ base }) => base)]).toEqual([
      'anySimpleType',
      [],
      ['date', 'string'],
    ]);
  });

  test('of a list are not those of its items', () => {
    const { base, enumerations, item } = simple(
      '<xs:list itemType="A"/>',
      layer('A', 'xs:string', '<xs:enumeration value="1"/>'),
    );
    expect([base, enumerations, item?.enumerations.map(({ value }) => value)]).toEqual(['anySimpleType', [], ['1']]);
  });

  test('of an element with attributes are those of its content', () => {
    const { base, facets, attributes } = typeOf(
      '><xs:complexType><xs:simpleContent><xs:restriction base="B"><xs:maxInclusive value="9"/></xs:restriction></xs:simpleContent></xs:complexType>',
      '<xs:complexType name="B"><xs:simpleContent><xs:extension base="xs:integer"><xs:attribute name="x"/></xs:extension></xs:simpleContent></xs:complexType>',
    );
    expect([base, facets.map(({ value }) => value), attributes.map(({ name }) => name)]).toEqual([
      'integer',
      ['9'],
      ['x'],
    ]);
  });

  test('may be nil, fixed or have a default', () => {
    const { children } = typeOf(
      `><xs:complexType><xs:sequence>${el('a', 'nillable="true"')}${el('b', 'fixed="1"')}${el('c', 'default=" x "')}</xs:sequence></xs:complexType>`,
    );
    expect(children.map(({ isNillable, fixed, default: own }) => [isNillable, fixed, own])).toEqual([
      [true, undefined, undefined],
      [false, '1', undefined],
      [false, undefined, ' x '],
    ]);
  });
});

describe('names', () => {
  test('of types are looked up with their namespaces: one’s own may be called as a built-in one', () => {
    const type = typeOf(
      'type="date">',
      '<xs:simpleType name="date"><xs:restriction base="xs:date"><xs:minInclusive value="1990-01-01"/></xs:restriction></xs:simpleType>',
    );
    expect([type.name, type.base, type.facets.map(({ value }) => value)]).toEqual(['date', 'date', ['1990-01-01']]);
  });

  test('without a prefix are in the default namespace', () => {
    const own = read(
      '<xs:element name="e" type="string"/><xs:simpleType name="string"><xs:list itemType="xs:int"/></xs:simpleType>',
      'targetNamespace="urn:a" xmlns="urn:a"',
    );
    expect(own.element(['e'])?.type.item?.base).toBe('int');
  });

  test('of elements below are in a namespace where the schema says so', () => {
    const content = `<xs:element name="e"><xs:complexType><xs:sequence>${el('a')}${el('b', 'form="qualified"')}</xs:sequence></xs:complexType></xs:element>`;
    const of = (attributes: string) =>
      read(content, `targetNamespace="urn:a" ${attributes}`)
        .element(['e'])!
        .type.children.map(({ namespace }) => namespace);
    expect(of('')).toEqual(['', 'urn:a']);
    expect(of('elementFormDefault="qualified"')).toEqual(['urn:a', 'urn:a']);
  });

  test('of an included file without a namespace are in that of each that includes it', async () => {
    const { model } = await packOf({
      'hoofd.xsd': xsd(
        '<xs:include schemaLocation="k.xsd"/><xs:import namespace="urn:b" schemaLocation="b.xsd"/><xs:element name="e" type="T"/>',
        'targetNamespace="urn:a" xmlns="urn:a"',
      ),
      'b.xsd': xsd('<xs:include schemaLocation="k.xsd"/>', 'targetNamespace="urn:b"'),
      'k.xsd': xsd(
        '<xs:complexType name="T"><xs:sequence><xs:element name="x" type="U"/></xs:sequence></xs:complexType><xs:simpleType name="U"><xs:restriction base="xs:int"/></xs:simpleType>',
      ),
    });
    expect(model.element(['e', 'x'])?.type.base).toBe('int');
    expect(model.element(['e', 'x'])?.place.file).toBe('k.xsd');
  });
});

describe('a redefinition', () => {
  test('is in force everywhere, and means what it redefines by its own name', async () => {
    const { model } = await packOf({
      'hoofd.xsd': xsd(
        `<xs:redefine schemaLocation="t.xsd">
          <xs:complexType name="R"><xs:complexContent><xs:extension base="R"><xs:sequence>${el('erbij')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>
          <xs:simpleType name="S"><xs:restriction base="S"><xs:enumeration value="1"/></xs:restriction></xs:simpleType>
          <xs:group name="G"><xs:sequence><xs:group ref="G"/>${el('achter')}</xs:sequence></xs:group>
        </xs:redefine><xs:element name="e" type="R"/>`,
      ),
      't.xsd': xsd(
        `<xs:complexType name="R"><xs:sequence><xs:element name="soort" type="S"/><xs:group ref="G"/></xs:sequence></xs:complexType>
        <xs:simpleType name="S"><xs:restriction base="xs:string"><xs:enumeration value="1"/><xs:enumeration value="2"/></xs:restriction></xs:simpleType>
        <xs:group name="G"><xs:sequence>${el('voor')}</xs:sequence></xs:group>`,
      ),
    });
    expect(childrenOf(model.element(['e'])!.type)).toEqual(['soort', 'voor', 'achter', 'erbij']);
    expect(model.element(['e', 'soort'])?.type.enumerations.map(({ value }) => value)).toEqual(['1']);
  });
});

describe('types that an element may have instead of its own', () => {
  const model = read(
    `<xs:element name="e" type="B"/><xs:complexType name="B" abstract="true"><xs:sequence>${el('a')}</xs:sequence></xs:complexType>
    <xs:complexType name="C"><xs:complexContent><xs:extension base="B"><xs:sequence>${el('c', 'type="xs:date"')}</xs:sequence></xs:extension></xs:complexContent></xs:complexType>
    <xs:complexType name="D"><xs:complexContent><xs:restriction base="C"><xs:sequence>${el('a')}${el('c', 'type="xs:date"')}</xs:sequence></xs:restriction></xs:complexContent></xs:complexType>
    <xs:complexType name="Ander"/>`,
  );

  test('are those derived from it', () => {
    const element = model.element(['e'])!;
    expect(model.typesFor(element.type).map(({ name }) => name)).toEqual(['C', 'D']);
    expect(model.typed(element, 'p:C')?.type.children.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(model.typed(element, 'Ander')).toBeUndefined();
    expect(model.typed(element, 'C')?.name).toBe('e');
  });
});

describe('whatever there is', () => {
  test.each<[string, string]>([
    [
      'types made of each other',
      '<xs:element name="e" type="A"/><xs:simpleType name="A"><xs:restriction base="B"/></xs:simpleType><xs:simpleType name="B"><xs:restriction base="A"/></xs:simpleType>',
    ],
    [
      'groups made of each other',
      '<xs:element name="e"><xs:complexType><xs:group ref="g"/></xs:complexType></xs:element><xs:group name="g"><xs:sequence><xs:group ref="g"/></xs:sequence></xs:group>',
    ],
    ['an element that stands for itself', '<xs:element name="e" substitutionGroup="e"/>'],
    [
      'attribute groups made of each other',
      '<xs:element name="e"><xs:complexType><xs:attributeGroup ref="g"/></xs:complexType></xs:element><xs:attributeGroup name="g"><xs:attributeGroup ref="g"/></xs:attributeGroup>',
    ],
    [
      'names that nothing bears',
      '<xs:element name="e"><xs:complexType><xs:sequence><xs:element ref="f"/><xs:group ref="g"/><xs:element name="x" type="T"/></xs:sequence><xs:attribute ref="a"/><xs:attributeGroup ref="b"/></xs:complexType></xs:element>',
    ],
    ['no XML', '<xs:element name="e">'],
    [
      'an element without a name',
      '<xs:element/><xs:element name="e"><xs:complexType><xs:sequence><xs:element/></xs:sequence></xs:complexType></xs:element>',
    ],
  ])('there is no exception: %s', (_case, content) => {
    const model = read(content);
    for (const root of model.roots) {
      expect(root.type.children.map(({ type }) => type.base)).toBeInstanceOf(Array);
      expect(root.type.attributes).toBeInstanceOf(Array);
      expect(model.comparesWithin([root.name])).toBe(false);
    }
  });

  test('deep chains and groups of groups of groups', () => {
    const chain = Array.from(
      { length: 2_000 },
      (_, i) => `<xs:simpleType name="T${i + 1}"><xs:restriction base="T${i}"/></xs:simpleType>`,
    ).join('');
    const doubling = Array.from(
      { length: 40 },
      (_, i) =>
        `<xs:group name="g${i + 1}"><xs:sequence><xs:group ref="g${i}"/><xs:group ref="g${i}"/></xs:sequence></xs:group>`,
    ).join('');
    const model = read(
      `<xs:element name="e"><xs:complexType><xs:group ref="g40"/></xs:complexType></xs:element><xs:group name="g0"><xs:sequence>${el('x', 'type="T2000"')}</xs:sequence></xs:group>
      <xs:simpleType name="T0"><xs:restriction base="xs:string"/></xs:simpleType>${chain}${doubling}`,
    );
    expect(model.element(['e'])!.type.children.map(({ name, min }) => [name, min])).toEqual([['x', 2 ** 40]]);
    expect(model.element(['e', 'x'])!.type.name).toBe('T2000');
  });
});
