import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { isSameEncoding, NAMES_OF_ICONV, writtenOtherwise } from '../../../server/src/engine/text/encodings.ts';
import { decodeXml } from '../../../server/src/engine/workspace/decode-xml.ts';

const NAMES = Object.entries(NAMES_OF_ICONV).flatMap(([known, names]) => names.map((name) => [name, known] as const));
/** Each byte beyond ASCII on a line of its own. */
const HIGH = Buffer.from(Array.from({ length: 0x80 }, (_, n) => [0x80 + n, 0x0a]).flat());

/** The lines in an encoding: what each of the bytes is, and what it says is wrong. */
function decoded(encoding: string, bytes: Uint8Array) {
  const { text, problem } = decodeXml(
    Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`), bytes]),
  );
  return { lines: text.slice(text.indexOf('?>') + 2).split('\n'), problem: problem?.key };
}

test.each(NAMES)('%s is %s', (name, known) => {
  expect(decoded(name, HIGH)).toEqual(decoded(known, HIGH));
  expect(decoded(name.toUpperCase(), Buffer.from('abc'))).toEqual({ lines: ['abc'], problem: undefined });
  expect(isSameEncoding(name, known.replaceAll('-', ''))).toBe(true);
  expect(writtenOtherwise(name, known).test('é')).toBe(false);
});

describe.skipIf(spawnSync('iconv', ['--version']).error)('as iconv has them', () => {
  test.each(NAMES)('%s', (name, known) => {
    const { stdout, stderr } = spawnSync('iconv', ['-c', '-f', name, '-t', 'UTF-8'], { input: HIGH, encoding: 'utf8' });
    // Other systems have fewer names.
    if (/not supported|unsupported/.test(stderr)) return;
    // Bytes that are nothing in the one may be in the other.
    const ours = decoded(known, HIGH).lines;
    const different = stdout.split('\n').filter((character, at) => character !== '' && character !== ours[at]);
    expect(different).toEqual([]);
  });
});

test.each(['cp437', 'IBM850', 'cp850', 'cp858', 'latin10', 'UTF-7', 'UTF-32', 'EBCDIC-CP-NL'])(
  '%s is not supported, as the page of SRG-T001 says',
  (name) => {
    expect(decoded(name, Buffer.from('abc'))).toEqual({ lines: ['abc'], problem: 'SRG-T001.encoding.unknown' });
  },
);
