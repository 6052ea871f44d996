import { describe, expect, test } from 'vitest';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { tagHighlightsAt } from '../../../server/src/features/navigation/document-highlight.ts';
import { prepareTagRenameAt, renameTagsAt } from '../../../server/src/features/structure/rename.ts';
import { selectionRangeIn } from '../../../server/src/features/structure/selection-ranges.ts';
import { tagsOfStylesheet } from '../../../server/src/features/structure/tag-text.ts';
import { stylesheetDefinitionAt } from '../../../server/src/features/stylesheet/definition.ts';
import { analyse, template } from '../../engine/stylesheet/check-stylesheet.ts';
import { cursor } from '../../support/markers.ts';
import { applyTextEdits } from '../../support/text-edits.ts';

/** Where the word at the cursor is declared: the file of the pack and what is selected in it. */
function definition(marked: string): string[] {
  const { text, offset } = cursor(template(marked));
  return stylesheetDefinitionAt(analyse(text)!, offset).map(({ targetUri, targetSelectionRange: { start, end } }) => {
    const file = analyse(text)!.packs.flatMap(({ schemaFiles, files }) => [
      ...schemaFiles.values(),
      files.codes,
      files.gemeenten,
    ]);
    const lines = file.find((one) => one?.uri === targetUri)!.text.split('\n');
    return `${targetUri.slice(targetUri.lastIndexOf('/') + 1)}: ${lines[start.line]!.slice(start.character, end.character)}`;
  });
}

describe('the definition of what is written', () => {
  test.each([
    ['an element', '<s:Ges‹|›lacht>1</s:Geslacht>', ['srg.xsd: Geslacht']],
    ['its end tag', '<s:Geslacht>1</s:Ges‹|›lacht>', ['srg.xsd: Geslacht']],
    [
      'an element in an instruction',
      '<s:Persoon><xsl:if test="a"><s:‹|›Geslacht/></xsl:if></s:Persoon>',
      ['srg.xsd: Geslacht'],
    ],
    ['a code', '<s:TypeVoorziening>1‹|›1</s:TypeVoorziening>', ['codes.json: "11"']],
    [
      'a code in a branch',
      '<s:TypeVoorziening><xsl:if test="a">3‹|›0</xsl:if></s:TypeVoorziening>',
      ['codes.json: "30"'],
    ],
    [
      'a code that is selected',
      `<s:TypeVoorziening><xsl:value-of select="'3‹|›0'"/></s:TypeVoorziening>`,
      ['codes.json: "30"'],
    ],
    ['a gemeente', '<s:Gemeentecode>03‹|›44</s:Gemeentecode>', ['gemeenten.json: "0344"']],
    ['a part of a value', '<s:TypeVoorziening>1‹|›1<xsl:value-of select="a"/></s:TypeVoorziening>', []],
    ['an element that the schema lacks', '<s:On‹|›bekend/>', []],
    ['an instruction', '<xsl:value‹|›-of select="a"/>', []],
    ['an expression', '<xsl:value-of select="a‹|›b"/>', []],
  ])('%s', (_, marked, expected) => {
    expect(definition(marked)).toEqual(expected);
  });
});

/** The text with both tags at the cursor renamed; the reason where that is refused. */
function renamed(marked: string, name: string): string {
  const { text, offset } = cursor(template(marked));
  const edits = renameTagsAt(tagsOfStylesheet(analyse(text)!), offset, name);
  if ('refused' in edits) return edits.refused.key;
  return applyTextEdits(text, edits).split('match="/">')[1]!.split('</xsl:template>')[0]!;
}

describe('tags', () => {
  test.each([
    ['of what is written', '<s:Gesl‹|›acht>1</s:Geslacht>', 's:X', '<s:X>1</s:X>'],
    ['from the end tag', '<s:Geslacht>1</s:Ges‹|›lacht>', 's:X', '<s:X>1</s:X>'],
    [
      'of an instruction',
      '<xsl:i‹|›f test="a"><a/></xsl:if>',
      'xsl:for-each',
      '<xsl:for-each test="a"><a/></xsl:for-each>',
    ],
    ['not with what is no name', '<s:Gesl‹|›acht>1</s:Geslacht>', '1 2', 'rename.badName'],
    ['not of an empty tag', '<xsl:value‹|›-of select="a"/>', 'x', 'rename.emptyTag'],
    ['not in a value', '<xsl:value-of select="a‹|›b"/>', 'x', 'rename.nothing'],
  ])('are renamed together: %s', (_, marked, name, expected) => {
    expect(renamed(marked, name)).toBe(expected);
  });

  test('say what they are called, and stand out together', () => {
    const { text, offset } = cursor(template('<s:Gesl‹|›acht>1</s:Geslacht>'));
    const tags = tagsOfStylesheet(analyse(text)!)!;
    expect(prepareTagRenameAt(tags, offset)).toMatchObject({ placeholder: 's:Geslacht' });
    expect(tagHighlightsAt(tags, offset)).toHaveLength(2);
  });
});

test('a selection grows from the value to the element and what holds that', () => {
  const { text, offset } = cursor(template('<s:Persoon><s:Geslacht>1‹|›2</s:Geslacht></s:Persoon>'));
  const source = new SourceText(text);
  const steps: string[] = [];
  for (let at = selectionRangeIn(tagsOfStylesheet(analyse(text)!), source, offset); at.parent; at = at.parent)
    steps.push(text.slice(source.offsetAt(at.range.start), source.offsetAt(at.range.end)));
  expect(steps.slice(0, 3)).toEqual([
    '12',
    '<s:Geslacht>12</s:Geslacht>',
    '<s:Persoon><s:Geslacht>12</s:Geslacht></s:Persoon>',
  ]);
});
