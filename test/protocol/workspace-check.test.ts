// Over 400 lines: one workspace and all that befalls it.

import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource, type Diagnostic, WorkDoneProgress } from 'vscode-languageserver-protocol';
import {
  CHECK_WORKSPACE,
  type CheckedWorkspace,
  CLEAR_WORKSPACE,
  OVERVIEW_REQUEST,
  WORKSPACE_FINDINGS,
} from '../../server/src/protocol/workspace.ts';
import { LspClient, PULL, PUSH } from '../support/clients/lsp-client.ts';
import { BSN, delivery, record } from '../support/delivery.ts';

const GOOD = delivery([record({ nummer: 'A', end: '20250320' })]);
/** An end before the start: SRG-I101. */
const CONTACT = delivery([record({ nummer: 'A', start: '20250320', end: '20250310' })]);
/** A type that there is not: SRG-T002. */
const REJECTED = delivery([record({ nummer: 'A', type: '77', end: '20250320' })]);
const HOLDING = {
  ...PULL,
  workspace: { ...PULL.workspace, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
};

let folder: string;
let client: LspClient;
/** What the client shows of each file, by its path: pushed, as long as it pulls what is open. */
let problems: Map<string, Diagnostic[]>;
/** How many findings the client was told stand: told after the findings themselves. */
let standing: number;

const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
function write(name: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

async function start(capabilities = HOLDING, folders = ['']): Promise<void> {
  client = new LspClient();
  problems = new Map();
  standing = 0;
  client.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
    if (diagnostics.length > 0) problems.set(uri, diagnostics);
    else problems.delete(uri);
  });
  client.connection.onNotification(WORKSPACE_FINDINGS, ({ findings }) => {
    standing = findings;
  });
  const workspaceFolders = folders.map((name) => ({ uri: uriOf(name), name }));
  client.initialized = await client.connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities,
    workspaceFolders,
  });
  await client.connection.sendNotification('initialized', {});
}

const check = (parameters: object = {}, token = new CancellationTokenSource().token): Promise<CheckedWorkspace> =>
  client.connection.sendRequest(CHECK_WORKSPACE, parameters, token);
const clear = () => client.connection.sendRequest(CLEAR_WORKSPACE);
const changed = (name: string, type: 1 | 2 | 3) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] });
/** The codes of what is shown, by file. */
const shown = (): Record<string, unknown[]> =>
  Object.fromEntries(
    [...problems]
      .map(([uri, found]) => [uri.slice(uriOf('').length + 1), found.map(({ code, message }) => code ?? message)])
      .sort(),
  );
async function until(expected: ReturnType<typeof shown>): Promise<void> {
  const wanted = JSON.stringify(expected);
  for (let round = 0; JSON.stringify(shown()) !== wanted && round < 500; round++) await after(20);
  expect(shown()).toEqual(expected);
}
const untilStanding = (count: number) => expect.poll(() => standing, { timeout: 10_000 }).toBe(count);
/** Long enough for what would be followed up. */
const aWhile = () => after(700);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-werkmap-'));
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged.join('\n')).not.toMatch(/\d{9}/);
  rmSync(folder, { recursive: true, force: true });
});

test('closed deliveries are checked wherever they lie, and counted', async () => {
  write('goed.srg.xml', GOOD);
  write('contact.xml', CONTACT);
  write('2025/maart/afkeur.srg.xml', REJECTED);
  write('sjabloon.template.srg.xml', REJECTED.replace('77', '{{type}}'));
  write('anders.xml', '<note><to>CBS</to></note>');
  write('node_modules/x/y.srg.xml', REJECTED);
  write('.verborgen/y.srg.xml', REJECTED);
  write('tekst.txt', REJECTED);
  await start();
  expect(await check()).toEqual({
    afkeur: 1,
    contact: 1,
    goedgekeurd: 1,
    'niet-te-beoordelen': 0,
    sjabloon: 1,
    unchecked: 0,
    notChecked: expect.any(Array),
    seen: 5,
    files: 5,
    cancelled: false,
    capped: false,
    unreadable: 0,
  });
  expect(shown()).toEqual({ 'contact.xml': ['SRG-I101'], '2025/maart/afkeur.srg.xml': ['SRG-T002'] });
  await untilStanding(2);
});

