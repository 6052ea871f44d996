import { XmlDocument, type XmlParseError } from 'libxml2-wasm';
import { expect, test } from 'vitest';
import { DocumentScanner } from '../../server/src/engine/syntax/document-scanner.ts';
import { decodeXml } from '../../server/src/engine/workspace/decode-xml.ts';
import { packs } from '../support/delivery.ts';
import { LONG, SEED } from '../support/property.ts';
import { playEdits } from '../support/random-edits.ts';
import { CORPUS, TEXTS } from './corpus.ts';
import { mutate, randomEdit } from './mutate.ts';
import { rounds, TIMEOUT } from './rounds.ts';

/** Half a character outside the first plane. */
const HALF = /\p{Surrogate}/u;

/** Of the corpus the daily run edits one in so many, others in each. */
const SHARE = 20;

const SETTINGS = { packs, rules: {}, berichtgevers: [] };

/** What libxml2 holds against a text, but for the form of addresses. */
function isWellFormed(text: string): boolean {
  try {
    XmlDocument.fromBuffer(new TextEncoder().encode(`\ufeff${text}`)).dispose();
    return true;
  } catch (error) {
    const { details } = error as XmlParseError;
    return details.every(({ level, message }) => level <= 1 || message.includes('is not a valid URI'));
  }
}

function expectSameForm(text: string): void {
  const { errors } = new DocumentScanner(text, undefined).scanHeader();
  for (const { start, end } of errors) {
    expect(start).toBeGreaterThanOrEqual(0);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
  }
  // A DOCTYPE is refused whatever it says, and libxml2 takes XML 1.1 for 1.0 and knows no lone surrogate in a string.
  if (text.includes('<!DOCTYPE') || text.includes('"1.1"') || HALF.test(text)) return;
  // Of the version libxml2 wants no digit behind the full stop; XML does (production 26).
  if (/version\s*=\s*(["'])1\.\1/.test(text.slice(0, 200))) return;
  // It reads encodings that bytes are in, and this is a text.
  if (/encoding/.test(text.slice(0, 200))) return;
  expect({ text, isWellFormed: errors.length === 0 }).toEqual({ text, isWellFormed: isWellFormed(text) });
}

test('the corpus', () => {
  for (const [index, [, text]] of CORPUS.entries()) {
    expectSameForm(text);
    if (LONG || index % SHARE === SEED % SHARE) playEdits(text, [], SETTINGS, { kept: 0, anew: 0 });
  }
});

test('changed files are well-formed for the scanner where they are for libxml2', { timeout: TIMEOUT }, async () => {
  const done = await rounds(150, 0.3, (random) => expectSameForm(mutate(TEXTS, random)));
  console.info(`${done} texts`);
});

test(
  'bytes are decoded whatever they are',
  async () => {
    await rounds(100, 0.02, (random) => {
      const bytes = Buffer.from(mutate(TEXTS, random), random() < 0.5 ? 'utf8' : 'utf16le');
      for (let left = 3; left > 0; left--) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      expect(typeof decodeXml(bytes).text).toBe('string');
    });
  },
  TIMEOUT,
);

test('after edits of changed files all is as if they had been opened so', { timeout: TIMEOUT }, async () => {
  const done = await rounds(1, 0.4, (random) => {
    const text = mutate(TEXTS, random);
    const script = Array.from({ length: 3 }, () => randomEdit(text.length, random));
    playEdits(text, script, SETTINGS, { kept: 0, anew: 0 });
  });
  console.info(`${done} files`);
});
