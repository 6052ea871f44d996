import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMAT_NAMES } from '../../../server/src/cli/reporters/formats.ts';
import { LspClient, PULL } from '../../support/clients/lsp-client.ts';
import { delivery, record } from '../../support/delivery.ts';
import { LONG, SEED } from '../../support/property.ts';
import { sch } from '../../support/schematron.ts';

/** What stands in the deliveries of these runs, and may stand in nothing that is written beside the answer. */
const SECRETS = ['957204868', '912041456', '19471123', '19630704', 'QZJ-77', 'kwikzilver', 'Wyqzarnstra'];
const [BSN, OTHER, BORN, OTHER_BORN, NUMBER, WORD, NAME] = SECRETS as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
];
/** BSNs are in no output at all. */
const BSNS = [BSN, OTHER];

const told = { bsn: BSN, geboortedatum: BORN, nummer: NUMBER };
const RECORDS = [
  record({ ...told, start: '20250310', end: '20250301' }),
  record({ ...told, type: '11', arbeidsvermogen: '20', start: '1-3-2025' }),
  record({ bsn: OTHER, geboortedatum: OTHER_BORN, nummer: WORD, type: NAME, rest: `<X>${NAME}</X>` }),
  record({ bsn: `${OTHER.slice(0, 8)}1`, nummer: `${NAME} & ${WORD}`, geboortedatum: WORD }),
];
const DELIVERY = delivery(RECORDS);
const EARLIER = delivery(RECORDS.slice(0, 2), { verslagmaand: '2025-02' });
const STRAY = DELIVERY.replace('</Voorzieningen>', `${NAME}</Voorziening><${WORD}>&${NAME};</Voorzieningen>`);
const RULES = sch(
  '<pattern><rule context="srg:Voorziening"><report id="ZEGT" test="true()">over <value-of select="."/></report></rule></pattern>',
);

