import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompletionPlace, placeAt } from '../../../server/src/features/completion/place.ts';
import { renameTagsAt } from '../../../server/src/features/structure/rename.ts';
import { selectionRangeIn } from '../../../server/src/features/structure/selection-ranges.ts';
import { tagsOfStylesheet } from '../../../server/src/features/structure/tag-text.ts';
import { beginningIn, stylesheetCompletionsAt } from '../../../server/src/features/stylesheet/complete.ts';
import { stylesheetDefinitionAt } from '../../../server/src/features/stylesheet/definition.ts';
import { stylesheetDiagnostics } from '../../../server/src/features/stylesheet/diagnostics.ts';
import { stylesheetHoverAt } from '../../../server/src/features/stylesheet/hover.ts';
import { analyse } from '../../engine/stylesheet/check-stylesheet.ts';
import { FULL, open, TODAY } from '../../support/completions.ts';
import { holds, sampled } from '../../support/property.ts';

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
  stylesheetDefinitionAt(sheet, offset);
  const tags = tagsOfStylesheet(sheet);
  renameTagsAt(tags, offset, 's:X');
  selectionRangeIn(tags, sheet.source, offset);
  stylesheetCompletionsAt(sheet, open(text), offset, COMPLETION);
}

/** A place without what else the root holds, of which nobody asks. */
function ofUse(place: CompletionPlace | undefined) {
  if (!place || place.open.length > 1) return place;
  return { ...place, before: [], following: { ...place.following, siblings: [] } };
}

/** What stands at an offset is the same, read from the declaration that holds it and from the start of the text. */
function expectSamePlace(text: string, offset: number): void {
  const tree = analyse(text)?.tree;
  if (!tree) return;
  const document = open(text);
  const fromThere = placeAt(document, offset, beginningIn(tree, offset));
  const fromStart = placeAt(document, offset);
  expect(ofUse(fromThere), `${text.slice(0, offset).slice(-40)}|`).toEqual(ofUse(fromStart));
}

test('what stands at a place can be read from the declaration that holds it', () => {
  for (const at of sampled(0, EXAMPLE.length)) {
    expectSamePlace(EXAMPLE, at);
    expectSamePlace(EXAMPLE.slice(0, at), at);
    expectSamePlace(`${EXAMPLE.slice(0, at)}<${EXAMPLE.slice(at)}`, at + 1);
    expectSamePlace(`${EXAMPLE.slice(0, at)}<srg:Pers${EXAMPLE.slice(at)}`, at + 9);
  }
});

test('also where a < in an end tag makes a start tag of it', () => {
  for (const { index } of EXAMPLE.matchAll(/<\/(?=xsl:template>)/g)) {
    const at = index + '</'.length;
    expectSamePlace(`${EXAMPLE.slice(0, at)}<${EXAMPLE.slice(at)}`, at + 1);
  }
});

describe('a stylesheet that is broken off', () => {
  test('is answered of, cut off at every offset', () => {
    for (const end of sampled(0, EXAMPLE.length)) askAt(EXAMPLE.slice(0, end), end);
  });

  test('is answered of at every offset, with that character left out', () => {
    for (const at of sampled(0, EXAMPLE.length - 1)) askAt(EXAMPLE.slice(0, at) + EXAMPLE.slice(at + 1), at);
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
  const property = fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
    let text = EXAMPLE;
    let last = 0;
    for (const [at, piece, removed] of edits) {
      text = text.slice(0, at) + piece + text.slice(at + removed);
      last = Math.min(at + piece.length, text.length);
    }
    askAt(text, last);
  });
  holds(property, 2400);
});
