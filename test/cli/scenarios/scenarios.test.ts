import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { zipSync } from 'fflate';
import { afterAll, describe, test } from 'vitest';

/*
 * Each file in scenarios/ is what somebody sees who types these lines, in a folder with the examples, and two of them in a zip:
 *
 *   # what it is about
 *   $ a line for bash, with srg in it
 *     what it writes to standard output
 *   ! what it writes to standard error
 *   exit 1
 *
 * `npx vitest run --project cli scenarios -u` writes them anew, for a person to read the difference.
 */
const SCENARIOS = resolve('test/cli/scenarios');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder to work in, with the examples, and a shell that knows the program that was built. */
function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'srg-scenario-'));
  folders.push(folder);
  const [work, bin] = [join(folder, 'werk'), join(folder, 'bin')];
  mkdirSync(work);
  mkdirSync(bin);
  cpSync('examples', join(work, 'examples'), { recursive: true });
  const months = ['2025-02.srg.xml', '2025-03.srg.xml'];
  const packed = Object.fromEntries(months.map((name) => [name, readFileSync(join('examples', name))]));
  writeFileSync(join(work, 'leveringen.zip'), zipSync(packed, { mtime: new Date(2025, 0, 1) }));
  writeFileSync(join(bin, 'srg'), `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/srg.mjs')}' "$@"\n`);
  chmodSync(join(bin, 'srg'), 0o755);
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, LC_ALL: 'C.UTF-8' };
  return async (line: string): Promise<string[]> => {
    // Without what the machine has shells do first, as bash does where a socket is its standard input.
    const shell = spawn('bash', ['--norc', '-o', 'pipefail', '-c', line], { cwd: work, env });
    shell.stdin.end();
    const [stdout, stderr, status] = await Promise.all([
      text(shell.stdout),
      text(shell.stderr),
      new Promise((resolve) => shell.once('close', resolve)),
    ]);
    return [...marked('  ', stdout), ...marked('! ', stderr), `exit ${status}`];
  };
}

/** The lines of what was written, and whether the last one is one. */
function marked(mark: string, written: string): string[] {
  if (written === '') return [];
  const lines = written.split('\n');
  if (lines.at(-1) === '') lines.pop();
  else lines.push('(no end of line)');
  return lines.map((line) => (mark + line).trimEnd());
}

describe.skipIf(process.platform === 'win32')('on the command line', () => {
  const files = readdirSync(SCENARIOS).filter((name) => name.endsWith('.txt'));

  test.concurrent.for(files)('%s', { timeout: 1_800_000 }, async (name, { expect }) => {
    const path = join(SCENARIOS, name);
    const run = workshop();
    const said: string[] = [];
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const isComment = line.startsWith('#');
      if (!isComment && !line.startsWith('$ ')) continue;
      if (said.length > 0 && !said.at(-1)!.startsWith('#')) said.push('');
      said.push(line, ...(isComment ? [] : await run(line.slice(2))));
    }
    await expect(`${said.join('\n')}\n`).toMatchFileSnapshot(path);
  });
});
