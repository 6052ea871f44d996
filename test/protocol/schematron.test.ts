import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientCapabilities, MarkupContent, Registration } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { LspClient, PULL, PUSH } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';
import { FAILING, sch } from '../support/schematron.ts';

const folder = mkdtempSync(join(tmpdir(), 'srg-regels-'));
afterAll(() => rmSync(folder, { recursive: true }));

const AFSPRAKEN = readFileSync('examples/afspraken.sch', 'utf8');
const ROOT = pathToFileURL(folder).href;
const PATH = join(folder, 'af spraken.sch');
const SCH = pathToFileURL(PATH).href;
const URI = pathToFileURL(join(folder, 'levering.srg.xml')).href;
/** A course that is too long by the example's rules, and right by CBS's. */
const LONG = delivery([record({ type: '12', start: '20240101', end: '20250331' })]);
/** The one rule that says something of any delivery. */
const rule = (id: string) =>
  sch(`<pattern><rule context="srg:Statistiekmaand"><report id="${id}" test="true()">x</report></rule></pattern>`);
const BROKEN = rule('A').replace('true()', 'true((');
const WATCHING: ClientCapabilities = {
  textDocument: PULL.textDocument!,
  workspace: {
    ...PULL.workspace,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
  },
};

let client: LspClient;
let registrations: readonly Registration[];
/** Resolves when the server asks that findings be asked for again. */
let refreshed: () => Promise<void>;

beforeEach(() => {
  writeFileSync(PATH, AFSPRAKEN);
  client = new LspClient();
  client.settings = { schematron: ['af spraken.sch'] };
  ({ registrations, refreshed } = client.followChanges());
});

afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged).toEqual([]);
});

const codes = async () => (await client.diagnostics(URI)).map(({ code }) => code);
/** Asks until these are the codes, each time that the server says so. */
const become = async (...expected: string[]) => {
  for (;;) {
    const again = refreshed();
    if ((await codes()).join() === expected.join()) return;
    await again;
  }
};
/** The problems of the .sch file, as soon as they are other ones than before. */
const problems = async () => {
  const { diagnostics } = await client.pushed(SCH, undefined);
  client.published.length = 0;
  return diagnostics;
};
const saveOnDisk = async (text: string) => {
  writeFileSync(PATH, text);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: SCH, type: 2 }] });
};

describe('findings of rules of the user’s own', () => {
  test('are pulled with the others, and lead to the rule', async () => {
    await client.start(PULL, {}, ROOT);
    await client.open(URI, LONG);
    const [found, ...others] = await client.diagnostics(URI);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'GEM-01', severity: 2, source: 'srg' });
    const source = new SourceText(AFSPRAKEN);
    const { line, character } = source.positionAt(AFSPRAKEN.indexOf('<report id="GEM-01"') + 1);
    expect(found!.codeDescription).toEqual({ href: `${SCH}#L${line + 1},${character + 1}` });
    expect((await client.codeActions(URI, found!.range, ['quickfix'])).map(({ title }) => title)).toEqual([
      'Onderdruk deze melding (GEM-01) voor dit record',
      'Onderdruk deze melding (GEM-01) voor dit bestand',
    ]);
    const hover = await client.hover(URI, found!.range.start.line, found!.range.start.character);
    expect((hover!.contents as MarkupContent).value).toContain(
      `[GEM-01](${SCH}#L${line + 1},${character + 1}) · eigen regel, uit ‘Afspraken van de gemeente Voorbeeld’`,
    );
  });

  test('are pushed with the others', async () => {
    await client.start(PUSH, { settings: { schematron: [PATH] } });
    await client.open(URI, LONG);
    const { diagnostics } = await client.pushed(URI, 1, ({ length }) => length > 0);
    expect(diagnostics.map(({ code }) => code)).toEqual(['GEM-01']);
  });

  test('have the severity that the settings give them', async () => {
    client.settings = { schematron: [PATH], rules: { 'GEM-01': 'error' } };
    await client.start(PULL, {}, ROOT);
    await client.open(URI, LONG);
    expect(await client.diagnostics(URI)).toMatchObject([{ code: 'GEM-01', severity: 1 }]);
  });

  test('a file that can’t be read is told of once', async () => {
    client.settings = { schematron: ['nergens.sch', PATH] };
    await client.start(PULL, {}, ROOT);
    await client.open(URI, LONG);
    expect(await codes()).toEqual(['GEM-01']);
    await client.change(URI, 2, [{ text: `${LONG} ` }]);
    expect(await codes()).toEqual(['GEM-01']);
    expect(client.shown).toEqual([expect.stringContaining('nergens.sch bestaat niet')]);
  });
});

