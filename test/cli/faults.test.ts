import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFiles } from '../../server/src/cli/checking/check-files.ts';
import { expandInputs } from '../../server/src/cli/files/inputs.ts';
import { describeUnexpected } from '../../server/src/cli/output.ts';
import { wordsIn } from '../../server/src/cli/usage/words.ts';
import { delivery, record } from '../support/delivery.ts';
import { NOTHING_SET } from '../support/packs/file-settings.ts';
import { srg } from './run-srg.ts';

const RIGHT = 'examples/correct.srg.xml';
const WRONG = 'examples/met-fouten.srg.xml';
const HTML = '<html><body><p>Inloggen</p></body></html>';
const DELIVERY = delivery([record()]);
const SOAP = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${DELIVERY.replace(/^<\?.*?\?>\s*/, '')}</s:Body></s:Envelope>`;

let folder: string;
const at = (name: string) => relative('.', join(folder, name)).replaceAll('\\', '/');
const write = (name: string, content: string | Buffer) => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), content);
  return at(name);
};
const check = (...args: string[]) => srg(['check', ...args]);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-fouten-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a named file that is no delivery', () => {
  test.each<[name: string, content: string | Buffer, words: string]>([
    ['inloggen.srg.xml', HTML, 'is geen SRG-levering: het root-element is html'],
    ['webpagina.xml', `<!DOCTYPE html>\n${HTML}`, 'is geen SRG-levering: het root-element is html'],
    [
      'xhtml.html',
      `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd">${HTML.replace('Inl', '&nbsp;Inl')}`,
      'is geen SRG-levering: het root-element is html',
    ],
    ['soap.srg.xml', SOAP, 'is geen SRG-levering: het root-element is s:Envelope'],
    ['kaal.srg.xml', '<Voorzieningen></Voorzieningen>', 'is geen SRG-levering: het root-element is Voorzieningen'],
    [
      'deel.srg.tmpl',
      '<Persoon><Geslacht>{{g}}</Geslacht></Persoon>',
      'is een deel van een sjabloon (begint met Persoon); het wordt beoordeeld in de levering die het sjabloon maakt',
    ],
    ['gezipt.srg.xml', gzipSync(DELIVERY), 'is geen XML-bestand'],
    ['foto.xml', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'is geen XML-bestand'],
  ])('%s: 2 and one clear line', (name, content, words) => {
    const path = write(name, content);
    expect(check(path)).toMatchObject({ status: 2, stderr: `srg: ${path}: ${words}\n` });
    expect(check('--format', 'pretty', path, RIGHT)).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('goedgekeurd'),
    });
    expect(check('--language', 'en', path).stderr).toMatch(
      /^srg: \S+: is (no (SRG delivery|XML file)|a part of a template)/,
    );
  });

  test('on standard input as well', () => {
    expect(srg(['check', '-'], HTML)).toMatchObject({ status: 2, stderr: expect.stringContaining('-: is geen SRG') });
  });

  test.each<[name: string, content: string | Buffer]>([
    ['slordig.html', '<!DOCTYPE html><html><body><p>Inloggen</body></html>'],
    ['entiteit.html', `<!DOCTYPE html>${HTML.replace('Inl', '&nbsp;Inl')}`],
    ['root-kwijt.srg.xml', DELIVERY.replace(/<SRG[^>]*>/, '').replace('</SRG>', '')],
    ['afgebroken-soap.srg.xml', SOAP.slice(0, -20)],
    ['leeg.srg.xml', ''],
    ['tekst.srg.xml', 'Hallo'],
    ['onbekend.srg.xml', '<SRG xmlns="urn:nieuw"><a></SRG>'],
  ])('that is not well-formed either says so: %s', (name, content) => {
    const { status, stdout, stderr } = check(write(name, content));
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/ error SRG-T001 .*\n(?:.*\n)*.*: afkeur\n$/);
  });

  test('is passed over with --ignore-unknown, and counted', () => {
    const files = [write('a.xml', `<!DOCTYPE html>${HTML}`), write('b.xml', gzipSync('x')), RIGHT];
    expect(check('--ignore-unknown', ...files)).toEqual({
      status: 0,
      stdout: `${RIGHT}: goedgekeurd\n2 bestanden overgeslagen die geen SRG-levering zijn\n`,
      stderr: '',
    });
    expect(check('--ignore-unknown', files[0]!).status).toBe(0);
  });
});

