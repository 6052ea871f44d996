import { describe, expect, test } from 'vitest';
import { type AskOptions, complete, PLAIN } from '../../support/completions.ts';
import { delivery, NAMESPACE, record } from '../../support/delivery.ts';
import { head, NUMBER, PERSON, tail, voorziening } from '../../support/laid-out.ts';

const TYPE = '<TypeVoorziening>30</TypeVoorziening>';
const START = '<BegindatumVoorziening>20250301</BegindatumVoorziening>';
const EMPTY_PERSON = [
  '<Persoon>',
  '  <Burgerservicenummer></Burgerservicenummer>',
  '  <Geboortedatum></Geboortedatum>',
  '  <Geslacht></Geslacht>',
  '  <Arbeidsvermogen></Arbeidsvermogen>',
  '  <DoelInzetVoorzieningen></DoelInzetVoorzieningen>',
  '</Persoon>',
];
const person = (indent: string) => EMPTY_PERSON.join(`\n${indent}`);
const newRecord = (indent: string) =>
  [
    '<Voorziening>',
    ...EMPTY_PERSON.map((line) => `  ${line}`),
    '  <RegistratienummerVoorziening></RegistratienummerVoorziening>',
    '  <TypeVoorziening></TypeVoorziening>',
    '  <BegindatumVoorziening></BegindatumVoorziening>',
    '</Voorziening>',
  ].join(`\n${indent}`);

/** One element in a record of that layout. */
function check(inside: string, label: string, after: string, options: AskOptions = {}) {
  expect(complete(voorziening(inside), label, { client: PLAIN, ...options })).toBe(voorziening(after));
}

