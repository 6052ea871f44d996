import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-protocol';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { type CodeLensData, codeLensesOf, resolveCodeLens } from '../../server/src/features/beside-text/code-lens.ts';
import { inlayHintsIn } from '../../server/src/features/beside-text/inlay-hints.ts';
import { definitionAt } from '../../server/src/features/navigation/definition.ts';
import { documentHighlightsAt } from '../../server/src/features/navigation/document-highlight.ts';
import { documentLinksOf } from '../../server/src/features/navigation/document-links.ts';
import { referencesAt } from '../../server/src/features/navigation/references.ts';
import { workspaceSymbolsOf } from '../../server/src/features/navigation/workspace-symbols.ts';
import { documentSymbolsOf } from '../../server/src/features/structure/document-symbols.ts';
import { foldingRangesOf } from '../../server/src/features/structure/folding-ranges.ts';
import { linkedEditingRangesAt } from '../../server/src/features/structure/linked-editing.ts';
import { prefixAt } from '../../server/src/features/structure/prefix-rename.ts';
import { prepareRenameAt, renameAt } from '../../server/src/features/structure/rename.ts';
import { selectionRangeAt } from '../../server/src/features/structure/selection-ranges.ts';
import { tagsOfDelivery } from '../../server/src/features/structure/tag-text.ts';
import { analyse, BSN, delivery, NAMESPACE, packs, record } from '../support/delivery.ts';
import { expectNested } from '../support/nested-symbols.ts';
import { analysePersons, personDelivery } from '../support/person-pack.ts';
import { holds, sampled } from '../support/property.ts';

const URI = 'file:///levering.srg.xml';
const OPTIONS = { language: 'nl', maskBsn: false, uri: URI, canShowReferences: true } as const;
const HINTS = { codes: true, periods: true, running: true, berichtgever: true };

const SMALL = delivery([
  '<!-- c -->',
  record({ nummer: '1', type: '10', end: '20250630' }),
  record({ nummer: '<![CDATA[2]]>', rest: '<Loonkostensubsidie>\n<Loonwaarde/></Loonkostensubsidie>' }),
]).replace('<SRG', '<?xml-model href="x.xsd"?>\r\n$& xsi:schemaLocation="urn:x srg.xsd"');
const PREFIXED = SMALL.replace(/<(\/?)([SLVBPGATEKU])/g, '<$1s:$2').replace('xmlns=', 'xmlns:s=');
const PERSONS = personDelivery([
  `<Persoon bsn="${BSN[0]}" vermogen="1"><V nr="1" soort='A'><Van>20250101</Van></V><V/></Persoon>`,
  '<Persoon/>',
]);
const UNKNOWN = SMALL.replace(NAMESPACE, 'urn:x');

/** What is asked of the whole document. */
function whole(analysis: DeliveryAnalysis): unknown[] {
  const { length } = analysis.source;
  return [
    documentSymbolsOf(analysis, OPTIONS),
    documentLinksOf(analysis, OPTIONS),
    inlayHintsIn(analysis, { start: 0, end: length }, { ...OPTIONS, hints: HINTS }),
    workspaceSymbolsOf('', [{ uri: URI, analysis }], OPTIONS),
    workspaceSymbolsOf('1', [{ uri: URI, analysis }], OPTIONS),
    workspaceSymbolsOf(BSN[0], [{ uri: URI, analysis }], OPTIONS),
    codeLensesOf(analysis, URI).map((lens) => [lens, resolveCodeLens(analysis, lens.data as CodeLensData, OPTIONS)]),
  ];
}

/** What is asked at an offset. */
function at(analysis: DeliveryAnalysis, offset: number): unknown[] {
  const linked = linkedEditingRangesAt(tagsOfDelivery(analysis), offset);
  const prepared = prepareRenameAt(analysis, offset);
  const renamed = renameAt(analysis, offset, 'Anders');
  // Both are for pairs of tags, and both say no to all else; a prefix is renamed by itself.
  const isPrefix = analysis.choice.kind !== 'other' && prefixAt(analysis, offset) !== undefined;
  expect('refused' in prepared).toBe(linked === undefined && !isPrefix);
  expect(Array.isArray(renamed)).toBe(linked !== undefined || isPrefix);
  return [
    linked?.ranges,
    prepared,
    renamed,
    selectionRangeAt(analysis, offset),
    documentHighlightsAt(analysis, offset),
    referencesAt(analysis, offset, URI),
    definitionAt(analysis, offset, OPTIONS).filter(({ targetUri }) => targetUri === URI),
    inlayHintsIn(analysis, { start: offset, end: offset }, { ...OPTIONS, hints: HINTS }),
  ];
}

