// Over 400 lines: one table of commands and what they print, read side by side.

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BSN, delivery, record } from '../support/delivery.ts';
import { srg } from './run-srg.ts';

const WRONG = 'examples/met-fouten.srg.xml';
const RIGHT = 'examples/correct.srg.xml';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (...args: string[]) => srg(['check', ...args]);
const json = (...args: string[]) => JSON.parse(check('--format', 'json', ...args).stdout);

describe('exit status', () => {
  test.each<[name: string, args: string[], status: number]>([
    ['a correct delivery', [RIGHT], 0],
    ['a delivery with errors', [WRONG], 1],
    ['warnings only', ['examples/2025-03-onvolledig.srg.xml'], 0],
    ['warnings that fail', ['examples/2025-03-onvolledig.srg.xml', '--fail-on', 'warning'], 1],
    [
      'a rejection by what was made a warning',
      [WRONG, '--rule', 'SRG-T002=warning', '--rule', 'SRG-T003=warning', '--rule', 'SRG-T004=warning'],
      1,
    ],
    ['errors that do not', [WRONG, '--fail-on', 'never'], 0],
    ['a rule made an error', [RIGHT, '--rule', 'SRG-I101=error'], 0],
    ['several files', [RIGHT, 'examples/lege-levering.srg.xml'], 0],
    ['one of several is wrong', [RIGHT, WRONG], 1],
    ['a folder', ['examples'], 1],
    ['a pattern', ['examples/c*.srg.xml'], 0],
  ])('%s', (_name, args, status) => {
    expect(check(...args)).toMatchObject({ status, stderr: '' });
  });

  test.each<[name: string, args: string[], stderr: RegExp]>([
    ['no command', [], /^srg: [^\n]+\n$/],
    ['an unknown command', ['keur'], /^srg: [^\n]*keur[^\n]*\n$/],
    ['no file', ['check'], /^srg: [^\n]+\n$/],
    ['an unknown option', ['check', '--fast', RIGHT], /^srg: [^\n]*--fast[^\n]*\n$/],
    ['an option without its value', ['check', RIGHT, '--format'], /^srg: [^\n]*--format[^\n]*\n$/],
    ['an unknown format', ['check', '--format', 'xml', RIGHT], /^srg: [^\n]*--format xml[^\n]*json[^\n]*\n$/],
    ['an unknown rule', ['check', '--rule', 'SRG-X1=off', RIGHT], /^srg: [^\n]*SRG-X1[^\n]*\n$/],
    ['an unknown severity', ['check', '--rule', 'SRG-T002=fatal', RIGHT], /^srg: [^\n]*SRG-T002[^\n]*\n$/],
    ['no number', ['check', '--max-problems', '0', RIGHT], /^srg: [^\n]*--max-problems 0[^\n]*\n$/],
    ['a pack that is not there', ['check', '--pack', 'nergens', RIGHT], /^srg: nergens[^\n]*\n$/],
    ['a file that is not there', ['check', 'nergens.xml'], /^srg: nergens\.xml: [^\n]+\n$/],
    ['two that are not there', ['check', 'a.xml', RIGHT, 'b.xml'], /^srg: a\.xml: [^\n]+\nsrg: b\.xml: [^\n]+\n$/],
  ])('2 and one clear line for %s', (_name, args, stderr) => {
    const result = srg(args);
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(stderr);
  });

  test('a file that is not there does not keep the others from being checked', () => {
    const { status, stdout } = check('nergens.xml', WRONG);
    expect(status).toBe(2);
    expect(stdout).toContain('SRG-T004');
  });
});