describe('in a folder', () => {
  test('other files are counted, in each format', () => {
    const map = join(folder, 'gemengd');
    write('gemengd/levering.xml', DELIVERY);
    write('gemengd/ander.xml', HTML);
    const told = '1 bestand overgeslagen dat geen SRG-levering is';
    for (const format of ['lines', 'pretty', 'html']) {
      const { status, stdout, stderr } = check('--format', format, map);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain(told);
    }
    const { files, passedOver } = JSON.parse(check('--format', 'json', map).stdout);
    expect(files).toHaveLength(1);
    expect(passedOver).toEqual([at('gemengd/ander.xml')]);
  });

  test('without any delivery it is 2', () => {
    write('zonder/ander.xml', HTML);
    mkdirSync(join(folder, 'kaal'));
    const zonder = join(folder, 'zonder');
    expect(check(zonder)).toMatchObject({ status: 2, stderr: `srg: ${zonder}: hier staat geen SRG-levering\n` });
    expect(check('--ignore-unknown', zonder, RIGHT).status).toBe(2);
    expect(check(`${at('zonder')}/*.xml`)).toMatchObject({ status: 2, stderr: expect.stringContaining('*.xml: hier') });
    expect(check(join(folder, 'kaal')).stderr).toMatch(/: in deze map staat geen XML-bestand\n$/);
  });

  test('a delivery whose root is broken is one by its name', () => {
    write('kapot/levering.srg.xml', 'SRG>');
    expect(check(join(folder, 'kapot'))).toMatchObject({ status: 1, stdout: expect.stringContaining('SRG-T001') });
  });

  test.each(['LEVERING.XML', 'Levering.Xml', 'levering.xml'])('%s is found', (name) => {
    write(`kapitalen/${name}/${name}`, DELIVERY);
    expect(check(join(folder, 'kapitalen', name)).stdout).toBe(`${at(`kapitalen/${name}/${name}`)}: goedgekeurd\n`);
  });

  test('linked folders are looked into, each file once, and circles end', () => {
    write('gelinkt/echt/a.xml', DELIVERY);
    write('elders/b.xml', DELIVERY);
    symlinkSync(join(folder, 'elders'), join(folder, 'gelinkt/link'), 'junction');
    symlinkSync(join(folder, 'gelinkt'), join(folder, 'gelinkt/echt/rond'), 'junction');
    expect(check(join(folder, 'gelinkt')).stdout.match(/\S+(?=: goedgekeurd)/g)).toEqual([
      at('gelinkt/echt/a.xml'),
      at('gelinkt/link/b.xml'),
    ]);
  });

  test('a file that can’t be read is told of, and the others are judged', () => {
    write('half/a.xml', DELIVERY);
    symlinkSync('nergens.xml', join(folder, 'half/weg.xml'));
    expect(check(join(folder, 'half'))).toEqual({
      status: 2,
      stdout: `${at('half/a.xml')}: goedgekeurd\n`,
      stderr: `srg: ${at('half/weg.xml')}: kan niet worden gelezen\n`,
    });
  });
});

