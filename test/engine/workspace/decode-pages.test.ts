import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pagedText } from '../../../server/src/engine/text/paged-text.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { decodePages } from '../../../server/src/engine/workspace/decode-pages.ts';
import { decodeXml, PLAIN_BYTES } from '../../../server/src/engine/workspace/decode-xml.ts';
import { NODE_BYTES } from '../../../server/src/node/node-bytes.ts';
import { holds } from '../../support/property.ts';

const sourceOf = (bytes: Uint8Array) => ({
  length: bytes.length,
  read: (start: number, end: number) => bytes.subarray(start, end),
});

/** What has several bytes, or a meaning beside another. */
const text = fc
  .array(
    fc.constantFrom('a', '<x>', '\r', '\n', '\r\n', 'é', '€', '\u0080', '\u0081', '\u{1f600}', '\ud800', '\ufeff', '>'),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));
const declared = fc.constantFrom(
  '<?xml version="1.0"?>',
  '',
  ...['UTF-8', 'utf-16', 'UTF-16LE', 'ISO-8859-1', 'windows-1252', 'US-ASCII', 'ISO-8859-15', 'koi8-r', 'niets'].map(
    (encoding) => `<?xml version="1.0" encoding="${encoding}"?>`,
  ),
);
const WRITERS: Readonly<Record<string, (all: string) => Buffer>> = {
  'UTF-8': (all) => Buffer.from(all),
  'UTF-8 with a mark': (all) => Buffer.from(`\ufeff${all}`),
  'a byte a character': (all) => Buffer.from(all, 'latin1'),
  'UTF-16, little-endian': (all) => Buffer.from(`\ufeff${all}`, 'utf16le'),
  'UTF-16, big-endian': (all) => Buffer.from(`\ufeff${all}`, 'utf16le').swap16(),
  'UTF-16 without a mark': (all) => Buffer.from(all, 'utf16le'),
};

describe.each(Object.entries(WRITERS))('bytes in %s', (_name, write) => {
  test.each([
    ['in Node', NODE_BYTES],
    ['anywhere', PLAIN_BYTES],
  ])('are the text and the problem that they are as a whole, wherever pages are cut, %s', (_where, single) => {
    const property = fc.property(
      declared,
      text,
      fc.integer({ min: 8, max: 64 }),
      fc.nat({ max: 2 }),
      (head, rest, page, cut) => {
        const whole = write(`${head}<a>${rest}`);
        const bytes = whole.subarray(0, whole.length - cut);
        const expected = decodeXml(bytes, single);
        const decoded = decodePages(sourceOf(bytes), single, page)!;
        expect(decoded.problem).toEqual(expected.problem);
        const paged = pagedText(decoded.pages);
        expect(paged.toString()).toBe(expected.text);
        const source = new SourceText(expected.text);
        for (let offset = 0; offset <= source.length; offset += 3) {
          expect(paged.positionAt(offset)).toEqual(source.positionAt(offset));
          expect(paged.offsetAt(source.positionAt(offset))).toBe(source.offsetAt(source.positionAt(offset)));
        }
      },
    );
    holds(property, 400);
  });
});

test('an encoding in which bytes hang on those before them has no pages', () => {
  const bytes = Buffer.from('<?xml version="1.0" encoding="shift_jis"?><a/>');
  expect(decodePages(sourceOf(bytes), NODE_BYTES)).toBeUndefined();
});

test('what is read again and has another length has changed', () => {
  const texts = ['<a/>', '<b/>'];
  const source = pagedText({ lengths: [4], read: () => texts.shift()!.repeat(texts.length + 1) });
  expect(() => source.slice(0, 4)).toThrow();
});