describe('changes of a .sch file are taken in', () => {
  test('on disk, for a client that watches', async () => {
    await client.start(WATCHING, {}, ROOT);
    await client.open(URI, LONG);
    await become('GEM-01');
    expect(registrations.flatMap(({ registerOptions }) => registerOptions?.watchers ?? [])).toContainEqual({
      globPattern: { baseUri: ROOT, pattern: 'af spraken.sch' },
    });
    const { resultId } = await client.pull(URI);
    await saveOnDisk(rule('ANDERS'));
    await become('ANDERS');
    expect((await client.pull(URI)).resultId).not.toBe(resultId);
  });

  test('in an editor, before it is saved, and back to the disk when that is closed', async () => {
    await client.start(WATCHING, {}, ROOT);
    await client.open(URI, LONG);
    await become('GEM-01');
    for (const [act, code] of [
      [() => client.open(SCH, rule('OPEN'), 'xml'), 'OPEN'],
      [() => client.change(SCH, 2, [{ text: rule('GEWIJZIGD') }]), 'GEWIJZIGD'],
      [() => client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: SCH } }), 'GEM-01'],
    ] as const) {
      await act();
      await become(code);
    }
  });

  test('an editor’s text wins over the disk', async () => {
    await client.start(WATCHING, {}, ROOT);
    await client.open(SCH, rule('OPEN'), 'xml');
    await client.open(URI, LONG);
    await become('OPEN');
    const again = refreshed();
    await saveOnDisk(rule('SCHIJF'));
    await again;
    await become('OPEN');
  });

  test('pushed to a client that does not pull', async () => {
    await client.start(PUSH, { settings: { schematron: [PATH] } });
    await client.open(URI, LONG);
    await client.pushed(URI, 1, ([first]) => first?.code === 'GEM-01');
    await saveOnDisk(rule('ANDERS'));
    await client.pushed(URI, 1, ([first]) => first?.code === 'ANDERS');
  });

  test('and nothing of other files is', async () => {
    await client.start(WATCHING, {}, ROOT);
    await client.open(URI, LONG);
    await become('GEM-01');
    const { resultId } = await client.pull(URI);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: `${SCH}.bak`, type: 2 }],
    });
    // The delivery of the month before is looked for again meanwhile.
    await expect.poll(() => client.pull(URI, resultId), { timeout: 10_000 }).toEqual({ kind: 'unchanged', resultId });
  });
});

describe('what is wrong with a .sch file is pushed', () => {
  test('when it is not open, with its place, and goes when it is put right', async () => {
    await client.start(WATCHING, {}, ROOT);
    await client.open(URI, LONG);
    await become('GEM-01');
    await saveOnDisk(BROKEN);
    const [problem, ...others] = await problems();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ severity: 1, source: 'srg', message: expect.stringContaining('XPath 1.0') });
    const source = new SourceText(BROKEN);
    expect(source.slice(source.offsetAt(problem!.range.start), source.offsetAt(problem!.range.end))).toBe('true((');
    await saveOnDisk(AFSPRAKEN);
    expect(await problems()).toEqual([]);
  });

  test('when it is open, while one types in it, with no delivery at hand', async () => {
    await client.start(WATCHING, {}, ROOT);
    await client.open(SCH, BROKEN, 'xml');
    await client.pull(SCH);
    expect(await problems()).toHaveLength(1);
    await client.change(SCH, 2, [{ text: AFSPRAKEN }]);
    await client.pull(SCH);
    expect(await problems()).toEqual([]);
  });

  test('where an expression fails for a record, as long as it does', async () => {
    writeFileSync(PATH, FAILING.text);
    await client.start(PULL, {}, ROOT);
    const elf = delivery([record({ type: '11' })]);
    await client.open(URI, elf);
    expect(await codes()).not.toContain('SOMS');
    expect(await problems()).toMatchObject([{ message: expect.stringContaining('te veel rekenwerk') }]);
    await client.change(URI, 2, [{ text: elf.replace('<TypeVoorziening>11', '<TypeVoorziening>30') }]);
    expect(await codes()).toContain('SOMS');
    expect(await problems()).toEqual([]);
  });

  test('no more when the delivery is closed, or the settings name it no more', async () => {
    writeFileSync(PATH, BROKEN);
    await client.start(PULL, {}, ROOT);
    await client.open(URI, LONG);
    expect(await codes()).toEqual([]);
    expect(await problems()).toHaveLength(1);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
    expect(await problems()).toEqual([]);
    await client.open(URI, LONG);
    expect(await codes()).toEqual([]);
    expect(await problems()).toHaveLength(1);
    client.settings = {};
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    expect(await problems()).toEqual([]);
    expect(await codes()).toEqual([]);
  });

  test('in the language of the settings', async () => {
    writeFileSync(PATH, '<rss/>');
    client.settings = { schematron: [PATH], language: 'en' };
    await client.start(PULL, {}, ROOT);
    await client.open(URI, LONG);
    expect(await codes()).toEqual([]);
    expect(await problems()).toMatchObject([{ message: expect.stringContaining('This is not ISO Schematron') }]);
  });

  test('a .sch file that no settings name is nobody’s business', async () => {
    client.settings = {};
    await client.start(PULL, {}, ROOT);
    await client.open(SCH, BROKEN, 'xml');
    expect(await client.diagnostics(SCH)).toEqual([]);
    expect(client.published).toEqual([]);
  });
});
