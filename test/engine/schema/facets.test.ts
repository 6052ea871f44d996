import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { afterAll, describe, expect, test } from 'vitest';
import { meetsFacets } from '../../../server/src/engine/schema/facets.ts';
import type { TypeModel } from '../../../server/src/engine/schema/model.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { analyse } from '../../support/delivery.ts';

const BASES = [
  ...[
    'string',
    'token',
    'boolean',
    'decimal',
    'integer',
    'positiveInteger',
    'nonNegativeInteger',
    'long',
    'int',
    'byte',
  ],
  ...['float', 'double', 'date', 'dateTime', 'time', 'gYear', 'gYearMonth', 'gMonth', 'gMonthDay', 'gDay', 'anyURI'],
];
const VALUES = [
  ...['true', 'false', '1', '0', 'tr', 'True', 'ja', '-1', '+7', '1.5', '.5', '5.', '1,5', '1e3', 'INF', '-INF', 'NaN'],
  ...['2025-03-01', '2025-03-01Z', '2025-03-01+01:00', '2025-3-1', '20250301', '-0044-03-15', '12025-03-01', '2025'],
  ...['2025-03-01T10:00:00', '2025-03-01T10:00:00.5Z', '2025-03-01T10:00', '10:00:00', '10:00', '2025-03', '--03'],
  ...['--03-01', '---01', '2025-13', 'http://x', 'een twee', '2025Z'],
];
const elements = BASES.map((base) => `<xs:element name="${base}" type="xs:${base}"/>`).join('');
const xsd = XmlDocument.fromString(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${elements}</xs:schema>`);
const validator = XsdValidator.fromDoc(xsd);
afterAll(() => {
  validator.dispose();
  xsd.dispose();
});

function isValid(base: string, value: string): boolean {
  const document = XmlDocument.fromString(`<${base}>${value}</${base}>`);
  try {
    validator.validate(document);
    return true;
  } catch {
    return false;
  } finally {
    document.dispose();
  }
}

const typeOf = (base: string) => ({ base, enumerations: [], facets: [] }) as unknown as TypeModel;

describe('what a built-in type takes by its form', () => {
  test.each(BASES)('%s', (base) => {
    const taken = VALUES.filter((value) => meetsFacets(value, typeOf(base)));
    // A form is less than a type: it has days that no calendar has, and numbers that are too large.
    expect(VALUES.filter((value) => isValid(base, value) && !taken.includes(value))).toEqual([]);
    const isText = ['string', 'token', 'anyURI'].includes(base);
    expect(taken.includes('een twee')).toBe(isText);
    expect(taken.includes('tr')).toBe(isText);
  });
});

test.each([
  ['tr ', []],
  ['ja', []],
  ['true\u00a0', ['true']],
])('what is no boolean without the space around it is no fix: %j', (value, fixed) => {
  const text = attributeDelivery(
    `<l:Persoon bsn="950204869"><l:Dienst soort="B" begin="2025-03-01"><l:Loopt>${value}</l:Loopt></l:Dienst></l:Persoon>`,
  );
  const analysis = analyse(text, { packs: [attributePack] });
  const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-T002');
  expect(analysis.fixesOf(finding!).map(({ edits }) => edits.map(({ newText }) => newText).join(''))).toEqual(fixed);
});
