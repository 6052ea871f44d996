import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { delivery, record } from '../support/delivery.ts';

/** A folder with nothing in it but the package, as npm installs what would be published; no network. */
let folder: string;
let archives: string[];
const isWindows = process.platform === 'win32';
const npm = (args: string[], cwd: string) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', shell: isWindows, stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-package-'));
  archives = ['een', 'twee'].map((name) => {
    mkdirSync(join(folder, name));
    execFileSync(process.execPath, ['scripts/pack-archive.mjs', join(folder, name)]);
    return join(folder, name, readdirSync(join(folder, name))[0]!);
  });
  const home = join(folder, 'leeg');
  mkdirSync(home);
  writeFileSync(join(home, 'package.json'), '{"private":true,"type":"module"}');
  npm(['install', '--offline', '--no-audit', '--no-fund', archives[0]!], home);
  cpSync('examples/met-fouten.srg.xml', join(home, 'fout.srg.xml'));
  writeFileSync(join(home, 'goed.srg.xml'), delivery(record()));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

const home = () => join(folder, 'leeg');
const bin = (name: string) => join(home(), 'node_modules/.bin', isWindows ? `${name}.cmd` : name);

/** Runs a module that has the API, and gives what it writes as JSON. */
function run(code: string): unknown {
  writeFileSync(join(home(), 'probeer.mjs'), `import { checkText, SrgError } from 'srg-xml';\n${code}`);
  const { stdout, stderr } = spawnSync(process.execPath, ['probeer.mjs'], { cwd: home(), encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('the archive has the same bytes each time', () => {
  const [one, two] = archives.map((path) => readFileSync(path));
  expect(one!.equals(two!)).toBe(true);
});

test('nothing is installed with it', () => {
  expect(readdirSync(join(home(), 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['srg-xml']);
  expect(existsSync(join(home(), 'node_modules/srg-xml/schemas/config.schema.json'))).toBe(true);
});

describe('its programs', () => {
  test('srg', () => {
    const check = (...args: string[]) =>
      spawnSync(bin('srg'), ['check', ...args], { cwd: home(), encoding: 'utf8', shell: isWindows });
    expect(check('goed.srg.xml')).toMatchObject({ status: 0, stdout: 'goed.srg.xml: goedgekeurd\n', stderr: '' });
    expect(check('--format', 'sarif', 'fout.srg.xml')).toMatchObject({ status: 1, stderr: '' });
  });

  test('srg-language-server', async () => {
    const server = spawn(bin('srg-language-server'), ['--stdio'], { cwd: home(), shell: isWindows });
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
      undefined,
    );
    connection.listen();
    const parameters = { processId: process.pid, rootUri: null, capabilities: {} };
    expect(await connection.sendRequest('initialize', parameters)).toMatchObject({
      serverInfo: { name: 'srg-language-server' },
    });
    await connection.sendRequest('shutdown');
    const exited = new Promise((done) => server.once('exit', done));
    await connection.sendNotification('exit');
    expect(await exited).toBe(0);
  });
});

describe('its API', () => {
  test('finds what the program finds, in a text and in bytes', () => {
    const [text, bytes] = run(`
      import { readFileSync } from 'node:fs';
      const bytes = readFileSync('fout.srg.xml');
      const options = { filename: 'fout.srg.xml' };
      const results = [await checkText(bytes.toString(), options), await checkText(new Uint8Array(bytes), options)];
      console.log(JSON.stringify(results));`) as [object, object];
    const args = ['check', '--format', 'json', 'fout.srg.xml'];
    const { stdout } = spawnSync(bin('srg'), args, { cwd: home(), encoding: 'utf8', shell: isWindows });
    const [expected] = JSON.parse(stdout).files;
    expect(text).toEqual(expected);
    expect(bytes).toEqual(expected);
  });

  test('goes by its options, and by no configuration', () => {
    writeFileSync(join(home(), 'srg.config.json'), '{"rules":{"SRG-I106":"off"}}');
    const future = JSON.stringify(delivery(record({ start: '20250401' })));
    const [plain, english, ...others] = run(`
      const text = ${future};
      const results = await Promise.all([
        checkText(text),
        checkText(text, { language: 'en', showBsn: true, rules: { i106: 'error' } }),
        checkText(text, { rules: { 'SRG-I106': 'off' } }),
        checkText(text, { berichtgevers: ['0344'], maxProblems: 1 }),
        checkText(text, { filename: 'x.srg.tmpl' }),
        checkText('<html/>'),
        checkText('<?xml version="1.0" encoding="ISO-8859-1"?>' + text.replace(/^<\\?.*?\\?>/, '')),
      ]);
      console.log(JSON.stringify(results));`) as { verdict: string; findings: { code: string }[] }[];
    expect(plain).toMatchObject({
      path: '-',
      verdict: 'contact',
      findings: [{ code: 'SRG-I106', severity: 'warning' }],
    });
    expect(english).toMatchObject({
      findings: [{ severity: 'error', message: expect.stringContaining('The begindatum') }],
    });
    expect(others.map(({ verdict }) => verdict)).toEqual(['goedgekeurd', 'afkeur', 'sjabloon', null, 'contact']);
    expect(others[1]!.findings.map(({ code }) => code)).toEqual(['SRG-T003']);
    rmSync(join(home(), 'srg.config.json'));
  });

  test('its errors say what is wrong', () => {
    expect(
      run(`
        const calls = [
          [1], ['', { rulez: {} }], ['', { language: 'fr' }], ['', { rules: { 'SRG-I106': 'uit' } }],
          ['', { rules: { 'SRG-I999': 'off' } }], ['', { maxProblems: 0 }], ['', { packs: 'x' }],
          ['', { packs: ['weg'] }], ['', { schematron: ['weg.sch'] }], ['', { previousDelivery: ['weg.xml'] }],
          [new Uint8Array([0x89, 0x50, 0, 1])],
        ];
        const codes = [];
        for (const args of calls) {
          await checkText(...args).then(() => codes.push('none'), (error) => {
            codes.push(error instanceof SrgError && error instanceof Error && error.message !== '' ? error.code : String(error));
          });
        }
        console.log(JSON.stringify(codes));`),
    ).toEqual([...Array.from({ length: 7 }, () => 'SRG_OPTION'), 'SRG_PACK', 'SRG_FILE', 'SRG_FILE', 'SRG_NO_XML']);
  });

  test('has types that TypeScript takes, and that refuse what is wrong', () => {
    writeFileSync(
      join(home(), 'gebruik.ts'),
      `import { checkText, SrgError, type CheckedText, type Finding } from 'srg-xml';
      const result: CheckedText = await checkText('<SRG/>', { language: 'en', rules: { 'SRG-I106': 'off' } });
      const codes: string[] = result.findings.map(({ code }: Finding) => code);
      try { await checkText(new Uint8Array()); } catch (error) {
        if (error instanceof SrgError && error.code === 'SRG_PACK') throw error;
      }
      // @ts-expect-error no such language
      await checkText('', { language: 'fr' });
      // @ts-expect-error no such option
      await checkText('', { rulez: {} });
      // @ts-expect-error no such verdict
      if (result.verdict === 'goed') console.log(codes);
      export {};
      `,
    );
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--types', ''];
    const tsc = resolve('node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, '--lib', 'es2022,dom', 'gebruik.ts'], {
      cwd: home(),
      encoding: 'utf8',
    });
    expect(stdout).toBe('');
    expect(status).toBe(0);
  });
});
