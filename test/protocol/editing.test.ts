import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  CodeAction,
  SemanticTokens,
  SemanticTokensDelta,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { applyTextEdits } from '../support/text-edits.ts';

const URI = 'file:///map/levering.srg.xml';
const LINES = readFileSync('examples/correct.srg.xml', 'utf8');
const ONE_LINE = readFileSync('examples/een-regel.srg.xml', 'utf8');
const FAULTY = readFileSync('examples/met-fouten.srg.xml', 'utf8');
const OPTIONS = { tabSize: 2, insertSpaces: true };

/** An editor that can do all that the server may ask of it. */
const FULL: ClientCapabilities = {
  textDocument: {
    ...PULL.textDocument,
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
  },
  workspace: {
    ...PULL.workspace,
    applyEdit: true,
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'] },
  },
};

let client: LspClient;
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged).toEqual([]);
});

async function open(text: string, capabilities = FULL): Promise<void> {
  client = await new LspClient().start(capabilities);
  await client.open(URI, text);
}

/** The edits of the one document that a change is about. */
function editsOf(edit: WorkspaceEdit | undefined): TextEdit[] {
  const [change] = edit?.documentChanges ?? [];
  expect(change).toMatchObject({ textDocument: { uri: URI, version: 1 } });
  return (change as TextDocumentEdit).edits as TextEdit[];
}

function positionOf(text: string, of: string) {
  return new SourceText(text).positionAt(text.indexOf(of));
}

const at = (place: { line: number; character: number }) => ({ start: place, end: place });

describe('formatting', () => {
  const ask = (method: string, more: object) =>
    client.ask<TextEdit[] | null>(method, URI, { options: OPTIONS, ...more });

  test('a whole document: none where it is laid out well, else to lines', async () => {
    await open(LINES);
    expect(await ask('formatting', {})).toEqual([]);
    await client.change(URI, 2, [{ text: ONE_LINE }]);
    const lines = applyTextEdits(ONE_LINE, (await ask('formatting', {}))!);
    expect(lines).toContain('\n    <Voorziening>\n      <Persoon>\n        <Burgerservicenummer>');
    expect(lines.replace(/\n */g, '')).toBe(ONE_LINE.replace(/\n */g, ''));
    const tabs = applyTextEdits(ONE_LINE, (await ask('formatting', { options: { tabSize: 8, insertSpaces: false } }))!);
    expect(tabs).toBe(lines.replace(/ {2}/g, '\t'));
  });

  test('a range', async () => {
    await open(ONE_LINE);
    const place = positionOf(ONE_LINE, '<Persoon>');
    const text = applyTextEdits(ONE_LINE, (await ask('rangeFormatting', { range: at(place) }))!);
    expect(text.match(/\n *<Persoon>/g)).toHaveLength(1);
  });

  test('on type', async () => {
    const text = LINES.replace('<TypeVoorziening>', '\n<TypeVoorziening>');
    await open(text);
    const edits = await ask('onTypeFormatting', { position: positionOf(text, '<TypeVoorziening>'), ch: '\n' });
    expect(applyTextEdits(text, edits!)).toBe(LINES.replace('<TypeVoorziening>', '\n      <TypeVoorziening>'));
  });

  test('other XML is left alone', async () => {
    client = await new LspClient().start(FULL);
    await client.open(URI, '<html><p/></html>', 'xml');
    expect(await ask('formatting', {})).toEqual([]);
    expect(await client.codeActions(URI, at({ line: 0, character: 2 }))).toEqual([]);
  });
});

describe('the layout commands', () => {
  test('to one line and back, by the code actions that name them', async () => {
    await open(ONE_LINE);
    const applied: ApplyWorkspaceEditParams[] = [];
    client.connection.onRequest('workspace/applyEdit', (parameters: ApplyWorkspaceEditParams) => {
      applied.push(parameters);
      return { applied: true };
    });
    const run = async (text: string, title: string) => {
      const actions = await client.codeActions(URI, at({ line: 0, character: 0 }), ['source']);
      const { command } = actions.find((action) => action.title === title)!;
      await client.connection.sendRequest('workspace/executeCommand', command);
      const [change] = applied.pop()!.edit.documentChanges!;
      return applyTextEdits(text, (change as TextDocumentEdit).edits as TextEdit[]);
    };
    const lines = await run(ONE_LINE, 'Zet elk element op een eigen regel');
    expect(lines.split('\n').length).toBeGreaterThan(100);
    await client.change(URI, 2, [{ text: lines }]);
    expect(await run(lines, 'Zet alles op één regel')).toBe(ONE_LINE);
  });

  test('as a readable copy, which changes nothing in the document', async () => {
    await open(ONE_LINE);
    const copy = (uri: string) => client.connection.sendRequest('srg/readableCopy', { textDocument: { uri } });
    const lines = (await copy(URI)) as string;
    expect(lines.split('\n').length).toBeGreaterThan(100);
    expect(lines.replace(/>\s+</g, '><').trimEnd()).toBe(ONE_LINE.replace(/>\s+</g, '><').trimEnd());
    expect(await copy('file:///elders.xml')).toBeNull();
  });

  test('are not announced to a client that takes no edits', async () => {
    await open(ONE_LINE, PULL);
    expect(client.initialized.capabilities.executeCommandProvider).toBeUndefined();
    const actions = await client.codeActions(URI, at({ line: 0, character: 0 }), ['source']);
    expect(actions).toEqual([]);
  });

  test('one goes to the matching tag, in an editor that shows documents', async () => {
    await open(LINES, { ...PULL, window: { showDocument: { support: true } } });
    expect(client.initialized.capabilities.executeCommandProvider).toEqual({ commands: ['srg.matchingTag'] });
    const shown: unknown[] = [];
    client.connection.onRequest('window/showDocument', (parameters) => {
      shown.push(parameters);
      return { success: true };
    });
    const from = positionOf(LINES, 'SRG xmlns');
    const command = { command: 'srg.matchingTag', arguments: [URI, from] };
    expect(await client.connection.sendRequest('workspace/executeCommand', command)).toBeNull();
    const to = positionOf(LINES, 'SRG>');
    expect(shown).toEqual([{ uri: URI, selection: { start: to, end: to }, takeFocus: true }]);
  });

  test('of an unknown document do nothing', async () => {
    await open(ONE_LINE);
    const command = { command: 'srg.toLines', arguments: ['file:///elders.xml'] };
    expect(await client.connection.sendRequest('workspace/executeCommand', command)).toBeNull();
  });
});

