import { describe, expect, test } from 'vitest';
import { copyWith, freshNumber, insertBehind } from '../../../../server/src/engine/rules/fixes/copy-record.ts';
import { applyEdits, shift } from '../../../../server/src/engine/text/text-range.ts';
import { analyse, BSN, delivery, record } from '../../../support/delivery.ts';
import { packOf, xsd } from '../../../support/packs/schema-pack.ts';

/** The number that is given to a copy of the first record, in a format where numbers are of a type. */
async function freshAmong(facets: string, numbers: readonly string[], concepts = { registratienummer: '/L/Rs/R/N' }) {
  const inOrder = (content: string) => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;
  const number = `<xs:simpleType><xs:restriction base="xs:string">${facets}</xs:restriction></xs:simpleType>`;
  const one = `<xs:element name="R" maxOccurs="9999">${inOrder(`<xs:element name="N">${number}</xs:element>`)}</xs:element>`;
  const records = `<xs:element name="Rs">${inOrder(one)}</xs:element>`;
  const pack = await packOf(
    { 'proef.xsd': xsd(`<xs:element name="L">${inOrder(records)}</xs:element>`) },
    { concepts },
  );
  const text = `<L><Rs>${numbers.map((n) => `<R><N>${n}</N></R>`).join('')}</Rs></L>`;
  const analysis = analyse(text, { packs: [pack] });
  const [first] = analysis.allRecords();
  return freshNumber(analysis, first!);
}

const pattern = (value: string) => `<xs:pattern value="${value}"/>`;
const longest = (length: number) => `<xs:maxLength value="${length}"/>`;
const FROM_2_TO_9 = [2, 3, 4, 5, 6, 7, 8, 9];

test.each<[name: string, facets: string, numbers: string[], fresh: string | undefined]>([
  ['a number behind it', '', ['A'], 'A-2'],
  ['the next that is free', '', ['A', 'A-2', 'A-3', 'A-5'], 'A-4'],
  ['without the space around it', '', [' A\n'], 'A-2'],
  ['a number in the place of what is too long', longest(3), ['ABC'], 'A-2'],
  ['two digits in the place of more', longest(3), ['ABC', ...FROM_2_TO_9.map((n) => `A-${n}`)], '-10'],
  ['none where a number behind it would be all of it and more', longest(1), ['A'], undefined],
  ['the next number, in as many digits', pattern('\\d+'), ['0079'], '0080'],
  ['the next number that is free', pattern('\\d+'), ['7', '8', '9'], '10'],
  ['the next number behind a letter', pattern('[A-Z]\\d+'), ['A09'], 'A10'],
  ['the first number behind a letter', pattern('[A-Z]\\d*'), ['A'], 'A1'],
  ['the next of very many digits', pattern('\\d+'), ['99000000000000000007'], '99000000000000000008'],
  ['none where it would have a digit too many', pattern('\\d{2}'), ['99'], undefined],
  ['none where no digit may be in it', pattern('[A-Z]+'), ['A'], undefined],
  ['none for none', '', [''], undefined],
])('a copy gets %s', async (_name, facets, numbers, fresh) => {
  expect(await freshAmong(facets, numbers)).toBe(fresh);
});

test('a copy gets no number where the format has none', async () => {
  expect(await freshAmong('', ['A'], {} as never)).toBeUndefined();
});

describe('a copy', () => {
  const one = record({ bsn: BSN[0], nummer: 'A', start: '20250301', end: '20250305' });
  const text = delivery(`<!-- x -->\n   ${one}`);
  const analysis = analyse(text);
  const [given] = analysis.allRecords();
  const copied = (changes: Parameters<typeof copyWith>[2]) => copyWith(analysis, given!, changes);

  test('is the same but for what is changed', () => {
    expect(copied(new Map())).toBe(one);
    expect(copied(new Map([['registratienummer', 'B']]))).toBe(one.replace('>A<', '>B<'));
    expect(copied(new Map([['loonwaarde', '060']]))).toBe(one);
  });

  test('is without the elements that get no value', () => {
    expect(copied(new Map([['einddatum', undefined]]))).toBe(one.replace(/<Eind.*?<\/Eind\w+>/, ''));
  });

  test('comes behind the record, as far in as that', () => {
    const { owner: _owner, newText, ...range } = insertBehind(analysis, given!, 'NEW');
    const start = analysis.startOf(given!.owner);
    expect(applyEdits(text, [{ ...shift(range, start), newText }])).toBe(delivery(`<!-- x -->\n   ${one}\n   NEW`));
  });
});
