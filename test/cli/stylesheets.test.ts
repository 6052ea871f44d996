import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NAMESPACE, template } from '../engine/stylesheet/check-stylesheet.ts';
import { srg } from './run-srg.ts';

const EXAMPLE = 'examples/export.xslt';

let folder: string;
let wrong: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-xslt-'));
  wrong = join(folder, 'fout.xml');
  writeFileSync(wrong, readFileSync(EXAMPLE, 'utf8').replace('>30<', '>030<'));
  writeFileSync(join(folder, 'ander.xml'), template('<a/>').replaceAll(NAMESPACE, 'urn:x'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a stylesheet on the command line', () => {
  test.each<[name: string, args: () => string[], status: number]>([
    ['the example', () => [EXAMPLE], 0],
    ['one with an error', () => [wrong], 1],
    ['one in a folder', () => [folder], 1],
    ['one whose rule is off', () => [wrong, '--rule', 'SRG-T002=off'], 0],
    ['one of another format', () => [join(folder, 'ander.xml')], 0],
  ])('%s', (_name, args, status) => {
    expect(srg(['check', ...args()])).toMatchObject({ status, stderr: '' });
  });

  test('its findings, and no verdict of CBS', () => {
    expect(srg(['check', '--format', 'lines', EXAMPLE]).stdout).toBe(`${EXAMPLE}: stylesheet\n`);
    const { stdout } = srg(['check', '--format', 'lines', wrong]);
    expect(stdout).toMatch(/fout\.xml:41:48: error SRG-T002 ‘030’ is geen geldige code voor TypeVoorziening/);
    expect(stdout).not.toContain('afkeur');
    expect(srg(['check', '--format', 'pretty', EXAMPLE]).stdout).toBe(
      `${EXAMPLE}\n  XSLT-stylesheet: schrijft een levering en is er zelf geen\n\n`,
    );
    expect(srg(['check', '--format', 'pretty', wrong]).stdout).toContain('(1 fout)');
  });

  test('as JSON, with the fixes', () => {
    const [file] = JSON.parse(srg(['check', '--format', 'json', wrong]).stdout).files;
    expect(file).toMatchObject({ pack: 'srg-regeling-2026', verdict: 'stylesheet', counts: { error: 1 } });
    expect(file.findings[0].fixes).toContain('Vervang door 30 (Jobcoach/begeleiding op de werkplek)');
  });

  test('as a page', () => {
    const { stdout } = srg(['check', '--format', 'html', wrong]);
    expect(stdout).toContain('<span class="overline">Oordeel</span> XSLT-stylesheet');
    expect(stdout).toContain('‘030’ is geen geldige code voor TypeVoorziening');
  });

  test('a folder’s other stylesheets are passed over', () => {
    const { stdout } = srg(['check', '--format', 'json', folder]);
    expect(JSON.parse(stdout).files).toHaveLength(1);
  });
});
