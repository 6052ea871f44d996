import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-action-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'a map'));
writeFileSync(join(folder, 'a map/x.srg.xml'), delivery(record({ start: '20250401' })));

const ACTION = readFileSync('action.yml', 'utf8');
/** The lines behind the last `run: |`. */
const SCRIPT = ACTION.slice(ACTION.lastIndexOf('run: |\n') + 'run: |\n'.length).replace(/^ {8}/gm, '');

function run(inputs: Readonly<Record<string, string>>) {
  const env = { ...process.env, SRG_FILES: '', SRG_OPTIONS: '', SRG_SARIF: '', SRG_PROGRAM: resolve('dist/srg.mjs') };
  // As a runner of GitHub runs `shell: bash`.
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', SCRIPT];
  const { status, stdout, stderr } = spawnSync('bash', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...env, ...inputs },
  });
  return { status, stdout, stderr };
}

describe.runIf(spawnSync('bash', ['--version']).status === 0)('action.yml', () => {
  test('has no text of an input in what it runs', () => {
    expect(SCRIPT).not.toContain('${{');
    for (const name of ['files', 'options', 'sarif']) expect(ACTION).toContain(`\${{ inputs.${name} }}`);
  });

  test('checks the files, with annotations and SARIF', () => {
    const { status, stdout, stderr } = run({ SRG_FILES: 'a map\n', SRG_SARIF: 'uit.sarif' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^::warning file=a map\/x\.srg\.xml,line=4/);
    expect(JSON.parse(readFileSync(join(folder, 'uit.sarif'), 'utf8')).version).toBe('2.1.0');
  });

  test('fails by the options, each on a line of its own', () => {
    expect(run({ SRG_FILES: 'a map', SRG_OPTIONS: '--fail-on=warning\n--language=en\n' }).status).toBe(1);
    const { status, stderr } = run({ SRG_FILES: '$(touch gevaar)\n; touch gevaar' });
    expect(status).toBe(2);
    expect(stderr).toContain('$(touch gevaar)');
  });
});
