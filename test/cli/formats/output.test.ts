import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { srg } from '../run-srg.ts';

const WRONG = 'examples/met-fouten.srg.xml';
const RIGHT = 'examples/correct.srg.xml';
const FORMATS = ['pretty', 'lines', 'json', 'sarif', 'junit', 'github', 'gitlab', 'csv', 'xlsx', 'html'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

describe('--output', () => {
  test('writes several formats at once, each the same as alone, beside what is shown', () => {
    const outputs = FORMATS.flatMap((format) => ['--output', `${format}=${at(format)}`]);
    const { status, stdout, stderr } = srg(['check', WRONG, ...outputs]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(srg(['check', WRONG]).stdout);
    expect(readdirSync(folder).sort()).toEqual([...FORMATS].sort());
    for (const format of FORMATS.filter((one) => one !== 'xlsx')) {
      expect(readFileSync(at(format), 'utf8'), format).toBe(srg(['check', WRONG, '--format', format]).stdout);
    }
    expect(readFileSync(at('xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  test('replaces a file, and goes through a link', () => {
    writeFileSync(at('echt.json'), 'oud');
    symlinkSync(at('echt.json'), at('link.json'));
    srg(['check', RIGHT, '--output', `json=${at('link.json')}`]);
    expect(JSON.parse(readFileSync(at('echt.json'), 'utf8')).files).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['echt.json', 'link.json']);
  });

  test('leaves what was there where the run comes to nothing', () => {
    writeFileSync(at('a.json'), 'oud');
    const { status } = srg(['check', RIGHT, '--previous', 'nergens.xml', '--output', `json=${at('a.json')}`]);
    expect(status).toBe(2);
    expect(readFileSync(at('a.json'), 'utf8')).toBe('oud');
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  test.each<[name: string, value: (folder: string) => string, stderr: RegExp]>([
    ['no format', () => 'a.json', /^srg: --output a\.json: geef FORMAAT=BESTAND, met als formaat pretty, [^\n]+\n$/],
    ['an unknown format', () => 'pdf=a.pdf', /^srg: --output pdf=a\.pdf: geef FORMAAT=BESTAND[^\n]+\n$/],
    ['no file', () => 'json=', /^srg: --output json=: [^\n]+\n$/],
    [
      'a folder that is not there',
      () => 'json=/nergens/a.json',
      /^srg: \/nergens\/a\.json: kan niet worden geschreven: de map bestaat niet\n$/,
    ],
    ['a full disk', () => 'json=/dev/full', /^srg: \/dev\/full: kan niet worden geschreven: de schijf is vol\n$/],
    ['a folder', (folder) => `json=${folder}`, /^srg: [^\n]+: kan niet worden geschreven: daar staat een map\n$/],
    ['the file that is checked', () => `json=./${RIGHT}`, /^srg: --output \.\/examples\/correct\.srg\.xml: [^\n]+\n$/],
  ])('2 and one line for %s', (_name, value, stderr) => {
    const result = srg(['check', RIGHT, '--output', value(folder)]);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(stderr);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a file among those of a folder that is checked is not written over', () => {
    mkdirSync(at('map'));
    writeFileSync(at('map/a.srg.xml'), readFileSync(RIGHT));
    const { status } = srg(['check', at('map'), '--output', `junit=${at('map/a.srg.xml')}`]);
    expect(status).toBe(2);
    expect(readFileSync(at('map/a.srg.xml'))).toEqual(readFileSync(RIGHT));
  });

  test('tells of files that cannot be read', () => {
    const told = (format: string) => srg(['check', 'nergens.xml', '--format', format]).stdout;
    expect(told('junit')).toContain('<error message="nergens.xml: bestaat niet"/>');
    expect(told('github')).toBe('::error file=nergens.xml,title=srg::nergens.xml: bestaat niet\n');
    expect(JSON.parse(told('gitlab'))).toMatchObject([{ severity: 'blocker', location: { path: 'nergens.xml' } }]);
    expect(JSON.parse(told('sarif')).runs[0].invocations).toMatchObject([{ executionSuccessful: false }]);
  });
});
