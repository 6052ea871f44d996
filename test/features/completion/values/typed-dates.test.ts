import { describe, expect, test } from 'vitest';
import { attributeDelivery, attributePack } from '../../../support/attribute-pack.ts';
import { accept, completions, matching } from '../../../support/completions.ts';
import { record } from '../../../support/delivery.ts';
import { head, NUMBER, PERSON, tail, voorziening } from '../../../support/laid-out.ts';
import { cursor } from '../../../support/markers.ts';

const start = (value: string) =>
  voorziening(`${PERSON}\n      ${NUMBER}\n      <TypeVoorziening>30</TypeVoorziening>\n      ${value}`);
const closed = (value: string) => start(`<BegindatumVoorziening>${value}</BegindatumVoorziening>`);

describe('a day typed in another way than the delivery has it', () => {
  test.each<[what: string, marked: string, label: string, after: string]>([
    ['day first', closed('17-05-1988‹|›'), '19880517', closed('19880517')],
    ['without zeros', closed('1-3-2025‹|›'), '20250301', closed('20250301')],
    ['with hyphens', closed('2025-03-01‹|›'), '20250301', closed('20250301')],
    ['with slashes', closed('17/5/1988‹|›'), '19880517', closed('19880517')],
    ['in words', closed('17 mei 1988‹|›'), '19880517', closed('19880517')],
    ['year first, without zeros', closed('1988-5-17‹|›'), '19880517', closed('19880517')],
    ['the cursor in it', closed('17-05-‹|›1988'), '19880517', closed('19880517')],
    ['before it', closed('‹|›17-05-1988'), '19880517', closed('19880517')],
    ['before a value that then goes', closed('17-05-1988‹|›20250301'), '19880517', closed('19880517')],
    [
      'white space around it stays',
      closed('\n        17-05-1988‹|›\n      '),
      '19880517',
      closed('\n        19880517\n      '),
    ],
    [
      'before the end tag is there',
      start('<BegindatumVoorziening>17-05-1988‹|›'),
      '19880517',
      start('<BegindatumVoorziening>19880517'),
    ],
    [
      'before another element, without an end tag',
      start('<BegindatumVoorziening>17-05-1988‹|›<EinddatumVoorziening>20250401</EinddatumVoorziening>'),
      '19880517',
      start('<BegindatumVoorziening>19880517<EinddatumVoorziening>20250401</EinddatumVoorziening>'),
    ],
    [
      'a date of birth',
      `${head()}${record({ nummer: '1', geboortedatum: '17-05-1988‹|›' })}${tail}`,
      '19880517',
      `${head()}${record({ nummer: '1', geboortedatum: '19880517' })}${tail}`,
    ],
  ])('%s', (_what, marked, label, after) => {
    const [item] = matching(marked);
    expect(item!.label).toBe(label);
    expect(accept(cursor(marked).text, item!)).toBe(after);
  });

  test('in an attribute, in quotes or not yet', () => {
    const begin = (value: string) =>
      attributeDelivery(`<l:Persoon bsn="1"><l:Dienst soort="A" begin=${value}/></l:Persoon>`);
    const taken = (marked: string) => accept(cursor(marked).text, matching(marked, { packs: [attributePack] })[0]!);
    expect(taken(begin('"17-05-1988‹|›"'))).toBe(begin('"1988-05-17"'));
    expect(taken(begin("'17-05-1988‹|›'"))).toBe(begin("'1988-05-17'"));
    expect(taken(begin('17-05-1988‹|› '))).toBe(begin('"1988-05-17" '));
  });

  test('is filtered by what is typed, told apart, and once in the list', () => {
    const { items } = completions(closed('1-3-2025‹|›'));
    const days = items.filter(({ label }) => label === '20250301');
    expect(days.map(({ filterText, labelDetails }) => [filterText, labelDetails])).toEqual([
      ['1-3-2025', { detail: ' uw datum, als jjjjmmdd', description: '1 maart 2025' }],
    ]);
    expect(items[0]).toBe(days[0]);
  });

  test.each([
    ['half a date', '17-05-‹|›'],
    ['no day', '31-02-2025‹|›'],
    ['a year of either century', '17-05-88‹|›'],
    ['a day as the delivery has it', '19880517‹|›'],
    ['part of a day as the delivery has it', '1988‹|›0517'],
    ['nothing', '‹|›'],
  ])('%s: none', (_what, value) => {
    const details = completions(closed(value)).items.map(({ labelDetails }) => labelDetails?.detail);
    expect(details).toContain(' vandaag');
    expect(details).not.toContain(' uw datum, als jjjjmmdd');
  });

  test('is asked for again with each character, other values are not', () => {
    expect(completions(closed('17-0‹|›')).isIncomplete).toBe(true);
    expect(completions(voorziening('<TypeVoorziening>1‹|›</TypeVoorziening>')).isIncomplete).toBe(false);
  });

  test('is no day where no date stands', () => {
    const marked = voorziening(
      `${PERSON}\n      <RegistratienummerVoorziening>17-05-1988‹|›</RegistratienummerVoorziening>`,
    );
    expect(matching(marked).map(({ label }) => label)).not.toContain('19880517');
  });
});

describe('a day of which the month is typed as the delivery has it', () => {
  const labels = (marked: string) => completions(marked).items.flatMap(({ label }) => (/^\d/.test(label) ? label : []));
  const ended = (value: string) =>
    start(
      `<BegindatumVoorziening>20250210</BegindatumVoorziening>\n      <EinddatumVoorziening>${value}</EinddatumVoorziening>`,
    );

  test.each<[what: string, marked: string, offered: string[]]>([
    ['for a start', closed('202505‹|›'), ['20250501', '20250531']],
    ['for an end, the last day first', ended('202505‹|›'), ['20250531', '20250501']],
    ['no end before the start', ended('202502‹|›'), ['20250228']],
    ['no other month that has these digits', ended('20250‹|›'), ['20250331', '20250301', '20250415']],
    ['with a digit of the day', ended('2025053‹|›'), ['20250531']],
    ['no month', closed('202513‹|›'), []],
    ['a date of birth', `${head()}${record({ nummer: '1', geboortedatum: '198005‹|›' })}${tail}`, []],
  ])('%s', (_what, marked, offered) => {
    expect(labels(marked).filter((label) => label !== '20250503')).toEqual(offered);
  });
});

describe('a month', () => {
  const month = (value: string) => attributeDelivery('').replace('2025-03', value);
  const packs = [attributePack];

  test.each<[what: string, value: string, label: string, why: string | undefined]>([
    ['month first', '02-2025‹|›', '2025-02', 'uw maand, als jjjj-mm'],
    ['without a zero', '9/2024‹|›', '2024-09', 'uw maand, als jjjj-mm'],
    ['without a hyphen', '202411‹|›', '2024-11', 'uw maand, als jjjj-mm'],
    ['in words', 'december 2023‹|›', '2023-12', 'uw maand, als jjjj-mm'],
    ['the beginning of its name', 'jan‹|›', '2025-01', undefined],
    ['as the delivery has it', '2024-06‹|›', '2024-06', undefined],
    ['nothing', '‹|›', '2025-03', 'vorige maand'],
  ])('%s', (_what, value, label, why) => {
    const [item] = matching(month(value), { packs });
    expect([item?.label, item?.labelDetails?.description]).toEqual([label, why]);
    expect(accept(cursor(month(value)).text, item!)).toBe(month(label));
  });

  test('is asked for again with each character', () => {
    expect(completions(month('0‹|›'), { packs }).isIncomplete).toBe(true);
  });
});
