import { describe, expect, test } from 'vitest';
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
    ['a start tag', '<Startdatum>‹|›', '<Startdatum>‹|›</Startdatum>'],
    ['one with attributes', '<Startdatum x="a>b">‹|›', '<Startdatum x="a>b">‹|›</Startdatum>'],
    ['one around elements that follow', `<Persoon>‹|›\n      ${NUMBER}`, `<Persoon>‹|›</Persoon>\n      ${NUMBER}`],
    ['one that no one knows', '<Foo>‹|›', '<Foo>‹|›</Foo>'],
    ['an end tag', '<Startdatum>2025-03-01</‹|›', '<Startdatum>2025-03-01</Startdatum>‹|›'],
    ['an end tag that has its >', '<Startdatum>2025-03-01</‹|›>', '<Startdatum>2025-03-01</Startdatum‹|›>'],
  ])('%s', (_what, before, after) => {
    expect(close(voorziening(before))).toBe(voorziening(after));
  });

  test('a record before another', () => {
    const records = (first: string) => delivery([first, record({ nummer: 'N' })]);
    expect(close(records('<Voorziening>‹|›'))).toBe(records('<Voorziening>‹|›</Voorziening>'));
  });

  test('a root without a namespace', () => {
    expect(close('<SrgLevering>‹|›')).toBe('<SrgLevering>‹|›</SrgLevering>');
  });
});

describe('leaves alone', () => {
  test.each<[what: string, marked: string]>([
    ['an element that has its end tag', '<Startdatum>‹|›</Startdatum>'],
    ['an end tag', `${PERSON}‹|›`],
    ['an empty-element tag', '<Startdatum/>‹|›'],
    ['a > in a value', '<Startdatum>a>‹|›'],
    ['a / in a value', '<Startdatum>a/‹|›'],
    ['a > in an attribute', '<Startdatum x="a>‹|›'],
    ['a comment', '<Startdatum><!-- x -->‹|›'],
    ['a > in a comment', '<!-- <a>‹|› -->'],
    ['an end tag with a name', '<Startdatum></‹|›Startdatum>'],
    ['an element that is closed, behind </', '<Persoon></‹|›\n      </Persoon>'],
    ['another character', '<Startdatum>2‹|›'],
  ])('%s', (_what, marked) => {
    expect(close(voorziening(marked))).toBe(voorziening(marked));
  });

  test('other XML', () => {
    expect(close('<a>‹|›')).toBe('<a>‹|›');
  });
});

test('as an edit', () => {
  const { text, offset } = cursor(voorziening('<Startdatum>‹|›'));
  const analysis = open(text);
  const position = analysis.source.positionAt(offset);
  expect(autoCloseEdits(analysis, offset)).toEqual([
    { range: { start: position, end: position }, newText: '</Startdatum>' },
  ]);
  expect(autoCloseEdits(analysis, 5)).toEqual([]);
});
