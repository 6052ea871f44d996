import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../../server/src/engine/analysis/delivery-analysis.ts';
import { passesElfproef } from '../../../../server/src/engine/delivery/values/bsn.ts';
import type { Pack } from '../../../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../../../server/src/engine/text/source-text.ts';
import { attributeDelivery, attributePack } from '../../../support/attribute-pack.ts';
import { type AskOptions, ask, complete, completions, matching } from '../../../support/completions.ts';
import { BSN, delivery, packs, record } from '../../../support/delivery.ts';
import { head, NUMBER, PERSON, tail, voorziening } from '../../../support/laid-out.ts';
import { cursor } from '../../../support/markers.ts';

/** Labels and what they stand for. */
const shown = (marked: string, options?: AskOptions) =>
  completions(marked, options)
    .items.filter(({ label }) => !label.startsWith('<'))
    .map(({ label, labelDetails }) => `${label}${labelDetails?.detail ?? ''}`);

describe('codes', () => {
  test.each<[typed: string, labels: string[]]>([
    ['besch', ['21']],
    ['2', ['20', '21', '22', '23', '29']],
    ['WIW', ['20']],
    ['loonkosten', ['10', '11', '12']],
  ])('%s finds %j', (typed, labels) => {
    const marked = voorziening(`<TypeVoorziening>${typed}‹|›</TypeVoorziening>`);
    expect(matching(marked).map(({ label }) => label)).toEqual(labels);
  });

  test.each<[what: string, inside: string, after: string]>([
    ['a label half typed', '<TypeVoorziening>besch‹|›</TypeVoorziening>', '<TypeVoorziening>21</TypeVoorziening>'],
    [
      'the value behind the cursor goes as well',
      '<TypeVoorziening>‹|›30</TypeVoorziening>',
      '<TypeVoorziening>21</TypeVoorziening>',
    ],
    [
      'white space around it stays',
      '<TypeVoorziening>\n        ‹|›\n      </TypeVoorziening>',
      '<TypeVoorziening>\n        21\n      </TypeVoorziening>',
    ],
    [
      'before the end tag is there',
      '<TypeVoorziening>‹|›\n      <BegindatumVoorziening>',
      '<TypeVoorziening>21\n      <BegindatumVoorziening>',
    ],
  ])('%s', (_what, inside, after) => {
    expect(complete(voorziening(inside), '21')).toBe(voorziening(after));
  });

  test('show label and group, keep their order, and are taken by <', () => {
    const { items, isIncomplete } = completions(voorziening('<TypeVoorziening>‹|›</TypeVoorziening>'));
    expect(isIncomplete).toBe(false);
    expect(items[4]).toMatchObject({
      label: '21',
      labelDetails: { detail: ' Beschut werk', description: 'Werkplekken' },
      filterText: '21 Beschut werk',
      commitCharacters: ['<'],
    });
    const sorted = [...items].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    expect(sorted).toEqual(items);
  });

  test('show them in the detail where the client has no other place', () => {
    const client = { labelDetails: false };
    const { items } = completions(voorziening('<TypeVoorziening>‹|›</TypeVoorziening>'), { client });
    expect(items[4]).toMatchObject({ label: '21', detail: 'Beschut werk · Werkplekken' });
    expect(items[4]).not.toHaveProperty('labelDetails');
  });

  test('the one that goes with the type of voorziening comes forward', () => {
    const { items } = completions(delivery(record({ type: '11', arbeidsvermogen: '‹|›30' })));
    expect(items.filter(({ preselect }) => preselect).map(({ label }) => label)).toEqual(['10']);
    expect(items[0]!.labelDetails!.description).toBe('hoort bij dit type voorziening');
  });

  test('the one of the person in another record comes forward', () => {
    const { items } = completions(delivery([record({ arbeidsvermogen: '40' }), record({ arbeidsvermogen: '‹|›' })]));
    expect(items.filter(({ preselect }) => preselect).map(({ label }) => label)).toEqual(['40']);
  });

  test('of a schema without a list have its documentation', () => {
    const marked = attributeDelivery('<l:Persoon bsn="950204869"><l:Dienst soort="ba‹|›" begin=""/></l:Persoon>');
    const options = { packs: [attributePack] };
    expect(matching(marked, options).map(({ label, labelDetails }) => [label, labelDetails?.detail])).toEqual([
      ['B', ' Banaan'],
    ]);
    expect(complete(marked, 'B', options)).toContain('soort="B" begin=""');
  });
});

