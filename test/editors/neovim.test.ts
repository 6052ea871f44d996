import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const FILE = 'examples/met-fouten.srg.xml';
const SEVERITY: Record<string, number> = { error: 1, warning: 2, information: 3 };
const hasNeovim = spawnSync('nvim', ['--version']).status === 0;

/** An editor that shares no code with ours. CI installs it; elsewhere it may be missing. */
describe.skipIf(!hasNeovim && !process.env.CI)('Neovim, with the language client that is built in', () => {
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
    const { stdout, stderr } = spawnSync(
      'nvim',
      ['--headless', '--clean', '-u', 'NONE', '-c', 'luafile test/editors/neovim.lua'],
      {
        encoding: 'utf8',
        timeout: 50_000,
        env: {
          ...process.env,
          SRG_FILE: FILE,
          SRG_NODE: process.execPath,
          SRG_SERVER: 'dist/server.mjs',
          SRG_COUNT: String(expected.length),
        },
      },
    );
    const line = stdout.split('\n').find((candidate) => candidate.startsWith('['));
    expect(line, stderr).toBeDefined();
    const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;
    expect(JSON.parse(line!).sort(byLine)).toEqual(expected);
    expect(expected).toHaveLength(13);
  });
});
