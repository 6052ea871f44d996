import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { legible, legibleJson, showUnseen } from '../../../server/src/engine/privacy/legible.ts';
import { escapeMarkdown, markdownCode } from '../../../server/src/engine/privacy/markdown.ts';
import { holds } from '../../support/property.ts';

/** Control characters, those that turn the direction round, and others that show nothing or look like a space. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|[^\P{Zs} ]/u;
const anything = fc.string({ unit: 'binary', maxLength: 60 });

describe('a text on one line', () => {
  test.each([
    ['\u001b[2J\u001b[Hgoedgekeurd', '\\u{1b}[2J\\u{1b}[Hgoedgekeurd'],
    ['\u009b31m', '\\u{9b}31m'],
    ['a\u202egruek', 'a\\u{202e}gruek'],
    ['\u2066\ufeff\u200b\u2028', '\\u{2066}\\u{feff}\\u{200b}\\u{2028}'],
    ['\ud800', '\\u{d800}'],
    ['2\u00a0', '2\\u{a0}'],
    ['\u3000\u2003\u202f ', '\\u{3000}\\u{2003}\\u{202f} '],
    ['\u{e0001}', '\\u{e0001}'],
    ['a\r\n\tb\rc', 'a b c'],
    ['Súdwest-Fryslân € 😀', 'Súdwest-Fryslân € 😀'],
  ])('%j is shown as %s', (text, shown) => {
    expect(legible(text)).toBe(shown);
  });

  test('has no character that is not seen', () => {
    holds(
      fc.property(anything, (text) => {
        expect(legible(text)).not.toMatch(UNSEEN);
        expect(legible(legible(text))).toBe(legible(text));
        expect(showUnseen(text).replace(/[\t\r\n]/g, '')).not.toMatch(UNSEEN);
      }),
      20_000,
    );
  });
});

test('JSON is the same to whoever reads it', () => {
  holds(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const json = JSON.stringify(value, undefined, 2);
      expect(JSON.parse(legibleJson(json))).toEqual(JSON.parse(json));
      expect(legibleJson(json).replace(/\n/g, '')).not.toMatch(UNSEEN);
    }),
    5_000,
  );
});

test.each([
  ['\u200b', '\\u200b'],
  ['\u009b31m', '\\u009b31m'],
  ['\ufeff', '\\ufeff'],
  ['\u{e0001}', '\\udb40\\udc01'],
])('in JSON %j is written as its code units', (text, written) => {
  expect(legibleJson(JSON.stringify(text))).toBe(`"${written}"`);
});

describe('in Markdown a text of a file stays text', () => {
  test.each([
    ['![x](http://kwaad.nl/a.png)', '!\\[x\\](http\\://kwaad.nl/a.png)'],
    ['[x](command:srg.x)', '\\[x\\](command:srg.x)'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['**a** _b_ `c` ~~d~~', '\\*\\*a\\*\\* \\_b\\_ \\`c\\` \\~\\~d\\~\\~'],
    ['a | b &amp; \\', 'a \\| b \\&amp; \\\\'],
    ['https://kwaad.nl www.kwaad.nl a@kwaad.nl', 'https\\://kwaad.nl www\\.kwaad.nl a\\@kwaad.nl'],
    ['# kop', '\\# kop'],
    ['- een', '\\- een'],
    ['1. een', '1\\. een'],
    ['90) negentig', '90\\) negentig'],
    ['    code', '&nbsp;&nbsp;&nbsp;&nbsp;code'],
    ['a\n\n# b', 'a # b'],
    ['2025-03-01 Amsterdam (Noord-Holland)', '2025-03-01 Amsterdam (Noord-Holland)'],
  ])('%j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test.each([
    ['xs:date', '`xs:date`'],
    ['a`b', '`` a`b ``'],
    ['``', '``` `` ```'],
    [' a ', '`  a  `'],
  ])('as code: %j', (text, code) => {
    expect(markdownCode(text)).toBe(code);
  });
});
