import { describe, expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import type { DocPage } from '../../../server/src/features/finding-page.ts';
import { hoverAt } from '../../../server/src/features/hover/hover.ts';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { type AskOptions, open } from '../../support/completions.ts';
import { BSN, delivery, packs, record } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';

const pageOf = (page: DocPage) => `file:///docs/${page}.md`;

function hover(marked: string, options: AskOptions & { language?: 'nl' | 'en' } = {}) {
  const { text, offset } = cursor(marked);
  const analysis = open(text, options);
  return { analysis, found: hoverAt(analysis, offset, { language: options.language ?? 'nl', maskBsn: false, pageOf }) };
}

/** The paragraphs of the hover. */
function shown(marked: string, options?: Parameters<typeof hover>[1]): string[] {
  const { found } = hover(marked, options);
  return found ? (found.contents as MarkupContent).value.split('\n\n') : [];
}

/** What of the text the hover is about. */
function about(marked: string, options?: Parameters<typeof hover>[1]): string {
  const { analysis, found } = hover(marked, options);
  const { start, end } = found!.range!;
  return analysis.source.slice(analysis.source.offsetAt(start), analysis.source.offsetAt(end));
}

test('while records are still being read, nothing is said that hangs on all of them', () => {
  const lks = record({ type: '11', start: '202501‹|›01', end: '20250531' });
  const { text, offset } = cursor(
    delivery([lks, record(), ...Array.from({ length: 500 }, () => record({ bsn: BSN[1] }))]),
  );
  const source = new SourceText(text);
  const analysis = new DeliveryAnalysis(source, { packs, rules: {}, berichtgevers: [] });
  const bsn = text.indexOf(BSN[0]) + 1;
  while (!analysis.knownAt(offset)) analysis.run(() => true);
  expect(analysis.done).toBe(false);
  const paragraphs = (at: number) =>
    (hoverAt(analysis, at, { language: 'nl', maskBsn: false, pageOf })!.contents as MarkupContent).value;
  expect(paragraphs(bsn)).toBe('Dit BSN voldoet aan de elfproef.');
  expect(paragraphs(offset)).not.toContain('Forfaitaire');
  analysis.run();
  expect(paragraphs(bsn)).toContain('2 records');
  expect(paragraphs(offset)).toContain('Forfaitaire');
});

describe('a date', () => {
  test.each<[what: string, records: string, lines: string[]]>([
    [
      'the start of a period',
      record({ start: '20250‹|›301', end: '20251003' }),
      [
        '**zaterdag 1 maart 2025**',
        'Periode: 1 maart 2025 tot en met 3 oktober 2025, 217 dagen.',
        'Dat is 7 maanden en 3 dagen.',
        'Loopt in verslagmaand maart 2025.',
        'De eerste dag van verslagmaand maart 2025.',
      ],
    ],
    [
      'the end of a whole month',
      record({ start: '20250301', end: '‹|›20250331' }),
      [
        '**maandag 31 maart 2025**',
        'Periode: 1 maart 2025 tot en met 31 maart 2025, 31 dagen.',
        'Dat is 1 maand.',
        'Loopt in verslagmaand maart 2025.',
        'De laatste dag van verslagmaand maart 2025.',
      ],
    ],
    [
      'a start long ago, running',
      record({ start: '2024013‹|›1' }),
      [
        '**woensdag 31 januari 2024**',
        'Loopt sinds 31 januari 2024, zonder einddatum.',
        'Loopt in verslagmaand maart 2025.',
        '13 maanden en 1 dag vóór het begin van verslagmaand maart 2025.',
      ],
    ],
    [
      'one day',
      record({ start: '20250310', end: '20250310‹|›' }),
      [
        '**maandag 10 maart 2025**',
        'Periode: 10 maart 2025, één dag.',
        'Loopt in verslagmaand maart 2025.',
        'In verslagmaand maart 2025.',
      ],
    ],
    [
      'the start of a forfaitaire LKS',
      record({ type: '11', start: '202410‹|›31', end: '20250302' }),
      [
        '**donderdag 31 oktober 2024**',
        'Periode: 31 oktober 2024 tot en met 2 maart 2025, 123 dagen.',
        'Dat is 4 maanden en 3 dagen.',
        'Loopt in verslagmaand maart 2025.',
        'Forfaitaire loonkostensubsidie mag hier duren tot en met 29 april 2025: 6 maanden, aansluitende perioden meegeteld.',
        '4 maanden en 1 dag vóór het begin van verslagmaand maart 2025.',
      ],
    ],
    [
      'a birthday',
      record({ start: '20250504' }).replace('19800505', '1980‹|›0505'),
      ['**maandag 5 mei 1980**', '44 jaar op de begindatum.'],
    ],
    ['no date', record({ start: '202502‹|›30' }), ['**BegindatumVoorziening**']],
  ])('%s', (_what, records, lines) => {
    expect(
      shown(delivery(records)).filter((line) => !/^(---|- \[SRG|De eerste dag van de voorz|Type:)/.test(line)),
    ).toEqual(lines);
  });

  test('in English', () => {
    expect(shown(delivery(record({ start: '20250‹|›402' })), { language: 'en' }).slice(0, 1)).toEqual([
      '**Wednesday 2 April 2025**',
    ]);
  });
});

describe('a value', () => {
  test('a BSN: proof and records, without the number', () => {
    const records = [record(), record(), record({ bsn: BSN[1] })].join('');
    const lines = shown(delivery(records).replace(BSN[0], `9‹|›${BSN[0].slice(1)}`));
    expect(lines).toEqual(['Dit BSN voldoet aan de elfproef.', 'Deze persoon heeft 2 records in dit bestand.']);
  });

  test('a BSN that fails the proof, with its rule', () => {
    expect(shown(delivery(record({ bsn: '95020486‹|›8' })))).toEqual([
      'Dit BSN voldoet niet aan de elfproef.',
      'Deze persoon heeft 1 record in dit bestand.',
      '---',
      '- [SRG-I107](file:///docs/SRG-I107.md) · BSN elfproef, CBS neemt meestal contact op',
    ]);
  });

  test.each<[what: string, marked: string, lines: RegExp[], berichtgevers?: string[]]>([
    [
      'a code',
      delivery(record({ type: '1‹|›0' })),
      [
        /^\*\*10 · Loonkosten/,
        /WML/,
        /Groep: Financiële compensatie {2}\nGaat niet samen met: 10 LKS P-wet, 11 Forfaitaire LKS, .*Herkomst: regeling of wet {2}/s,
      ],
    ],
    [
      'a number, told of by its element',
      delivery(record({ nummer: 'N‹|›-1' })),
      [/^\*\*RegistratienummerVoorziening\*\*$/],
    ],
    ['a berichtgever', delivery('', { berichtgever: '036‹|›3' }), [/^\*\*0363\*\* · Amsterdam \(Noord-Holland\)$/]],
    [
      'an expected berichtgever',
      delivery('', { gemeente: '0363', berichtgever: '036‹|›3' }),
      [/^Een verwachte berichtgever/],
      ['0363'],
    ],
    [
      'another than the expected one',
      delivery('', { gemeente: '0363', berichtgever: '036‹|›3' }),
      [/^Niet de verwachte/, /^---$/, /SRG-T003/],
      ['0344'],
    ],
    ['a month', delivery('', { verslagmaand: '2025-‹|›03' }), [/^Verslagmaand maart 2025: 1 maart/]],
  ])('%s', (_what, marked, lines, berichtgevers = []) => {
    const found = shown(marked, { berichtgevers });
    for (const [i, line] of lines.entries()) expect(found[i]).toMatch(line);
  });
});

describe('a name', () => {
  test.each<[what: string, marked: string, of: string]>([
    [
      'of a start tag',
      delivery(record()).replace('<BegindatumVoorziening>', '<Begin‹|›datumVoorziening>'),
      'BegindatumVoorziening',
    ],
    [
      'of an end tag',
      delivery(record()).replace('</BegindatumVoorziening>', '</Begin‹|›datumVoorziening>'),
      'BegindatumVoorziening',
    ],
    ['of the container', delivery().replace('<Voorzieningen>', '<‹|›Voorzieningen>'), 'Voorzieningen'],
    [
      'of the container, in its end tag',
      delivery(record()).replace('</Voorzieningen>', '</Voor‹|›zieningen>'),
      'Voorzieningen',
    ],
    ['of the root, in its end tag', delivery(record()).replace('</SRG>', '</SRG‹|›>'), 'SRG'],
    ['half typed', delivery('<Voorziening><Persoon‹|›'), 'Persoon'],
  ])('%s', (_what, marked, of) => {
    expect(shown(marked)[0]).toBe(`**${of}**`);
    expect(about(marked)).toBe(of);
  });

  test('of the type of voorziening has the decision tree', () => {
    const lines = shown(delivery(record()).replace('<TypeVoorziening>', '<‹|›TypeVoorziening>'));
    const at = lines.indexOf('**Valt dit onder de SRG?**');
    expect(lines[at + 1]!.split('\n')).toHaveLength(6);
    expect(lines[at + 1]).toContain(
      '| 1\\. Wat is het doel? | re-integratie of participatie | zorg, diagnose en dergelijke |',
    );
    expect(lines[at + 2]).toBe('[De hele beslisboom, met voorbeelden](file:///docs/beslisboom.md)');
  });

  test('of an attribute, and its value', () => {
    const packs = [attributePack];
    const service = (tag: string) =>
      attributeDelivery(`<l:Persoon bsn="950204869">${tag}<l:Loopt>true</l:Loopt></l:Dienst></l:Persoon>`);
    expect(shown(service('<l:Dienst soort="A" be‹|›gin="20250301">'), { packs })[0]).toBe(
      '**begin** · Attribuut van Dienst',
    );
    expect(shown(service('<l:Dienst soort="A" begin="2025-‹|›03-01">'), { packs })[0]).toBe(
      '**zaterdag 1 maart 2025**',
    );
    expect(about(service('<l:Dienst soort="A" begin="2025-‹|›03-01">'), { packs })).toBe('2025-03-01');
  });
});

describe('findings', () => {
  test('on a root that no one knows', () => {
    expect(shown('<Srg‹|›Levering/>')).toEqual([
      '- [SRG-T005](file:///docs/SRG-T005.md) · onbekend formaat, of CBS het bestand afkeurt, is niet te zeggen',
    ]);
  });

  test('each rule once', () => {
    const lines = shown(
      delivery([record({ nummer: 'A' }), record({ nummer: 'B' }).replace('<Voorziening>', '<Voor‹|›ziening>')]),
    );
    expect(lines.slice(-2)).toEqual([
      '---',
      '- [SRG-I119](file:///docs/SRG-I119.md) · mogelijk dubbel, CBS neemt meestal contact op',
    ]);
  });
});

test.each([
  ['white space', delivery(record()).replace('\n<Voorziening>', '\n ‹|› <Voorziening>')],
  ['a comment', delivery('<!-- ‹|› -->')],
  ['other XML', '<a‹|›/>'],
])('on %s there is nothing to say', (_what, marked) => {
  expect(hover(marked).found).toBeUndefined();
});

describe('the namespace', () => {
  test.each<[what: string, marked: string, attribute: RegExp]>([
    ['its value', delivery().replace('urn:', 'urn‹|›:'), /^xmlns="urn:[^"]*"$/],
    ['its declaration', delivery().replace('xmlns', 'xm‹|›lns'), /^xmlns="urn:[^"]*"$/],
    [
      'with a prefix',
      delivery()
        .replace(/<(\/?)(?=[A-Z])/g, '<$1s:')
        .replace('xmlns=', 'xmlns:s‹|›='),
      /^xmlns:s="urn:[^"]*"$/,
    ],
  ])('%s tells which format it is, and how sure that is', (_what, marked, attribute) => {
    const [title, description, origin] = shown(marked);
    expect(title).toBe('**SRG naar de regeling (opbouw reconstructie)**');
    expect(description).toContain('Het is niet de officiële XSD van CBS');
    expect(origin).toMatch(/^Herkomst: reconstructie {2}\nBron: /);
    expect(about(marked)).toMatch(attribute);
  });

  test('another one is for others to explain', () => {
    expect(shown(delivery().replace('<SRG', '<SRG xmlns:x="urn‹|›:x"'))).toEqual([]);
  });
});

test('where a fact comes from is said once', () => {
  const marked = delivery(record()).replace('<BegindatumVoorziening>', '<Begin‹|›datumVoorziening>');
  expect(
    shown(marked)
      .join('\n')
      .match(/Herkomst:/g),
  ).toHaveLength(1);
});

test('where the documentation does not say how sure a place is, a line does', () => {
  const marked = attributeDelivery('<l:Persoon bs‹|›n="950204869"/>');
  expect(
    shown(marked, { packs: [attributePack] })
      .join('\n')
      .match(/Herkomst: reconstructie/g),
  ).toHaveLength(1);
});