test('an overview of the files that were checked, of those that are open as they are', async () => {
  write('goed.srg.xml', GOOD);
  write('map/fout.srg.xml', REJECTED);
  write('anders.xml', '<note/>');
  await start();
  const overview = async () =>
    (await client.connection.sendRequest<string>(OVERVIEW_REQUEST, { as: 'csv' })).split('\r\n');
  expect(await overview()).toHaveLength(2);
  await check();
  expect((await overview()).slice(1, 3)).toEqual([
    expect.stringMatching(/^map\/fout\.srg\.xml;Afkeur;.*;maart 2025;1;/),
    expect.stringMatching(/^goed\.srg\.xml;Goedgekeurd;/),
  ]);
  await client.open(uriOf('goed.srg.xml'), CONTACT);
  await client.diagnostics(uriOf('goed.srg.xml'));
  expect((await overview())[2]).toMatch(/^goed\.srg\.xml;Contact;/);
  const view = { as: 'view', script: 'https://view.test/x.js', source: 'https://view.test' };
  expect(await client.connection.sendRequest(OVERVIEW_REQUEST, view)).toContain(
    '<script src="https://view.test/x.js">',
  );
});

test('what the verdicts say nothing of is told, and of how many deliveries', async () => {
  write('a.srg.xml', delivery([record()], { verslagmaand: '2025-02' }));
  write('b.srg.xml', delivery([record()], { verslagmaand: '2025-03' }));
  write('c.template.srg.xml', delivery([record({ nummer: '{{nummer}}' })]));
  await start();
  const { notChecked } = await check();
  // Of March there is one of the month before.
  expect(notChecked.filter(({ code }) => code === 'SRG-I104')).toEqual([
    { code: 'SRG-I104', reason: 'previous', deliveries: 1 },
  ]);
  expect(notChecked.filter(({ reason }) => reason === 'expected')).toEqual([
    { code: 'SRG-T003', reason: 'expected', deliveries: 2 },
  ]);
});

test('the findings are those of the file when it is open', async () => {
  const records = [
    record({ type: '77' }),
    record({ start: '20250320', end: '20250310' }),
    record({ bsn: '912345678' }),
  ];
  write('a.srg.xml', delivery(['<!-- srg-disable SRG-I107: nagegaan -->', ...records]));
  await start();
  await check();
  const closed = problems.get(uriOf('a.srg.xml'));
  await client.open(uriOf('a.srg.xml'), delivery(['<!-- srg-disable SRG-I107: nagegaan -->', ...records]));
  expect(closed).toEqual(await client.diagnostics(uriOf('a.srg.xml')));
  expect(closed!.length).toBeGreaterThan(2);
});

describe('whatever the bytes', () => {
  const named = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?>\n${REJECTED.replace('<Voorzieningen>', '<Voorzieningen><!-- Súdwest-Fryslân € -->')}`;
  const broken = REJECTED.slice(0, REJECTED.indexOf('</Voorzieningen>'));
  test.each<[name: string, bytes: Uint8Array, codes: string[]]>([
    ['UTF-16', Buffer.from(`\ufeff${named('UTF-16')}`, 'utf16le'), ['SRG-T002']],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${named('UTF-8')}`), ['SRG-T002']],
    ['windows-1252', Buffer.from(named('windows-1252').replace('€', '\x80'), 'latin1'), ['SRG-T002']],
    [
      'windows-1252 that says to be UTF-8',
      Buffer.from(named('UTF-8').replace('€', '\x80'), 'latin1'),
      ['SRG-T001', 'SRG-T002'],
    ],
    ['not all there', Buffer.from(broken), ['SRG-T002', 'SRG-T001']],
    ['nothing but a tag begun', Buffer.from('<'), ['SRG-T001']],
    ['empty', Buffer.from(''), ['SRG-T001']],
  ])('%s', async (_name, bytes, codes) => {
    write('a.srg.xml', bytes);
    await start();
    expect(await check()).toMatchObject({ afkeur: 1, unchecked: 0 });
    expect(shown()['a.srg.xml']).toEqual(expect.arrayContaining(codes));
    expect(new Set(shown()['a.srg.xml'])).toEqual(new Set(codes));
  });
});

