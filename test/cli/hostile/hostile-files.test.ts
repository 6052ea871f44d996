import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_FILES } from '../../support/hostile/hostile-files.ts';
import { LONG, SEED } from '../../support/property.ts';

const BYTES = LONG ? 1_000_000 : 100_000;
/** What takes longer has run away, in seconds of computing time. */
const LIMIT = 10;
/** In megabytes: of all that the process holds. */
const MEMORY = 500;
/** Of JavaScript's objects, in megabytes: as much as many machines would let it have. */
const HEAP = 1_024;
/** The daily run tries one in so many, others in each. */
const SHARE = LONG ? 1 : 40;

interface Use {
  readonly name: string;
  readonly seconds: number;
  readonly megabytes: number;
}
const used: Use[] = [];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-hostile-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (LONG) console.info(summaryOf(used));
});

function summaryOf(all: readonly Use[]): string {
  const slowest = [...all].sort((a, b) => b.seconds - a.seconds).slice(0, 10);
  const largest = [...all].sort((a, b) => b.megabytes - a.megabytes).slice(0, 10);
  const above = all.filter(({ seconds }) => seconds > 2).length;
  const line = ({ seconds, megabytes, name }: Use) => `${seconds.toFixed(1)} s  ${megabytes.toFixed(0)} MB  ${name}`;
  return [
    `${all.length} classes, ${above} above 2 s; the slowest and the largest:`,
    ...slowest.map(line),
    '',
    ...largest.map(line),
  ].join('\n');
}

/** Under a limit of the system's on computing time, so that other programs may run beside it. */
function check(path: string, useFile: string) {
  const args = [
    `--max-old-space-size=${HEAP}`,
    '--require',
    resolve('test/support/preload/report-use.cjs'),
    'dist/srg.mjs',
    'check',
    '--max-problems',
    '5',
    '--format',
    'lines',
    path,
  ];
  const env = { ...process.env, SRG_USE_FILE: useFile };
  const options = {
    encoding: 'utf8',
    timeout: 600_000,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
    env,
  } as const;
  if (process.platform === 'win32') return spawnSync(process.execPath, args, options);
  return spawnSync('sh', ['-c', `ulimit -t ${LIMIT}; exec "$0" "$@"`, process.execPath, ...args], options);
}

describe(`srg check ends within ${LIMIT} s and ${MEMORY} MB, with a clear word`, () => {
  const sample = HOSTILE_FILES.filter((_file, i) => i % SHARE === SEED % SHARE);

  test.each(sample)('$name', ({ content, code, status, extension = '.srg.xml', name }) => {
    const path = join(folder, `levering${extension}`);
    const useFile = join(folder, 'gebruik.json');
    writeFileSync(path, content(BYTES));
    const run = check(path, useFile);
    rmSync(path);
    expect(run.signal).toBeNull();
    const use: Use = { name, ...JSON.parse(readFileSync(useFile, 'utf8')) };
    used.push(use);
    expect(use.megabytes).toBeLessThan(MEMORY);
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
