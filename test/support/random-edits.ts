import fc from 'fast-check';
import { expect } from 'vitest';
import type { AnalysisSettings } from '../../server/src/engine/analysis/analysis-settings.ts';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings, locateSuppressed } from '../../server/src/engine/analysis/located-findings.ts';
import type { PreviousDelivery } from '../../server/src/engine/delivery/previous-delivery.ts';
import { formatMessage } from '../../server/src/engine/messages/message.ts';
import { mergeProblems } from '../../server/src/engine/schematron/schematron-file.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { shift } from '../../server/src/engine/text/text-range.ts';

const OPTIONS = { language: 'nl', maskBsn: false } as const;

/** In a longer text fixes are not compared: there are too many. */
const MOST_FOR_FIXES = 16_000;

/** Places that an edit can be at: that many parts of the text as it is then. */
export const PLACES = 1_000_000;

export interface RandomEdit {
  readonly at: number;
  /** How many characters go. */
  readonly length: number;
  readonly text: string;
  /** It is undone at once. */
  readonly undo: boolean;
  /** How much work follows before the next one: a number of steps, or all, with a comparison. */
  readonly work: number | 'all';
}

/**
 * What people and programs put into a delivery: characters, markup whole and half, values, records.
 * @param more that is put in as often as each of these
 */
export function randomEdits(
  records: readonly string[],
  maxLength = 8,
  more: readonly string[] = [],
): fc.Arbitrary<RandomEdit[]> {
  const text = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      '&',
      ' ',
      '\n',
      '\r',
      '1',
      'x',
      'é',
      '-->',
      '<!--',
      ']]>',
      '<![CDATA[',
      '</',
      '<?',
    ),
    fc.constantFrom('<Voorziening>', '</Voorziening>', '</Voorzieningen>', '<Voorzieningen>', '</SRG>', '<Persoon>'),
    fc.constantFrom(
      '20250301',
      '11',
      '10',
      '22',
      '950204869',
      '<Loonwaarde>060</Loonwaarde>',
      '<EinddatumVoorziening>20240101</EinddatumVoorziening>',
      ' xmlns=""',
      '<X/>',
      'tekst',
    ),
    fc.constantFrom(...records, records.slice(0, 3).join('')),
    ...(more.length > 0 ? [fc.constantFrom(...more)] : []),
    fc.constant(''),
  );
  return fc.array(
    fc.record({
      at: fc.integer({ min: 0, max: PLACES }),
      length: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 60 }) }, { weight: 1, arbitrary: fc.nat({ max: 2_000 }) }),
      text,
      undo: fc.boolean(),
      work: fc.oneof(fc.constant('all' as const), fc.nat({ max: 12 })),
    }),
    { minLength: 1, maxLength },
  );
}

/** How often an analysis took an edit in, and how often it asked for a new one. */
export interface Taken {
  kept: number;
  anew: number;
}

/**
 * Plays edits on one analysis, with more or less work between them, and holds what is known where all work is done
 * against a fresh analysis of the same text and the same delivery of the month before.
 * @returns the analysis as it is in the end
 */
export function analysisAfter(
  text: string,
  script: readonly RandomEdit[],
  given: AnalysisSettings,
  taken: Taken,
  /** Deliveries of the month before that take turns. */
  previous: readonly (PreviousDelivery | undefined)[] = [given.previous],
): DeliveryAnalysis {
  let settings = given;
  const source = new SourceText(text);
  let analysis = new DeliveryAnalysis(source, settings);
  analysis.run();
  // Fixes are tried on the text around their findings, which takes long: at the end of short texts alone.
  const work = (amount: RandomEdit['work'], withFixes = false) => {
    if (amount !== 'all') {
      let left = amount;
      analysis.run(() => --left <= 0);
      return;
    }
    analysis.run();
    const fresh = new DeliveryAnalysis(new SourceText(source.toString()), settings);
    fresh.run();
    expect(visible(analysis, withFixes)).toEqual(visible(fresh, withFixes));
  };
  const replace = (start: number, end: number, newText: string) => {
    source.replace(start, end, newText);
    const kept = analysis.edited({ start, end, length: newText.length });
    if (!kept) analysis = new DeliveryAnalysis(source, settings);
    taken[kept ? 'kept' : 'anew']++;
  };
  for (const [index, { at, length, text: newText, undo, work: amount }] of script.entries()) {
    settings = { ...settings, previous: previous[index % previous.length] };
    analysis.setPrevious(settings.previous);
    const start = Math.floor((at / PLACES) * source.length);
    const end = Math.min(source.length, start + length);
    const old = source.slice(start, end);
    replace(start, end, newText);
    work(amount);
    if (!undo) continue;
    replace(start, start + newText.length, old);
    work(amount);
  }
  work('all', source.length < MOST_FOR_FIXES);
  return analysis;
}

export function playEdits(...given: Parameters<typeof analysisAfter>): void {
  analysisAfter(...given);
}

/** All that can be seen of an analysis: trees, ranges, records, findings with their fixes, counts, problems of files. */
export function visible(analysis: DeliveryAnalysis, withFixes = true) {
  const findings = locateFindings(analysis);
  return {
    tally: analysis.tally,
    schematron: mergeProblems(analysis.schematronProblems).map(({ file: { uri }, problems }) => ({ uri, problems })),
    records: analysis.recordCount,
    verslagmaand: analysis.verslagmaand,
    template: analysis.template,
    placeholders: [...analysis.placeholdersIn(0, analysis.source.length)],
    parts: partsOf(analysis),
    suppressed: locateSuppressed(analysis).map(({ finding, range }) => [finding.code, finding.severity, range]),
    findings: findings.map(({ finding, range }) => ({
      code: finding.code,
      severity: finding.severity,
      own: finding.custom && [finding.custom.uri, finding.custom.range],
      message: formatMessage(finding.message, OPTIONS),
      range,
      record: finding.record ? analysis.recordIndex(finding.record) : null,
      elsewhere: finding.relatedInOtherFiles,
      related: finding.related?.map((place) => shift(place.range, analysis.startOf(place.fields.owner))),
      fixes: (withFixes ? analysis.fixesOf(finding) : []).map((fix) => ({
        title: formatMessage(fix.title, OPTIONS),
        edits: fix.edits.map((edit) => [shift(edit, analysis.startOf(edit.owner)), edit.newText]),
      })),
    })),
  };
}

/** Each part's place, and the nodes of its tree: kind, whole range, name, content, parent. */
function partsOf(analysis: DeliveryAnalysis) {
  const parts: { start: number; nodes: string[] }[] = [];
  if (analysis.choice.kind !== 'known') return parts;
  for (let offset = 0; offset < analysis.source.length; ) {
    const { owner, start, tree } = analysis.segmentAt(offset);
    expect(start).toBe(offset);
    const nodes = [];
    for (let node = 0; node < tree.size; node++) {
      const ranges = [tree.range(node), tree.nameRange(node), tree.contentRange(node)];
      nodes.push(
        [tree.kind(node), tree.parent(node), ...ranges.flatMap(({ start: from, end }) => [from, end])].join(' '),
      );
    }
    parts.push({ start, nodes });
    offset = start + Math.max(1, analysis.textOf(owner).length);
  }
  return parts;
}