test('a file that is too large gets one finding that says what to do', async () => {
  const filling = '\n'.repeat(51 * 1024 * 1024);
  write(
    'groot.srg.xml',
    GOOD.replace('<Voorzieningen>', () => `<Voorzieningen>${filling}`),
  );
  write('groot.xml', `<note>${filling}</note>`);
  await start();
  expect(await check()).toMatchObject({ unchecked: 1, goedgekeurd: 0, seen: 2 });
  expect(Object.keys(shown())).toEqual(['groot.srg.xml']);
  expect(problems.get(uriOf('groot.srg.xml'))).toMatchObject([
    { severity: 1, message: expect.stringMatching(/groter dan 50 MB.*srg check/) },
  ]);
});

test('last month’s delivery counts, whether or not it is open', async () => {
  const running = record({ bsn: BSN[1], nummer: 'B', start: '20250101' });
  write('februari.srg.xml', delivery([running], { verslagmaand: '2025-02' }));
  write('maart.srg.xml', GOOD);
  await start();
  await check();
  expect(shown()).toEqual({ 'maart.srg.xml': ['SRG-I104'] });
  write('februari.srg.xml', delivery([], { verslagmaand: '2025-02' }));
  await changed('februari.srg.xml', 2);
  await until({});
  rmSync(join(folder, 'februari.srg.xml'));
  await changed('februari.srg.xml', 3);
  write('oud.srg.xml', delivery([running], { verslagmaand: '2025-02' }));
  await changed('oud.srg.xml', 1);
  await until({ 'maart.srg.xml': ['SRG-I104'] });
});

describe('a file that is open', () => {
  test('has its own findings and no others; what was found comes back when it is closed', async () => {
    write('a.srg.xml', CONTACT);
    write('b.srg.xml', REJECTED);
    await start();
    await check();
    await client.open(uriOf('a.srg.xml'), CONTACT);
    expect(await client.diagnostics(uriOf('a.srg.xml'))).toHaveLength(1);
    await until({ 'b.srg.xml': ['SRG-T002'] });
    await untilStanding(1);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('a.srg.xml') } });
    await until({ 'a.srg.xml': ['SRG-I101'], 'b.srg.xml': ['SRG-T002'] });
    await untilStanding(2);
  });

  test('is not read from disk, and counts as it is in the editor', async () => {
    write('a.srg.xml', REJECTED);
    await start();
    await client.open(uriOf('a.srg.xml'), CONTACT);
    await client.diagnostics(uriOf('a.srg.xml'));
    expect(await check()).toMatchObject({ afkeur: 0, contact: 1 });
    expect(shown()).toEqual({});
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('a.srg.xml') } });
    await until({ 'a.srg.xml': ['SRG-T002'] });
  });

  test('that nobody has asked the findings of keeps those of the check', async () => {
    write('a.srg.xml', CONTACT);
    await start();
    await client.open(uriOf('a.srg.xml'), CONTACT);
    expect(await check()).toMatchObject({ contact: 1 });
    expect(shown()).toEqual({ 'a.srg.xml': ['SRG-I101'] });
  });

  test('put right, saved and closed, leaves nothing', async () => {
    write('a.srg.xml', CONTACT);
    await start();
    await check();
    await client.open(uriOf('a.srg.xml'), CONTACT);
    await client.diagnostics(uriOf('a.srg.xml'));
    await client.change(uriOf('a.srg.xml'), 2, [{ text: GOOD }]);
    expect(await client.diagnostics(uriOf('a.srg.xml'))).toEqual([]);
    write('a.srg.xml', GOOD);
    await changed('a.srg.xml', 2);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('a.srg.xml') } });
    await aWhile();
    expect(shown()).toEqual({});
  });

  test('of a client that does not pull is overwritten, not emptied', async () => {
    write('a.srg.xml', CONTACT);
    await start({ ...PUSH, workspace: { workspaceFolders: true } } as typeof HOLDING);
    await check();
    await client.open(uriOf('a.srg.xml'), REJECTED);
    await until({ 'a.srg.xml': ['SRG-T002'] });
    await aWhile();
    expect(shown()).toEqual({ 'a.srg.xml': ['SRG-T002'] });
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('a.srg.xml') } });
    await until({ 'a.srg.xml': ['SRG-I101'] });
  });
});

