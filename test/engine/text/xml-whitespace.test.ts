import { describe, expect, test } from 'vitest';
import { pastedWords, trimPasted } from '../../../server/src/engine/text/pasted-space.ts';
import {
  collapseXml,
  isXmlBlank,
  isXmlSpace,
  leadingXmlSpace,
  skipXmlSpace,
  trailingXmlSpace,
  trimXml,
  trimXmlEnd,
  trimXmlStart,
  xmlSpaceBefore,
  xmlWords,
} from '../../../server/src/engine/text/xml-whitespace.ts';

const WHITE = [' ', '\t', '\r', '\n'];

test('four characters are white space, and no other of all that there are', () => {
  const found: string[] = [];
  for (let code = 0; code <= 0xffff; code++) if (isXmlSpace(code)) found.push(String.fromCharCode(code));
  expect(found.sort()).toEqual([...WHITE].sort());
  expect(isXmlSpace(Number.NaN)).toBe(false);
});

/** What JavaScript takes for white space, or another reader may, and XML does not. */
const NONE = ['\u00a0', '\u0085', '\u1680', '\u2003', '\u2028', '\u2029', '\u3000', '\ufeff', '\u000b', '\u000c'];

describe.each(NONE)('%j is text', (character) => {
  const text = ` ${character}a${character} `;

  test('at the ends', () => {
    expect(isXmlBlank(character)).toBe(false);
    expect(trimXml(text)).toBe(`${character}a${character}`);
    expect(trimXmlStart(text)).toBe(`${character}a${character} `);
    expect(trimXmlEnd(text)).toBe(` ${character}a${character}`);
    expect(leadingXmlSpace(text)).toBe(' ');
    expect(trailingXmlSpace(text)).toBe(' ');
    expect(skipXmlSpace(text, 0)).toBe(1);
    expect(xmlSpaceBefore(text, text.length)).toBe(text.length - 1);
  });

  test('in between', () => {
    expect(xmlWords(`a${character}b c`)).toEqual([`a${character}b`, 'c']);
    expect(collapseXml(` a${character}\t\r\nb `)).toBe(`a${character} b`);
  });
});

test.each(WHITE)('%j is white space', (character) => {
  const text = `${character}${character}a${character}`;
  expect(isXmlBlank(character)).toBe(true);
  expect([trimXml(text), trimXmlStart(text), trimXmlEnd(text)]).toEqual(['a', text.slice(2), text.slice(0, -1)]);
  expect([leadingXmlSpace(text), trailingXmlSpace(text)]).toEqual([text.slice(0, 2), character]);
  expect(collapseXml(`${text}b`)).toBe('a b');
  expect(xmlWords(`${text}b`)).toEqual(['a', 'b']);
});

test.each(['', ' ', '\r\n\t '])('%j is blank', (text) => {
  expect(isXmlBlank(text)).toBe(true);
  expect([trimXml(text), trimXmlStart(text), trimXmlEnd(text), collapseXml(text)]).toEqual(['', '', '', '']);
  expect([leadingXmlSpace(text), trailingXmlSpace(text), xmlWords(text)]).toEqual([text, text, []]);
});

test('what is not there stays away', () => {
  expect(trimXml(undefined)).toBeUndefined();
});

test('white space before an offset is looked for no further than it may be', () => {
  expect(xmlSpaceBefore('a   ', 4)).toBe(1);
  expect(xmlSpaceBefore('a   ', 4, 2)).toBe(2);
});

test('what is pasted comes with white space of every kind', () => {
  expect(trimPasted('\u00a0 950204869\u2028')).toBe('950204869');
  expect(pastedWords('\ufeff950\u00a0204 869\n')).toEqual(['950', '204', '869']);
});
