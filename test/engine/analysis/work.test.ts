import { beforeAll, describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { packs, previousOf } from '../../support/delivery.ts';

const RECORDS = 40_000;
let analysis: DeliveryAnalysis;

beforeAll(() => {
  const text = generateDelivery({ records: RECORDS, seed: 1, oneLine: false, faulty: 0.1 });
  analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [] });
  analysis.run();
}, 120_000);

/** Makes an edit at the place of a string, and gives the work that it cost. */
function workOf(of: string, into: number, length: number, newText: string) {
  const { source, work } = analysis;
  const at = source.toString().indexOf(of) + into;
  Object.assign(work, { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0, schematron: 0 });
  source.replace(at, at + length, newText);
  expect(analysis.edited({ start: at, end: at + length, length: newText.length })).toBe(true);
  expect(analysis.run()).toBe(true);
  return { ...work };
}

describe(`an edit in one of ${RECORDS} records costs the work of that record`, () => {
  test('a character typed into its registratienummer', () => {
    const bsnOf = /<Burgerservicenummer>(\d{9})(?![\s\S]*<Burgerservicenummer>)/;
    const before = analysis.source.toString().split('>VZ-20000<')[0]!;
    const others = analysis.recordsWith('bsn', bsnOf.exec(before.slice(-400))![1]!).length;
    const work = workOf('>VZ-20000<', 9, 0, '9');
    // The groups: its BSN, the old and the new registratienummer, and those of the others with its BSN.
    expect(work).toEqual({ scanned: 1, chunks: 1, ruled: 1, groups: expect.any(Number), persons: 0, schematron: 0 });
    expect(work.groups).toBeLessThanOrEqual(others + 2);
  });

  test('an end tag taken away costs the record and the one behind it, and so does putting it back', () => {
    const records = analysis.recordCount;
    const start = analysis.source.toString().indexOf('</Voorziening>', RECORDS * 200);
    expect(start).toBeGreaterThan(0);
    const { source, work } = analysis;
    for (const [end, newText] of [
      [start + 14, ''],
      [start, '</Voorziening>'],
    ] as const) {
      Object.assign(work, { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0, schematron: 0 });
      source.replace(start, end, newText);
      analysis.edited({ start, end, length: newText.length });
      analysis.run();
      expect(work.scanned).toBeLessThanOrEqual(2);
      expect(work.chunks).toBeLessThanOrEqual(2);
      expect(work.ruled).toBeLessThanOrEqual(2);
      expect(analysis.recordCount).toBe(records);
    }
  });

  test('a value of the header that rules go by: the rules, and nothing scanned or validated anew', () => {
    const work = workOf('<Statistiekmaand>03<', 18, 1, '4');
    expect(work).toMatchObject({ scanned: 0, chunks: 0 });
    expect(work.ruled).toBeGreaterThan(RECORDS * 0.9);
  });

  test('a value of the header that no rule goes by costs the header', () => {
    const before = workOf('<VersienummerSoftwarepakket>', 28, 3, '9.9');
    expect(before).toMatchObject({ scanned: 0, chunks: 0 });
  });
});

describe('with the delivery of the month before', () => {
  beforeAll(() => {
    const text = generateDelivery({ records: RECORDS, seed: 1, oneLine: false, faulty: 0.1 });
    analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [] });
    analysis.run();
    analysis.setPrevious(previousOf(text.replace('>03<', '>02<')));
    analysis.run();
  }, 120_000);

  test('each person of last month was followed up once', () => {
    expect(analysis.work.persons).toBe(analysis.previous!.byBsn.size);
    expect(analysis.work.persons).toBeGreaterThan(RECORDS / 10);
  });

  test('a start date costs the person that it is of, and tells that it has changed', () => {
    const { running } = analysis.previous!;
    const { number } = running[running.length >> 1]!;
    const place = analysis.source
      .toString()
      .indexOf('<BegindatumVoorziening>', analysis.source.toString().indexOf(`>${number}<`));
    const before = analysis.tally.information;
    Object.assign(analysis.work, { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0 });
    analysis.source.replace(place + 23, place + 27, '2019');
    analysis.edited({ start: place + 23, end: place + 27, length: 4 });
    analysis.run();
    expect(analysis.work).toMatchObject({ scanned: 1, chunks: 0, ruled: 1, persons: 1 });
    expect(analysis.tally.information).toBe(before + 1);
  });

  test('a record that goes costs its person', () => {
    const { running } = analysis.previous!;
    const { number } = running[running.length >> 2]!;
    const text = analysis.source.toString();
    const at = text.indexOf(`>${number}<`);
    const [start, end] = [text.lastIndexOf('<Voorziening>', at), text.indexOf('</Voorziening>', at) + 14];
    Object.assign(analysis.work, { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0 });
    analysis.source.replace(start, end, '');
    analysis.edited({ start, end, length: 0 });
    analysis.run();
    expect(analysis.work.persons).toBeLessThanOrEqual(2);
    expect(Array.from(analysis.findings(), ({ code, severity }) => `${code} ${severity}`)).toContain(
      'SRG-I104 warning',
    );
  });
});