describe('until it is cleared, it is kept up with', () => {
  beforeEach(async () => {
    write('a.srg.xml', CONTACT);
    write('map/b.srg.xml', REJECTED);
    write('goed.srg.xml', GOOD);
    await start();
    await check();
    await until({ 'a.srg.xml': ['SRG-I101'], 'map/b.srg.xml': ['SRG-T002'] });
  });

  test('a file is put right on disk', async () => {
    write('a.srg.xml', GOOD);
    await changed('a.srg.xml', 2);
    await until({ 'map/b.srg.xml': ['SRG-T002'] });
  });

  test('a file that was right is spoilt; another one comes', async () => {
    write('goed.srg.xml', REJECTED);
    write('nieuw.srg.xml', CONTACT);
    await changed('goed.srg.xml', 2);
    await changed('nieuw.srg.xml', 1);
    await until({
      'a.srg.xml': ['SRG-I101'],
      'goed.srg.xml': ['SRG-T002'],
      'map/b.srg.xml': ['SRG-T002'],
      'nieuw.srg.xml': ['SRG-I101'],
    });
  });

  test('a file is deleted', async () => {
    rmSync(join(folder, 'a.srg.xml'));
    await changed('a.srg.xml', 3);
    await until({ 'map/b.srg.xml': ['SRG-T002'] });
    await untilStanding(1);
  });

  test('a folder is renamed, and deleted', async () => {
    renameSync(join(folder, 'map'), join(folder, 'oud'));
    await client.connection.sendNotification('workspace/didRenameFiles', {
      files: [{ oldUri: uriOf('map'), newUri: uriOf('oud') }],
    });
    await until({ 'a.srg.xml': ['SRG-I101'], 'oud/b.srg.xml': ['SRG-T002'] });
    rmSync(join(folder, 'oud'), { recursive: true });
    await client.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: uriOf('oud') }] });
    await until({ 'a.srg.xml': ['SRG-I101'] });
  });

  test('settings change', async () => {
    client.settings = { rules: { 'SRG-I101': 'off' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await until({ 'map/b.srg.xml': ['SRG-T002'] });
  });

  test('cleared, it is gone and stays gone', async () => {
    await clear();
    await until({});
    await untilStanding(0);
    write('a.srg.xml', REJECTED);
    await changed('a.srg.xml', 2);
    await aWhile();
    expect(shown()).toEqual({});
  });
});

test('rules of the user’s own count; what is wrong with them is told in their file', async () => {
  const rules = (test: string) => `<schema xmlns="http://purl.oclc.org/dsdl/schematron">
<ns prefix="s" uri="urn:srg-xml:regeling:2026"/>
<pattern><rule context="s:Voorziening"><assert id="geen-werk" test="${test}">Niet zo.</assert></rule></pattern></schema>`;
  write('regels.sch', rules("s:TypeVoorziening != '30'"));
  write('a.srg.xml', GOOD);
  await start();
  client.settings = { schematron: ['regels.sch'] };
  await check();
  expect(shown()).toEqual({ 'a.srg.xml': ['geen-werk'] });
  write('regels.sch', rules('bestaat-niet('));
  await changed('regels.sch', 2);
  for (let round = 0; !problems.has(uriOf('regels.sch')) && round < 200; round++) await after(20);
  await aWhile();
  expect(Object.keys(shown())).toEqual(['regels.sch']);
  await clear();
  await until({});
});

