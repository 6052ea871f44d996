import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const configuration = JSON.parse(readFileSync('syntaxes/language-configuration.json', 'utf8'));
const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;

/** The lines as the editor indents them: deeper behind a line that says so, back from one that says so. */
function indented(lines: readonly string[]): string[] {
  let depth = 0;
  return lines.map((line) => {
    if (new RegExp(decreaseIndentPattern).test(line)) depth--;
    const found = '  '.repeat(depth) + line;
    if (new RegExp(increaseIndentPattern).test(line)) depth++;
    return found;
  });
}

describe('indentation', () => {
  test.each(['correct', 'met-fouten', 'casus-maaike', 'lege-levering'])('of %s is as it stands', (name) => {
    const lines = readFileSync(`examples/${name}.srg.xml`, 'utf8')
      .replace(/ *<!--[\s\S]*?-->\n/g, '')
      .trimEnd()
      .split('\n');
    expect(indented(lines.map((line) => line.trim()))).toEqual(lines);
  });

  test.each<[line: string, deeper: boolean]>([
    ['<Persoon>', true],
    ['<s:Persoon>', true],
    ['  <Persoon a="1" b=\'2\'> ', true],
    ['<Persoon a="x/">', true],
    ['<Persoon/>', false],
    ['<Persoon a="1"/>', false],
    ['<Persoon a="x>y"/>', false],
    ['<Geslacht>1</Geslacht>', false],
    ['</Persoon>', false],
    ['<?xml version="1.0"?>', false],
    ['<!-- a -->', false],
    ['<!-- <Persoon> -->', false],
    ['<![CDATA[', false],
    ['1', false],
    ['<% if (a) { %>', false],
    ['<#if a>', false],
    ['<@macro a=1>', false],
    ['{% if a %}<Persoon>', true],
  ])('behind %s', (line, deeper) => {
    expect(new RegExp(increaseIndentPattern).test(line)).toBe(deeper);
  });
});

test('the end tag of a FreeMarker instruction stands as deep as what it ends', () => {
  const lines = ['<Persoon>', '<#if a>', '<Geslacht>1</Geslacht>', '</#if>', '</Persoon>'];
  expect(indented(lines)).toEqual(['<Persoon>', '  <#if a>', '  <Geslacht>1</Geslacht>', '  </#if>', '</Persoon>']);
});

test.each<[before: string, after: string, opens: boolean]>([
  ['<Persoon>', '</Persoon>', true],
  ['  <Persoon a="1"> ', ' </Persoon>', true],
  ['<Persoon/>', '</Voorziening>', false],
  ['<Persoon>', '<Geslacht>', false],
  ['</Persoon>', '</Voorziening>', false],
])('Enter between %s and %s', (before, after, opens) => {
  const rules: { beforeText: string; afterText: string; action: { indent: string } }[] = configuration.onEnterRules;
  const rule = rules.find((one) => new RegExp(one.beforeText).test(before) && new RegExp(one.afterText).test(after));
  expect(rule?.action.indent).toBe(opens ? 'indentOutdent' : undefined);
});

test('comments are those of XML, and close by themselves, as CDATA, quotes and placeholders do', () => {
  expect(configuration.comments).toEqual({ blockComment: ['<!--', '-->'] });
  const pairs = configuration.autoClosingPairs.map(({ open, close }: { open: string; close: string }) => open + close);
  expect(pairs).toEqual(['<!-- -->', '<![CDATA[]]>', '""', '{}', '{%%}', '{##}', '<%%>']);
  expect(configuration.brackets).toContainEqual(configuration.comments.blockComment);
});

test.each([
  ['<s:Persoon>', ['s:Persoon']],
  [
    '<BegindatumVoorziening>20250301</BegindatumVoorziening>',
    ['BegindatumVoorziening', '20250301', 'BegindatumVoorziening'],
  ],
  ['VZ-2025.00711, één', ['VZ-2025.00711', 'één']],
])('the words of %s', (text, words) => {
  const { pattern, flags } = configuration.wordPattern;
  expect(text.match(new RegExp(pattern, `g${flags}`))).toEqual(words);
});

test('regions fold', () => {
  const { start, end } = configuration.folding.markers;
  expect(new RegExp(start).test('  <!-- #region LKS -->')).toBe(true);
  expect(new RegExp(end).test('  <!-- #endregion -->')).toBe(true);
  expect(new RegExp(start).test('<!-- #endregion -->')).toBe(false);
  expect(new RegExp(start).test('<!-- regions -->')).toBe(false);
});
