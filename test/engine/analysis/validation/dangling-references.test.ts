import { expect, test } from 'vitest';
import { analyseWith } from '../../../support/packs/findings-in.ts';
import { packOf, xsd } from '../../../support/packs/schema-pack.ts';

const REFERRING = '<xs:attribute name="nr"/><xs:attribute name="bij"/>';
const KEYS = (selector: string, key: string) =>
  `<xs:key name="k"><xs:selector xpath="${selector}"/><xs:field xpath="${key}"/></xs:key>
  <xs:keyref name="v" refer="k"><xs:selector xpath="${selector}"/><xs:field xpath="@bij"/></xs:keyref>`;
/** What a file is: a header, records, and something behind them. */
const schema = (ofRecord: string, ofFile = '') =>
  xsd(`<xs:element name="L"><xs:complexType><xs:sequence>
    <xs:element name="Kop" type="Wijst"/>
    <xs:element name="Rs"><xs:complexType><xs:sequence>
      <xs:element name="R" minOccurs="0" maxOccurs="unbounded">
        <xs:complexType><xs:sequence><xs:element name="I" type="Wijst" maxOccurs="unbounded"/></xs:sequence>${REFERRING}</xs:complexType>
        ${ofRecord}
      </xs:element>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Slot" type="Wijst" minOccurs="0"/>
  </xs:sequence></xs:complexType>${ofFile}</xs:element>
  <xs:complexType name="Wijst">${REFERRING}</xs:complexType>`);

const WITHIN_RECORDS = schema(KEYS('I', '@nr'));
const OVER_RECORDS = schema('', KEYS('Kop|Rs/R|Slot', '@nr'));
const OF_NUMBERS = OVER_RECORDS.replaceAll('name="bij"', 'name="bij" type="xs:integer"').replaceAll(
  'name="nr"',
  'name="nr" type="xs:integer"',
);

test.each([
  ['one within a record', WITHIN_RECORDS, '<Kop/><Rs><R><I nr="1"/><⟦I⟧ nr="2" bij="9"/></R></Rs>'],
  [
    'several alike within records, each at its own place',
    WITHIN_RECORDS,
    '<Kop/><Rs><R><I nr="1"/><⟦I⟧ nr="2" bij="9"/><⟦I⟧ nr="3" bij="9"/></R><R><I nr="7"/><I nr="8" bij="7"/></R><R><I nr="1"/><⟦I⟧ nr="2" bij="9"/></R></Rs>',
  ],
  [
    'of a record among others',
    OVER_RECORDS,
    '<Kop nr="1"/><Rs><R nr="2" bij="1"><I/></R><⟦R⟧ nr="3" bij="9"><I/></R></Rs>',
  ],
  ['in the header', OVER_RECORDS, '<⟦Kop⟧ nr="1" bij="9"/><Rs><R nr="9x"><I/></R></Rs>'],
  ['behind the records', OVER_RECORDS, '<Kop nr="1"/><Rs><R nr="2"><I/></R></Rs><⟦Slot⟧ nr="3" bij="9"/>'],
  [
    'in all of them',
    OVER_RECORDS,
    '<⟦Kop⟧ nr="1" bij="9"/><Rs><⟦R⟧ nr="2" bij="9"><I/></R></Rs><⟦Slot⟧ nr="3" bij="8"/>',
  ],
  ['without a record', OVER_RECORDS, '<⟦Kop⟧ nr="1" bij="9"/><Rs/>'],
  // libxml2 tells the number: of those that are written otherwise, the first of the name.
  ['to a number that is written otherwise', OF_NUMBERS, '<Kop nr="1"/><Rs><⟦R⟧ nr="2" bij="007"><I/></R></Rs>'],
])('a reference to nothing is told of once, where it stands: %s', async (_where, xsdText, marked) => {
  const pack = await packOf({ 'hoofd.xsd': xsdText });
  const content = `<L>${marked}</L>`;
  const text = content.replace(/[⟦⟧]/g, '');
  const analysis = analyseWith(pack, text);
  const places = Array.from(analysis.findings(), ({ code, owner, range }) => {
    expect(code).toBe('SRG-T002');
    return analysis.startOf(owner) + range.start;
  });
  const expected = [...content.matchAll(/⟦/g)].map(({ index }, before) => index - 2 * before);
  expect(places.sort((a, b) => a - b)).toEqual(expected);
});