describe('of several folders', () => {
  test('each is looked at, with its own relative settings; one that is removed goes', async () => {
    write('een/a.srg.xml', CONTACT);
    write('twee/b.srg.xml', GOOD);
    write(
      'twee/regels.sch',
      '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="s" uri="urn:srg-xml:regeling:2026"/><pattern><rule context="s:Voorziening"><report id="altijd" test="true()">Altijd.</report></rule></pattern></schema>',
    );
    await start(HOLDING, ['een', 'twee']);
    client.connection.onRequest(
      'workspace/configuration',
      ({ items }: { items: { scopeUri?: string; section: string }[] }) =>
        items.map(({ scopeUri, section }) =>
          section === 'srg' && scopeUri?.includes('/twee/') ? { schematron: ['regels.sch'] } : {},
        ),
    );
    await check();
    expect(shown()).toEqual({ 'een/a.srg.xml': ['SRG-I101'], 'twee/b.srg.xml': ['altijd'] });
    const removed = [{ uri: uriOf('een'), name: 'een' }];
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed } });
    await until({ 'twee/b.srg.xml': ['altijd'] });
  });

  test('one in another is not looked at twice', async () => {
    write('een/a.srg.xml', CONTACT);
    await start(HOLDING, ['', 'een']);
    expect(await check()).toMatchObject({ files: 1, contact: 1 });
  });
});

test('what files.exclude hides is passed over', async () => {
  write('a.srg.xml', CONTACT);
  write('archief/2024/b.srg.xml', REJECTED);
  await start();
  client.connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) =>
      section === 'files.exclude' ? { archief: true, '*.srg.xml': false, 'a*': { when: 'b' } } : {},
    ),
  );
  expect(await check()).toMatchObject({ files: 1 });
  expect(shown()).toEqual({ 'a.srg.xml': ['SRG-I101'] });
});

test('a file shows no more than srg.maxProblems', async () => {
  write(
    'a.srg.xml',
    delivery(Array.from({ length: 5 }, (_, i) => record({ nummer: `N${i}`, start: `2025032${i}`, end: '20250310' }))),
  );
  await start();
  client.settings = { maxProblems: 2 };
  await check();
  expect(shown()['a.srg.xml']).toEqual(['SRG-I101', 'SRG-I101', expect.stringMatching(/nog .* meldingen/)]);
});

test('of all files together no more than so many findings are shown', async () => {
  const wrong = (i: number) =>
    record({ nummer: `N${i}`, type: String(61 + (i % 9)), start: '20250320', end: '20250310' });
  const many = delivery(Array.from({ length: 3_400 }, (_, i) => wrong(i)));
  for (let i = 0; i < 4; i++) write(`${i}.srg.xml`, many);
  await start();
  client.settings = { maxProblems: 3_300 };
  await check();
  const counts = Object.values(shown()).map(({ length }) => length);
  expect(counts).toEqual([3_301, 3_301, 3_301, 98]);
  expect(problems.get(uriOf('3.srg.xml'))!.at(-1)!.message).toMatch(/na 10\.000 toont de controle van de werkmap/);
  expect(problems.get(uriOf('2.srg.xml'))!.at(-1)!.message).toMatch(/zie srg\.maxProblems/);
  write('4.srg.xml', many);
  await changed('4.srg.xml', 1);
  for (let round = 0; problems.size < 5 && round < 500; round++) await after(20);
  expect(shown()['4.srg.xml']).toHaveLength(11);
});

