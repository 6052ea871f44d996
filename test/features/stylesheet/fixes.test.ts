import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { quickFixesAt } from '../../../server/src/features/actions/code-actions.ts';
import { analyse, template } from '../../engine/stylesheet/check-stylesheet.ts';

/** The quick fixes of a template's findings, each with what it makes of the result. */
function fixes(result: string): [title: string, result: string][] {
  const text = template(result);
  const source = new SourceText(text);
  const actions = atOnce(
    quickFixesAt(
      analyse(text)!,
      { start: 0, end: text.length },
      {
        language: 'nl',
        maskBsn: false,
        pageOf: () => undefined,
        uri: 'file:///x.xsl',
        maxProblems: 10,
        version: 1,
        versionedEdits: false,
        canGoTo: false,
        createsDocuments: false,
        resolvesEdits: false,
        takesEdits: false,
        only: undefined,
      },
    ),
  );
  return actions.map(({ title, edit }) => {
    const edits = edit!.changes!['file:///x.xsl']!.map(({ range, newText }) => ({
      start: source.offsetAt(range.start),
      end: source.offsetAt(range.end),
      newText,
    }));
    return [title, applyEdits(text, edits).split('match="/">')[1]!.split('</xsl:template>')[0]!];
  });
}

describe('the fixes of a delivery are those of what writes it', () => {
  test.each([
    [
      'a code by its label',
      '<s:Geslacht><xsl:if test="a">vrouw</xsl:if></s:Geslacht>',
      ['<s:Geslacht><xsl:if test="a">2</xsl:if></s:Geslacht>'],
    ],
    ['no code for one that may be any', '<s:Geslacht><xsl:text>7</xsl:text></s:Geslacht>', []],
    [
      'a code that is selected',
      `<s:Geslacht><xsl:value-of select="'02'"/></s:Geslacht>`,
      [`<s:Geslacht><xsl:value-of select="'2'"/></s:Geslacht>`],
    ],
    [
      'a date',
      '<s:BegindatumVoorziening>1-3-2025</s:BegindatumVoorziening>',
      ['<s:BegindatumVoorziening>20250301</s:BegindatumVoorziening>'],
    ],
    [
      'a misspelt element',
      '<s:TypeVorziening><xsl:value-of select="a"/></s:TypeVorziening>',
      ['<s:TypeVoorziening><xsl:value-of select="a"/></s:TypeVoorziening>', ''],
    ],
    [
      'a misspelt element in its place',
      '<s:Persoon><xsl:apply-templates/><s:Geslagt>1</s:Geslagt></s:Persoon>',
      [
        '<s:Persoon><xsl:apply-templates/><s:Geslacht>1</s:Geslacht></s:Persoon>',
        '<s:Persoon><xsl:apply-templates/></s:Persoon>',
      ],
    ],
    ['loose text', '<s:Persoon><xsl:apply-templates/>x</s:Persoon>', ['<s:Persoon><xsl:apply-templates/></s:Persoon>']],
    [
      'what stands in another place than its own',
      '<s:Loonkostensubsidie><s:RedenBeeindiging>1</s:RedenBeeindiging><s:Loonwaarde>040</s:Loonwaarde></s:Loonkostensubsidie>',
      [
        '<s:Loonkostensubsidie><s:Loonwaarde>040</s:Loonwaarde><s:RedenBeeindiging>1</s:RedenBeeindiging></s:Loonkostensubsidie>',
      ],
    ],
    [
      'what is missing',
      '<s:Persoon><s:Burgerservicenummer/><s:Geboortedatum/><s:Arbeidsvermogen/></s:Persoon>'.replaceAll(
        /<(s:[BAG]\w+)\/>/g,
        '<$1><xsl:value-of select="a"/></$1>',
      ),
      ['1', '2', '3'].map((code) =>
        '<s:Persoon><s:Burgerservicenummer/><s:Geboortedatum/>_<s:Arbeidsvermogen/></s:Persoon>'
          .replaceAll(/<(s:[BAG]\w+)\/>/g, '<$1><xsl:value-of select="a"/></$1>')
          .replace('_', `<s:Geslacht>${code}</s:Geslacht>`),
      ),
    ],
  ])('%s', (_, result, expected) => {
    expect(fixes(result).map(([, after]) => after)).toEqual(expected);
  });

  test('by their names', () => {
    expect(fixes('<s:Geslacht>2 </s:Geslacht>')[0]![0]).toBe('Vervang door 2 (Vrouw)');
  });
});
