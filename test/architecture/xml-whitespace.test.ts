import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Refused where the text of a document may come. */
const REFUSED = [
  'text.trim()',
  'other?.trim()',
  'text.slice(1).trimStart()',
  'other?.trimEnd()',
  '[text].map((one) => one.trim())',
  String.raw`/^\s+/.exec(text)`,
  String.raw`text.split(/[\s,]/)`,
  String.raw`/\S/.test(text)`,
  String.raw`new RegExp('^\\s')`,
  'new RegExp(`^\\\\s`)',
];
const FINE = [
  'trimXml(text)',
  String.raw`/[ \t\r\n]/.test(text)`,
  String.raw`/\d+/.exec(text)`,
  "'s'",
  String.raw`'\n'`,
];
/** One file of each room stands for all. */
const PLACES = ['cli/reporters', 'engine/syntax', 'features/hover', 'handlers', 'session', 'node'];

/** All cases in one folder with the project's own settings: a start of Biome each would take a minute. */
const folder = mkdtempSync(join(tmpdir(), 'xml-whitespace-'));
const complaints = new Map<string, number>();
const fileOf = (index: number) => `server/src/engine/delivery/case-${index}.ts`;

function write(file: string, code: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), `export const found = (text: string, other?: string) => [${code}, text, other];\n`);
}

beforeAll(() => {
  const { $schema, vcs, ...settings } = JSON.parse(readFileSync('biome.json', 'utf8'));
  writeFileSync(join(folder, 'biome.json'), JSON.stringify(settings));
  cpSync('lint', join(folder, 'lint'), { recursive: true });
  for (const [index, code] of [...REFUSED, ...FINE].entries()) write(fileOf(index), code);
  for (const place of PLACES) write(`server/src/${place}/a.ts`, 'text.trim()');
  write('server/src/engine/text/pasted-space.ts', 'text.trim()');
  const biome = resolve('node_modules/@biomejs/biome/bin/biome');
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none'], {
    cwd: folder,
    encoding: 'utf8',
  });
  for (const { category, location } of JSON.parse(stdout).diagnostics) {
    if (category === 'plugin') complaints.set(location.path, (complaints.get(location.path) ?? 0) + 1);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("white space that is not XML's is refused where a document's text may come", () => {
  test.each(REFUSED)('%s', (code) => {
    expect(complaints.get(fileOf(REFUSED.indexOf(code)))).toBe(1);
  });

  test.each(FINE)('%s is fine', (code) => {
    expect(complaints.get(fileOf(REFUSED.length + FINE.indexOf(code)))).toBeUndefined();
  });

  test.each(PLACES)('in %s as well', (place) => {
    expect(complaints.get(`server/src/${place}/a.ts`)).toBe(1);
  });

  test('but in the one file that is for what users type', () => {
    expect(complaints.get('server/src/engine/text/pasted-space.ts')).toBeUndefined();
  });
});
