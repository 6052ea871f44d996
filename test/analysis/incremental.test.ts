import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../server/src/analysis/delivery-analysis.ts';
import { locateFindings } from '../../server/src/analysis/verdict.ts';
import { loadShippedPacks } from '../../server/src/host/shipped-packs.ts';
import { formatMessage } from '../../server/src/messages/message.ts';
import type { Pack } from '../../server/src/packs/load-pack.ts';
import { SourceText } from '../../server/src/text/source-text.ts';
import { shift } from '../../server/src/text/text-range.ts';

const OPTIONS = { language: 'nl', maskBsn: false } as const;

let packs: Pack[];
beforeAll(async () => {
  packs = await loadShippedPacks(new URL('../../schemas/', import.meta.url));
});

function open(source: SourceText): DeliveryAnalysis {
  const analysis = new DeliveryAnalysis(source, { packs, rules: {}, berichtgevers: [] });
  analysis.run();
  return analysis;
}

/** All that a user can see of an analysis. */
function visible(analysis: DeliveryAnalysis) {
  return {
    records: analysis.recordCount,
    verslagmaand: analysis.verslagmaand,
    findings: locateFindings(analysis).map(({ finding, range }) => ({
      code: finding.code,
      severity: finding.severity,
      message: formatMessage(finding.message, OPTIONS),
      range,
      record: finding.record ? analysis.recordIndex(finding.record) : null,
      related: finding.related?.map((place) => shift(place.range, analysis.startOf(place.fields.owner))),
      fixes: analysis.fixesOf(finding).map((fix) => ({
        title: formatMessage(fix.title, OPTIONS),
        edits: fix.edits.map((edit) => [shift(edit, analysis.startOf(edit.owner)), edit.newText]),
      })),
    })),
  };
}

const EXAMPLE = readFileSync('examples/met-fouten.srg.xml', 'utf8');
/** Of the large example the head, some records and the tail: small enough to try thousands of edits. */
const RECORDS = EXAMPLE.match(/ *<Voorziening>[\s\S]*?<\/Voorziening>\n/g)!;
const HEAD = EXAMPLE.slice(EXAMPLE.indexOf('<SrgLevering'), EXAMPLE.indexOf('<Voorzieningen>') + 16);
const SMALL = [...HEAD, ...RECORDS.slice(0, 3), ...RECORDS.slice(-6), '  </Voorzieningen>\n</SrgLevering>\n'].join('');

/** What people and programs put into a delivery: characters, markup whole and half, values, records. */
const snippets = fc.oneof(
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
  fc.constantFrom(
    '<Voorziening>',
    '</Voorziening>',
    '</Voorzieningen>',
    '<Voorzieningen>',
    '</SrgLevering>',
    '<Persoon>',
  ),
  fc.constantFrom(
    '2025-03-01',
    '11',
    '10',
    '950204869',
    '<Einddatum>2024-01-01</Einddatum>',
    ' xmlns=""',
    '<X/>',
    'tekst',
  ),
  fc.constantFrom(...RECORDS.slice(0, 4), RECORDS[RECORDS.length - 1]!, RECORDS.slice(-3).join('')),
  fc.constant(''),
);
const edits = fc.array(
  fc.record({
    at: fc.integer({ min: 0, max: 1_000_000 }),
    length: fc.nat({ max: 60 }),
    text: snippets,
    undo: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

/** How many edits the analysis took in, and how many asked for a new one. */
const edited = { kept: 0, anew: 0 };

/** Plays the edits on one analysis, each followed by its undoing where it says so, and compares with a fresh one. */
function play(text: string, script: readonly { at: number; length: number; text: string; undo: boolean }[]): void {
  const source = new SourceText(text);
  let analysis = open(source);
  const replace = (start: number, end: number, newText: string) => {
    const old = source.slice(start, end);
    source.replace(start, end, newText);
    const kept = analysis.edited({ start, end, length: newText.length });
    if (!kept) analysis = open(source);
    edited[kept ? 'kept' : 'anew']++;
    expect(visible(analysis)).toEqual(visible(open(new SourceText(source.toString()))));
    return () => replace(start, start + newText.length, old);
  };
  for (const step of script) {
    const start = Math.floor((step.at / 1_000_000) * source.length);
    const undo = replace(start, Math.min(source.length, start + step.length), step.text);
    if (step.undo) undo();
  }
}

test('after any edits the state equals that of a fresh analysis', () => {
  fc.assert(
    fc.property(edits, (script) => play(SMALL, script)),
    { numRuns: process.env.CI ? 1500 : 300 },
  );
}, 600_000);

test('on one line as well', () => {
  fc.assert(
    fc.property(edits, (script) => play(SMALL.replace(/\n\s*/g, ''), script)),
    { numRuns: process.env.CI ? 500 : 100 },
  );
}, 600_000);

test('most edits were taken in, so that the comparison says something', () => {
  expect(edited.kept).toBeGreaterThan(2 * edited.anew);
});

test('a character typed into a record costs the work of that record, and of those with its values', () => {
  const bsn = (n: number) => String(900_000_000 + n);
  const records = Array.from({ length: 5_000 }, (_, n) =>
    RECORDS[0]!.replace(/\d{9}/, bsn(n - (n % 2))).replace(/VZ-[\d-]+/, `VZ-${n}`),
  );
  const text = `${HEAD}${records.join('')}  </Voorzieningen>\n</SrgLevering>\n`;
  const source = new SourceText(text);
  const analysis = open(source);
  const at = text.indexOf('</Voorzieningnummer>', text.indexOf('VZ-2501<'));
  Object.assign(analysis.work, { scanned: 0, chunks: 0, ruled: 0, groups: 0 });
  source.replace(at, at, '9');
  expect(analysis.edited({ start: at, end: at, length: 1 })).toBe(true);
  // The groups: its BSN, its voorzieningnummer, and that of the other record with its BSN.
  expect(analysis.work).toEqual({ scanned: 1, chunks: 1, ruled: 1, groups: 3 });
});
