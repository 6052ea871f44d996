import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { srg } from './run-srg.ts';

const RIGHT = 'examples/correct.srg.xml';
const WRONG = 'examples/met-fouten.srg.xml';
const UNKNOWN = 'examples/onbekend-formaat.srg.xml';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-'));
  mkdirSync(join(folder, 'map'));
  cpSync(UNKNOWN, join(folder, 'map', 'vreemd.srg.xml'));
  writeFileSync(join(folder, 'map', 'ander.xml'), '<rss/>');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the exit status where a verdict can’t be given', () => {
  test.each<[name: string, args: string[], status: number]>([
    ['a file that is named', [UNKNOWN], 2],
    ['beside one that is right', [RIGHT, UNKNOWN], 2],
    ['beside one that is rejected', [WRONG, UNKNOWN], 1],
    ['whatever findings count', ['--fail-on', 'never', UNKNOWN], 2],
    [
      'a file whose mistakes are off',
      ['--rule', 'SRG-T002=off', '--rule', 'SRG-T003=off', '--rule', 'SRG-T004=off', WRONG],
      2,
    ],
  ])('%s', (_name, args, status) => {
    expect(srg(['check', ...args]).status).toBe(status);
  });

  test('of a folder is that of its findings', () => {
    expect(srg(['check', join(folder, 'map')]).status).toBe(1);
  });
});

describe('what was not judged', () => {
  const off = ['--rule', 'SRG-I101=off', '--rule', 'SRG-T004=off'];

  test('stands in JSON', () => {
    const [file] = JSON.parse(srg(['check', '--format', 'json', ...off, RIGHT]).stdout).files;
    expect(file.verdict).toBe('goedgekeurd');
    expect(file.notChecked).toEqual([
      { code: 'SRG-T003', reason: 'expected' },
      { code: 'SRG-T004', reason: 'setting' },
      { code: 'SRG-I101', reason: 'setting' },
      { code: 'SRG-I104', reason: 'previous' },
    ]);
  });

  test('stands beside the verdict in words', () => {
    const words = 'SRG-T004, SRG-I101 (uitgezet)';
    expect(srg(['check', '--format', 'lines', ...off, RIGHT]).stdout).toBe(
      `${RIGHT}: Niet nagegaan: ${words}.\n${RIGHT}: goedgekeurd\n`,
    );
    expect(srg(['check', '--format', 'pretty', ...off, RIGHT]).stdout).toContain(
      `Niet nagegaan: SRG-T003 (geen berichtgevercode opgegeven), ${words}, SRG-I104 (geen bestand van vorige maand).\n`,
    );
    expect(srg(['check', '--format', 'html', ...off, RIGHT]).stdout).toContain(
      'SRG-T004 (uitgezet), SRG-I101 (uitgezet)',
    );
  });

  test('is nothing of a template', () => {
    const path = join(folder, 'export.srg.tmpl');
    cpSync(RIGHT, path);
    const { stdout } = srg(['check', '--format', 'json', ...off, path]);
    expect(JSON.parse(stdout).files[0]).toMatchObject({ verdict: 'sjabloon', notChecked: [] });
    expect(srg(['check', '--format', 'lines', ...off, path]).stdout).toBe(`${path}: sjabloon\n`);
  });
});
