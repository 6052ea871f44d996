import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type {
  ClientCapabilities,
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  InlayHint,
  LinkedEditingRanges,
  Location,
  LocationLink,
  Range,
  SelectionRange,
  SymbolInformation,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { applyTextEdits } from '../support/text-edits.ts';

const URI = 'file:///levering.srg.xml';
const TEXT = readFileSync('examples/correct.srg.xml', 'utf8');
const source = new SourceText(TEXT);
const MODERN: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
    foldingRange: { rangeLimit: 20 },
  },
};

let client: LspClient;
beforeEach(() => {
  client = new LspClient();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged).toEqual([]);
});

async function open(capabilities = MODERN, options?: unknown): Promise<void> {
  await client.start(capabilities, options);
  await client.open(URI, TEXT);
}

const ask = <R>(method: string, parameters: object = {}): Promise<R> =>
  client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: URI }, ...parameters });

/** The position `into` characters behind the start of a string in the text. */
function position(of: string, into = 1) {
  return { position: source.positionAt(TEXT.indexOf(of) + into) };
}

const textAt = ({ start, end }: Range, text = TEXT) => {
  const at = new SourceText(text);
  return text.slice(at.offsetAt(start), at.offsetAt(end));
};

describe('over the protocol', () => {
  test('inlay hints, each kind by its setting', async () => {
    client.settings = { inlayHints: { running: false } };
    await open();
    const range = { start: { line: 0, character: 0 }, end: { line: 30, character: 0 } };
    const hints = await ask<InlayHint[]>('inlayHint', { range });
    expect(hints.map(({ label }) => label)).toEqual([
      'SRG',
      'Ander pakket',
      'Amsterdam',
      'Vrouw',
      'Onder WML',
      'Re-integratie',
      'LKS P-wet',
    ]);
  });

  test('the outline, as a tree', async () => {
    await open();
    const [delivery] = await ask<DocumentSymbol[]>('documentSymbol');
    expect(delivery).toMatchObject({ name: 'Amsterdam (0363) · maart 2025', detail: '48 records' });
    expect(delivery!.children![1]!.children![0]).toMatchObject({ name: 'LKS P-wet · 20230901 → loopt' });
  });

  test('the outline, as a list', async () => {
    await open(PULL);
    const symbols = await ask<SymbolInformation[]>('documentSymbol');
    expect(symbols[1]).toMatchObject({ name: 'Levering', location: { uri: URI } });
  });

  test('folds, as many as the client takes', async () => {
    await open();
    expect(await ask<FoldingRange[]>('foldingRange')).toHaveLength(20);
  });

  test('selections', async () => {
    await open();
    const positions = [position('>0363', 2).position, position('<Statistiekmaand', 2).position];
    const [value, name] = await ask<SelectionRange[]>('selectionRange', { positions });
    expect(textAt(value!.range)).toBe('0363');
    expect(textAt(value!.parent!.range)).toBe('<Gemeentecode>0363</Gemeentecode>');
    expect(textAt(name!.range)).toBe('Statistiekmaand');
  });

  test('highlights', async () => {
    await open();
    const shown = await ask<DocumentHighlight[]>('documentHighlight', position('950204869'));
    expect(shown.map(({ range }) => textAt(range))).toEqual(['950204869', '950204869']);
    expect(await ask('documentHighlight', position('>0363', 2))).toBeNull();
  });

  test('linked editing', async () => {
    await open();
    // It is answered while the rest is being read; the container's end tag is known when all is.
    await client.pull(URI);
    const { ranges } = await ask<LinkedEditingRanges>('linkedEditingRange', position('Voorzieningen>'));
    expect(ranges.map((range) => textAt(range))).toEqual(['Voorzieningen', 'Voorzieningen']);
    expect(await ask('linkedEditingRange', position('>0363', 2))).toBeNull();
  });

  test('rename, with the version that the edit is for', async () => {
    await open();
    const prepared = await ask<{ range: Range; placeholder: string }>('prepareRename', position('Persoon>'));
    expect([textAt(prepared.range), prepared.placeholder]).toEqual(['Persoon', 'Persoon']);
    const edit = await ask<WorkspaceEdit>('rename', { ...position('Persoon>'), newName: 'Burger' });
    const [change] = edit.documentChanges as TextDocumentEdit[];
    expect(change!.textDocument).toEqual({ uri: URI, version: 1 });
    const renamed = TEXT.replace('<Persoon>', '<Burger>').replace('</Persoon>', '</Burger>');
    expect(applyTextEdits(TEXT, change!.edits as TextEdit[])).toBe(renamed);
  });

  test('what can’t be renamed, and why, in the language of the user', async () => {
    await open();
    await expect(ask('prepareRename', position('>0363', 2))).rejects.toThrow('Hier valt niets te hernoemen');
    await expect(ask('rename', { ...position('Persoon>'), newName: '1' })).rejects.toThrow(
      '‘1’ is geen geldige XML-naam',
    );
    client.settings = { language: 'en' };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await expect(ask('prepareRename', position('>0363', 2))).rejects.toThrow('There is nothing to rename here');
  });

  test('definitions, as links with exact ranges in the files of the pack', async () => {
    await open();
    const [link] = await ask<LocationLink[]>('definition', position('TypeVoorziening>'));
    const xsd = readFileSync(new URL(link!.targetUri), 'utf8');
    expect(link!.targetUri).toMatch(/\/srg\.xsd$/);
    expect(textAt(link!.targetSelectionRange, xsd)).toBe('TypeVoorziening');
    expect(textAt(link!.originSelectionRange!)).toBe('TypeVoorziening');
    const [code] = await ask<LocationLink[]>('definition', position('<TypeVoorziening>10', 18));
    expect(textAt(code!.targetSelectionRange, readFileSync(new URL(code!.targetUri), 'utf8'))).toBe('"10"');
  });

  test('definitions, as places for a client that knows no links', async () => {
    await open(PULL);
    const [place] = await ask<Location[]>('definition', position('950204869'));
    expect(place!.uri).toBe(URI);
    expect(textAt(place!.range)).toBe('Voorziening');
  });

  test('references', async () => {
    await open();
    const context = { includeDeclaration: true };
    const places = await ask<Location[]>('references', { ...position('<TypeVoorziening>10', 18), context });
    expect(places).toHaveLength(TEXT.split('<TypeVoorziening>10<').length - 1);
  });

  test('links', async () => {
    await open();
    const [link] = await ask<DocumentLink[]>('documentLink');
    expect(textAt(link!.range)).toBe('urn:srg-xml:regeling:2026');
    expect(link!.target).toMatch(/\/srg\.xsd$/);
  });

  test('code lenses, only where the setting is on', async () => {
    await open(MODERN, { commands: ['srg.showReferences'] });
    expect(await ask<CodeLens[]>('codeLens')).toEqual([]);
    client.settings = { codeLens: true };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const [header, person] = await ask<CodeLens[]>('codeLens');
    const resolve = (lens: CodeLens) => client.connection.sendRequest<CodeLens>('codeLens/resolve', lens);
    expect((await resolve(header!)).command!.title).toMatch(/^48 voorzieningen: 7 × LKS P-wet, /);
    expect((await resolve(person!)).command).toMatchObject({
      title: '2 voorzieningen van deze persoon',
      command: 'srg.showReferences',
      arguments: [URI, { line: 16, character: 5 }, [{ uri: URI }, { uri: URI }]],
    });
  });
});

test('a change of settings asks the client to ask again', async () => {
  const asked: string[] = [];
  for (const method of ['workspace/inlayHint/refresh', 'workspace/codeLens/refresh']) {
    client.connection.onRequest(method, () => {
      asked.push(method);
      return null;
    });
  }
  const workspace = { ...PULL.workspace, inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } };
  await open({ ...MODERN, workspace });
  await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await ask('foldingRange');
  expect(asked.sort()).toEqual(['workspace/codeLens/refresh', 'workspace/inlayHint/refresh']);
});

test('XML that is no SRG is left to others', async () => {
  await client.start(MODERN);
  await client.open(URI, '<html>\n<p>\n</p>\n</html>', 'xml');
  const at = { position: { line: 0, character: 2 } };
  expect(await client.hover(URI, 0, 2)).toBeNull();
  for (const method of ['documentSymbol', 'foldingRange', 'documentLink']) expect(await ask(method)).toEqual([]);
  for (const method of ['linkedEditingRange', 'documentHighlight', 'prepareRename'])
    expect(await ask(method, at)).toBeNull();
  expect(await ask('definition', at)).toEqual([]);
});