describe('dates', () => {
  const dates = (fields: Parameters<typeof record>[0], others: string[] = []) =>
    shown(delivery([...others, record(fields)]));

  test.each<[what: string, offered: string[], expected: string[]]>([
    [
      'a start',
      dates({ start: '‹|›' }),
      ['20250301 eerste dag van maart 2025', '20250331 laatste dag van maart 2025', '20250415 vandaag'],
    ],
    ['a start before the end', dates({ start: '‹|›', end: '20250320' }), ['20250301 eerste dag van maart 2025']],
    [
      'an end behind the start',
      dates({ start: '20250310', end: '‹|›' }),
      ['20250331 laatste dag van maart 2025', '20250415 vandaag'],
    ],
    [
      'an end on the day of the start, which may be',
      dates({ start: '20250331', end: '‹|›' }),
      ['20250331 laatste dag van maart 2025', '20250415 vandaag'],
    ],
    ['a start on the day of the end', dates({ start: '‹|›', end: '20250301' }), ['20250301 eerste dag van maart 2025']],
    [
      'the end of a forfaitaire LKS',
      dates({ type: '11', start: '20240831', end: '‹|›' }),
      [
        '20250227 uiterste dag: start + 6 maanden − 1 dag',
        '20250331 laatste dag van maart 2025',
        '20250301 eerste dag van maart 2025',
        '20250415 vandaag',
      ],
    ],
    [
      'the end of a forfaitaire LKS that goes on from another',
      dates({ type: '11', start: '20250202', end: '‹|›' }, [
        record({ type: '11', start: '20241201', end: '20250131' }),
      ]),
      [
        '20250531 uiterste dag: 6 maanden vanaf de eerste aansluitende periode',
        '20250331 laatste dag van maart 2025',
        '20250301 eerste dag van maart 2025',
        '20250415 vandaag',
      ],
    ],
    [
      'a start behind another voorziening',
      dates({ start: '20‹|›' }, [
        record({ start: '20250101', end: '20250309' }),
        record({ bsn: BSN[1], end: '20250305' }),
      ]),
      [
        '20250301 eerste dag van maart 2025',
        '20250310 dag na een eerdere voorziening van deze persoon',
        '20250331 laatste dag van maart 2025',
        '20250415 vandaag',
      ],
    ],
    [
      'an end before another voorziening',
      dates({ start: '20250310', end: '‹|›' }, [record({ start: '20250320' })]),
      [
        '20250331 laatste dag van maart 2025',
        '20250319 dag vóór een latere voorziening van deze persoon',
        '20250415 vandaag',
      ],
    ],
  ])('for %s', (_what, offered, expected) => {
    expect(offered).toEqual(expected);
  });

  test.each<[what: string, marked: string, expected: string[], packs?: readonly Pack[]]>([
    ['the statistiekjaar', head('<Statistiekjaar>‹|›</Statistiekjaar>') + tail, ['2025', '2024']],
    [
      'the statistiekmaand, last month first',
      head('<Statistiekjaar>2025</Statistiekjaar>\n    <Statistiekmaand>‹|›</Statistiekmaand>') + tail,
      [
        ...['03 maart', '04 april', '02 februari', '01 januari', '12 december', '11 november'],
        ...['10 oktober', '09 september', '08 augustus', '07 juli', '06 juni', '05 mei'],
      ],
    ],
    [
      'a verslagmaand in one value',
      attributeDelivery('').replace('2025-03', '‹|›'),
      [
        ...['2025-03 maart 2025', '2025-04 april 2025', '2025-02 februari 2025', '2025-01 januari 2025'],
        ...['2024-12 december 2024', '2024-11 november 2024', '2024-10 oktober 2024', '2024-09 september 2024'],
        ...['2024-08 augustus 2024', '2024-07 juli 2024', '2024-06 juni 2024', '2024-05 mei 2024'],
        ...['2024-04 april 2024'],
      ],
      [attributePack],
    ],
    [
      'the geboortedatum, of the person',
      delivery([record(), record().replace('19800505', '‹|›')]),
      ['19800505 zoals in een ander record van deze persoon'],
    ],
    ['the geboortedatum, of a new person', delivery(record().replace('19800505', '‹|›')), []],
  ])('for %s', (_what, marked, expected, known = packs) => {
    expect(shown(marked, { packs: known })).toEqual(expected);
  });

  test('are found by what they are', () => {
    const marked = voorziening(`${PERSON}${NUMBER}\n      <BegindatumVoorziening>eer‹|›</BegindatumVoorziening>`);
    expect(complete(marked, '20250301')).toBe(
      voorziening(`${PERSON}${NUMBER}\n      <BegindatumVoorziening>20250301</BegindatumVoorziening>`),
    );
  });

  test('half typed, before the end tag is there', () => {
    const before = voorziening(
      `${PERSON}${NUMBER}\n      <BegindatumVoorziening>2025‹|›\n      <EinddatumVoorziening>20250401</EinddatumVoorziening>`,
    );
    const after = voorziening(
      `${PERSON}${NUMBER}\n      <BegindatumVoorziening>20250301\n      <EinddatumVoorziening>20250401</EinddatumVoorziening>`,
    );
    expect(complete(before, '20250301')).toBe(after);
  });
});

test('booleans', () => {
  const marked = attributeDelivery(
    '<l:Persoon bsn="1"><l:Dienst soort="A" begin="20250301"><l:Loopt>ja‹|›</l:Loopt></l:Dienst></l:Persoon>',
  );
  expect(matching(marked, { packs: [attributePack] }).map(({ label }) => label)).toEqual(['true']);
  expect(complete(marked, 'true', { packs: [attributePack] })).toContain('<l:Loopt>true</l:Loopt>');
});

