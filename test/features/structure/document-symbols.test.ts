import { describe, expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { documentSymbolsOf, flatten } from '../../../server/src/features/structure/document-symbols.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';
import { expectNested } from '../../support/nested-symbols.ts';
import { analysePersons, personDelivery } from '../../support/person-pack.ts';

const OPTIONS = { language: 'nl', maskBsn: false } as const;
const [A, B, C] = BSN;

/** Names and details, indented. */
function shown(symbols: readonly DocumentSymbol[], depth = 0): string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${'  '.repeat(depth)}${name}${detail ? ` | ${detail}` : ''}`,
    ...shown(children ?? [], depth + 1),
  ]);
}

const outline = (text: string) => shown(documentSymbolsOf(analyse(text), OPTIONS));

describe('the outline', () => {
  test('levering, person, voorziening', () => {
    const text = delivery([
      record({ bsn: A, nummer: 'V1', type: '10', start: '20250101' }),
      record({ bsn: A, nummer: 'V2', type: '30', start: '20250101', end: '20250331' }),
      record({ bsn: B, nummer: 'V3', type: '21' }),
      record({ bsn: C, nummer: 'V4' }),
      record({ bsn: A, nummer: 'V5' }),
    ]);
    expect(outline(text)).toEqual([
      'Amsterdam (0363) · maart 2025 | 5 records',
      '  Levering',
      `  ${A} | 2 van 3 voorzieningen`,
      '    LKS P-wet · 20250101 → loopt | V1',
      '    Jobcoach · 20250101 → 20250331 | V2',
      `  Beschut werk · 20250301 → loopt | ${B}`,
      `  Jobcoach · 20250301 → loopt | ${C}`,
      `  Jobcoach · 20250301 → loopt | ${A} · 1 van 3 voorzieningen`,
    ]);
  });

  test('selects the BSN of a person and the type of a voorziening', () => {
    const text = delivery([
      record({ bsn: A, nummer: 'V1', type: '10' }),
      record({ bsn: A, nummer: 'V2', type: '30' }),
      record({ bsn: B, nummer: 'V3' }).replace(/<TypeVoorziening>.*<\/TypeVoorziening>/, ''),
    ]);
    const source = new SourceText(text);
    const selected = (symbols: readonly DocumentSymbol[]): unknown[] =>
      symbols.map(({ selectionRange: { start, end }, children = [] }) => [
        text.slice(source.offsetAt(start), source.offsetAt(end)),
        ...selected(children),
      ]);
    expect(selected(documentSymbolsOf(analyse(text), OPTIONS))).toEqual([
      ['SRG', ['Levering'], [A, ['10'], ['30']], ['Voorziening']],
    ]);
  });

  test('of an empty delivery', () => {
    expect(outline(delivery([], { berichtgever: '9999' }))).toEqual(['9999 · maart 2025 | 0 records', '  Levering']);
  });

  test('tells what the XSD refuses as it stands', () => {
    const [, , line] = outline(delivery([record({ type: '99', start: '1 maart', bsn: '1' })]));
    expect(line).toBe('  99 · 1 maart → loopt | 1');
  });

  test('goes on where a record is half typed', () => {
    const half = record({ type: '10', nummer: 'V1' }).replace(/<\/BegindatumVoorziening>.*/, '');
    expect(outline(delivery([half, record({ bsn: B, nummer: 'V2' })])).slice(2)).toEqual([
      `  LKS P-wet · 20250301 → loopt | ${A}`,
      `  Jobcoach · 20250301 → loopt | ${B}`,
    ]);
  });

  test.each([
    ['no text', ''],
    ['another language', '<html/>'],
    ['an unknown format', '<SRG xmlns="urn:x"><Voorzieningen/></SRG>'],
  ])('none of %s', (_name, text) => {
    expect(outline(text)).toEqual([]);
  });

  test('of a delivery that ends in its header', () => {
    expect(outline(delivery([]).slice(0, 120))).toEqual(['SRG | 0 records', '  Levering']);
  });

  test('where records stand in a person', () => {
    const record = '<V nr="1" soort="A"><Van>20250101</Van></V>';
    const text = personDelivery([
      `<Persoon bsn="${A}">${record}</Persoon>`,
      `<Persoon bsn="${B}">${record}<V nr="2" soort="B"><Van>20250101</Van></V></Persoon>`,
    ]);
    const symbols = documentSymbolsOf(analysePersons(text), OPTIONS);
    expect(shown(symbols)).toEqual([
      '0363 · maart 2025 | 3 records',
      `  ${A} | 1 voorziening`,
      '    Soort A · 20250101 → loopt | 1',
      `  ${B} | 2 voorzieningen`,
      '    Soort A · 20250101 → loopt | 1',
      '    Soort B · 20250101 → loopt | 2',
    ]);
    const source = new SourceText(text);
    const { range } = symbols[0]!.children![0]!;
    expect(text.slice(source.offsetAt(range.start), source.offsetAt(range.end))).toMatch(/^<Persoon .*<\/Persoon>$/);
  });
});

describe('at most 5,000 symbols', () => {
  const count = (symbols: readonly DocumentSymbol[]): number =>
    symbols.reduce((sum, { children }) => sum + 1 + count(children ?? []), 0);
  // The 11-proof does not matter here: these are as good as any to tell persons apart.
  const bsn = (i: number) => String(900_000_000 + i);

  test.each<[name: string, records: string[], left: string]>([
    ['every record another person', Array.from({ length: 5_100 }, (_, i) => record({ bsn: bsn(i) })), '103'],
    ['one person', Array.from({ length: 5_100 }, () => record()), '104'],
    ['persons with two records', Array.from({ length: 5_100 }, (_, i) => record({ bsn: bsn(i >> 1) })), '1.769'],
  ])('%s', (_name, records, left) => {
    const symbols = documentSymbolsOf(analyse(delivery(records)), OPTIONS);
    expect(count(symbols)).toBe(5_000);
    expect(symbols[0]!.detail).toBe('5.100 records');
    expect(symbols[0]!.children!.at(-1)!.name).toBe(
      `… en nog ${left} records (hier staan ten hoogste 5.000 regels): zoek op registratienummer in alle symbolen van de werkmap`,
    );
  });

  test('and no note where all fit', () => {
    const records = Array.from({ length: 4_997 }, (_, i) => record({ bsn: bsn(i) }));
    const symbols = documentSymbolsOf(analyse(delivery(records)), OPTIONS);
    expect(count(symbols)).toBe(4_999);
    expect(shown(symbols).at(-1)).toContain('Jobcoach');
  });
});

test('every symbol lies within the one above it, and what it selects within it', () => {
  const broken = record({ bsn: A }).replace('</Voorziening>', '');
  const text = delivery([record({ bsn: A }), '<!-- x -->', broken, record({ bsn: A }), record({ bsn: B }), '<x/>']);
  const symbols = documentSymbolsOf(analyse(text), OPTIONS);
  expect(shown(symbols)).toHaveLength(7);
  expectNested(symbols, new SourceText(text));
});

test('a flat list for clients that know no tree', () => {
  const symbols = documentSymbolsOf(analyse(delivery([record(), record()])), OPTIONS);
  expect(flatten(symbols, 'file:///x').map(({ name, containerName }) => [name, containerName])).toEqual([
    ['Amsterdam (0363) · maart 2025', undefined],
    ['Levering', 'Amsterdam (0363) · maart 2025'],
    [A, 'Amsterdam (0363) · maart 2025'],
    ['Jobcoach · 20250301 → loopt', A],
    ['Jobcoach · 20250301 → loopt', A],
  ]);
});

describe('with their elements', () => {
  const names = (symbols: readonly DocumentSymbol[] = []): unknown[] =>
    symbols.map(({ name, children }) => (children ? [name, ...names(children)] : name));

  test('header and records, in a small delivery', () => {
    const text = delivery([record({ bsn: A, nummer: '1' })]);
    const [root] = documentSymbolsOf(analyse(text), OPTIONS, text.length);
    const [header, only] = root!.children!;
    expect(names([header!])).toEqual([
      [
        'Levering',
        ...['Statistiekjaar', 'Statistiekmaand', 'Statistiekcode', 'NaamSoftwarepakket'],
        ...['VersienummerSoftwarepakket', 'Gemeentecode', 'Berichtgevercode'],
      ],
    ]);
    expect(names(only!.children)).toEqual([
      ['Persoon', 'Burgerservicenummer', 'Geboortedatum', 'Geslacht', 'Arbeidsvermogen', 'DoelInzetVoorzieningen'],
      ...['RegistratienummerVoorziening', 'TypeVoorziening', 'BegindatumVoorziening'],
    ]);
    expectNested([root!], new SourceText(text));
  });

  test('of many records those in view', () => {
    const text = delivery(Array.from({ length: 600 }, (_, i) => record({ bsn: i % 2 ? A : B, nummer: `N${i}` })));
    const analysis = analyse(text);
    const [root] = documentSymbolsOf(analysis, OPTIONS, text.indexOf('>N300<'));
    const records = root!.children!.slice(1);
    const withElements = records.map(({ children }, index) => (children ? index : -1)).filter((index) => index >= 0);
    expect(withElements[0]).toBe(300);
    expect(withElements.length).toBeGreaterThan(50);
    expect(withElements.length).toBeLessThan(150);
  });
});
