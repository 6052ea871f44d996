import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { LARGE_FROM } from '../../../server/src/node/large-from.ts';
import { delivery, record } from '../../support/delivery.ts';

const PRELOAD = resolve('test/support/preload/meddle.cjs');
const RIGHT = resolve('examples/correct.srg.xml');
const SMALL = delivery([record()]);
const LARGE = SMALL.replace('</Voorziening>', (tag) => tag + ' '.repeat(LARGE_FROM));
/** A date that `srg fix` writes as it should be. */
const FAULTY = delivery([record({ start: '2025-01-01' })]);

const CHANGED = 'is veranderd terwijl het werd gelezen: controleer het opnieuw als het niet meer wordt geschreven';
const UNREADABLE = 'kan niet worden gelezen';
const MEANWHILE = 'niet gewijzigd, want het bestand is intussen veranderd';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-intussen-'));
  path = join(folder, 'levering.srg.xml');
  return () => rmSync(folder, { recursive: true });
});

/** Runs a command on a file to which something is done meanwhile, and on one to which nothing is done. */
function srg(args: readonly string[], what: string, when: 'reading' | 'again') {
  const env = { ...process.env, SRG_MEDDLE: JSON.stringify({ path, what, when }) };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', PRELOAD, 'dist/srg.mjs', ...args, path, RIGHT],
    { encoding: 'utf8', env },
  );
  return { status, stderr, isOtherDone: /correct\.srg\.xml: (goedgekeurd|niets op te lossen)/.test(stdout), stdout };
}

describe.each([
  ['read as a whole', SMALL],
  ['read a part at a time', LARGE],
])('a file that is %s', (_how, text) => {
  test.each([
    ['append', CHANGED],
    ['truncate', CHANGED],
    ['rewrite', CHANGED],
    ['replace', CHANGED],
    ['EIO', UNREADABLE],
    ['EBUSY', UNREADABLE],
    ['EACCES', UNREADABLE],
  ])('and to which is done meanwhile: %s', (what, words) => {
    writeFileSync(path, text);
    expect(srg(['check'], what, 'reading')).toMatchObject({
      status: 2,
      stderr: `srg: ${path}: ${words}\n`,
      isOtherDone: true,
      stdout: expect.not.stringContaining('levering.srg.xml'),
    });
  });

  test.each(['remove', 'directory'])('and that is not there any more: %s', (what) => {
    writeFileSync(path, text);
    const { status, stderr, isOtherDone } = srg(['check'], what, 'reading');
    expect({ status, isOtherDone }).toEqual({ status: 2, isOtherDone: true });
    expect([`srg: ${path}: ${CHANGED}\n`, `srg: ${path}: ${UNREADABLE}\n`]).toContain(stderr);
  });
});

describe('srg fix leaves a file alone', () => {
  const contentNow = () => (statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : '');

  test.each([
    ['append', CHANGED],
    ['truncate', CHANGED],
    ['rewrite', CHANGED],
    ['replace', CHANGED],
    ['EIO', UNREADABLE],
    ['EBUSY', UNREADABLE],
    ['remove', UNREADABLE],
    ['directory', CHANGED],
  ])('to which is done, as it is read: %s', (what, words) => {
    writeFileSync(path, FAULTY);
    expect(srg(['fix'], what, 'reading')).toMatchObject({
      status: 2,
      stderr: `srg: ${path}: ${words}\n`,
      isOtherDone: true,
    });
    expect(contentNow()).not.toContain('<BegindatumVoorziening>20250101');
    expect(readdirSync(folder).filter((name) => name !== 'levering.srg.xml')).toEqual([]);
  });

  test.each(['append', 'truncate', 'rewrite', 'replace', 'EIO', 'EBUSY', 'remove', 'directory'])(
    'to which is done, as the fixed one is about to take its place: %s',
    (what) => {
      writeFileSync(path, FAULTY);
      expect(srg(['fix'], what, 'again')).toMatchObject({
        status: 2,
        stderr: `srg: ${path}: ${MEANWHILE}\n`,
        isOtherDone: true,
      });
      expect(contentNow()).not.toContain('<BegindatumVoorziening>20250101');
      expect(readdirSync(folder).filter((name) => name !== 'levering.srg.xml')).toEqual([]);
    },
  );
});
