import { expect, test } from 'vitest';
import { analyse } from '../../../support/delivery.ts';
import { packOf, xsd } from '../../../support/packs/schema-pack.ts';
import { apply } from '../check-fixes.ts';

const inOrder = (content: string) => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;

test.each<[codes: string[], written: string, fixed: string[]]>([
  [['noord', 'zuiden', 'westen'], 'noort', ['noord']],
  [['noord', 'noorm', 'westen'], 'noort', []],
  [['noord', 'zuiden', 'westen'], 'nooord', []],
  [['noord', 'zuiden', 'westen'], 'oosten', []],
  [['NOORD', 'ZUIDEN', 'WESTEN'], 'noord', ['NOORD']],
  [['a', 'b', 'c'], 'd', []],
])('a code of %j that is written %s', async (codes, written, fixed) => {
  const values = codes.map((code) => `<xs:enumeration value="${code}"/>`).join('');
  const type = `<xs:simpleType><xs:restriction base="xs:string">${values}</xs:restriction></xs:simpleType>`;
  const record = inOrder(`<xs:element name="A">${type}</xs:element>`);
  const records = inOrder(`<xs:element name="R" maxOccurs="unbounded">${record}</xs:element>`);
  const schema = `<xs:element name="L">${inOrder(`<xs:element name="Rs">${records}</xs:element>`)}</xs:element>`;
  const text = (code: string) => `<L><Rs><R><A>${code}</A></R></Rs></L>`;
  const analysis = analyse(text(written), { packs: [await packOf({ 'proef.xsd': xsd(schema) })] });
  const [finding] = analysis.findings();
  const fixes = analysis.fixesOf(finding!).filter(({ edits }) => edits.length > 0);
  const texts = fixes.map(({ edits }) => apply(text(written), edits, (owner) => analysis.startOf(owner)));
  expect(texts).toEqual(fixed.map(text));
});