/** Each step of a selection holds the one before; editors refuse all else. */
function expectGrowing(selection: SelectionRange, source: SourceText): void {
  for (let at = selection; at.parent; at = at.parent) {
    const { range, parent } = at;
    expect(source.offsetAt(parent.range.start)).toBeLessThanOrEqual(source.offsetAt(range.start));
    expect(source.offsetAt(parent.range.end)).toBeGreaterThanOrEqual(source.offsetAt(range.end));
  }
}

/** Every range in an answer starts and ends at a place that the text has. */
function expectInText(answer: unknown, { source }: DeliveryAnalysis): void {
  if (typeof answer !== 'object' || answer === null) return;
  if ('start' in answer && 'end' in answer) {
    const { start, end } = answer as { start: { line: number; character: number }; end: typeof start };
    const [from, to] = [source.offsetAt(start), source.offsetAt(end)];
    if (to < from || source.positionAt(from).line !== start.line || source.positionAt(to).line !== end.line) {
      expect.fail(`${JSON.stringify(answer)} is not in the text`);
    }
    expect([source.positionAt(from).character, source.positionAt(to).character]).toEqual([
      start.character,
      end.character,
    ]);
    return;
  }
  for (const part of Object.values(answer)) expectInText(part, { source } as DeliveryAnalysis);
}

function survive(text: string, open: typeof analyse, offsets: Iterable<number>): void {
  const analysis = open(text);
  expectInText(whole(analysis), analysis);
  expectNested(documentSymbolsOf(analysis, OPTIONS), analysis.source);
  for (const { startLine, endLine } of foldingRangesOf(analysis)) {
    expect(startLine).toBeLessThan(endLine);
    expect(endLine).toBeLessThan(analysis.source.lineCount);
  }
  for (const offset of offsets) {
    expectInText(at(analysis, offset), analysis);
    expectGrowing(selectionRangeAt(analysis, offset), analysis.source);
  }
}

function* every(from: number, to: number, step = 1): Generator<number> {
  for (let i = from; i <= to; i += step) yield i;
}

const TEXTS: [name: string, text: string, open: typeof analyse][] = [
  ['a delivery', SMALL, analyse],
  ['one with prefixes', PREFIXED, analyse],
  ['records under a person', PERSONS, analysePersons],
  ['an unknown format', UNKNOWN, analyse],
];

describe('answers lie in the text', () => {
  test.each(TEXTS)('of %s, at every offset', (_name, text, open) => {
    survive(text, open, sampled(0, text.length));
  });

  test.each(TEXTS)('of %s cut off', (_name, text, open) => {
    for (const length of sampled(0, text.length, open === analyse && text !== SMALL ? 3 : 1)) {
      survive(text.slice(0, length), open, [length >> 1, ...every(Math.max(0, length - 1), length)]);
    }
  });

  test.each(TEXTS)('of %s with pieces taken out and put in, at some offsets', (_name, text, open) => {
    const piece = fc.constantFrom(
      '',
      '<',
      '>',
      '</',
      '/>',
      '"',
      "'",
      '<!--',
      '-->',
      ' ',
      '\n',
      ':',
      'x',
      '<Voorziening>',
    );
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(12), piece), { minLength: 1, maxLength: 4 });
    holds(
      fc.property(edits, fc.array(fc.nat(), { maxLength: 8 }), (made, offsets) => {
        let broken = text;
        for (const [place, length, put] of made) {
          const start = place % (broken.length + 1);
          broken = broken.slice(0, start) + put + broken.slice(start + length);
        }
        const near = made.map(([place]) => Math.min(broken.length, place % (text.length + 1)));
        survive(broken, open, [...near, ...offsets.map((offset) => offset % (broken.length + 1))]);
      }),
      2000,
    );
  });

  test('of a delivery that is still being read', () => {
    const text = delivery(Array.from({ length: 150 }, (_, i) => record({ nummer: String(i >> 1) })));
    const analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [] });
    const outlines = new Set<string>();
    do {
      for (let steps = 0; steps < 10; steps++) analysis.run(() => true);
      expectInText(whole(analysis), analysis);
      const symbols = documentSymbolsOf(analysis, OPTIONS);
      expectNested(symbols, analysis.source);
      outlines.add(symbols[0]!.detail!);
      for (const offset of every(0, text.length, 9_999)) {
        expectInText(at(analysis, offset), analysis);
        expectGrowing(selectionRangeAt(analysis, offset), analysis.source);
      }
    } while (!analysis.done);
    expect([...outlines].at(-1)).toBe('150 records');
    expect(outlines.size).toBeGreaterThan(2);
  });
});
