import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutputFile } from '../../../server/src/cli/files/written/output-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-uitvoer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const mode = (path: string) => statSync(path).mode & 0o777;

describe.runIf(process.platform !== 'win32')('a file that is being written', () => {
  test('is nobody else’s to read, and as others are when it is whole', () => {
    writeFileSync(at('oud'), 'oud', { mode: 0o640 });
    for (const [name, expected] of [
      ['oud', 0o640],
      ['nieuw', 0o666 & ~process.umask()],
    ] as const) {
      const file = OutputFile.open(at(name));
      file.write('nieuw');
      const [temporary] = readdirSync(folder).filter((one) => one.startsWith(`.${name}`));
      expect(mode(at(temporary!))).toBe(0o600);
      expect(existsSync(at(name)) ? readFileSync(at(name), 'utf8') : 'oud').toBe('oud');
      file.commit();
      expect([readFileSync(at(name), 'utf8'), mode(at(name))]).toEqual(['nieuw', expected]);
    }
    expect(readdirSync(folder).sort()).toEqual(['nieuw', 'oud']);
  });

  test('is cleared away by the next run where it was killed, and by no run beside it', () => {
    const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
    const left = [`.a.${dead}.tmp`, `.b.${dead}.tmp`, `.a.${process.ppid}.tmp`, '.a.tmp', `.a.x${dead}.tmp`];
    for (const name of left) writeFileSync(at(name), '');
    OutputFile.open(at('a')).commit();
    expect(readdirSync(folder).sort()).toEqual(['a', ...left.slice(1)].sort());
  });

  test('is gone where it is given up', () => {
    const file = OutputFile.open(at('a'));
    file.write('x');
    file.discard();
    expect(readdirSync(folder)).toEqual([]);
  });
});