describe('last month’s delivery', () => {
  const records = [
    record({ bsn: BSN[0], nummer: 'A', start: '20250101' }),
    record({ bsn: BSN[1], nummer: 'B', start: '20250101' }),
  ];
  let months: string;
  beforeAll(() => {
    months = join(folder, 'maanden');
    mkdirSync(join(months, 'oud'), { recursive: true });
    const write = (name: string, text: string) => writeFileSync(join(months, name), text);
    write('februari.xml', delivery(records, { verslagmaand: '2025-02' }));
    write('maart.xml', delivery(records.slice(0, 1)));
    write('april.xml', delivery([], { verslagmaand: '2025-04' }));
    write('oud/februari.xml', delivery(records.slice(0, 1), { verslagmaand: '2025-02' }));
  });
  const missing = (...args: string[]) =>
    json(...args.map((arg) => (arg.startsWith('--') ? arg : join(months, arg)))).files.map(
      (file: { findings: { code: string }[] }) => file.findings.filter(({ code }) => code === 'SRG-I104').length,
    );

  test('is looked for in the folder of the file', () => {
    expect(missing('maart.xml')).toEqual([1]);
    expect(missing('februari.xml')).toEqual([0]);
  });

  test('and is for each of several files the right one', () => {
    expect(missing('april.xml', 'februari.xml', 'maart.xml')).toEqual([1, 0, 1]);
  });

  test('and is looked for in the folders of the other files', () => {
    cpSync(join(months, 'maart.xml'), join(folder, 'los', 'maart.xml'));
    expect(json(join(folder, 'los', 'maart.xml')).files[0].findings).toEqual([]);
    expect(json(join(folder, 'los', 'maart.xml'), join(months, 'april.xml')).files[0].findings).toHaveLength(1);
  });

  test('may be named', () => {
    expect(missing('maart.xml', '--previous', 'oud/februari.xml')).toEqual([0]);
    expect(missing('maart.xml', '--previous', 'maart.xml')).toEqual([0]);
  });

  test('may be several after a merger, and that they are of another gemeente is told', () => {
    const write = (name: string, text: string) => writeFileSync(join(months, name), text);
    const former = (n: number, code: string) =>
      delivery([records[n]!], { verslagmaand: '2025-02' }).replace('<Gemeentecode>0363<', `<Gemeentecode>${code}<`);
    write('oud/a.xml', former(0, '0363'));
    write('oud/b.xml', former(1, '0855'));
    write('oud/c.xml', delivery([], { verslagmaand: '2025-01' }));
    const args = ['a', 'b', 'c'].flatMap((name) => ['--previous', join(months, 'oud', `${name}.xml`)]);
    const [file] = json(...args, join(months, 'maart.xml')).files;
    expect(file.findings.map(({ code, related }: { code: string; related: unknown[] }) => [code, related])).toEqual([
      ['SRG-I104', [expect.objectContaining({ path: relative('.', join(months, 'oud/b.xml')) })]],
    ]);
    expect(file.previous.map(({ gemeente, verslagmaand }: Record<string, string>) => [gemeente, verslagmaand])).toEqual(
      [
        ['0363', '2025-02'],
        ['0855', '2025-02'],
        ['0363', '2025-01'],
      ],
    );
    const { stdout } = check(...args, join(months, 'maart.xml'));
    expect(stdout).toMatch(/: b\.xml is van een andere gemeente \(0855\)\. Dat klopt na een herindeling;/);
    expect(stdout).toMatch(/: c\.xml is niet van de vorige maand en telt niet mee\.\n/);
    const html = check('--format', 'html', ...args, join(months, 'maart.xml')).stdout;
    expect(html).toContain('b.xml is van een andere gemeente (0855).');
  });

  test('is not looked for where the rule is off', () => {
    expect(check(join(months, 'maart.xml'), '--rule', 'SRG-I104=off').stdout).not.toMatch(/ SRG-I104 Eén /);
  });

  test.each([
    ['nergens.xml', /^srg: nergens\.xml: bestaat niet[^\n]*\n$/],
    ['package.json', /^srg: package\.json: is geen SRG-levering[^\n]*\n$/],
  ])('that is named and can’t be used ends the run: %s', (name, stderr) => {
    const result = check('--previous', name, join(months, 'maart.xml'));
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(stderr);
  });

  test('is told of in the report, with what is missing', () => {
    const html = check(
      '--format',
      'html',
      '--previous',
      join(months, 'februari.xml'),
      join(months, 'maart.xml'),
    ).stdout;
    expect(html).toContain('Deze voorzieningen liepen volgens februari.xml aan het eind van vorige maand nog');
    expect(html.match(/<th scope="row" class="code">\*{5}\d{4}<\/th>/g)).toHaveLength(1);
    const alone = check('--format', 'html', '--rule', 'SRG-I104=off', join(months, 'maart.xml')).stdout;
    expect(alone).not.toContain('aan het eind van vorige maand');
  });

  test('is shown by place and words in pretty, and with the fixes in JSON', () => {
    const { stdout } = check('--format', 'pretty', join(months, 'maart.xml'));
    const { line, path } = { line: 5, path: relative('.', join(months, 'februari.xml')) };
    const words = 'Ontbreekt: Jobcoach/begeleiding op de werkplek vanaf 1 januari 2025, registratienummer B';
    expect(stdout).toContain(`${path}:${line}:2  ${words}\n`);
    const [finding] = json(join(months, 'maart.xml')).files[0].findings;
    expect(finding.related).toEqual([
      {
        path,
        message: words,
        range: {
          start: expect.objectContaining({ line, column: 2 }),
          end: expect.objectContaining({ line, column: 13 }),
        },
      },
    ]);
    expect(finding.fixes).toHaveLength(1);
  });
});

