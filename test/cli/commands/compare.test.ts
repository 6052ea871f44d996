import { readFileSync } from 'node:fs';
import { DOMParser, type Document, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { srg } from '../run-srg.ts';

const OLD = 'test/fixtures/compare/oud.srg.xml';
const NEW = 'test/fixtures/compare/nieuw.srg.xml';
const EMPTY = 'examples/lege-levering.srg.xml';

const compare = (...args: string[]) => srg(['compare', ...args]);

describe('exit status', () => {
  test.each<[name: string, args: string[], status: number]>([
    ['differences', [OLD, NEW], 1],
    ['no differences', [OLD, OLD], 0],
    ['two empty deliveries', [EMPTY, EMPTY], 0],
    ['a delivery that is not well-formed', ['examples/niet-welgevormd.srg.xml', 'examples/niet-welgevormd.srg.xml'], 1],
  ])('%s', (_name, args, status) => {
    expect(compare(...args)).toMatchObject({ status, stderr: '' });
  });

  test.each<[name: string, args: string[], stderr: RegExp]>([
    ['one file', [OLD], /^srg: <nieuw> ontbreekt[^\n]*\n$/],
    ['three files', [OLD, NEW, NEW], /^srg: te veel argumenten[^\n]*\n$/],
    ['standard input twice', ['-', '-'], /^srg: [^\n]+\n$/],
    ['an unknown option', [OLD, NEW, '--rule', 'x'], /^srg: [^\n]*--rule[^\n]*\n$/],
    ['an unknown format', [OLD, NEW, '--format', 'pretty'], /^srg: --format pretty: [^\n]*html[^\n]*\n$/],
    ['an unknown language', [OLD, NEW, '--language', 'fr'], /^srg: --language fr: [^\n]+\n$/],
    ['a file that is not there', [OLD, 'nergens.xml'], /^srg: nergens\.xml: bestaat niet\n$/],
    ['two that are not there', ['a.xml', 'b.xml'], /^srg: a\.xml: bestaat niet\nsrg: b\.xml: bestaat niet\n$/],
    ['a folder', [OLD, 'examples'], /^srg: examples: is geen bestand\n$/],
    [
      'another format',
      [OLD, 'examples/onbekend-formaat.srg.xml'],
      /^srg: \S+: heeft een onbekend formaat \(SRG-T005\)\n$/,
    ],
    ['no SRG', ['biome.json', NEW], /^srg: biome\.json: is geen SRG-levering\n$/],
    ['a pack that is not there', [OLD, NEW, '--pack', 'nergens'], /^srg: nergens[^\n]*\n$/],
  ])('2 and one clear line for %s', (_name, args, stderr) => {
    const result = compare(...args);
    expect(result).toMatchObject({ status: 2, stdout: '' });
    expect(result.stderr).toMatch(stderr);
  });
});

test('text', async () => {
  await expect(compare(OLD, NEW).stdout).toMatchFileSnapshot('../../fixtures/compare/verschil.txt');
});

test('text in English', async () => {
  await expect(compare('--language', 'en', OLD, NEW).stdout).toMatchFileSnapshot(
    '../../fixtures/compare/verschil.en.txt',
  );
});

test('text of no differences', () => {
  const { stdout } = compare(OLD, OLD);
  expect(stdout).toContain('\nEr zijn geen verschillen tussen de voorzieningen.\n');
  expect(stdout).toMatch(/Ongewijzigd +12\n/);
});

test('standard input', () => {
  const { status, stdout } = srg(['compare', '-', NEW], readFileSync(OLD));
  expect(status).toBe(1);
  expect(stdout).toMatch(/Bestand +- +test\/fixtures/);
});

describe('json', () => {
  const document = () => JSON.parse(compare('--format', 'json', OLD, NEW).stdout);

  test('has the form that is promised', () => {
    const found = document();
    expect(Object.keys(found)).toEqual(['version', 'old', 'new', 'different', 'remarks', 'counts', 'types', 'records']);
    expect(found).toMatchObject({
      version: 1,
      old: { path: OLD, berichtgever: '0363', naam: 'Amsterdam', verslagmaand: '2025-02', records: 12, invalid: 1 },
      new: { path: NEW, verslagmaand: '2025-03', records: 13, invalid: 1, duplicates: 1 },
      different: true,
      counts: {
        vanished: 2,
        startChanged: 1,
        incomparable: 1,
        changed: 4,
        ended: 2,
        added: 3,
        dropped: 1,
        unchanged: 2,
      },
    });
    expect(found.remarks[0]).toEqual({ code: 'invalid', message: expect.stringContaining('in de oude levering: 1.') });
    expect(found.types[1]).toEqual({ code: '21', label: 'Beschut werk', old: 0, plus: 1, minus: 0, new: 1 });
    for (const [list, count] of Object.entries(found.counts)) {
      if (list !== 'unchanged') expect(found.records[list]).toHaveLength(count as number);
    }
  });

  test('tells records by their values and where they stand', () => {
    const { records } = document();
    const text = readFileSync(NEW, 'utf8');
    const before = text.slice(0, text.indexOf('<RegistratienummerVoorziening>VZ-005<'));
    const start = before.lastIndexOf('<Voorziening>');
    expect(records.startChanged).toEqual([
      {
        new: {
          index: before.split('<Voorziening>').length - 2,
          line: text.slice(0, start).split('\n').length,
          column: start - text.lastIndexOf('\n', start),
          registratienummer: 'VZ-005',
          bsn: '*****4196',
          typeVoorziening: '50',
          begindatum: '20250113',
          einddatum: null,
          invalid: [],
        },
        old: expect.objectContaining({ registratienummer: 'VZ-005', begindatum: '20250106' }),
        relation: 'startChanged',
        changes: [
          {
            concept: 'begindatum',
            name: 'BegindatumVoorziening',
            old: { state: 'valid', value: '20250106' },
            new: { state: 'valid', value: '20250113' },
          },
        ],
      },
    ]);
    expect(records.incomparable).toEqual([{ new: expect.objectContaining({ bsn: '*****45', invalid: ['bsn'] }) }]);
    expect(records.added.at(-1)).toMatchObject({ new: { registratienummer: 'VZ-015' }, late: true, duplicate: true });
    expect(records.dropped).toEqual([{ old: expect.objectContaining({ einddatum: '20250214' }), reason: 'ended' }]);
  });
});

describe('html', () => {
  test('a page', async () => {
    const page = compare('--format', 'html', OLD, NEW).stdout.replace(/(?<=<style>)[^<]*/, '');
    await expect(page).toMatchFileSnapshot('../../fixtures/compare/verschil.html');
  });

  test('loads nothing, runs nothing and escapes what stands in the files', () => {
    const { stdout } = compare('--format', 'html', OLD, NEW);
    expect(stdout).toContain('<html lang="nl">');
    expect(stdout).toContain('default-src &#39;none&#39;; style-src &#39;sha256-');
    expect(stdout).not.toMatch(/<script|https?:|\bon\w+=|\bsrc=|<link|url\(|@import/i);
    expect(stdout).toContain('VZ-&lt;16&gt;');
    expect(stdout).toContain('4.2 &lt;A&amp;B&gt;');
    expect(compare('--format', 'html', '--language', 'en', OLD, NEW).stdout).toContain('<html lang="en">');
  });

  test('is well-formed, with a header for each column and each row', () => {
    const { stdout } = compare('--format', 'html', OLD, NEW);
    const xml = stdout.replace('<!DOCTYPE html>\n', '').replace(/(<meta [^>]*)>/g, '$1/>');
    const page = new DOMParser({ onError: onErrorStopParsing }).parseFromString(xml, 'text/xml');
    const elements = (parent: Document | Element, name: string) => Array.from(parent.getElementsByTagName(name));
    expect(elements(page, 'h1')).toHaveLength(1);
    expect(elements(page, 'table')).toHaveLength(10);
    for (const table of elements(page, 'table')) {
      const [head, ...rows] = elements(table, 'tr').map((row) => [...elements(row, 'th'), ...elements(row, 'td')]);
      expect(head!.filter((cell) => cell.tagName === 'th').every((cell) => cell.getAttribute('scope') === 'col')).toBe(
        true,
      );
      for (const row of rows) {
        expect(row).toHaveLength(head!.length);
        expect(row[0]!.getAttribute('scope')).toBe('row');
      }
    }
  });
});

test.each(['text', 'json', 'html'])('BSNs are masked in %s, and not with --show-bsn', (format) => {
  const numbers = [...`${readFileSync(OLD, 'utf8')}${readFileSync(NEW, 'utf8')}`.matchAll(/nummer>(\d{8,9})</g)].map(
    (match) => match[1]!,
  );
  expect(numbers).toHaveLength(25);
  const masked = compare('--format', format, OLD, NEW).stdout;
  expect(numbers.filter((number) => masked.includes(number))).toEqual([]);
  const shown = compare('--format', format, '--show-bsn', OLD, NEW).stdout;
  expect(shown).toContain('950204869');
  expect(shown).toContain('91204145');
});
