import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the program in the folder. */
function srg(...args: string[]) {
  const program = resolve('dist/srg.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function write(name: string, content: string | object): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
}

/** SRG-I106, and with a berichtgever to go by SRG-T003. */
const FUTURE = delivery(record({ start: '20250401' }));
const OFF = { rules: { 'SRG-I106': 'off' } };

describe('srg.config.json', () => {
  test('is found upwards from each file, and not from the working directory; the nearest one counts', () => {
    for (const name of ['a/diep/x.srg.xml', 'b/y.srg.xml', 'z.srg.xml']) write(name, FUTURE);
    write('a/srg.config.json', OFF);
    write('b/srg.config.json', { berichtgevers: ['0344'] });
    const { status, stdout, stderr } = srg('check', '.');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout.replace(/ (De|Berichtgever).*/g, '').split('\n')).toEqual([
      'a/diep/x.srg.xml: Niet nagegaan: SRG-I106 (uitgezet in srg.config.json).',
      'a/diep/x.srg.xml: goedgekeurd',
      expect.stringMatching(/^b\/y\.srg\.xml:\d+:\d+: error SRG-T003/),
      'b/y.srg.xml:4:357: warning SRG-I106',
      'b/y.srg.xml: afkeur',
      'z.srg.xml:4:357: warning SRG-I106',
      'z.srg.xml: contact',
      '',
    ]);
    const inA = spawnSync(process.execPath, [resolve('dist/srg.mjs'), 'check', '../z.srg.xml'], {
      cwd: join(folder, 'a'),
      encoding: 'utf8',
    });
    expect(inA.stdout).toContain('SRG-I106');
  });

  test('says what was switched off in every format that has a verdict', () => {
    write('x.srg.xml', FUTURE);
    write('srg.config.json', OFF);
    const [file] = JSON.parse(srg('check', '--format', 'json', 'x.srg.xml').stdout).files;
    expect(file.notChecked).toContainEqual({ code: 'SRG-I106', reason: 'configuration' });
    for (const format of ['lines', 'pretty', 'html', 'junit'])
      expect(srg('check', '--format', format, 'x.srg.xml').stdout).toContain('SRG-I106 (uitgezet in srg.config.json)');
  });

  test('has its paths begin at its folder', () => {
    mkdirSync(join(folder, 'regels'));
    cpSync('examples/afspraken.sch', join(folder, 'regels/afspraken.sch'));
    cpSync('schemas/srg-regeling-2026', join(folder, 'regels/pakket'), { recursive: true });
    const pack = JSON.parse(readFileSync(join(folder, 'regels/pakket/pack.json'), 'utf8'));
    write('regels/pakket/pack.json', { ...pack, id: 'eigen', namespace: 'urn:eigen' });
    const xsd = readFileSync(join(folder, 'regels/pakket/srg.xsd'), 'utf8');
    write('regels/pakket/srg.xsd', xsd.replaceAll('urn:srg-xml:regeling:2026', 'urn:eigen'));
    const own = delivery(record()).replaceAll('urn:srg-xml:regeling:2026', 'urn:eigen');
    const long = delivery(record({ type: '12', start: '20240101', end: '20250331' }));
    write('regels/diep/own.srg.xml', own);
    write('regels/diep/long.srg.xml', long);
    write('regels/srg.config.json', { packs: ['pakket'], schematron: ['./afspraken.sch'] });
    const { stdout } = srg('check', 'regels/diep/own.srg.xml', 'regels/diep/long.srg.xml');
    expect(stdout).toMatch(/^regels\/diep\/own\.srg\.xml: goedgekeurd$/m);
    expect(stdout).toMatch(/^regels\/diep\/long\.srg\.xml:4:\d+: warning GEM-01/m);
  });

  test('gives way to what is given on the command line', () => {
    write('x.srg.xml', FUTURE);
    write('srg.config.json', { ...OFF, berichtgevers: ['0344'] });
    expect(srg('check', '--rule', 'i106=error', '--berichtgever', '0363', 'x.srg.xml').stdout).toMatch(
      /^x\.srg\.xml:4:357: error SRG-I106 .*\nx\.srg\.xml: contact\n$/,
    );
    expect(srg('check', '--no-config', 'x.srg.xml')).toMatchObject({ status: 0 });
    expect(srg('check', '--no-config', 'x.srg.xml').stdout).toContain('warning SRG-I106');
  });

  test('another one may be given for all files', () => {
    write('a/x.srg.xml', FUTURE);
    write('a/srg.config.json', { berichtgevers: ['0344'] });
    write('los.json', OFF);
    expect(srg('check', '--config', 'los.json', 'a').stdout).toMatch(/^.*Niet nagegaan.*\n.*: goedgekeurd\n$/);
    expect(srg('check', '--config', 'weg.json', 'a')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'srg: --config weg.json: het bestand bestaat niet of kan niet worden gelezen\n',
    });
  });

  test('counts for standard input by the name that it is given, and else not', () => {
    write('a/srg.config.json', OFF);
    const check = (...args: string[]) =>
      spawnSync(process.execPath, [resolve('dist/srg.mjs'), 'check', ...args], {
        cwd: join(folder, 'a'),
        input: FUTURE,
        encoding: 'utf8',
      }).stdout;
    expect(check('--stdin-filename', 'x.srg.xml', '-')).toContain('Niet nagegaan');
    expect(check('-')).toContain('warning SRG-I106');
  });

  test('with faults, each is one line with its place, its files are not judged, and the others are', () => {
    write('a/x.srg.xml', FUTURE);
    write('a/y.srg.xml', FUTURE);
    write('b/z.srg.xml', FUTURE);
    write('a/srg.config.json', '{\n  "rulez": {},\n  "packs": ["weg"],\n  "rules": { "SRG-T77": "off" }\n}\n');
    const { status, stdout, stderr } = srg('check', '--format', 'json', '.');
    expect({ status, stderr: stderr.split('\n') }).toEqual({
      status: 2,
      stderr: [
        'srg: a/srg.config.json:2:3: ‘rulez’ is hier niet bekend. Bedoelde u ‘rules’?',
        'srg: a/srg.config.json:3:13: ‘weg’ bestaat niet of kan niet worden gelezen. Een pad begint bij de map van dit bestand.',
        'srg: a/srg.config.json:4:14: SRG-T77 is geen controle. Haal de regel weg, of gebruik een code van srg rules.',
        '',
      ],
    });
    const { files } = JSON.parse(stdout);
    expect(files.find(({ path }: { path: string }) => path === 'b/z.srg.xml')).toMatchObject({ verdict: 'contact' });
  });

  test('is used by srg fix and srg compare as well', () => {
    write('x.srg.xml', delivery(record({ start: '1-3-2025' })));
    write('srg.config.json', { rules: { 'SRG-T002': 'off' } });
    expect(srg('fix', '--dry-run', 'x.srg.xml')).toMatchObject({ status: 0, stdout: expect.stringContaining('niets') });
    expect(srg('fix', '--dry-run', '--no-config', 'x.srg.xml').status).toBe(1);
    write('srg.config.json', { packs: ['weg'] });
    const problem =
      'srg: srg.config.json:1:11: ‘weg’ bestaat niet of kan niet worden gelezen. Een pad begint bij de map van dit bestand.\n';
    expect(srg('fix', 'x.srg.xml')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(problem) });
    expect(srg('compare', 'x.srg.xml', 'x.srg.xml')).toEqual({ status: 2, stdout: '', stderr: problem });
    expect(srg('compare', '--no-config', 'x.srg.xml', 'x.srg.xml').status).toBe(0);
  });

  test('is used by srg baseline as well', () => {
    write('x.srg.xml', FUTURE);
    write('srg.config.json', OFF);
    expect(srg('baseline', 'x.srg.xml').stdout).toContain('geaccepteerde meldingen: 0');
  });
});

describe('srg init', () => {
  test('writes one that is right, and says nothing yet', () => {
    write('x.srg.xml', FUTURE);
    expect(srg('init')).toEqual({ status: 0, stdout: 'srg.config.json: geschreven\n', stderr: '' });
    expect(srg('check', 'x.srg.xml')).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('I106') });
  });

  test('with what is known already, and in another folder', () => {
    write('a/x.srg.xml', FUTURE);
    const { status } = srg('init', 'a', '--berichtgever', '0344', '--rule', 'i106=off');
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'a/srg.config.json'), 'utf8'))).toMatchObject({
      berichtgevers: ['0344'],
      rules: { 'SRG-I106': 'off' },
    });
    expect(srg('check', 'a').stdout).toMatch(/error SRG-T003/);
  });

  test('leaves one that is there', () => {
    write('srg.config.json', OFF);
    expect(srg('init')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'srg: srg.config.json: bestaat al, en blijft zoals het is\n',
    });
    expect(JSON.parse(readFileSync(join(folder, 'srg.config.json'), 'utf8'))).toEqual(OFF);
    expect(srg('init', '--language', 'en', 'nergens').stderr).toMatch(
      /^srg: nergens.srg\.config\.json: cannot be written/,
    );
  });
});
