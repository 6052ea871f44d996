import { describe, expect, test } from 'vitest';
import { matchingTagAt } from '../../../server/src/features/structure/matching-tag.ts';
import { tagsOfDelivery, tagsOfStylesheet } from '../../../server/src/features/structure/tag-text.ts';
import { analyse as analyseSheet, template } from '../../engine/stylesheet/check-stylesheet.ts';
import { analyse, delivery, record } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';

/** The text with a mark at the tag that the cursor goes to. */
const marked = (text: string, at: number | undefined) =>
  at === undefined ? undefined : `${text.slice(0, at)}‹|›${text.slice(at)}`;

function goFrom(withCursor: string) {
  const { text, offset } = cursor(withCursor);
  return marked(text, matchingTagAt(tagsOfDelivery(analyse(text))!, offset));
}

describe('the matching tag', () => {
  const wide = (inside: string) => delivery(record({ nummer: 'X' })).replace('<TypeVoorziening>', `${inside}$&`);

  test.each([
    ['from a name to the same place in the other', '<Per‹|›soon>1</Persoon>', '<Persoon>1</Per‹|›soon>'],
    ['and back', '<Persoon>1</Persoon‹|›>', '<Persoon‹|›>1</Persoon>'],
    ['from an attribute', '<Persoon a="‹|›1">1</Persoon>', '<Persoon a="1">1</‹|›Persoon>'],
    ['from the < of a start tag', '‹|›<Persoon>1</Persoon>', '<Persoon>1</‹|›Persoon>'],
    ['from the slash of an end tag', '<Persoon>1<‹|›/Persoon>', '<‹|›Persoon>1</Persoon>'],
    ['from a value to its start tag', '<Persoon>‹|›1</Persoon>', '<‹|›Persoon>1</Persoon>'],
    ['from between two elements', '<A><B>1</B> ‹|› <C/></A>', '<‹|›A><B>1</B>  <C/></A>'],
    ['from an empty tag nowhere', '<A><B‹|›/></A>', undefined],
    ['from an element that is not closed nowhere', '<A><B‹|›>1</A>', undefined],
  ])('%s', (_name, from, to) => {
    expect(goFrom(wide(from))).toBe(to && wide(to));
  });

  test('of the elements around the records', () => {
    const text = delivery(record());
    expect(goFrom(text.replace('<Voorz', '<Vo‹|›orz'))).toBe(text.replace('</Voorzieningen', '</Vo‹|›orzieningen'));
    expect(goFrom(text.replace('</SRG', '</SRG‹|›'))).toBe(text.replace('<SRG', '<SRG‹|›'));
  });

  test('in a stylesheet', () => {
    const { text, offset } = cursor(template('<xsl:if test="a"><s:Persoon/></xsl:‹|›if>'));
    const tags = tagsOfStylesheet(analyseSheet(text)!)!;
    expect(marked(text, matchingTagAt(tags, offset))).toBe(template('<xsl:‹|›if test="a"><s:Persoon/></xsl:if>'));
  });
});
