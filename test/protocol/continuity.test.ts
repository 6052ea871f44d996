import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Diagnostic, LocationLink, TextEdit } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { applyEdits } from '../../server/src/engine/text/text-range.ts';
import { LspClient, PULL, PUSH } from '../support/clients/lsp-client.ts';
import { BSN, delivery, record } from '../support/delivery.ts';

const A = record({ bsn: BSN[0], nummer: 'A', start: '20250101' });
const B = record({ bsn: BSN[1], nummer: 'B', start: '20250101' });
const C = record({ bsn: BSN[2], nummer: 'C', start: '20250101' });
const february = (records: string[]) => delivery(records, { verslagmaand: '2025-02' });
const ONE = /^Eén voorziening die op 28 februari 2025 nog liep/;

let folder: string;
let client: LspClient;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const changed = (name: string, type: 1 | 2 | 3) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-maand-'));
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged.join('\n')).not.toMatch(/\d{9}/);
  rmSync(folder, { recursive: true, force: true });
});

const WATCHING = {
  ...PULL,
  workspace: { ...PULL.workspace, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
};

/** What is missing, when the server has come to say so. */
async function missing(uri: string, isThere: (found: Diagnostic | undefined) => boolean) {
  for (;;) {
    const found = (await client.diagnostics(uri)).find(({ code }) => code === 'SRG-I104');
    if (isThere(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('the finding, the missing record in last month’s file, and the fix', async () => {
  write('februari.xml', february([A, B]));
  client = await new LspClient().start(PULL);
  const now = delivery([A]);
  await client.open(uriOf('maart.srg.xml'), now);
  const [found, ...others] = await client.diagnostics(uriOf('maart.srg.xml'));
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    code: 'SRG-I104',
    severity: 2,
    message: expect.stringMatching(ONE),
    relatedInformation: [
      {
        location: {
          uri: uriOf('februari.xml'),
          range: { start: { line: 4, character: 1 }, end: { line: 4, character: 12 } },
        },
        message: 'Ontbreekt: Jobcoach/begeleiding op de werkplek vanaf 1 januari 2025, registratienummer B',
      },
    ],
  });
  const source = new SourceText(now);
  const { range } = found!;
  expect(source.slice(source.offsetAt(range.start), source.offsetAt(range.end))).toBe('03');

  const fixes = await client.codeActions(uriOf('maart.srg.xml'), range, ['quickfix']);
  expect(fixes.map(({ title }) => title)).toEqual([
    'Neem weer op: Jobcoach/begeleiding op de werkplek vanaf 1 januari 2025, registratienummer B',
    'Onderdruk deze melding (SRG-I104) voor dit bestand',
  ]);
  const [change] = fixes[0]!.edit!.documentChanges!;
  const edits = (change as { edits: TextEdit[] }).edits.map((edit) => ({
    start: source.offsetAt(edit.range.start),
    end: source.offsetAt(edit.range.end),
    newText: edit.newText,
  }));
  const after = applyEdits(now, edits);
  expect(after).toBe(delivery([A, B]));
  await client.change(uriOf('maart.srg.xml'), 2, [{ text: after }]);
  expect(await client.diagnostics(uriOf('maart.srg.xml'))).toEqual([]);
});

test('the definition of a record leads into last month’s file, closed or open, found or named', async () => {
  mkdirSync(join(folder, 'oud'));
  const names: [file: string, settings: object][] = [
    ['februari.xml', {}],
    ['oud/x.xml', { previousDelivery: 'oud/x.xml' }],
  ];
  client = await new LspClient().start({
    ...PULL,
    textDocument: { ...PULL.textDocument, definition: { linkSupport: true } },
  });
  const uri = uriOf('maart.srg.xml');
  await client.open(uri, delivery([A]));
  for (const [name, settings] of names) {
    write(name, february([B, A]));
    client.settings = { ...settings };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const links = await client.ask<LocationLink[]>('definition', uri, { position: { line: 3, character: 5 } });
    expect(links).toMatchObject([
      {
        targetUri: uriOf(name),
        targetRange: { start: { line: 4, character: 0 }, end: { line: 4, character: A.length } },
        targetSelectionRange: { start: { line: 4, character: 1 }, end: { line: 4, character: 12 } },
        originSelectionRange: { start: { line: 3, character: 1 }, end: { line: 3, character: 12 } },
      },
      { targetUri: expect.stringMatching(/srg\.xsd$/) },
    ]);
  }
  client.settings = {};
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await client.open(uriOf('februari.xml'), february([A]), 'xml');
  for (;;) {
    const [link] = await client.ask<LocationLink[]>('definition', uri, { position: { line: 3, character: 5 } });
    if (link!.targetRange.start.line === 3) break;
  }
});

test('pushed, to a client that does not pull', async () => {
  write('februari.xml', february([A, B]));
  client = await new LspClient().start(PUSH);
  await client.open(uriOf('maart.srg.xml'), delivery([A]));
  const { diagnostics } = await client.pushed(uriOf('maart.srg.xml'), 1, ({ length }) => length === 1);
  expect(diagnostics[0]).toMatchObject({ code: 'SRG-I104', message: expect.stringMatching(ONE) });
});

describe('what changes is followed', () => {
  test('on disk: the file comes, changes and goes', async () => {
    client = await new LspClient().start(WATCHING);
    const uri = uriOf('maart.srg.xml');
    await client.open(uri, delivery([A]));
    expect(await client.diagnostics(uri)).toEqual([]);
    write('februari.xml', february([A, B]));
    await changed('februari.xml', 1);
    expect((await missing(uri, (found) => found !== undefined))!.message).toMatch(ONE);
    write('februari.xml', february([A, B, C]));
    await changed('februari.xml', 2);
    await missing(uri, (found) => /^2 voorzieningen/.test(String(found?.message)));
    rmSync(join(folder, 'februari.xml'));
    await changed('februari.xml', 3);
    await missing(uri, (found) => found === undefined);
  });

  test('in an editor, whose text wins over the disk until it is closed', async () => {
    write('februari.xml', february([A]));
    client = await new LspClient().start(WATCHING);
    const uri = uriOf('maart.srg.xml');
    await client.open(uri, delivery([A]));
    expect(await client.diagnostics(uri)).toEqual([]);
    const open = february([A, B]);
    await client.open(uriOf('februari.xml'), open, 'xml');
    await missing(uri, (found) => ONE.test(String(found?.message)));
    const end = new SourceText(open).positionAt(open.indexOf('</Voorzieningen>'));
    await client.change(uriOf('februari.xml'), 2, [{ range: { start: end, end }, text: C }]);
    await missing(uri, (found) => /^2 voorzieningen/.test(String(found?.message)));
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf('februari.xml') } });
    await missing(uri, (found) => found === undefined);
  });

  test('in the delivery itself: another month has another month before', async () => {
    write('februari.xml', february([A, B]));
    client = await new LspClient().start(PULL);
    const uri = uriOf('maart.srg.xml');
    const now = delivery([A]);
    await client.open(uri, now);
    expect(await client.diagnostics(uri)).toHaveLength(1);
    const at = new SourceText(now).positionAt(now.indexOf('>03<') + 2);
    const end = { ...at, character: at.character + 1 };
    await client.change(uri, 2, [{ range: { start: at, end }, text: '2' }]);
    expect((await client.diagnostics(uri)).map(({ code }) => code)).not.toContain('SRG-I104');
    await client.change(uri, 3, [{ range: { start: at, end }, text: '3' }]);
    expect(await client.diagnostics(uri)).toHaveLength(1);
  });
});

