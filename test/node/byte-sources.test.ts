import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { TextChanged } from '../../server/src/engine/text/paged-text.ts';
import { CompressedBytes, FileBytes } from '../../server/src/node/byte-sources.ts';
import { holds } from '../support/property.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-bytes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what came once can be read again from any place, and takes little', () => {
  const property = fc.property(
    fc.array(fc.uint8Array({ maxLength: 40_000 }), { maxLength: 30 }),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 70_000 }))),
    (pieces, reads) => {
      const bytes = new CompressedBytes();
      for (const piece of pieces) bytes.push(piece);
      bytes.end();
      const whole = Buffer.concat(pieces);
      expect(bytes.length).toBe(whole.length);
      for (const [at, length] of reads) {
        const start = whole.length === 0 ? 0 : at % whole.length;
        const end = Math.min(whole.length, start + length);
        if (start < end) expect(Buffer.compare(bytes.read(start, end), whole.subarray(start, end))).toBe(0);
      }
    },
  );
  holds(property, 100);
  const alike = new CompressedBytes();
  for (let i = 0; i < 100; i++) alike.push(Buffer.from('<Voorziening/>'.repeat(1_000)));
  alike.end();
  expect(alike.length).toBe(1_400_000);
  expect(alike.size).toBeLessThan(30_000);
});

describe('a file', () => {
  const open = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return { path, bytes: FileBytes.open(path) };
  };

  test('is read from any place', () => {
    const { bytes } = open('a.xml', '<a>tekst</a>');
    expect([bytes.length, Buffer.from(bytes.read(3, 8)).toString()]).toEqual([12, 'tekst']);
    bytes.verify();
    bytes.close();
  });

  test('that is cut short while it is read is told of', () => {
    const { path, bytes } = open('b.xml', '<a>tekst</a>');
    truncateSync(path, 4);
    expect(() => bytes.read(3, 8)).toThrow();
    expect(() => bytes.verify()).toThrow();
    bytes.close();
  });

  test('that another file takes the place of, whose bytes may be alike, is told of', () => {
    const { path, bytes } = open('d.xml', '<a>tekst</a>');
    const { atime, mtime } = statSync(path);
    writeFileSync(`${path}.new`, '<a>ander</a>');
    utimesSync(`${path}.new`, atime, mtime);
    renameSync(`${path}.new`, path);
    expect(() => bytes.verify()).toThrow(TextChanged);
    rmSync(path);
    expect(() => bytes.verify()).toThrow(TextChanged);
    bytes.close();
  });

  test('that grows meanwhile is told of', () => {
    const { path, bytes } = open('c.xml', '<a>tekst</a>');
    appendFileSync(path, '<b/>');
    expect(Buffer.from(bytes.read(3, 8)).toString()).toBe('tekst');
    expect(() => bytes.verify()).toThrow();
    bytes.close();
  });
});