let folder: string;
let work: string;
let temporary: string;
/** Where commands write what nobody's data may be in; and what they may, but for BSNs. */
let written: string;
let reports: string;
/** Deliveries that are written to, each time others. */
let copies: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-privacy-'));
  [work, temporary] = [join(folder, 'werk'), join(folder, 'tijdelijk')];
  [written, reports, copies] = [join(folder, 'geschreven'), join(folder, 'uitvoer'), join(folder, 'kopie')];
  for (const each of [work, temporary]) mkdirSync(each);
  writeFileSync(join(work, '2025-02.srg.xml'), EARLIER);
  writeFileSync(join(work, '2025-03.srg.xml'), DELIVERY);
  writeFileSync(join(work, 'kapot.srg.xml'), STRAY);
  writeFileSync(join(work, 'regels.sch'), RULES);
  writeFileSync(
    join(work, 'alles.zip'),
    zipSync({ '2025-03.srg.xml': strToU8(DELIVERY), 'k.srg.xml': strToU8(STRAY) }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isIn = (text: string) => (secret: string) => text.includes(secret);
/** All files below a folder, as text; what is compiled code is the machine's own. */
function filesIn(start: string): [path: string, text: string][] {
  return readdirSync(start).flatMap((name): [string, string][] => {
    const path = join(start, name);
    if (statSync(path).isDirectory()) return filesIn(path);
    const bytes = readFileSync(path);
    if (!name.endsWith('.xlsx')) return [[path, bytes.toString('latin1')]];
    return Object.entries(unzipSync(bytes)).map(([part, inside]) => [`${path}/${part}`, strFromU8(inside, true)]);
  });
}
const secretsBelow = (start: string) =>
  filesIn(start)
    .filter(([, text]) => SECRETS.some(isIn(text)))
    .map(([path]) => path);

function run(args: readonly string[], more: { preload?: string; input?: string } = {}) {
  const flags = more.preload === undefined ? [] : ['--require', more.preload];
  return spawnSync(process.execPath, [...flags, resolve('dist/srg.mjs'), ...args], {
    cwd: work,
    encoding: 'utf8',
    input: more.input ?? '',
    env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary, HOME: temporary },
  });
}

const OUTPUTS = FORMAT_NAMES.flatMap((format) => ['--output', `${format}=../uitvoer/alles.${format}`]);
const XSD = resolve('schemas/srg-regeling-2026/srg.xsd');
const COMMANDS: readonly (readonly string[])[] = [
  ...FORMAT_NAMES.map((format) => ['check', '--format', format, '2025-03.srg.xml']),
  ['check', '--schematron', 'regels.sch', '.'],
  ['check', 'kapot.srg.xml'],
  ['check', '--format', 'x', '2025-03.srg.xml'],
  ['check', '--rule', 'X=Y', '2025-03.srg.xml'],
  ['check', '--pack', '.', '2025-03.srg.xml'],
  ['check', '-'],
  ['fix', '--dry-run', '2025-03.srg.xml'],
  ['fix', '--unsafe', '--backup', '../kopie/2025-03.srg.xml', '../kopie/kapot.srg.xml'],
  ['compare', '2025-02.srg.xml', '2025-03.srg.xml'],
  ['compare', '--format', 'html', '2025-02.srg.xml', '2025-03.srg.xml'],
  ['compare', '--format', 'json', '2025-02.srg.xml', '2025-03.srg.xml'],
  ['compare', '2025-02.srg.xml', 'kapot.srg.xml'],
  ['check', 'alles.zip'],
  ['check', ...OUTPUTS, '.'],
  ['check', '--jobs', '2', ...OUTPUTS, '2025-02.srg.xml', '2025-03.srg.xml', 'kapot.srg.xml'],
  ['check', '--previous', '2025-02.srg.xml', '--format', 'json', '2025-03.srg.xml'],
  ['check', '--stdin-filename', '2025-03.srg.xml', '--format', 'sarif', '-'],
  ['check', '--baseline', 'regels.sch', '2025-03.srg.xml'],
  ['baseline', '--out', '../geschreven/basis.json', '.'],
  ['anonymise', '2025-03.srg.xml', '--previous', '2025-02.srg.xml', '--out', '../geschreven/anoniem'],
  ['anonymise', 'alles.zip', '--out', '../geschreven/zip'],
  ['anonymise', 'kapot.srg.xml', '--out', '../geschreven/kapot'],
  ['import', '2025-03.srg.xml', '--out', '../geschreven/pakket'],
  ['import', XSD, '--example', '2025-03.srg.xml', '--example', 'kapot.srg.xml', '--out', '../geschreven/voorbeeld'],
  ['generate', '--out', '../geschreven/verzonnen'],
  ['generate', '--faults', 'SRG-I101=2,SRG-T004=1', '--out', '../geschreven/fout.srg.xml'],
  ['complete', 'words', 'check', '2025'],
  ['pack', '.'],
  ['pack', 'check', '.'],
  ['init', '--berichtgever', '0363', '../geschreven'],
  ['rules'],
  ['rules', '--pack', '.', '--format', 'json'],
  ['explain', 'i101'],
  ['explain', '2025-03.srg.xml'],
];

describe('the command line', () => {
  // The daily run tries one in so many, others in each.
  const sample = COMMANDS.filter((_args, i) => LONG || i % 5 === SEED % 5);

  test('has no command that is not tried', () => {
    const { stdout } = run(['complete', 'words', 's']);
    const names = stdout.split('\n').flatMap((line) => /^([a-z]+)\t/.exec(line)?.[1] ?? []);
    expect(names.length).toBeGreaterThan(5);
    expect(names.filter((name) => !COMMANDS.some(([command]) => command === name))).toEqual([]);
  });

  test.each(sample.map((args) => [args.join(' '), args] as const))('srg %s', (_line, args) => {
    for (const each of [written, reports, copies]) mkdirSync(each);
    for (const name of ['2025-03.srg.xml', 'kapot.srg.xml']) copyFileSync(join(work, name), join(copies, name));
    const before = readdirSync(work);
    const { stdout, stderr } = run(args, { input: STRAY });
    expect(SECRETS.filter(isIn(stderr))).toEqual([]);
    expect(BSNS.filter(isIn(stdout))).toEqual([]);
    expect(readdirSync(work)).toEqual(before);
    expect(secretsBelow(temporary)).toEqual([]);
    // A baseline knows records by their numbers, and reports show what was found: neither has a BSN in it.
    expect(secretsBelow(written).filter((path) => !path.endsWith('basis.json'))).toEqual([]);
    const isOwn = (path: string) => path.startsWith(work) || path.startsWith(copies);
    expect(filesIn(folder).filter(([path, text]) => !isOwn(path) && BSNS.some(isIn(text)))).toEqual([]);
    expect(readdirSync(copies).filter((name) => !/^(?:2025-03|kapot)\.srg\.xml(?:\.bak)?$/.test(name))).toEqual([]);
    for (const each of [written, reports, copies]) rmSync(each, { recursive: true, force: true });
  });

  test('what watches files tells nothing of them beside the findings, nor on its way out', async () => {
    const args = [resolve('dist/srg.mjs'), 'check', '--watch', '2025-03.srg.xml', 'kapot.srg.xml'];
    const env = { ...process.env, TMPDIR: temporary, HOME: temporary };
    const watching = spawn(process.execPath, args, { cwd: work, env });
    let [stdout, stderr] = ['', ''];
    watching.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    const ended = new Promise((done) => watching.once('close', done));
    for await (const chunk of watching.stdout) {
      stdout += chunk;
      if (stdout.includes('kapot.srg.xml') && stdout.includes('afkeur')) watching.kill();
    }
    await ended;
    expect(SECRETS.filter(isIn(stderr))).toEqual([]);
    expect(BSNS.filter(isIn(stdout))).toEqual([]);
    expect(secretsBelow(temporary)).toEqual([]);
  });

  test('a bug is told of without what it says', () => {
    const preload = join(folder, 'bug.cjs');
    writeFileSync(
      preload,
      `const { TextDecoder: Own } = globalThis;
       globalThis.TextDecoder = class extends Own { decode() { throw new TypeError(${JSON.stringify(BSN + NAME)}); } };
       Buffer.prototype.latin1Slice = () => { throw new TypeError(${JSON.stringify(BSN + NAME)}); };
       Buffer.prototype.toString = () => { throw new TypeError(${JSON.stringify(BSN + NAME)}); };`,
    );
    const { status, stdout, stderr } = run(['check', '2025-03.srg.xml'], { preload });
    expect(status).toBe(2);
    expect(SECRETS.filter(isIn(stdout + stderr))).toEqual([]);
  });
});

const LATER = `process.on('SIGUSR2', () => { throw new TypeError(${JSON.stringify(BSN + NAME)}); });`;
const REJECTED = `process.on('SIGUSR2', () => void Promise.reject(new TypeError(${JSON.stringify(BSN + NAME)})));`;

/** Every request and notification of our own, by its name in the sources. */
const OWN = readdirSync('server/src/protocol').flatMap((name) =>
  Array.from(readFileSync(`server/src/protocol/${name}`, 'utf8').matchAll(/'(srg\/\w+)'/g), ([, method]) => method!),
);
const OF_DOCUMENTS = [
  ...['documentSymbol', 'foldingRange', 'codeLens', 'documentLink', 'semanticTokens/full', 'inlayHint', 'definition'],
  ...['references', 'documentHighlight', 'linkedEditingRange', 'prepareRename', 'rename', 'formatting'],
  ...['rangeFormatting', 'onTypeFormatting', 'completion', 'selectionRange'],
];

describe('the server', () => {
  test('tells nothing of a file but in answers and findings, whatever it is asked', async () => {
    const client = new LspClient([], { TMPDIR: temporary, HOME: temporary });
    const sent: Buffer[] = [];
    client.process.stdout!.on('data', (chunk: Buffer) => sent.push(chunk));
    client.connection.onRequest('window/workDoneProgress/create', () => null);
    await client.start({ ...PULL, window: { workDoneProgress: true } }, undefined, `file://${work}`);
    await client.connection.sendNotification('$/setTrace', { value: 'verbose' });
    for (const [name, text] of [
      ['2025-03.srg.xml', DELIVERY],
      ['kapot.srg.xml', STRAY],
    ] as const) {
      const uri = `file://${work}/${name}`;
      await client.open(uri, text);
      const diagnostics = await client.diagnostics(uri);
      expect(BSNS.filter(isIn(JSON.stringify(diagnostics)))).toEqual([]);
      const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
      const position = { line: 4, character: 30 };
      const more = { range, position, positions: [position], ch: '>', newName: 'X', options: {}, context: {} };
      const own = { ...more, textDocument: { uri }, uri, old: uri, new: uri, place: { record: 0 }, query: BSN };
      const asked = [
        ...OF_DOCUMENTS.map((method) => client.ask(method, uri, more)),
        ...OWN.map((method) => client.connection.sendRequest(method, own)),
      ].map((answer) => answer.catch((error: Error) => error));
      // What goes wrong is told without what it went wrong with.
      const errors = (await Promise.all(asked)).filter((answer) => answer instanceof Error);
      expect(errors.filter(({ message }) => SECRETS.some(isIn(message)))).toEqual([]);
      for (const method of OWN) await client.connection.sendNotification(method, own);
      for (let line = 2; line < 9; line++) await client.hover(uri, line, 60);
      await client.codeActions(uri, range);
      await client.connection.sendRequest('srg/report', { textDocument: { uri } });
      await client.connection.sendRequest('srg/compare', { old: `file://${work}/2025-02.srg.xml`, new: uri });
    }
    await client.connection.sendRequest('srg/checkWorkspace', {});
    expect(await client.stop()).toBe(0);
    // All that it sent of its own accord.
    const messages = Buffer.concat(sent)
      .toString()
      .split(/Content-Length: \d+\r\n\r\n/)
      .slice(1);
    const told = messages.filter((message) => (JSON.parse(message).method ?? '').match(/^(?!textDocument.publish)./));
    expect(told.length).toBeGreaterThan(3);
    const logs = [...told, client.stderr];
    expect(logs.filter((text) => SECRETS.some(isIn(text)))).toEqual([]);
    expect(secretsBelow(temporary)).toEqual([]);
  });

  test.each([
    ['an error that nobody catches', LATER],
    ['a promise that nobody waits for', REJECTED],
  ])('ends on %s without what it says', async (_name, code) => {
    const preload = join(folder, 'later.cjs');
    writeFileSync(preload, code);
    const client = new LspClient(['--require', preload]);
    const exited = new Promise<number | null>((done) => client.process.once('exit', done));
    await client.start(PULL);
    client.process.kill('SIGUSR2');
    expect(await exited).toBe(1);
    expect(client.stderr).toContain('TypeError');
    expect(SECRETS.filter(isIn(client.stderr + client.logged.join('\n')))).toEqual([]);
  });
});
