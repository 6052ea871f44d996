import { expect, test } from 'vitest';
import { decodeXml } from '../../../server/src/engine/workspace/decode-xml.ts';
import { encoderOf } from '../../../server/src/engine/workspace/encode-xml.ts';

const declared = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>\r\n<a>é`;
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const mark = (...bytes: number[]) => Buffer.from(bytes);

const CASES: readonly [name: string, bytes: Buffer, lacks: string | undefined][] = [
  ['UTF-8', Buffer.from(declared('UTF-8')), undefined],
  ['without a declaration', Buffer.from('<a>é'), undefined],
  ['UTF-8 with a mark', Buffer.concat([mark(0xef, 0xbb, 0xbf), Buffer.from(declared('utf-8'))]), undefined],
  ['UTF-16 LE with a mark', Buffer.concat([mark(0xff, 0xfe), Buffer.from(declared('UTF-16'), 'utf16le')]), undefined],
  ['UTF-16 LE without', Buffer.from(declared('UTF-16LE'), 'utf16le'), undefined],
  ['UTF-16 BE with a mark', Buffer.concat([mark(0xfe, 0xff), utf16be(declared('UTF-16'))]), undefined],
  ['ISO-8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1'), '€'],
  ['windows-1252', Buffer.concat([Buffer.from(declared('windows-1252'), 'latin1'), mark(0x80, 0x92)]), 'ł'],
  ['ISO-8859-15', Buffer.concat([Buffer.from(declared('ISO-8859-15'), 'latin1'), mark(0xa4)]), 'ł'],
  ['latin9', Buffer.concat([Buffer.from(declared('Latin9'), 'latin1'), mark(0xa4)]), 'ł'],
  ['US-ASCII', Buffer.from('<?xml version="1.0" encoding="US-ASCII"?><a/>'), undefined],
];

test.each(CASES)('%s: other text is written in the same encoding', (_name, bytes, lacks) => {
  const { text, problem } = decodeXml(bytes);
  expect(problem).toBeUndefined();
  const encode = encoderOf(bytes, text)!;
  expect(Buffer.from(encode(text)!).equals(bytes)).toBe(true);
  expect(decodeXml(encode(`${text}b`)!)).toEqual({ text: `${text}b`, problem: undefined });
  if (lacks !== undefined) expect(encode(`${text}${lacks}`)).toBeUndefined();
});

test('bytes that contradict what they declare have none', () => {
  const bytes = Buffer.concat([Buffer.from(declared('UTF-8')), mark(0xe9, 0x20)]);
  expect(encoderOf(bytes, decodeXml(bytes).text.replace('é', '?'))).toBeUndefined();
});