describe('berichtgevers', () => {
  const header = (value: string) => head(`<Berichtgevercode>${value}</Berichtgevercode>`) + tail;

  test.each([['amst'], ['0363']])('found by %s', (typed) => {
    expect(matching(header(`${typed}‹|›`)).map(({ label }) => label)).toContain('0363 Amsterdam');
    expect(complete(header(`${typed}‹|›`), '0363 Amsterdam')).toBe(header('0363'));
  });

  test("'s-Hertogenbosch stands under the H, and is found by it", () => {
    const names = completions(header('‹|›')).items.map(({ label }) => label.slice(5));
    const at = names.indexOf("'s-Hertogenbosch");
    expect(names[at - 1]! < 'Hertogenbosch').toBe(true);
    expect(names[at + 1]! > 'Hertogenbosch').toBe(true);
    expect(matching(header("'s-hertog‹|›")).map(({ label }) => label)).toEqual(["0796 's-Hertogenbosch"]);
  });

  test('all of them, the expected ones first', () => {
    const { items } = completions(header('‹|›'), { berichtgevers: ['9001', '0363'] });
    expect(items.slice(0, 3).map(({ label }) => label)).toEqual(['9001', '0363 Amsterdam', '1680 Aa en Hunze']);
    expect(items.filter(({ label }) => /^\d{4}/.test(label))).toHaveLength(343);
  });
});

describe('persons', () => {
  const bsns = (marked: string) => completions(marked).items.filter(({ label }) => /^\d/.test(label));

  test('those of the file, the nearest first, and one of nobody', () => {
    const marked = delivery([
      record({ bsn: BSN[1] }),
      record({ bsn: BSN[2] }),
      record({ bsn: '‹|›' }),
      record({ bsn: BSN[1] }),
    ]);
    const found = bsns(marked);
    expect(found.slice(0, -1).map(({ label, labelDetails }) => label + labelDetails!.detail)).toEqual([
      `${BSN[2]} heeft 1 record`,
      `${BSN[1]} heeft 2 records`,
    ]);
    const fresh = found.at(-1)!;
    expect(fresh.labelDetails!.detail).toBe(' fictief BSN, niet in dit bestand');
    expect(fresh.label).toMatch(/^9/);
    expect(passesElfproef(fresh.label)).toBe(true);
    expect(completions(marked).isIncomplete).toBe(false);
  });

  test('the whole number goes, and not the person that is being typed', () => {
    const marked = delivery([record({ bsn: BSN[1] }), record({ bsn: `‹|›${BSN[0]}`, nummer: 'X' })]);
    expect(bsns(marked).map(({ label }) => label)).not.toContain(BSN[0]);
    expect(complete(marked, BSN[1])).toContain(
      `<Burgerservicenummer>${BSN[1]}</Burgerservicenummer><Geboortedatum>19800505</Geboortedatum><Geslacht>1</Geslacht><Arbeidsvermogen>10</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen></Persoon><RegistratienummerVoorziening>X<`,
    );
  });

  test.each<[where: string, around: (records: string[], here: string) => string[]]>([
    ['at the start', (records, here) => [here, ...records]],
    ['in the middle', (records, here) => [...records.slice(0, 100), here, ...records.slice(100)]],
    ['at the end', (records, here) => [...records, here]],
  ])('of many, those that begin with what is typed, %s', (_where, around) => {
    const records = Array.from({ length: 100 }, (_, i) => record({ bsn: String(900_000_000 + i * 1_000_000) }));
    const marked = delivery(around(records, record({ bsn: '95‹|›' })));
    const found = bsns(marked).map(({ label }) => label);
    expect(completions(marked).isIncomplete).toBe(true);
    expect(found.slice(0, -1).sort()).toEqual(
      Array.from({ length: 10 }, (_, i) => String(950_000_000 + i * 1_000_000)),
    );
  });
});

test('while the file is still being read, no number is said not to be in it', () => {
  const records = Array.from({ length: 2000 }, () => record());
  const { text, offset } = cursor(delivery([record({ bsn: '‹|›' }), ...records]));
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [] });
  while (!analysis.knownAt(offset)) analysis.run(() => true);
  expect(analysis.done).toBe(false);
  const { items, isIncomplete } = ask(analysis, offset);
  expect(items.map(({ label }) => label).filter((label) => /^\d/.test(label))).toEqual([BSN[0]]);
  expect(isIncomplete).toBe(true);
  // Nor is anything said of a place that no one has looked at.
  expect(ask(analysis, text.lastIndexOf('<BegindatumVoorziening>') + 12).items).toEqual([]);
  analysis.run();
  expect(
    ask(analysis, offset)
      .items.map(({ label }) => label)
      .filter((label) => /^\d/.test(label)),
  ).toHaveLength(2);
});

test('a registratienummer counts on from the nearest, past those that are taken', () => {
  const marked = delivery([record({ nummer: 'VZ-0009' }), record({ nummer: '‹|›' }), record({ nummer: 'VZ-0010' })]);
  expect(shown(marked)).toEqual(['VZ-0011 nog niet gebruikt in dit bestand']);
});
