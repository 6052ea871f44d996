import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_FILES } from '../../support/hostile/hostile-files.ts';
import { LONG, SEED } from '../../support/property.ts';

const BYTES = LONG ? 1_000_000 : 100_000;
/** What takes longer has run away, in seconds. */
const LIMIT = 10;
/** In megabytes. */
const MEMORY = 1_024;
/** The daily run tries one in so many, others in each. */
const SHARE = LONG ? 1 : 40;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Under a limit of the system's on computing time, so that other programs may run beside it. */
function check(path: string) {
  const args = [
    `--max-old-space-size=${MEMORY}`,
    'dist/srg.mjs',
    'check',
    '--max-problems',
    '5',
    '--format',
    'lines',
    path,
  ];
  const options = { encoding: 'utf8', timeout: 300_000, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 * 1024 } as const;
  if (process.platform === 'win32') return spawnSync(process.execPath, args, options);
  return spawnSync('sh', ['-c', `ulimit -t ${LIMIT}; exec "$0" "$@"`, process.execPath, ...args], options);
}

describe(`srg check ends within ${LIMIT} s and ${MEMORY} MB, with a clear word`, () => {
  const sample = HOSTILE_FILES.filter((_file, i) => i % SHARE === SEED % SHARE);

  test.each(sample)('$name', ({ content, code, status, extension = '.srg.xml', name }) => {
    const path = join(folder, `levering${extension}`);
    writeFileSync(path, content(BYTES));
    const begun = performance.now();
    const run = check(path);
    rmSync(path);
    if (LONG) console.info(`${((performance.now() - begun) / 1_000).toFixed(1)} s  ${name}`);
    expect(run.signal).toBeNull();
    const codes = [...new Set(run.stdout.match(/\bSRG-[A-Z]\d{3}\b/g) ?? [])];
    if (code === '*') {
      expect([0, 1]).toContain(run.status);
      expect(run.stderr).toBe('');
      return;
    }
    expect({ status: run.status, codes }).toEqual({ status, codes: code === '' ? [] : expect.any(Array) });
    // Of the findings the most severe are shown.
    if (code === 'SRG-T001') expect(codes).toContain(code);
    // One line, where there is no finding to say it.
    expect(run.stderr).toMatch(status === 2 && code === '' ? /^srg: .*\n$/ : /^$/);
  });
});
