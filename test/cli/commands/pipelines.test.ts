import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { srg } from '../run-srg.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-pipelines-'));
  mkdirSync(join(folder, 'leveringen'));
  cpSync('examples/2025-02.srg.xml', join(folder, 'leveringen/2025-02.srg.xml'));
  cpSync('examples/2025-03-onvolledig.srg.xml', join(folder, 'leveringen/2025-03.srg.xml'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What docs/pipelines.md has somebody run, on a line of a shell, of a pipeline, or as a hook. */
const COMMANDS = [...readFileSync('docs/pipelines.md', 'utf8').matchAll(/^ *(?:- |- run: |entry: )?(srg .*)$/gm)].map(
  ([, command]) => command!,
);

describe('docs/pipelines.md', () => {
  test('has commands', () => expect(COMMANDS.length).toBeGreaterThan(7));

  test.each(COMMANDS)('%s', (command) => {
    const line = command.replace(/^srg/, `"${process.execPath}" "${resolve('dist/srg.mjs')}"`);
    const file = command.includes('--ignore-unknown') ? ' leveringen/2025-02.srg.xml' : '';
    const { status, stderr } = spawnSync('sh', ['-c', line + file], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

test('standard input stands for a file: so it is called, and last month is looked for beside it', () => {
  const path = join(folder, 'leveringen/2025-03.srg.xml');
  const input = readFileSync(path);
  const { stdout } = srg(['check', '--stdin-filename', path, '-'], input);
  expect(stdout).toBe(srg(['check', path]).stdout);
  expect(stdout).toContain('SRG-I104');
  expect(srg(['check', '-'], input).stdout).not.toMatch(/ warning SRG-I104/);
});
