import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import xpath from 'xpath';
import {
  type CodeFile,
  type CombinationFile,
  type GemeenteFile,
  HEADER_CONCEPTS,
  type PackManifest,
  RECORD_CONCEPTS,
} from '../../server/src/engine/packs/pack.ts';

const PACK = new URL('../../schemas/srg-2023-reconstructie/', import.meta.url);
const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';

const read = (name: string): string => readFileSync(new URL(name, PACK), 'utf8');

const pack: PackManifest = JSON.parse(read('pack.json'));
const codes: CodeFile = JSON.parse(read(pack.codes!));
const combinations: CombinationFile = JSON.parse(read(pack.combinations!));
const gemeenten: GemeenteFile = JSON.parse(read(pack.gemeenten!));
const xsd = new DOMParser().parseFromString(read(pack.schema), 'text/xml') as unknown as Node;

const evaluate = xpath.useNamespaces({ xs: XSD_NAMESPACE, xml: 'http://www.w3.org/XML/1998/namespace' });
const select = (expression: string, from: Node = xsd): Element[] => evaluate(expression, from) as unknown as Element[];
const attribute = (element: Element | undefined, name: string): string => element?.getAttribute(name) ?? '';

/** The Dutch documentation of a component, on one line; empty where it has none. */
const documentation = (component: Element): string =>
  select('xs:annotation/xs:documentation[@xml:lang="nl"]', component)
    .map((element) => element.textContent ?? '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether a path of local names, the root first, leads to an element that the XSD declares. */
const declares = (path: string): boolean => {
  const [root, ...steps] = path.split('/');
  let declared = select(`/xs:schema/xs:element[@name="${root}"]`)[0];
  for (const step of steps) {
    const type = attribute(declared, 'type');
    declared = select(`/xs:schema/xs:complexType[@name="${type}"]/xs:sequence/xs:element[@name="${step}"]`)[0];
  }
  return declared !== undefined;
};

/** The type name that the XSD gives the element at the path. */
const typeAt = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const types = select(`//xs:element[@name="${name}"]`).map((element) => attribute(element, 'type'));
  expect(types).toHaveLength(1);
  return types[0]!;
};

const conceptPaths = Object.entries(pack.concepts).map(([concept, place]) => ({
  concept,
  list: place.list,
  path: (HEADER_CONCEPTS as readonly string[]).includes(concept) ? place.path : `${pack.record}/${place.path}`,
}));
const codesOf = (list: string): string[] => codes.lists[list]!.codes.map(({ code }) => code);

describe('pack.json', () => {
  test('agrees with the XSD on the namespace, the root and the record', () => {
    expect(attribute(select('/xs:schema')[0], 'targetNamespace')).toBe(pack.namespace);
    expect(select('/xs:schema/xs:element').map((element) => attribute(element, 'name'))).toEqual([pack.root]);
    expect(declares(pack.record)).toBe(true);
  });

  test('maps concepts alone', () => {
    const known: readonly string[] = [...HEADER_CONCEPTS, ...RECORD_CONCEPTS];
    expect(Object.keys(pack.concepts).filter((concept) => !known.includes(concept))).toEqual([]);
  });

  test.each(conceptPaths)('has a place in the XSD for $concept', ({ path }) => {
    expect(declares(path)).toBe(true);
  });

  test.each(conceptPaths.filter(({ list }) => list !== undefined))('has a list for $concept', ({ list, path }) => {
    expect(codes.lists[list!]?.type).toBe(typeAt(path));
  });

  test('gives meanings to codes that exist', () => {
    const { onderWml, conversie, ...types } = pack.meanings;
    expect(codesOf('arbeidsvermogen')).toContain(onderWml);
    expect(codesOf('soortLevering')).toEqual(expect.arrayContaining([...conversie!]));
    expect(codesOf('typeVoorziening')).toEqual(expect.arrayContaining(Object.values(types).flat()));
  });
});

describe('srg.xsd', () => {
  const components = select('//xs:element | //xs:complexType | //xs:simpleType | //xs:enumeration').map(
    (component) => ({
      component,
      name: `${component.localName} ${attribute(component, 'name') || attribute(component, 'value')}`,
    }),
  );

  test('has components', () => {
    expect(components.length).toBeGreaterThan(60);
  });

  test.each(components)('documents $name in Dutch, with its provenance', ({ component }) => {
    expect(documentation(component)).toMatch(/^.{15,} Herkomst: .*\[(slides|cbs|wet|recon)\].*\.$/);
  });

  test('says that it is a reconstruction', () => {
    expect(documentation(select('/xs:schema')[0]!)).toContain('niet de officiële XSD');
  });
});

describe.each(Object.entries(codes.lists))('codes.json, %s', (_, list) => {
  const enumerations = select(`//xs:simpleType[@name="${list.type}"]/xs:restriction/xs:enumeration`);

  test('has the codes of the XSD in the same order', () => {
    expect(list.codes.map(({ code }) => code)).toEqual(enumerations.map((element) => attribute(element, 'value')));
  });

  test.each(list.codes)('has the label and description of $code as the XSD tells them', (code) => {
    const enumeration = enumerations.find((element) => attribute(element, 'value') === code.code)!;
    expect(documentation(enumeration).startsWith(`${code.label}. `)).toBe(true);
    expect(documentation(enumeration)).toContain(code.description);
  });

  test.each(list.codes)('marks $code as a reconstruction exactly where the XSD does', (code) => {
    const enumeration = enumerations.find((element) => attribute(element, 'value') === code.code)!;
    const reconstructed = code.provenance.label === 'recon' || code.provenance.code === 'recon';
    expect(documentation(enumeration).includes('[recon]')).toBe(reconstructed);
  });
});

describe('combinations.json', () => {
  const pairs = combinations.combinations.map(({ types }) => types);

  test('names types that exist', () => {
    expect(codesOf('typeVoorziening')).toEqual(expect.arrayContaining(pairs.flat()));
  });

  test('has the pairs that are known not to go together, each once, lowest code first', () => {
    const known = [
      ...['10 10', '10 11', '10 12', '11 12', '10 22', '11 22', '12 22', '10 23', '11 23', '12 23'],
      ...['10 20', '11 20', '12 20', '20 21', '21 22', '21 23', '23 23'],
    ];
    expect(pairs.map((pair) => pair.join(' '))).toEqual(known);
  });

  test('says of each row that it is a reconstruction', () => {
    expect(combinations.combinations.map(({ provenance }) => provenance)).toEqual(pairs.map(() => 'recon'));
  });

  test('gives a reason in both languages', () => {
    for (const { reason } of combinations.combinations) {
      expect(reason).toEqual({ nl: expect.stringMatching(/\.$/), en: expect.stringMatching(/\.$/) });
    }
  });
});

test('gemeenten.json has 342 unique codes of four digits', () => {
  const unique = new Set(gemeenten.gemeenten.map(({ code }) => code));
  expect(gemeenten.gemeenten).toHaveLength(342);
  expect(unique.size).toBe(342);
  expect([...unique].filter((code) => !/^[0-9]{4}$/.test(code))).toEqual([]);
});
