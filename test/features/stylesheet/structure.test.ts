import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver-protocol';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { formatStylesheet } from '../../../server/src/features/stylesheet/formatting.ts';
import { stylesheetFolds, stylesheetSymbols } from '../../../server/src/features/stylesheet/structure.ts';
import { analyse, sheet, template } from '../../engine/stylesheet/check-stylesheet.ts';

const LINES = { kind: 'lines', indent: '  ' } as const;
const EXAMPLE = readFileSync('examples/export.xslt', 'utf8');

const formatted = (text: string) => applyEdits(text, formatStylesheet(analyse(text)!, LINES));
const outline = (symbols: readonly DocumentSymbol[] = []): unknown[] =>
  symbols.map(({ name, detail, children }) => [
    detail ? `${name} ${detail}` : name,
    ...(children ? [outline(children)] : []),
  ]);

test('the outline has instructions with what tells them apart, and what they write', () => {
  const text = sheet(
    '<xsl:template match="/"><s:Persoon><xsl:if test="a"><s:Geslacht>1</s:Geslacht></xsl:if></s:Persoon></xsl:template><xsl:template name="t"/>',
  );
  expect(outline(stylesheetSymbols(analyse(text)!))).toEqual([
    ['xsl:stylesheet', [['xsl:template /', [['s:Persoon', [['xsl:if a', [['s:Geslacht']]]]]]], ['xsl:template t']]],
  ]);
});

test('elements and comments fold, with the end tag in sight', () => {
  const text = template('\n<!--\n\n-->\n<s:Persoon>\n  <s:Geslacht>1</s:Geslacht>\n</s:Persoon>\n');
  expect(stylesheetFolds(analyse(text)!, 100)).toEqual([
    { startLine: 0, endLine: 8 },
    { startLine: 1, endLine: 7 },
    { startLine: 2, endLine: 4, kind: 'comment' },
    { startLine: 5, endLine: 6 },
  ]);
  expect(stylesheetFolds(analyse(text)!, 1)).toHaveLength(1);
});

describe('formatting', () => {
  test.each<[name: string, text: string, after: string]>([
    [
      'each element on its line',
      '<s:Persoon><xsl:apply-templates/><s:Geslacht>1</s:Geslacht></s:Persoon>',
      '\n    <s:Persoon>\n      <xsl:apply-templates/>\n      <s:Geslacht>1</s:Geslacht>\n    </s:Persoon>\n  ',
    ],
    [
      'text stays',
      '<s:Geslacht>1<xsl:if test="a"> 2 </xsl:if></s:Geslacht>',
      '\n    <s:Geslacht>1<xsl:if test="a"> 2 </xsl:if></s:Geslacht>\n  ',
    ],
    [
      'one instruction stays on its line',
      '<s:Geslacht><xsl:value-of select="a"/></s:Geslacht><a/>',
      '\n    <s:Geslacht><xsl:value-of select="a"/></s:Geslacht>\n    <a/>\n  ',
    ],
    [
      'xsl:text stays',
      '<s:Geslacht><a/><xsl:text>  </xsl:text></s:Geslacht>',
      '\n    <s:Geslacht>\n      <a/>\n      <xsl:text>  </xsl:text>\n    </s:Geslacht>\n  ',
    ],
    [
      'what keeps its space stays',
      '<s:Geslacht xml:space="preserve"><a/> </s:Geslacht>',
      '\n    <s:Geslacht xml:space="preserve"><a/> </s:Geslacht>\n  ',
    ],
    ['one empty line stays', '<a/>\n\n\n<b/> <!-- c -->', '\n    <a/>\n\n    <b/> <!-- c -->\n  '],
  ])('%s', (_name, text, after) => {
    const laidOut = template(after)
      .replace('>\n<xsl:template', '>\n  <xsl:template')
      .replace('</xsl:template>', '</xsl:template>');
    expect(formatted(template(text))).toBe(laidOut);
    expect(formatted(laidOut)).toBe(laidOut);
  });

  test('the example stays as it is', () => {
    expect(formatted(EXAMPLE)).toBe(EXAMPLE);
  });

  test('one that is not well-formed is left alone', () => {
    expect(formatted(template('<a><b></a>'))).toBe(template('<a><b></a>'));
  });
});