describe.runIf(process.platform !== 'win32')('what the system does', () => {
  const shell = (line: string) =>
    spawnSync('sh', ['-c', line], { encoding: 'utf8', env: { ...process.env, NODE: process.execPath } });

  test.each([
    [WRONG, 1],
    [RIGHT, 0],
  ])('a reader that stops early changes nothing for %s', (path, status) => {
    const many = `${`${path} `.repeat(3)}`;
    const line = `{ "$NODE" dist/srg.mjs check --format json ${many}; echo "status $?" >&2; } | true`;
    expect(shell(line).stderr).toBe(`status ${status}\n`);
  });

  test.runIf(existsSync('/dev/full'))('a full disk is one line and 2', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, ['dist/srg.mjs', 'check', WRONG], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'srg: de uitvoer kan niet worden geschreven: de schijf is vol\n',
    });
  });

  test('Ctrl+C is 130', async () => {
    const line = 'trap : INT; "$NODE" dist/srg.mjs check -; echo "status $?"';
    const env = { ...process.env, NODE: process.execPath };
    const run = spawn('sh', ['-c', line], { detached: true, stdio: ['pipe', 'pipe', 'ignore'], env });
    let output = '';
    run.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    process.kill(-run.pid!, 'SIGINT');
    await new Promise((resolve) => run.once('close', resolve));
    expect(output).toBe('status 130\n');
  });

  test.runIf(existsSync('/dev/zero'))('input without an end ends', () => {
    expect(check('/dev/zero', RIGHT)).toEqual({
      status: 2,
      stdout: `${RIGHT}: goedgekeurd\n`,
      stderr: 'srg: /dev/zero: is geen XML-bestand\n',
    });
    expect(shell(`yes '<a>' | "$NODE" dist/srg.mjs check -`).stderr).toBe(
      'srg: -: is te groot om als geheel te lezen\n',
    );
  });
});

test('a bug ends with its file, and is told of without a word of that', async () => {
  const said: string[] = [];
  const reported: string[] = [];
  const status = await checkFiles(await expandInputs([WRONG, RIGHT]), {
    settingsOf: async () => ({ ...NOTHING_SET, maxProblems: 1 }),
    failOn: 'error',
    validationWorker: new URL('../../dist/validation-worker.mjs', import.meta.url),
    ignoresUnknown: false,
    complain: (path, reason) => said.push(`${path} ${reason}`),
    failed: (path, error) => said.push(`${path} ${describeUnexpected(wordsIn('nl'), error)}`),
    foundOut: () => {},
    reporter: {
      *pieces({ path }) {
        if (path === WRONG) throw new TypeError('950204869');
        yield path;
      },
      add: (path) => void reported.push(path as string),
      end: () => {},
    },
  });
  expect({ status, reported }).toEqual({ status: 2, reported: [RIGHT] });
  expect(said).toEqual([expect.stringMatching(/^\S+ onverwachte fout \(TypeError, faults\.test\.ts:\d+:\d+\)$/)]);
});

test.each([
  [['explain', 'SRG-T001']],
  [['check', '--format', 'sarif', RIGHT]],
  [['check', '--output', 'sarif=uit.sarif', RIGHT]],
])('a program without its pages says so: %j', (args) => {
  const program = join(folder, 'zonder-pagina');
  for (const part of ['dist', 'schemas', 'package.json']) cpSync(part, join(program, part), { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(program, 'dist/srg.mjs'), ...args], {
    encoding: 'utf8',
  });
  expect({ status, stdout, isMade: existsSync('uit.sarif') }).toEqual({ status: 2, stdout: '', isMade: false });
  expect(stderr).toMatch(/^srg: het programma is niet volledig: \S+SRG-[A-Z]\d+\.md ontbreekt .*\n$/);
});

test('a file beyond the longest string is told of, and the others are judged', () => {
  const path = join(folder, 'reus.xml');
  const size = 540_000_000;
  const file = openSync(path, 'w');
  const piece = Buffer.alloc(10_000_000, ' ');
  for (let written = 0; written < size; written += piece.length) writeFileSync(file, piece);
  closeSync(file);
  const { status, stdout, stderr } = check(path, RIGHT);
  rmSync(path);
  expect({ status, stdout }).toEqual({ status: 2, stdout: `${RIGHT}: goedgekeurd\n` });
  expect(stderr).toBe(`srg: ${path}: is te groot om als geheel te lezen\n`);
});

test('a pack that is null is one line and 2', () => {
  const pack = join(folder, 'pakket');
  cpSync('schemas/srg-regeling-2026', pack, { recursive: true });
  writeFileSync(join(pack, 'pack.json'), 'null');
  expect(check('--pack', pack, RIGHT)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^srg: .*pack\.json.*\n$/),
  });
});

test('a reference of a million digits is a finding', () => {
  const text = readFileSync(RIGHT, 'utf8').replace(/<RegistratienummerVoorziening>/, `$&&#${'9'.repeat(1_000_000)};`);
  expect(srg(['check', '--max-problems', '1', '-'], text)).toMatchObject({ status: 1, stderr: '' });
});
