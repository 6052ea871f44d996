import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const FILE = 'examples/met-fouten.srg.xml';
const SEVERITY: Record<string, number> = { error: 1, warning: 2, information: 3 };
const hasNeovim = spawnSync('nvim', ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'srg-neovim-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one of our scripts in the editor, with all of the page's setup. */
function run(script: string, file: string, environment: Record<string, string> = {}) {
  const setup = join(folder, 'srg.lua');
  const blocks = readFileSync('docs/editors.md', 'utf8').matchAll(/```lua\n([\s\S]*?)```/g);
  writeFileSync(setup, Array.from(blocks, ([, block]) => block).join('\n'));
  const server = join(folder, 'srg-language-server');
  if (!existsSync(server)) symlinkSync(resolve('dist/server.mjs'), server);
  const path = [folder, dirname(process.execPath), process.env.PATH].join(delimiter);
  const args = ['--headless', '--clean', '-u', 'NONE', '-c', `luafile test/editors/${script}`];
  return spawnSync('nvim', args, {
    encoding: 'utf8',
    timeout: 50_000,
    env: { ...process.env, SRG_FILE: file, SRG_SETUP: setup, PATH: path, ...environment },
  });
}

/** An editor that shares no code with ours. CI installs it; elsewhere it may be missing. */
describe.skipIf(!hasNeovim && !process.env.CI)('Neovim, set up as the page on editors says', () => {
  test('shows what the command line finds', () => {
    const args = ['dist/srg.mjs', 'check', '--format', 'json', FILE];
    const [file] = JSON.parse(spawnSync(process.execPath, args, { encoding: 'utf8' }).stdout).files;
    interface Found {
      code: string;
      severity: string;
      message: string;
      range: { start: { line: number; column: number } };
    }
    const expected = file.findings.map(({ code, severity, message, range }: Found) => ({
      code,
      message,
      severity: SEVERITY[severity],
      source: 'srg',
      line: range.start.line,
      column: range.start.column,
    }));
    expect(expected).toHaveLength(18);
    const { stdout, stderr } = run('neovim.lua', FILE, { SRG_COUNT: String(expected.length) });
    const line = stdout.split('\n').find((candidate) => candidate.startsWith('['));
    expect(line, stderr).toBeDefined();
    const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;
    expect(JSON.parse(line!).sort(byLine)).toEqual(expected);
  });

  test('lists what is found in closed files', () => {
    const workspace = join(folder, 'werkmap');
    mkdirSync(workspace);
    for (const name of ['een.srg.xml', 'twee.srg.xml']) writeFileSync(join(workspace, name), readFileSync(FILE));
    writeFileSync(join(workspace, 'goed.srg.xml'), readFileSync('examples/correct.srg.xml'));
    const { stdout, stderr } = run('neovim-workspace.lua', join(workspace, 'goed.srg.xml'));
    const line = stdout.split('\n').find((candidate) => candidate.startsWith('["'));
    expect(line, stdout + stderr).toBeDefined();
    expect(JSON.parse(line!)).toEqual(['een.srg.xml', 'twee.srg.xml']);
  });
});
