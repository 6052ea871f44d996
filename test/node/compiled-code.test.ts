import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cacheFolder, isOwn } from '../../server/src/node/compiled-code.ts';

const POSIX = process.platform !== 'win32';

test.runIf(POSIX).each([
  ['linux', {}, '/home/an', '/home/an/.cache/srg-xml'],
  ['linux', { XDG_CACHE_HOME: '/caches' }, '/home/an', '/caches/srg-xml'],
  ['linux', { XDG_CACHE_HOME: 'caches' }, '/home/an', '/home/an/.cache/srg-xml'],
  ['linux', { XDG_CACHE_HOME: '' }, '', undefined],
  ['darwin', {}, '/Users/an', '/Users/an/Library/Caches/srg-xml'],
  ['win32', {}, 'C:\\Users\\an', undefined],
] as const)('on %s with %o at home in %s the compiled program lies in %s', (platform, env, home, folder) => {
  expect(cacheFolder(platform, env, home)).toBe(folder);
});

test('on Windows it lies among what programs keep on this machine', () => {
  expect(cacheFolder('win32', { LOCALAPPDATA: 'L' }, '')).toBe(join('L', 'srg-xml', 'Cache'));
});

test.runIf(POSIX)('it lies in a folder that nobody else may write to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const made = join(folder, 'a', 'b');
  expect(isOwn(made)).toBe(true);
  expect(statSync(made).mode & 0o777).toBe(0o700);
  symlinkSync(made, join(folder, 'link'));
  expect(isOwn(join(folder, 'link'))).toBe(false);
  chmodSync(made, 0o770);
  expect(isOwn(made)).toBe(false);
  expect(isOwn(join(import.meta.filename, 'below-a-file'))).toBe(false);
  expect(isOwn(join(folder, 'no-home', '.cache', 'srg-xml'))).toBe(false);
  expect(existsSync(join(folder, 'no-home'))).toBe(false);
});
