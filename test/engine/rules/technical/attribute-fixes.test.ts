import { expect, test } from 'vitest';
import { loadPack } from '../../../../server/src/engine/packs/load-pack.ts';
import { typeAt } from '../../../../server/src/engine/rules/technical/type-at.ts';
import { analyse } from '../../../support/delivery.ts';
import { packOf, xsd } from '../../../support/packs/schema-pack.ts';
import { readSmall, smallFiles } from '../../../support/packs/small-pack.ts';
import { apply } from '../check-fixes.ts';

const inOrder = (content: string) => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;
const attribute = (name: string) => `<xs:attribute name="${name}" type="xs:string"/>`;
const record = `<xs:complexType><xs:sequence><xs:element name="A" type="xs:string" minOccurs="0"/></xs:sequence>${['a', 'b', 'c'].map(attribute).join('')}<xs:attribute name="soort" type="xs:string" use="required"/></xs:complexType>`;
const records = inOrder(`<xs:element name="R" minOccurs="0" maxOccurs="unbounded">${record}</xs:element>`);
const PACK = await packOf({
  'proef.xsd': xsd(`<xs:element name="L">${inOrder(`<xs:element name="Rs">${records}</xs:element>`)}</xs:element>`),
});

test.each<[text: string, after: string[]]>([
  ['<R><soort>x</soort></R>', ['<R soort="x"></R>']],
  ['<R a="1"><soort>x</soort></R>', ['<R a="1" soort="x"></R>']],
  ['<R a="1" b="2"><soort> x "y" </soort></R>', ['<R a="1" b="2" soort="x &quot;y&quot;"></R>']],
  ['<R a="1" b="2" c="3" ><soort>x</soort><A/></R>', ['<R a="1" b="2" c="3" soort="x" ><A/></R>']],
  // What is more than a value would be lost.
  ['<R><soort a="1">x</soort></R>', []],
  ['<R><soort>x<!-- zo --></soort></R>', []],
])('an element that ought to be an attribute: %s', (one, after) => {
  const whole = (text: string) => `<L><Rs>${text}</Rs></L>`;
  const options = { packs: [PACK] };
  const analysis = analyse(whole(one), options);
  const finding = [...analysis.findings()].find(
    ({ message: { key } }) => key === 'SRG-T002.unexpectedElement.attribute',
  );
  const fixes = analysis.fixesOf(finding!).filter(({ title }) => title.key === 'fix.toAttribute');
  const texts = fixes.map(({ edits }) => apply(whole(one), edits, (owner) => analysis.startOf(owner)));
  expect(texts).toEqual(after.map(whole));
  expect(fixes.map(({ preferred }) => preferred)).toEqual(after.map(() => true));
  for (const text of texts) expect([...analyse(text, options).findings()]).toEqual([]);
});

test.each<[path: readonly string[], base: string | undefined]>([
  [['L', 'Ps', 'P', 'R', '@nr'], 'string'],
  [['L', 'Ps', 'P', 'R', 'Van'], 'date'],
  [['L', 'Ps', 'P', 'R', '@Van'], undefined],
  [['L', 'Ps', 'P', '@nr'], undefined],
  [['L', 'Ps', 'P', 'Weg', '@nr'], undefined],
  [[], undefined],
])('the type at %j', async (path, base) => {
  expect(typeAt(await loadPack('klein', readSmall(smallFiles())), path)?.base).toBe(base);
});
