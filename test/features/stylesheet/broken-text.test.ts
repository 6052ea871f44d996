import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stylesheetCompletionsAt } from '../../../server/src/features/stylesheet/complete.ts';
import { stylesheetDiagnostics } from '../../../server/src/features/stylesheet/diagnostics.ts';
import { stylesheetHoverAt } from '../../../server/src/features/stylesheet/hover.ts';
import { analyse } from '../../stylesheet/check-stylesheet.ts';
import { FULL, open, TODAY } from '../../support/completions.ts';
import { holds } from '../../support/property.ts';

const EXAMPLE = readFileSync('examples/export.xslt', 'utf8');
const DIAGNOSTICS = {
  language: 'nl',
  maskBsn: false,
  pageOf: () => undefined,
  uri: 'file:///x.xsl',
  maxProblems: 100,
} as const;
const COMPLETION = { ...DIAGNOSTICS, today: TODAY, client: FULL, trigger: undefined, isDelivery: false };

/** Asks everything at an offset; answers for the ranges that come back. */
function askAt(text: string, offset: number): void {
  const sheet = analyse(text);
  if (!sheet) return;
  const { length } = text;
  for (const finding of sheet.findings()) {
    expect(finding.range.start).toBeGreaterThanOrEqual(0);
    expect(finding.range.end).toBeLessThanOrEqual(length);
    for (const fix of sheet.fixesOf(finding)) {
      for (const { start, end } of fix.edits) expect([start <= end, end <= length]).toEqual([true, true]);
    }
  }
  stylesheetDiagnostics(sheet, DIAGNOSTICS);
  stylesheetHoverAt(sheet, offset, DIAGNOSTICS);
  stylesheetCompletionsAt(sheet, open(text), offset, COMPLETION);
}

describe('a stylesheet that is broken off', () => {
  test('is answered of, cut off at every offset', () => {
    for (let end = 0; end <= EXAMPLE.length; end++) askAt(EXAMPLE.slice(0, end), end);
  });

  test('is answered of at every offset, with that character left out', () => {
    for (let at = 0; at < EXAMPLE.length; at += 3) askAt(EXAMPLE.slice(0, at) + EXAMPLE.slice(at + 1), at);
  });
});

test('whatever is put into it, it is answered of', () => {
  const pieces = [
    '<',
    '</',
    '>',
    '/>',
    '"',
    "'",
    '&',
    '<s:Persoon',
    'xmlns:srg="',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '<?x',
    '{',
    ' xsl:version="1"',
  ];
  const edit = fc.tuple(fc.nat(EXAMPLE.length), fc.constantFrom(...pieces), fc.nat(40));
  holds(
    'a stylesheet after edits',
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let text = EXAMPLE;
      let last = 0;
      for (const [at, piece, removed] of edits) {
        text = text.slice(0, at) + piece + text.slice(at + removed);
        last = Math.min(at + piece.length, text.length);
      }
      askAt(text, last);
    }),
    300,
  );
});
