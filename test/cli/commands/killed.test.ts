import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LONG, SEED } from '../../support/property.ts';
import { srg } from '../run-srg.ts';

/** So often each command is killed. */
const TIMES = LONG ? 40 : 2;
const RECORDS = '600';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-gedood-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/** Runs a command and kills it after so many milliseconds, if it still runs. */
function killed(args: readonly string[], delay: number): Promise<void> {
  const run = spawn(process.execPath, ['dist/srg.mjs', ...args], { stdio: 'ignore' });
  const timer = setTimeout(() => run.kill('SIGKILL'), delay);
  return new Promise((resolve) => {
    run.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

describe('killed at any moment', () => {
  const faulty = ['generate', '--records', RECORDS, '--faults', 'T002=8', '--seed', '3'];
  test.each<[name: string, command: () => string[], target: string]>([
    ['generate', () => [...faulty, '--out', at('uit.srg.xml')], 'uit.srg.xml'],
    ['anonymise', () => ['anonymise', at('in.srg.xml'), '--seed', 'x', '--out', at('uit')], 'uit/in.srg.xml'],
    ['fix', () => ['fix', at('in.srg.xml')], 'in.srg.xml'],
    ['check', () => ['check', at('in.srg.xml'), '--output', `json=${at('uit.json')}`], 'uit.json'],
  ])(
    '%s harms no input, and leaves no half file',
    async (_name, command, target) => {
      srg([...faulty, '--out', at('in.srg.xml')]);
      const input = textOf(at('in.srg.xml'));
      const start = performance.now();
      srg(command());
      const took = performance.now() - start;
      const whole = textOf(at(target));
      expect(whole).toBeDefined();
      for (let n = 0; n < TIMES; n++) {
        writeFileSync(at('in.srg.xml'), input!);
        if (target !== 'in.srg.xml') rmSync(at(target), { force: true });
        await killed(command(), ((SEED + n * 7919) % 1000) * 0.0011 * took);
        const now = textOf(at(target));
        expect([target === 'in.srg.xml' ? input : undefined, whole].includes(now)).toBe(true);
        if (target !== 'in.srg.xml') expect(textOf(at('in.srg.xml')) === input).toBe(true);
        if (now === undefined || target === 'in.srg.xml') srg(command());
        const left = readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.tmp'));
        expect(left.filter((name) => String(name).includes(target.replace(/.*\//, '')))).toEqual([]);
      }
    },
    LONG ? 3_600_000 : 120_000,
  );
});

describe.runIf(existsSync('/dev/full'))('a full disk', () => {
  test.each<[name: string, args: string[]]>([
    ['generate', ['generate', '--out', '/dev/full']],
    ['generate to standard output', ['generate', '--records', '2000']],
    ['check', ['check', 'examples/met-fouten.srg.xml', '--output', 'json=/dev/full']],
  ])('is one line and 2: %s', (_name, args) => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['dist/srg.mjs', ...args, ...(args[2] === '/dev/full' ? ['--force'] : [])],
      {
        stdio: ['ignore', args.includes('--records') ? full : 'ignore', 'pipe'],
        encoding: 'utf8',
      },
    );
    closeSync(full);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^srg: [^\n]*de schijf is vol[^\n]*\n$/);
  });
});

test.runIf(process.platform !== 'win32')('a reader that stops early ends a large delivery', () => {
  const line = `"$NODE" dist/srg.mjs generate --records 600000 | head -1; echo "\${PIPESTATUS[0]}"`;
  const { stdout } = spawnSync('bash', ['-c', line], {
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath },
  });
  expect(stdout).toBe('<?xml version="1.0" encoding="UTF-8"?>\n0\n');
});
