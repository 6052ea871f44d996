import { describe, expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { hoverAt } from '../../../server/src/features/hover/hover.ts';
import { stylesheetHoverAt } from '../../../server/src/features/stylesheet/hover.ts';
import { analyse, sheet, template } from '../../engine/stylesheet/check-stylesheet.ts';
import { attributePack } from '../../support/attribute-pack.ts';
import { open } from '../../support/completions.ts';
import { delivery, packs, record } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';

const OPTIONS = { language: 'nl', maskBsn: false, pageOf: () => undefined } as const;

/** What is said at an offset, with the range in the text that it is about. */
function hover(text: string, offset: number) {
  const found = stylesheetHoverAt(analyse(text, { packs: [...packs, attributePack] })!, offset, OPTIONS);
  if (!found) return undefined;
  const source = new SourceText(text);
  const range = found.range && { start: source.offsetAt(found.range.start), end: source.offsetAt(found.range.end) };
  return { value: (found.contents as MarkupContent).value, range };
}

describe('at every offset of the marked range the same is said of all of it', () => {
  test.each([
    ['an element', '<⟦s:Geslacht⟧>1</s:Geslacht>', '**Geslacht**'],
    ['its end tag', '<s:Geslacht>1</⟦s:Geslacht⟧>', '**Geslacht**'],
    ['an element around others', '<⟦s:Persoon⟧><xsl:apply-templates/></s:Persoon>', '**Persoon**'],
    ['a code', '<s:TypeVoorziening>⟦30⟧</s:TypeVoorziening>', '**30 · Jobcoach/begeleiding op de werkplek**'],
    ['a code that does not exist', '<s:TypeVoorziening>⟦99⟧</s:TypeVoorziening>', '99'],
    ['a code in xsl:text', '<s:TypeVoorziening><xsl:text>⟦30⟧</xsl:text></s:TypeVoorziening>', '**30 · '],
    [
      'a code in a branch',
      '<s:TypeVoorziening><xsl:choose><xsl:when test="a"> ⟦30⟧ </xsl:when></xsl:choose></s:TypeVoorziening>',
      '**30 · ',
    ],
    ['a code that is selected', `<s:TypeVoorziening><xsl:value-of select="'⟦30⟧'"/></s:TypeVoorziening>`, '**30 · '],
    ['a day', '<s:BegindatumVoorziening>⟦20250402⟧</s:BegindatumVoorziening>', 'woensdag 2 april 2025'],
    [
      'a part of a value',
      '<s:TypeVoorziening>⟦3⟧<xsl:value-of select="a"/></s:TypeVoorziening>',
      '**TypeVoorziening**',
    ],
    ['an attribute', '<l:Dienst ⟦begin⟧="20250301"/>', '**begin**'],
    ['a value of an attribute', '<l:Dienst begin="⟦2025-03-01⟧"/>', 'zaterdag 1 maart 2025'],
  ])('%s', (_, marked, expected) => {
    const {
      text,
      ranges: [range],
    } = ranges(template(marked, ' xmlns:l="urn:test:attributen"'));
    for (let offset = range!.start; offset < range!.end; offset++) {
      const found = hover(text, offset);
      expect(found?.value).toContain(expected);
      expect(found?.range).toEqual(range);
    }
  });
});

test.each([
  ['an instruction', template('<xsl:⟦value-of⟧ select="a"/>')],
  ['an expression', template('<s:Geslacht><xsl:value-of select="⟦geslacht⟧"/></s:Geslacht>')],
  ['white space', template('<s:Persoon>⟦  ⟧<xsl:apply-templates/></s:Persoon>')],
  ['data of the stylesheet’s own', sheet('<⟦s:Geslacht⟧>1</s:Geslacht>')],
  ['an element that the schema has nowhere', template('<x:⟦a⟧ xmlns:x="urn:x"/>')],
  ['a comment', template('<s:Geslacht>1<!-- ⟦1⟧ --></s:Geslacht>')],
])('nothing is said of %s', (_, marked) => {
  const {
    text,
    ranges: [range],
  } = ranges(marked);
  for (let offset = range!.start; offset < range!.end; offset++) expect(hover(text, offset)).toBeUndefined();
});

test('it is what a delivery says', () => {
  const text = delivery(record({ type: '30' }));
  const inDelivery = hoverAt(open(text), text.indexOf('TypeVoorziening>') + 2, OPTIONS);
  const own = template('<s:TypeVoorziening>30</s:TypeVoorziening>');
  expect(hover(own, own.indexOf('TypeVoorziening>') + 2)!.value).toBe((inDelivery!.contents as MarkupContent).value);
});

test('findings are told, too', () => {
  const text = template('<s:Geslacht>7</s:Geslacht>');
  expect(hover(text, text.indexOf('>7<') + 1)!.value).toContain('SRG-T002');
});
