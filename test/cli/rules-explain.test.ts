import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../server/src/cli/markdown-text.ts';
import { RULES } from '../../server/src/engine/rules/registry.ts';
import { smallFiles } from '../support/packs/small-pack.ts';
import { srg } from './run-srg.ts';

const SMALL = smallFiles();

describe('srg rules', () => {
  test('lists every rule, in columns', () => {
    const { status, stdout, stderr } = srg(['rules']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [head, ...lines] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^Code +Ernst +Gevolg +Herkomst +Naam$/);
    expect(lines.map((line) => line.slice(0, 8))).toEqual(RULES.map(({ code }) => code));
    expect(lines.find((line) => line.startsWith('SRG-T004'))).toMatch(
      /^SRG-T004 +fout +afkeur +CBS-presentatie, reconstructie +uniek record$/,
    );
    expect(srg(['rules', '--language', 'en']).stdout).toMatch(/^SRG-I101 +warning +contact /m);
  });

  test('as JSON', () => {
    const { version, rules } = JSON.parse(srg(['rules', '--format', 'json']).stdout);
    expect(version).toBe(1);
    expect(rules).toHaveLength(RULES.length);
    expect(rules).toContainEqual({
      code: 'SRG-I102',
      name: 'arbeidsvermogen bij loonkostensubsidie',
      summary: 'type 10, 11 en 20 met arbeidsvermogen 10',
      severity: 'warning',
      consequence: 'contact',
      provenance: [{ id: 'slides' }, { id: 'cbs', detail: 'FAQ arbeidsvermogen' }],
    });
  });

  test('of a pack, those that are off in it, and why', () => {
    const folder = mkdtempSync(join(tmpdir(), 'srg-rules-'));
    try {
      const manifest = JSON.parse(SMALL['pack.json']!);
      const { einddatum, ...concepts } = manifest.concepts;
      const open = { einddatum: [{ path: einddatum.path, reason: 'x' }] };
      const files = { ...SMALL, 'pack.json': JSON.stringify({ ...manifest, concepts, open }) };
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      const { status, stdout, stderr } = srg(['rules', '--pack', folder]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const lineOf = (code: string) => stdout.split('\n').find((line) => line.startsWith(code));
      expect(lineOf('Code')).toMatch(/ Uit$/);
      expect(lineOf('SRG-I102')).toMatch(/ uit: geen plaats voor arbeidsvermogen$/);
      expect(lineOf('SRG-I101')).toMatch(/ uit: open punt einddatum$/);
      expect(lineOf('SRG-I107')).not.toContain('uit:');
      const { rules } = JSON.parse(srg(['rules', '--pack', folder, '--format', 'json']).stdout);
      expect(rules.find(({ code }: { code: string }) => code === 'SRG-I102').missing).toEqual(['arbeidsvermogen']);
      expect(srg(['rules', '--pack', join(folder, 'weg')])).toMatchObject({ status: 2, stdout: '' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    [['rules', 'SRG-I101'], /SRG-I101/],
    [['rules', '--format', 'html'], /--format html/],
  ])('%j is misuse', (args, stderr) => {
    expect(srg(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(stderr) });
  });
});

describe('srg explain', () => {
  test.each(['SRG-I103', 'i103'])('%s', (code) => {
    const { status, stdout, stderr } = srg(['explain', code]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(renderMarkdown(readFileSync('docs/rules/SRG-I103.md', 'utf8'), false));
    expect(stdout).toMatch(/^# SRG-I103 · duur forfaitaire loonkostensubsidie\n/);
  });

  test('in English, by the page in that language', () => {
    const { status, stdout } = srg(['explain', 'i103', '--language', 'en']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: renderMarkdown(readFileSync('docs/rules/en/SRG-I103.md', 'utf8'), false),
    });
  });

  test.each([
    [['explain', 'i1'], /^srg: i1 is geen controle; bedoelt u SRG-I10\d, SRG-I10\d of SRG-I10\d\?/],
    [['explain', 'T009'], /bedoelt u SRG-T001, SRG-T002 of SRG-T003\?/],
    [['explain', '../../package'], /^srg: [^\n]+ is geen controle; [^\n]+\n$/],
    [['explain'], /^srg: <code> ontbreekt/],
    [['explain', 'I101', 'I102'], /^srg: te veel argumenten: I102/],
    [['explain', '--format', 'json', 'I101'], /--format/],
  ])('%j is misuse', (args, stderr) => {
    expect(srg(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(stderr) });
  });
});

describe('a page in a terminal', () => {
  test.each(RULES.map(({ code }) => code))('%s says all that it says in Markdown', (code) => {
    const words = (text: string) => text.match(/[\p{L}\d]+/gu)!;
    const page = readFileSync(`docs/rules/${code}.md`, 'utf8');
    expect(words(renderMarkdown(page, false))).toEqual(
      words(page.replace(/\]\([^)]*\)/g, '').replace(/^```.*$/gm, '')),
    );
  });

  const long = `${'woord '.repeat(20)}[**SRG-I101**](SRG-I101.md)`;
  test.each<[name: string, page: string, plain: string, color: string]>([
    ['a heading', '## Wat\n', '## Wat\n', '\u001b[1mWat\u001b[22m\n'],
    ['emphasis and code', '**a** `b`', 'a b\n', '\u001b[1ma\u001b[22m \u001b[36mb\u001b[39m\n'],
    ['a link', '[x](y.md) z', 'x z\n', 'x z\n'],
    [
      'a list, its further lines set in',
      `- ${'a '.repeat(60).trim()}`,
      `- ${'a '.repeat(49).trim()}\n  ${'a '.repeat(11).trim()}\n`,
      `- ${'a '.repeat(49).trim()}\n  ${'a '.repeat(11).trim()}\n`,
    ],
    ['a table as it is', '  | a | `b` |', '  | a | `b` |\n', '  | a | `b` |\n'],
    [
      'code, set in',
      '```xml\n<a>\n\n  **b**\n```\nc',
      '    <a>\n\n      **b**\nc\n',
      '    \u001b[2m<a>\u001b[22m\n\n    \u001b[2m  **b**\u001b[22m\nc\n',
    ],
    [
      'a long line',
      long,
      `${'woord '.repeat(16).trim()}\n${'woord '.repeat(4)}SRG-I101\n`,
      `${'woord '.repeat(16).trim()}\n${'woord '.repeat(4)}\u001b[1mSRG-I101\u001b[22m\n`,
    ],
  ])('%s', (_name, page, plain, color) => {
    expect(renderMarkdown(page, false)).toBe(plain);
    expect(renderMarkdown(page, true)).toBe(color);
  });
});