describe('an element behind another on its line gets a line of its own', () => {
  test.each<[what: string, typed: string]>([
    ['behind a <', '<‹|›'],
    ['half typed', '<Ein‹|›'],
    ['without a <', 'eind‹|›'],
    ['asked for', '‹|›'],
  ])('%s', (_what, typed) => {
    const before = `${PERSON}\n      ${NUMBER}\n      ${TYPE}\n      ${START}`;
    check(
      `${before}${typed}`,
      'EinddatumVoorziening',
      `${before}\n      <EinddatumVoorziening></EinddatumVoorziening>`,
    );
  });

  test('behind an empty element', () => {
    check(
      '<Persoon/><‹|›',
      'RegistratienummerVoorziening',
      '<Persoon/>\n      <RegistratienummerVoorziening></RegistratienummerVoorziening>',
    );
  });

  test('behind the end of one with others in it', () => {
    check(
      `${PERSON}<‹|›`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening></RegistratienummerVoorziening>`,
    );
  });

  test('what follows on the line as well', () => {
    const [after] = [`${NUMBER}\n      <TypeVoorziening></TypeVoorziening>\n      ${START}`];
    check(`${NUMBER}<‹|›${START}`, 'TypeVoorziening', after);
  });

  test('the end tag around it as well', () => {
    const marked = `<Persoon>\n        <Geslacht>1</Geslacht><Arb‹|›</Persoon>`;
    check(
      marked,
      'Arbeidsvermogen',
      '<Persoon>\n        <Geslacht>1</Geslacht>\n        <Arbeidsvermogen></Arbeidsvermogen>\n      </Persoon>',
    );
  });

  test('a record behind a record', () => {
    const before = `${head()}    <Voorziening>\n      ${PERSON}\n    </Voorziening>`;
    expect(complete(`${before}<‹|›\n${tail}`, 'Voorziening', { client: PLAIN })).toBe(
      `${before}\n    ${newRecord('    ')}\n${tail}`,
    );
  });

  test('with the tabs and line ends of the document', () => {
    const style = (text: string) => text.replace(/ {2}/g, '\t').replace(/\n/g, '\r\n');
    const after = complete(style(voorziening(`${NUMBER}<‹|›`)), 'TypeVoorziening', { client: PLAIN });
    expect(after).toBe(style(voorziening(`${NUMBER}\n      <TypeVoorziening></TypeVoorziening>`)));
  });

  test('the client adds the indentation itself', () => {
    const client = { ...PLAIN, whitespace: 'adjust' } as const;
    check(`${NUMBER}<‹|›`, 'TypeVoorziening', `${NUMBER}\n<TypeVoorziening></TypeVoorziening>`, { client });
  });

  test('not where a comment follows, which belongs to what stands before it', () => {
    check(
      `${NUMBER}‹|› <!-- eigen nummer -->`,
      'TypeVoorziening',
      `${NUMBER}<TypeVoorziening></TypeVoorziening> <!-- eigen nummer -->`,
    );
  });

  test('not where several elements share the line', () => {
    check(
      `${NUMBER}${TYPE}<‹|›`,
      'BegindatumVoorziening',
      `${NUMBER}${TYPE}<BegindatumVoorziening></BegindatumVoorziening>`,
    );
  });
});

describe('the first in an element, behind its start tag', () => {
  const first = '<Burgerservicenummer></Burgerservicenummer>';

  test('where the end tag is left to the user', () => {
    check('<Persoon>‹|›', 'Burgerservicenummer', `<Persoon>\n        ${first}`);
  });

  test('where the end tag stands on another line', () => {
    check('<Persoon>‹|›\n      </Persoon>', 'Burgerservicenummer', `<Persoon>\n        ${first}\n      </Persoon>`);
  });

  test.each<[what: string, behind: string]>([
    ['unclosed', ''],
    ['closed', '</SRG>'],
    ['closed on a line of its own', '\n</SRG>'],
  ])('in a root that is all there is, %s', (_what, behind) => {
    const root = `<SRG xmlns="${NAMESPACE}">`;
    expect(complete(`${root}‹|›${behind}`, 'Voorzieningen', { client: PLAIN })).toBe(
      `${root}\n  <Voorzieningen>\n  </Voorzieningen>${behind === '' ? '' : `\n${behind.trim()}`}`,
    );
  });
});

describe('before an element on the same line', () => {
  test.each<[what: string, typed: string]>([
    ['at the start of the line', '‹|›    '],
    ['behind a <', '    <‹|›'],
    ['half typed', '    <Voorz‹|›'],
    ['with white space on either side', '  <‹|›  '],
  ])('a record, %s', (_what, typed) => {
    const sibling = `<Voorziening>\n      ${PERSON}\n    </Voorziening>\n${tail}`;
    expect(complete(`${head()}${typed}${sibling}`, 'Voorziening', { client: PLAIN })).toBe(
      `${head()}    ${newRecord('    ')}\n    ${sibling}`,
    );
  });

  test('an element in a record', () => {
    check(`‹|›${NUMBER}`, 'Persoon', `${person('      ')}\n      ${NUMBER}`);
  });

  test('the client adds the indentation itself', () => {
    const client = { ...PLAIN, whitespace: 'adjust' } as const;
    check(`<‹|›${START}`, 'TypeVoorziening', `<TypeVoorziening></TypeVoorziening>\n${START}`, { client });
  });

  test('on one line where that one is', () => {
    const marked = delivery([`<‹|›${record({ nummer: '1' })}`]);
    expect(complete(marked, 'Voorziening', { client: PLAIN })).toMatch(
      /\n<Voorziening><Persoon><Burger[^\n]*<\/Voorziening>\n<Voorziening><Persoon>[^\n]*>1<[^\n]*\n/,
    );
  });
});

describe('a record beside one with a loonkostensubsidie has none of its own accord', () => {
  const lks = record({ type: '11', rest: '<Loonkostensubsidie></Loonkostensubsidie>' });

  test.each<[what: string, records: string]>([
    ['behind it', `${lks}‹|›`],
    ['before it', `‹|›${lks}`],
    ['behind it, behind a <', `${lks}<‹|›`],
  ])('%s', (_what, records) => {
    const after = complete(delivery(records), 'Voorziening', { client: PLAIN });
    expect(after.split('<Loonkostensubsidie>')).toHaveLength(2);
  });
});