describe('refactorings', () => {
  const resolve = (action: CodeAction) => client.connection.sendRequest<CodeAction>('codeAction/resolve', action);

  test('their edit comes when asked for', async () => {
    await open(LINES);
    const place = positionOf(LINES, '<TypeVoorziening>');
    const actions = await client.codeActions(URI, at(place), ['refactor']);
    expect(actions.map(({ title }) => title)).toEqual([
      'Dupliceer dit record met een nieuw nummer',
      'Voeg een nieuwe voorziening toe voor dezelfde persoon',
      'Zet dit element in commentaar',
    ]);
    expect(actions.every(({ edit, data }) => !edit && data)).toBe(true);
    const { edit } = await resolve(actions[0]!);
    const text = applyTextEdits(LINES, editsOf(edit));
    expect(text).toContain('<RegistratienummerVoorziening>VZ-2023-00118-2</RegistratienummerVoorziening>');
    await client.change(URI, 2, [{ text }]);
    expect((await client.diagnostics(URI)).map(({ code }) => code)).toEqual(['SRG-I119', 'SRG-I105']);
    expect((await resolve(actions[0]!)).edit, 'of an older version').toBeUndefined();
  });

  test('it comes at once for a client that can not ask', async () => {
    await open(LINES, PULL);
    const actions = await client.codeActions(URI, at(positionOf(LINES, '<TypeVoorziening>')), ['refactor.rewrite']);
    expect(client.initialized.capabilities.codeActionProvider).not.toHaveProperty('resolveProvider');
    expect(actions.map(({ edit }) => applyTextEdits(LINES, editsOf(edit)) !== LINES)).toEqual([true, true, true]);
  });

  test('records go into a delivery of their own, for a client that can make one', async () => {
    await open(LINES);
    const first = positionOf(LINES, '<Voorziening>');
    const range = { start: first, end: { line: first.line + 1, character: 0 } };
    const [action] = await client.codeActions(URI, range, ['refactor.extract']);
    expect(action!.title).toBe('Kopieer dit record naar een nieuwe levering');
    const { edit } = await resolve(action!);
    const [create, fill] = edit!.documentChanges!;
    expect(create).toEqual({ kind: 'create', uri: 'file:///map/levering-record-1.srg.xml' });
    const [{ newText }] = (fill as TextDocumentEdit).edits as [TextEdit];
    const uri = 'file:///map/levering-record-1.srg.xml';
    await client.open(uri, newText);
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(newText.match(/<Voorziening>/g)).toHaveLength(1);
  });

  test('not for one that can not', async () => {
    await open(LINES, PULL);
    const first = positionOf(LINES, '<Voorziening>');
    const range = { start: first, end: { line: first.line + 1, character: 0 } };
    expect(await client.codeActions(URI, range, ['refactor.extract'])).toEqual([]);
  });

  test('all dates', async () => {
    await open(FAULTY);
    const [action] = await client.codeActions(URI, at({ line: 0, character: 0 }), ['source.normaliseDates']);
    const text = applyTextEdits(FAULTY, editsOf((await resolve(action!)).edit));
    expect(text).toBe(FAULTY.replace('>1-3-2025<', '>20250301<'));
  });
});

describe('semantic tokens', () => {
  const full = () => client.ask<SemanticTokens>('semanticTokens/full', URI);
  const delta = (previousResultId: string) =>
    client.ask<SemanticTokensDelta & SemanticTokens>('semanticTokens/full/delta', URI, { previousResultId });

  test('all, in a range, and what changed', async () => {
    await open(LINES);
    const { data, resultId } = await full();
    const [line, character, length, type] = data;
    expect({ line, character }).toEqual({ ...positionOf(LINES, '2025<') });
    expect([length, type]).toEqual([4, 1]);
    const place = positionOf(LINES, '<Burgerservicenummer>');
    const { data: some } = await client.ask<SemanticTokens>('semanticTokens/range', URI, { range: at(place) });
    expect(some.slice(0, 4)).toEqual([place.line, place.character + 21, 9, 2]);

    expect((await delta(resultId!)).edits).toEqual([]);
    const type30 = positionOf(LINES, '<TypeVoorziening>');
    await client.change(URI, 2, [{ range: at(type30), text: '\n' }]);
    const changed = await delta(resultId!);
    const patched = [...data];
    for (const { start, deleteCount, data: put = [] } of changed.edits) patched.splice(start, deleteCount, ...put);
    expect(changed.edits).toHaveLength(1);
    expect(changed.edits[0]!.deleteCount).toBeLessThan(5);
    expect(patched).toEqual((await full()).data);
    expect((await delta('unknown')).data).toEqual(patched);
  });
});