describe('progress', () => {
  const THIRTY = 30;
  /** Whether the server is told to stop after so many reports. */
  async function follow(token: string, report: (percentage: number) => void) {
    const kinds: string[] = [];
    const seen: number[] = [];
    client.connection.onProgress(WorkDoneProgress.type, token, (value) => {
      kinds.push(value.kind);
      if (value.kind !== 'report') return;
      seen.push(value.percentage!);
      report(value.percentage!);
    });
    return { kinds, seen };
  }
  beforeEach(() => {
    for (let i = 0; i < THIRTY; i++) write(`${String(i).padStart(2, '0')}.srg.xml`, CONTACT);
  });

  test('is told to the token of the request, from begin to end', async () => {
    await start();
    const { kinds, seen } = await follow('mijn', () => {});
    expect(await check({ workDoneToken: 'mijn' })).toMatchObject({ contact: THIRTY, seen: THIRTY, files: THIRTY });
    expect([kinds[0], kinds.at(-1)]).toEqual(['begin', 'end']);
    expect(kinds.filter((kind) => kind !== 'report')).toHaveLength(2);
    expect(seen).toHaveLength(THIRTY);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    await untilStanding(THIRTY);
  });

  test('a request that is cancelled leaves what was found by then', async () => {
    await start();
    const source = new CancellationTokenSource();
    const { kinds } = await follow('mijn', (percentage) => {
      if (percentage > 30) source.cancel();
    });
    const checked = await check({ workDoneToken: 'mijn' }, source.token);
    expect(checked.cancelled).toBe(true);
    expect(checked.seen).toBeGreaterThan(5);
    expect(checked.seen).toBeLessThan(THIRTY);
    expect(checked.contact).toBe(checked.seen);
    expect(kinds.at(-1)).toBe('end');
    expect(problems.size).toBe(checked.seen);
    // What was not got to is not taken up by itself.
    write('00.srg.xml', GOOD);
    await changed('00.srg.xml', 2);
    await aWhile();
    expect(problems.size).toBe(checked.seen - 1);
  });

  test('is the server’s own, with its own cancel, where the client has no token', async () => {
    await start({ ...HOLDING, window: { workDoneProgress: true } } as typeof HOLDING);
    let token = '';
    client.connection.onRequest('window/workDoneProgress/create', async (parameters: { token: string }) => {
      token = parameters.token;
      await follow(token, (percentage) => {
        if (percentage > 30) void client.connection.sendNotification('window/workDoneProgress/cancel', { token });
      });
      return null;
    });
    const { cancelled, seen } = await check();
    expect(cancelled).toBe(true);
    expect(seen).toBeLessThan(THIRTY);
  });

  test('other requests are answered meanwhile, and a new check takes the place of the one that goes on', async () => {
    await start();
    await client.open('untitled:Untitled-1', GOOD);
    await client.diagnostics('untitled:Untitled-1');
    const first = check();
    const second = check();
    expect(await client.hover('untitled:Untitled-1', 1, 3)).not.toBeNull();
    expect(await first).toMatchObject({ cancelled: true });
    expect(await second).toMatchObject({ cancelled: false, seen: THIRTY });
    expect(problems.size).toBe(THIRTY);
  });

  test('cleared while it goes on, nothing stays', async () => {
    await start();
    const checking = check();
    await clear();
    expect(await checking).toMatchObject({ cancelled: true });
    expect(problems.size).toBe(0);
  });
});

test('a workspace that only the client can reach is read through it', async () => {
  const root = 'vscode-vfs://github/gemeente';
  const texts: Record<string, string> = { [`${root}/a.srg.xml`]: CONTACT, [`${root}/b.srg.xml`]: REJECTED };
  await start();
  client.connection.onRequest('srg/listFiles', ({ folder }: { folder: string }) =>
    Object.keys(texts).flatMap((uri) => (uri.startsWith(folder) ? { uri, size: 1, stamp: texts[uri] } : [])),
  );
  client.connection.onRequest('srg/decodeFile', ({ uri }: { uri: string }) => ({ text: texts[uri] }));
  client.connection.onRequest('srg/readFile', ({ uri }: { uri: string }) => texts[uri]!);
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [{ uri: root, name: 'gemeente' }], removed: [] },
  });
  expect(await check()).toMatchObject({ contact: 1, afkeur: 1 });
  expect([...problems.keys()].sort()).toEqual([`${root}/a.srg.xml`, `${root}/b.srg.xml`]);
  texts[`${root}/a.srg.xml`] = GOOD;
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: `${root}/a.srg.xml`, type: 2 }],
  });
  for (let round = 0; problems.size > 1 && round < 200; round++) await after(20);
  expect([...problems.keys()]).toEqual([`${root}/b.srg.xml`]);
});

test('without a folder there is nothing to check', async () => {
  await start(HOLDING, []);
  expect(await check()).toMatchObject({ files: 0, cancelled: false });
});
