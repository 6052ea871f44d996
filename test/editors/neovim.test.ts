import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const FILE = 'examples/met-fouten.srg.xml';
const SEVERITY: Record<string, number> = { error: 1, warning: 2, information: 3 };
const hasNeovim = spawnSync('nvim', ['--version']).status === 0;

const folder = mkdtempSync(join(tmpdir(), 'srg-neovim-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An editor that shares no code with ours. CI installs it; elsewhere it may be missing. */
describe.skipIf(!hasNeovim && !process.env.CI)('Neovim, set up as the page on editors says', () => {
  test('shows what the command line finds', () => {
    const args = ['dist/srg.mjs', 'check', '--format', 'json', '--show-bsn', FILE];
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
    expect(expected).toHaveLength(13);
    const setup = join(folder, 'srg.lua');
    writeFileSync(setup, /```lua\n([\s\S]*?)```/.exec(readFileSync('docs/editors.md', 'utf8'))![1]!);
    symlinkSync(resolve('dist/server.mjs'), join(folder, 'srg-language-server'));
    const path = [folder, dirname(process.execPath), process.env.PATH].join(delimiter);
    const { stdout, stderr } = spawnSync(
      'nvim',
      ['--headless', '--clean', '-u', 'NONE', '-c', 'luafile test/editors/neovim.lua'],
      {
        encoding: 'utf8',
        timeout: 50_000,
        env: { ...process.env, SRG_FILE: FILE, SRG_SETUP: setup, SRG_COUNT: String(expected.length), PATH: path },
      },
    );
    const line = stdout.split('\n').find((candidate) => candidate.startsWith('['));
    expect(line, stderr).toBeDefined();
    const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;
    expect(JSON.parse(line!).sort(byLine)).toEqual(expected);
  });
});
