import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { singleFile } from '../../../../server/src/engine/schema/files/schema-files.ts';
import { readSchema } from '../../../../server/src/engine/schema/model/read-schema.ts';
import type { ElementModel } from '../../../../server/src/engine/schema/model.ts';

const XSD = readFileSync('schemas/srg-regeling-2026/srg.xsd', 'utf8');

/** Every name and value with the text at its place. */
function* places(xsd: string): Generator<[expected: string, found: string]> {
  const at = ({ start, end }: { start: number; end: number }) => xsd.slice(start, end);
  function* below(element: ElementModel): Generator<[string, string]> {
    yield [element.name, at(element.place)];
    for (const attribute of element.type.attributes) yield [attribute.name, at(attribute.place)];
    for (const { value, place } of element.type.enumerations) yield [value, at(place)];
    for (const child of element.type.children) yield* below(child);
  }
  for (const root of readSchema(singleFile(xsd)).roots) yield* below(root);
}

describe('places in the XSD', () => {
  test.each([
    ['the one that ships', XSD],
    ['with CR LF', XSD.replace(/\n/g, '\r\n')],
    ['on one line', XSD.replace(/<!--[\s\S]*?-->/g, '').replace(/\s+/g, ' ')],
  ])('%s', (_name, xsd) => {
    const found = [...places(xsd)];
    expect(found.length).toBeGreaterThan(40);
    expect(found.map(([, text]) => text)).toEqual(found.map(([name]) => name));
  });

  test('of what is referred to: the declaration, not the reference', () => {
    const xsd = `<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>
      <xs:element name = 'a'><xs:complexType><xs:sequence><xs:element ref="b"/></xs:sequence>
        <xs:attribute ref="c"/></xs:complexType></xs:element>
      <xs:element type="xs:string"
        name='b'/> <xs:attribute name="c" type="xs:string"/></xs:schema>`;
    // The last one is the declaration as a root of its own.
    expect([...places(xsd)]).toEqual([
      ['a', 'a'],
      ['c', 'c'],
      ['b', 'b'],
      ['b', 'b'],
    ]);
    expect(readSchema(singleFile(xsd)).element(['a', 'b'])!.place.start).toBe(xsd.indexOf("'b'") + 1);
  });
});
