import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { definitionAt } from '../../../server/src/features/navigation/definition.ts';
import { type AnalyseOptions, analyse, BSN, delivery, PREVIOUS_URI, record } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';

const URI = 'file:///levering.srg.xml';
const [A, B] = BSN;

const february = delivery(
  [
    record({ bsn: A, nummer: 'A-1', type: '30', start: '20250101' }),
    record({ bsn: A, nummer: 'A-2', type: '42', start: '20250101' }).replaceAll('><', '>\r\n  <'),
    record({ bsn: B, nummer: 'B-1', type: '40', start: '20240601' }),
    record({ bsn: B, nummer: 'B-2', type: '42', start: '20240601', end: '20250214' }),
    record({ bsn: B, nummer: 'B-3', type: '50', start: '20240701' }),
    record({ bsn: B, nummer: 'B-4', type: '50', start: '20240701' }),
  ],
  { verslagmaand: '2025-02' },
);
const source = new SourceText(february);

/** The registratienummers of the records in last month's file, and where else it leads. */
function targets(marked: string, options: AnalyseOptions = { previous: february }): string[] {
  const { text, offset } = cursor(marked);
  const analysis = analyse(text, options);
  return definitionAt(analysis, offset, { uri: URI }).map((link) => {
    const { targetUri, targetRange, targetSelectionRange: selection, originSelectionRange } = link;
    expect(originSelectionRange).toBeDefined();
    if (targetUri === URI) return `line ${targetRange.start.line}`;
    if (targetUri !== PREVIOUS_URI) return targetUri.slice(targetUri.lastIndexOf('/') + 1);
    const within = (range: typeof targetRange) =>
      february.slice(source.offsetAt(range.start), source.offsetAt(range.end));
    expect(within(selection)).toBe('Voorziening');
    expect(within(targetRange)).toMatch(/^<Voorziening>.*<\/Voorziening>$/s);
    return /<RegistratienummerVoorziening>(.*?)</.exec(within(targetRange))![1]!;
  });
}

const onName = (text: string) => text.replace('<Voorziening>', '<Voor‹|›ziening>');
const onEndName = (text: string) => text.replace('</Voorziening>', '</Voor‹|›ziening>');
const onNumber = (text: string) =>
  text.replace('</RegistratienummerVoorziening>', '‹|›</RegistratienummerVoorziening>');

const same = record({ bsn: A, nummer: 'A-2', type: '42', start: '20250101' });

describe('the same record in last month’s file', () => {
  test.each<[name: string, records: string[], expected: string[]]>([
    ['from the name of the record, before its declaration', [onName(same)], ['A-2', 'srg.xsd']],
    ['from its end tag', [onEndName(same)], ['A-2', 'srg.xsd']],
    ['from its number', [onNumber(same)], ['A-2']],
    ['from its number, before others that bear it', [onNumber(same), same], ['A-2', 'line 4']],
    ['not from what is in it', [same.replace('<Begin', '<Be‹|›gin')], ['srg.xsd']],
    ['not from the BSN', [same.replace('</Burger', '‹|›</Burger')], []],
    ['by key, whatever the number', [onName(same.replace('A-2', 'nieuw'))], ['A-2', 'srg.xsd']],
    ['by number, where the start date is another', [onName(same.replace('20250101', '20250102'))], ['A-2', 'srg.xsd']],
    ['by number, where the BSN is another', [onName(same.replace(A, BSN[2]))], ['A-2', 'srg.xsd']],
    [
      'not the one that another record is by its key',
      [onName(same.replace('>42<', '>40<')), same.replace('A-2', 'nieuw')],
      ['srg.xsd'],
    ],
    [
      'none that ended last month',
      [onName(record({ bsn: B, nummer: 'B-2', type: '42', start: '20240601' }))],
      ['srg.xsd'],
    ],
    ['none for a record that is new', [onName(record({ bsn: B, nummer: 'B-9', type: '42' }))], ['srg.xsd']],
    [
      'of two with one key the one with the number',
      [onName(record({ bsn: B, nummer: 'B-4', type: '50', start: '20240701' }))],
      ['B-4', 'srg.xsd'],
    ],
  ])('%s', (_name, records, expected) => {
    expect(targets(delivery(records))).toEqual(expected);
  });

  test.each<[name: string, record: string, expected: string[]]>([
    ['with a start date that is half typed', same.replace('20250101</', '20250</'), ['A-2', 'srg.xsd']],
    ['without a BSN', same.replace(/>\d{9}</, '><'), ['A-2', 'srg.xsd']],
    ['with an end tag that is missing', same.replace('</BegindatumVoorziening>', ''), ['A-2', 'srg.xsd']],
    [
      'with nothing but its number',
      '<Voorziening><RegistratienummerVoorziening>A-2</RegistratienummerVoorziening>',
      ['A-2', 'srg.xsd'],
    ],
    ['with nothing', '<Voorziening></Voorziening>', ['srg.xsd']],
  ])('of a record %s', (_name, one, expected) => {
    expect(targets(delivery([onName(one), record({ bsn: B })]))).toEqual(expected);
  });

  test('none without last month’s file, or with that of another month', () => {
    const text = delivery([onName(same)]);
    expect(targets(text, {})).toEqual(['srg.xsd']);
    expect(targets(text, { previous: february.replace('maand>02<', 'maand>01<') })).toEqual(['srg.xsd']);
  });
});
