import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { srg } from '../run-srg.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-generate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const generate = (...args: string[]) => srg(['generate', ...args]);
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('srg generate', () => {
  test('writes a delivery that nothing is wrong with, the same each time', () => {
    const { status, stdout, stderr } = generate('--records', '30', '--seed', '5');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(generate('--records', '30', '--seed', '5').stdout).toBe(stdout);
    expect(srg(['check', '-'], stdout).stdout).toBe('-: goedgekeurd\n');
  });

  test('writes months that fit together, and what is to be found in the last of them', () => {
    const args = ['--records', '60', '--months', '3', '--faults', 'i101=3,SRG-T004=1,i104=2,t003=1'];
    expect(generate(...args, '--out', folder)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readdirSync(folder)).toEqual([
      '2025-03.srg.xml',
      '2025-04.srg.xml',
      '2025-05.srg.xml',
      '2025-05.srg.xml.expected.json',
    ]);
    const expected = json(at('2025-05.srg.xml.expected.json'));
    expect(expected).toMatchObject({
      version: 1,
      file: '2025-05.srg.xml',
      berichtgever: '0363',
      previous: ['2025-04.srg.xml'],
      counts: { 'SRG-I101': 3, 'SRG-T004': 1, 'SRG-I104': 1, 'SRG-T003': 1 },
    });
    const previous = ['--previous', at(expected.previous[0])];
    const options = ['--format', 'json', '--berichtgever', expected.berichtgever, ...previous];
    const [file] = JSON.parse(srg(['check', ...options, at(expected.file)]).stdout).files;
    const told = (all: { code: string; record: number | null }[]) =>
      all.map(({ code, record }) => `${code} ${record}`).sort();
    expect(told(file.findings)).toEqual(told(expected.findings));
    expect(srg(['check', at('2025-03.srg.xml'), at('2025-04.srg.xml')]).stdout).toMatch(/^([^\n]*: goedgekeurd\n){2}$/);
  });

  test('writes over nothing, unless it is told to', () => {
    writeFileSync(at('a.srg.xml'), 'echt');
    expect(generate('--out', at('a.srg.xml'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('bestaat al'),
    });
    expect(readFileSync(at('a.srg.xml'), 'utf8')).toBe('echt');
    expect(generate('--force', '--out', at('a.srg.xml')).status).toBe(0);
    expect(readFileSync(at('a.srg.xml'), 'utf8')).toContain('<SRG xmlns');
  });

  test('ends where its reader does, and leaves nothing half done where it is killed', () => {
    const shell = (script: string) =>
      spawnSync('bash', ['-c', script], { encoding: 'utf8', env: { ...process.env, NODE: process.execPath } });
    const cut = shell('set -o pipefail; "$NODE" dist/srg.mjs generate --records 500000 | head -1; echo $?');
    expect(cut.stdout).toBe('<?xml version="1.0" encoding="UTF-8"?>\n0\n');
    shell(`timeout -s KILL 1.5 "$NODE" dist/srg.mjs generate --records 600000 --out ${at('groot.srg.xml')}`);
    expect(existsSync(at('groot.srg.xml'))).toBe(false);
  });
});
