import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { autoCloseAt, autoCloseEdits } from '../../../server/src/features/structure/auto-close.ts';
import { open } from '../../support/completions.ts';
import { delivery, record } from '../../support/delivery.ts';
import { NUMBER, PERSON, voorziening } from '../../support/laid-out.ts';
import { cursor } from '../../support/markers.ts';

/** The text after, with the cursor in it. */
function close(marked: string): string {
  const { text, offset } = cursor(marked);
  const found = autoCloseAt(open(text), offset);
  if (!found) return marked;
  const inserted = found.cursor === 'before' ? `‹|›${found.text}` : `${found.text}‹|›`;
  return text.slice(0, offset) + inserted + text.slice(offset);
}

describe('closes', () => {
  test.each<[what: string, before: string, after: string]>([
    ['a start tag', '<BegindatumVoorziening>‹|›', '<BegindatumVoorziening>‹|›</BegindatumVoorziening>'],
    [
      'one with attributes',
      '<BegindatumVoorziening x="a>b">‹|›',
      '<BegindatumVoorziening x="a>b">‹|›</BegindatumVoorziening>',
    ],
    ['one around elements that follow', `<Persoon>‹|›\n      ${NUMBER}`, `<Persoon>‹|›</Persoon>\n      ${NUMBER}`],
    ['one that no one knows', '<Foo>‹|›', '<Foo>‹|›</Foo>'],
    [
      'an end tag',
      '<BegindatumVoorziening>20250301</‹|›',
      '<BegindatumVoorziening>20250301</BegindatumVoorziening>‹|›',
    ],
    [
      'an end tag that has its >',
      '<BegindatumVoorziening>20250301</‹|›>',
      '<BegindatumVoorziening>20250301</BegindatumVoorziening‹|›>',
    ],
    ['an empty element', '<EinddatumVoorziening/‹|›\n', '<EinddatumVoorziening/>‹|›\n'],
    ['an empty element before a tag', '<EinddatumVoorziening/‹|›', '<EinddatumVoorziening/>‹|›'],
    ['an empty element with attributes', '<Foo a="1" b=\'/\' /‹|›\n', '<Foo a="1" b=\'/\' />‹|›\n'],
  ])('%s', (_what, before, after) => {
    expect(close(voorziening(before))).toBe(voorziening(after));
  });

  test('a record before another', () => {
    const records = (first: string) => delivery([first, record({ nummer: 'N' })]);
    expect(close(records('<Voorziening>‹|›'))).toBe(records('<Voorziening>‹|›</Voorziening>'));
  });

  test('a root without a namespace', () => {
    expect(close('<SRG>‹|›')).toBe('<SRG>‹|›</SRG>');
  });
});

describe('leaves alone', () => {
  test.each<[what: string, marked: string]>([
    ['an element that has its end tag', '<BegindatumVoorziening>‹|›</BegindatumVoorziening>'],
    ['an end tag', `${PERSON}‹|›`],
    ['an empty-element tag', '<BegindatumVoorziening/>‹|›'],
    ['a > in a value', '<BegindatumVoorziening>a>‹|›'],
    ['a / in a value', '<BegindatumVoorziening>a/‹|›'],
    ['a > in an attribute', '<BegindatumVoorziening x="a>‹|›'],
    ['a comment', '<BegindatumVoorziening><!-- x -->‹|›'],
    ['a > in a comment', '<!-- <a>‹|› -->'],
    ['an end tag with a name', '<BegindatumVoorziening></‹|›BegindatumVoorziening>'],
    ['an element that is closed, behind </', '<Persoon></‹|›\n      </Persoon>'],
    ['an empty element that has its >', '<EinddatumVoorziening/‹|›>'],
    ['a start tag that goes on', '<EinddatumVoorziening/‹|› a="1">'],
    ['a / in an attribute', '<Foo a="x/‹|›">'],
    ['a / in a comment', '<!-- <a/‹|› -->'],
    ['another character', '<BegindatumVoorziening>2‹|›'],
  ])('%s', (_what, marked) => {
    expect(close(voorziening(marked))).toBe(voorziening(marked));
  });

  test('other XML', () => {
    expect(close('<a>‹|›')).toBe('<a>‹|›');
  });
});

test('as an edit', () => {
  const { text, offset } = cursor(voorziening('<BegindatumVoorziening>‹|›'));
  const analysis = open(text);
  const position = analysis.source.positionAt(offset);
  expect(atOnce(autoCloseEdits(analysis, offset))).toEqual([
    { range: { start: position, end: position }, newText: '</BegindatumVoorziening>' },
  ]);
  expect(atOnce(autoCloseEdits(analysis, 5))).toEqual([]);
});