describe('lines', () => {
  test('one finding a line, and the verdict', () => {
    const lines = check(WRONG).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(19);
    expect(lines[0]).toMatch(
      /^examples\/met-fouten\.srg\.xml:24:19: warning SRG-I114 Gemeentecode 9363 is in 2025 niet/,
    );
    for (const line of lines.slice(0, 18))
      expect(line).toMatch(/^\S+:\d+:\d+: (error|warning|information) SRG-[TI]\d{3} \S/);
    expect(lines[18]).toBe('examples/met-fouten.srg.xml: afkeur');
  });

  test.each([
    ['examples/correct.srg.xml', 'goedgekeurd'],
    ['examples/casus-maaike.srg.xml', 'goedgekeurd'],
    ['examples/lege-levering.srg.xml', 'goedgekeurd'],
    ['examples/een-regel.srg.xml', 'goedgekeurd'],
    ['examples/2025-03-onvolledig.srg.xml', 'contact'],
    ['examples/met-fouten.srg.xml', 'afkeur'],
    ['examples/niet-welgevormd.srg.xml', 'afkeur'],
    ['examples/onbekend-formaat.srg.xml', 'niet-te-beoordelen'],
  ])('%s: %s', (path, verdict) => {
    expect(check(path).stdout).toMatch(new RegExp(`^${path}: ${verdict}$`, 'm'));
  });

  test('in English', () => {
    expect(check('--language', 'en', WRONG).stdout).toContain(
      'The einddatum (10 March 2025) lies before the begindatum',
    );
  });
});

describe('html', () => {
  test('one page of one file', () => {
    const { status, stdout } = srg(['check', '--format', 'html', WRONG]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^<!DOCTYPE html>\n[\s\S]*<\/html>\n$/);
    expect(stdout).toContain('<h1 id="title">Gemeente 9363, maart 2025');
    expect(stdout).not.toMatch(/\d{9}/);
  });

  test('one page of several files, with a way to each', () => {
    const { stdout } = check('--format', 'html', '--language', 'en', RIGHT, WRONG);
    expect(stdout.match(/<html/g)).toHaveLength(1);
    expect(stdout).toContain('<html lang="en">');
    expect(stdout).toContain('<a href="#r2-title">Municipality 9363, March 2025</a>');
    expect(stdout).toContain('<h2 id="r2-title">Municipality 9363, March 2025</h2>');
  });

  test('the options of the other formats', () => {
    expect(check('--format', 'html', '--show-bsn', WRONG).stdout).toMatch(/\d{9}/);
    // A page names the first of each kind, and counts all.
    expect(check('--format', 'html', '--max-problems', '3', WRONG).stdout).toContain(
      '2 fouten · 11 waarschuwingen · 5 informatie',
    );
  });
});