test('a client is asked to watch XML files, and the folder of a delivery outside the workspace', async () => {
  client = new LspClient();
  const asked: unknown[] = [];
  client.connection.onRequest('client/registerCapability', ({ registrations }: { registrations: unknown[] }) => {
    asked.push(...registrations);
    return null;
  });
  await client.start(WATCHING);
  await client.open(uriOf('maart.srg.xml'), delivery([A]));
  await client.diagnostics(uriOf('maart.srg.xml'));
  const watchers = (globPattern: unknown) =>
    expect.objectContaining({
      method: 'workspace/didChangeWatchedFiles',
      registerOptions: { watchers: [{ globPattern }] },
    });
  expect(asked).toContainEqual(watchers('**/*.[xX][mM][lL]'));
  expect(asked).toContainEqual(watchers({ baseUri: pathToFileURL(folder).href, pattern: '*.[xX][mM][lL]' }));
});

test('a client that refreshes is told when what it was given was not yet all', async () => {
  write('februari.xml', february([A, B]));
  client = new LspClient();
  let refreshed = 0;
  client.connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshed++;
    return null;
  });
  await client.start({ ...WATCHING, workspace: { ...WATCHING.workspace, diagnostics: { refreshSupport: true } } });
  const uri = uriOf('maart.srg.xml');
  await client.open(uri, delivery([A]));
  await missing(uri, (found) => found !== undefined);
  const { resultId } = await client.pull(uri);
  expect(await client.pull(uri, resultId)).toEqual({ kind: 'unchanged', resultId });
  const before = refreshed;
  write('februari.xml', february([A]));
  await changed('februari.xml', 2);
  while (refreshed === before) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'full', items: [] });
});

describe('the setting srg.previousDelivery', () => {
  test('names the file, seen from the folder of the delivery where there is no workspace', async () => {
    mkdirSync(join(folder, 'oud'));
    write('februari.xml', february([A, B]));
    write('oud/x.xml', february([A, B, C]));
    client = new LspClient();
    client.settings = { previousDelivery: 'oud/x.xml' };
    await client.start(PULL);
    await client.open(uriOf('maart.srg.xml'), delivery([A]));
    const [found] = await client.diagnostics(uriOf('maart.srg.xml'));
    expect(found!.message).toMatch(/^2 voorzieningen/);
    expect(found!.relatedInformation![0]!.location.uri).toBe(uriOf('oud/x.xml'));
  });

  test('a file that is not there gives no finding', async () => {
    write('februari.xml', february([A, B]));
    client = new LspClient();
    client.settings = { previousDelivery: 'nergens.xml' };
    await client.start(PULL);
    await client.open(uriOf('maart.srg.xml'), delivery([A]));
    expect(await client.diagnostics(uriOf('maart.srg.xml'))).toEqual([]);
  });
});
