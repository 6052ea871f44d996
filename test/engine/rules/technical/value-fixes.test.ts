import { expect, test } from 'vitest';
import { analyse } from '../../../support/delivery.ts';
import { packOf, restricted, xsd } from '../../../support/packs/schema-pack.ts';
import { apply } from '../check-fixes.ts';

const inOrder = (content: string) => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;

test.each<[codes: string[], written: string, fixed: string[]]>([
  [['noord', 'zuiden', 'westen'], 'noort', ['noord']],
  [['noord', 'noorm', 'westen'], 'noort', []],
  [['noord', 'zuiden', 'westen'], 'nooord', []],
  [['noord', 'zuiden', 'westen'], 'oosten', []],
  [['NOORD', 'ZUIDEN', 'WESTEN'], 'noord', ['NOORD']],
  [['a', 'b', 'c'], 'd', []],
  // Of two positions a digit is half of the code.
  [['ab', 'xy', 'vw'], 'ac', []],
  [['abc', 'xyz', 'uvw'], 'abd', ['abc']],
])('a code of %j that is written %s', async (codes, written, fixed) => {
  expect(
    await fixedTexts(restricted('string', ...codes.map((code) => ['enumeration', code] as const)), written),
  ).toEqual(fixed);
});

test.each<[base: string, written: string, fixed: string[]]>([
  ['decimal', '12,5', ['12.5']],
  ['decimal', ' 12,50 % ', ['12.50']],
  ['decimal', '-60%', ['-60']],
  ['integer', '60,0', ['60']],
  ['integer', '60,5', []],
  ['integer', 'zestig', []],
  ['decimal', '1.234,5', []],
])('a number of the type %s that is written %j', async (base, written, fixed) => {
  expect(await fixedTexts(restricted(base), written)).toEqual(fixed);
});

/** What a value becomes by each of its fixes. */
async function fixedTexts(type: string, written: string): Promise<string[]> {
  const record = inOrder(`<xs:element name="A">${type}</xs:element>`);
  const records = inOrder(`<xs:element name="R" maxOccurs="unbounded">${record}</xs:element>`);
  const schema = `<xs:element name="L">${inOrder(`<xs:element name="Rs">${records}</xs:element>`)}</xs:element>`;
  const text = (value: string) => `<L><Rs><R><A>${value}</A></R></Rs></L>`;
  const analysis = analyse(text(written), { packs: [await packOf({ 'proef.xsd': xsd(schema) })] });
  const [finding] = analysis.findings();
  const fixes = analysis.fixesOf(finding!).filter(({ edits }) => edits.length > 0);
  const texts = fixes.map(({ edits }) => apply(text(written), edits, (owner) => analysis.startOf(owner)));
  return texts.map((fixed) => /<A>(.*)<\/A>/.exec(fixed)![1]!);
}