describe('what a delivery suppresses', () => {
  const page = readFileSync('docs/rules/SRG-S001.md', 'utf8').split('## Goed')[1]!;
  let path: string;
  beforeAll(() => {
    path = join(folder, 'onderdrukt.srg.xml');
    const text = readFileSync('examples/lege-levering.srg.xml', 'utf8');
    const record = /```xml\n([\s\S]*?)```/.exec(page)![1]!.replace(/(SRG-I107:) .*(?= -->)/, '$1 950204869 nagevraagd');
    const filled = text.replace(
      /<Voorzieningen\s*\/>|<Voorzieningen>\s*<\/Voorzieningen>/,
      `<Voorzieningen>${record}</Voorzieningen>`,
    );
    writeFileSync(path, filled);
  });

  test('is not in the list, but in the count and the verdict, and fails nothing', () => {
    const { status, stdout } = check('--format', 'lines', '--fail-on', 'warning', path);
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${path}: 1 melding onderdrukt\n${path}: contact\n` });
    expect(check('--format', 'pretty', path).stdout).toContain(
      'contact: CBS neemt contact op (1 record, 1 melding onderdrukt)',
    );
  });

  test('is in the JSON, with the reason', () => {
    const [file] = json(path).files;
    expect(file).toMatchObject({ verdict: 'contact', counts: { error: 0, warning: 0, information: 0 }, findings: [] });
    expect(file.suppressed).toEqual([
      {
        code: 'SRG-I107',
        kind: 'SRG-I107',
        severity: 'warning',
        message: expect.stringContaining('*****6782'),
        range: expect.anything(),
        record: 0,
        reasons: ['*****4869 nagevraagd'],
      },
    ]);
    expect(json('--show-bsn', path).files[0].suppressed[0].reasons).toEqual(['950204869 nagevraagd']);
  });

  test('is told of on the page', () => {
    const { stdout } = check('--format', 'html', path);
    expect(stdout).toContain('Het bestand onderdrukt meldingen (1).');
    expect(stdout).toContain('BSN elfproef (SRG-I107, 1×)');
    expect(stdout).toContain('1 onderdrukt)');
  });
});

describe('templates', () => {
  const TEMPLATE = 'examples/export-sjabloon.srg.tmpl';
  const copyTo = (name: string) => {
    const path = join(folder, name);
    cpSync(TEMPLATE, path);
    return path;
  };

  test('one by its name', () => {
    expect(check(TEMPLATE)).toMatchObject({ status: 0, stdout: `${TEMPLATE}: sjabloon\n` });
    expect(json(TEMPLATE).files[0]).toMatchObject({ verdict: 'sjabloon', findings: [] });
    expect(check('--format', 'pretty', TEMPLATE).stdout).toContain('sjabloon: nog in te vullen');
  });

  test('what only shows placeholders may be a delivery that was not filled in: it does not pass', () => {
    const path = copyTo('levering.srg.xml');
    expect(check(path)).toMatchObject({ status: 1, stdout: expect.stringMatching(/: sjabloon\n$/) });
    expect(check('--fail-on', 'never', path).status).toBe(0);
    expect(check('--template', 'lev*.xml', path).status).toBe(0);
  });

  test('mistakes count as ever', () => {
    const path = copyTo('fout.srg.tmpl');
    writeFileSync(path, readFileSync(path, 'utf8').replace('<Statistiekcode>10', '<Statistiekcode>77'));
    expect(check(path)).toMatchObject({ status: 1, stdout: expect.stringMatching(/SRG-T002.*\n.*: sjabloon\n$/) });
  });
});

describe('json', () => {
  test('has the form that is promised', () => {
    const { version, files } = json(WRONG);
    expect(version).toBe(1);
    expect(Object.keys(files[0])).toEqual([
      'path',
      'pack',
      'berichtgever',
      'gemeente',
      'verslagmaand',
      'previous',
      'records',
      'verdict',
      'counts',
      'accepted',
      'findings',
      'suppressed',
      'kinds',
      'notChecked',
    ]);
    expect(files[0]).toMatchObject({
      path: WRONG,
      pack: 'srg-regeling-2026',
      berichtgever: '0336',
      gemeente: '9363',
      verslagmaand: '2025-03',
      records: 50,
      verdict: 'afkeur',
      counts: { error: 2, warning: 11, information: 5 },
    });
    const text = readFileSync(WRONG, 'utf8');
    const at = text.indexOf('>1-3-2025<') + 1;
    const line = text.slice(0, at).split('\n').length;
    const column = at - text.lastIndexOf('\n', at);
    const found = files[0].findings.find(({ code }: { code: string }) => code === 'SRG-T002');
    expect(found).toEqual({
      code: 'SRG-T002',
      kind: 'SRG-T002/day/begindatum',
      severity: 'error',
      message: expect.stringContaining('‘1-3-2025’'),
      range: { start: { line, column, offset: at }, end: { line, column: column + 8, offset: at + 8 } },
      record: text.slice(0, at).split('<Voorziening>').length - 2,
      related: [],
      fixes: ['Vervang door 20250301'],
    });
    const offsets = files[0].findings.map(({ range }: { range: { start: { offset: number } } }) => range.start.offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    expect(files[0].findings[0]).toMatchObject({ code: 'SRG-I114', record: null });
  });

  test('columns are UTF-16 units, lines end in every way XML has', () => {
    const path = join(folder, 'emoji.srg.xml');
    const text = readFileSync('examples/lege-levering.srg.xml', 'utf8')
      .replace(/\n/g, '\r\n')
      .replace(/<Gemeentecode>\d+/, '<!-- 😀 --><Gemeentecode>9999');
    writeFileSync(path, text);
    const [finding] = json(path).files[0].findings;
    const line = text.split('\r\n').findIndex((content) => content.includes('9999'));
    const column = text.split('\r\n')[line]!.indexOf('9999') + 1;
    expect(finding.range.start).toEqual({ line: line + 1, column, offset: text.indexOf('9999') });
  });

  test('related places, and several files', () => {
    const { files } = json(RIGHT, WRONG);
    expect(files.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['goedgekeurd', 'afkeur']);
    const duplicate = files[1].findings.find(({ code }: { code: string }) => code === 'SRG-T004');
    expect(duplicate.related).toEqual([
      { path: WRONG, message: 'Het eerdere record', range: { start: expect.anything(), end: expect.anything() } },
    ]);
    expect(duplicate.related[0].range.start.offset).toBeLessThan(duplicate.range.start.offset);
  });

  test('XML that is no SRG has no verdict when named, and is passed over in a folder', () => {
    mkdirSync(join(folder, 'map'), { recursive: true });
    writeFileSync(join(folder, 'map', 'ander.xml'), '<rss/>');
    cpSync(RIGHT, join(folder, 'map', 'levering.xml'));
    expect(json(join(folder, 'map', 'ander.xml')).files[0]).toMatchObject({ verdict: null, pack: null, findings: [] });
    expect(json(join(folder, 'map')).files).toHaveLength(1);
  });
});

describe('BSNs', () => {
  test.each(['pretty', 'lines', 'json'])('are masked in %s, and not with --show-bsn', (format) => {
    const bsn = /<Burgerservicenummer>(\d{9})/g;
    const numbers = [...readFileSync(WRONG, 'utf8').matchAll(bsn)].map((match) => match[1]!);
    const masked = check('--format', format, WRONG).stdout;
    expect(numbers.filter((number) => masked.includes(number))).toEqual([]);
    expect(masked).toMatch(/\*{5}\d{4}/);
    const shown = check('--format', format, '--show-bsn', WRONG).stdout;
    expect(numbers.some((number) => shown.includes(number))).toBe(true);
  });

  test('a BSN of eight digits is masked as well', () => {
    const text = readFileSync(RIGHT, 'utf8').replace(/(<Burgerservicenummer>)\d/, '$1');
    const short = /<Burgerservicenummer>(\d{8})</.exec(text)![1]!;
    const { stdout } = srg(['check', '-'], text);
    expect(stdout).toContain('SRG-T002');
    expect(stdout).not.toContain(short);
  });
});

describe('options', () => {
  test('standard input', () => {
    const { status, stdout } = srg(['check', '-'], readFileSync(WRONG));
    expect(status).toBe(1);
    expect(stdout).toMatch(/^-:24:19: warning SRG-I114 /);
  });

  test('the expected berichtgever', () => {
    expect(check('--berichtgever', '0336', WRONG).stdout).not.toMatch(/error SRG-T003/);
    expect(check('--berichtgever', '0344', RIGHT).stdout).toContain('is niet de verwachte: 0344 (Utrecht)');
  });

  test('at most so many, the most severe, with the number of the others', () => {
    const lines = check('--max-problems', '3', WRONG).stdout.trimEnd().split('\n');
    expect(lines.map((line) => /SRG-\w+/.exec(line)?.[0])).toEqual([
      'SRG-I114',
      'SRG-T002',
      'SRG-T004',
      undefined,
      undefined,
    ]);
    expect(lines[3]).toContain('15');
    expect(json('--max-problems', '3', WRONG).files[0].counts).toEqual({ error: 2, warning: 11, information: 5 });
  });

  test("a pack of one's own", () => {
    const pack = join(folder, 'pack');
    cpSync('schemas/srg-regeling-2026', pack, { recursive: true });
    for (const file of ['pack.json', 'srg.xsd']) {
      const path = join(pack, file);
      writeFileSync(path, readFileSync(path, 'utf8').replaceAll('urn:srg-xml:regeling:2026', 'urn:eigen'));
    }
    const path = join(folder, 'eigen.srg.xml');
    writeFileSync(path, readFileSync(RIGHT, 'utf8').replace('urn:srg-xml:regeling:2026', 'urn:eigen'));
    expect(check(path).stdout).toContain('SRG-T005');
    expect(check('--pack', pack, path)).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(join(pack, 'pack.json'), '{');
    expect(check('--pack', pack, path)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^srg: .*pack\.json.*\n$/),
    });
  });

  test('help and version', () => {
    expect(srg(['--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^ {2}check /m) });
    expect(srg(['--version'])).toMatchObject({ status: 0, stdout: '0.1.0\n' });
  });
});
