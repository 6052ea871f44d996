import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import type {
  CompletionItem,
  CompletionList,
  Location,
  MarkupContent,
  SelectionRange,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { NAMESPACE, template } from '../engine/stylesheet/check-stylesheet.ts';
import { LspClient, PULL, PUSH } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';

const EXAMPLE = readFileSync('examples/export.xslt', 'utf8');
const URI = 'file:///exports/export.xsl';
const START = { line: 0, character: 0 };

let client: LspClient;
afterEach(async () => {
  expect(client.logged).toEqual([]);
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
});

async function codesOf(uri = URI): Promise<unknown[]> {
  return (await client.diagnostics(uri)).map(({ code }) => code);
}

function placeIn(text: string, what: string) {
  const source = new SourceText(text);
  const start = text.indexOf(what);
  return { start: source.positionAt(start), end: source.positionAt(start + what.length) };
}

test.each(['xsl', 'xslt', 'xml', 'srg-xml'])('a stylesheet of the language %s is checked as one', async (language) => {
  client = await new LspClient().start(PULL);
  await client.open(URI, EXAMPLE, language);
  expect(await codesOf()).toEqual([]);
  const at = placeIn(EXAMPLE, '>30<').start;
  const code = { start: { ...at, character: at.character + 1 }, end: { ...at, character: at.character + 3 } };
  await client.change(URI, 2, [{ range: code, text: '030' }]);
  code.end.character++;
  const [finding, ...others] = await client.diagnostics(URI);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'SRG-T002', range: code, severity: 1 });

  const hover = await client.hover(URI, code.start.line, code.start.character);
  expect((hover!.contents as MarkupContent).value).toContain('SRG-T002');
  const actions = await client.codeActions(URI, code);
  expect(actions.map(({ title }) => title)).toContain('Vervang door 30 (Jobcoach/begeleiding op de werkplek)');
  expect(actions.every(({ kind }) => kind === 'quickfix')).toBe(true);

  const list = await client.ask<CompletionList>('completion', URI, { position: code.end });
  const item = list.items.find(({ label }) => label === '30')!;
  expect(item.textEdit).toMatchObject({ range: code, newText: '30' });
  const resolved = await client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);
  expect((resolved.documentation as MarkupContent).value).toContain('Jobcoach/begeleiding op de werkplek');
});

test('diagnostics are pushed to a client that can’t pull, and gone when the stylesheet is closed', async () => {
  client = await new LspClient().start(PUSH);
  await client.open(URI, template('<s:Geslacht>7</s:Geslacht>'), 'xsl');
  const found = await client.pushed(URI, 1, (diagnostics) => diagnostics.length > 0);
  expect(found.diagnostics.map(({ code }) => code)).toEqual(['SRG-T002']);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: URI } });
  expect((await client.pushed(URI, undefined)).diagnostics).toEqual([]);
});

test('a delivery becomes a stylesheet and a delivery again', async () => {
  client = await new LspClient().start(PULL);
  const text = delivery(record({ start: '1-3-2025' }));
  const version = ' xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"';
  await client.open(URI, text, 'xml');
  expect(await codesOf()).toEqual(['SRG-T002']);
  const at = new SourceText(text).positionAt(text.indexOf('<SRG') + '<SRG'.length);
  await client.change(URI, 2, [{ range: { start: at, end: at }, text: version }]);
  expect(await codesOf()).toEqual(['SRG-T002']);
  expect((await client.ask<unknown[]>('documentSymbol', URI))[0]).toMatchObject({ name: 'SRG' });
  const end = { ...at, character: at.character + version.length };
  await client.change(URI, 3, [{ range: { start: at, end }, text: '' }]);
  expect(await codesOf()).toEqual(['SRG-T002']);
  expect(await client.ask('documentSymbol', URI)).not.toEqual([]);
});

test('of other stylesheets, and of what is only called one, nothing is said', async () => {
  client = await new LspClient().start(PULL);
  const texts = {
    'file:///a.xsl': template('<a>7</a>').replaceAll(NAMESPACE, 'urn:x'),
    'file:///b.xsl': delivery(record({ start: '1-3-2025' })),
    'file:///c.xsl': '<SRG xmlns="urn:onbekend"/>',
    'file:///d.xsl': '',
  };
  for (const [uri, text] of Object.entries(texts)) {
    await client.open(uri, text, 'xsl');
    expect(await codesOf(uri)).toEqual([]);
    expect(await client.hover(uri, 0, 3)).toBeNull();
    expect(await client.ask('completion', uri, { position: START })).toMatchObject({ items: [] });
    expect(await client.codeActions(uri, { start: START, end: START })).toEqual([]);
  }
});

test('one that is not well-formed is told of its form, with fixes', async () => {
  client = await new LspClient().start(PULL);
  const text = template('<s:Geslacht><xsl:if test="a < b">1</xsl:if></s:Gesl>');
  await client.open(URI, text, 'xsl');
  expect(await codesOf()).toEqual(['SRG-T001', 'SRG-T001']);
  const actions = await client.codeActions(URI, placeIn(text, text));
  expect(actions.map(({ title, isPreferred }) => [title, isPreferred])).toEqual([
    ['Vervang < door &lt;', true],
    ['Vervang </s:Gesl> door </s:Geslacht>', true],
  ]);
  await client.open('file:///e.xsl', `<xsl:stylesheet xmlns:s="${NAMESPACE}"><s:Geslacht>7`, 'xsl');
  expect(await codesOf('file:///e.xsl')).toContain('SRG-T001');
});

test('the tags of an element are edited together', async () => {
  client = await new LspClient().start(PULL);
  const text = template('<xsl:if test="a"><s:Geslacht>1</s:Geslacht></xsl:if>');
  await client.open(URI, text, 'xsl');
  const { start } = placeIn(text, 'if test');
  expect(await client.ask('linkedEditingRange', URI, { position: start })).toMatchObject({
    ranges: [placeIn(text, 'xsl:if'), { start: placeIn(text, 'xsl:if></xsl:template').start }],
  });
});

test('it has an outline, folds, and a layout', async () => {
  client = await new LspClient().start({
    ...PULL,
    textDocument: { ...PULL.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
  });
  await client.open(URI, template('\n<s:Geslacht>\n<xsl:apply-templates/></s:Geslacht>'), 'xsl');
  expect(await client.ask('documentSymbol', URI)).toMatchObject([
    { name: 'xsl:stylesheet', children: [{ name: 'xsl:template' }] },
  ]);
  expect(await client.ask<unknown[]>('foldingRange', URI)).not.toHaveLength(0);
  const options = { tabSize: 2, insertSpaces: true };
  expect(await client.ask<unknown[]>('formatting', URI, { options })).not.toHaveLength(0);
});

test('a stylesheet that is too large is told of, and left alone', async () => {
  client = await new LspClient().start(PULL);
  await client.open(URI, template(`<s:Geslacht>7</s:Geslacht>${' '.repeat(500_000)}`), 'xsl');
  const [notice, ...others] = await client.diagnostics(URI);
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ severity: 3, message: expect.stringContaining('500.000') });
  expect(await client.hover(URI, 1, 30)).toBeNull();
  expect(await client.ask('completion', URI, { position: { line: 1, character: 30 } })).toMatchObject({ items: [] });
});

test('findings beyond the limit are counted', async () => {
  client = new LspClient();
  client.settings = { maxProblems: 2 };
  await client.start(PULL);
  await client.open(URI, template('<s:Geslacht>7</s:Geslacht>'.repeat(5)), 'xsl');
  const diagnostics = await client.diagnostics(URI);
  expect(diagnostics.map(({ code }) => code)).toEqual(['SRG-T002', 'SRG-T002', undefined]);
  expect(diagnostics[2]!.message).toContain('3');
});

test('every other request has an answer: that there is nothing', async () => {
  client = await new LspClient().start(PULL);
  const text = template('<s:Geslacht>7</s:Geslacht>');
  await client.open(URI, text, 'xsl');
  const position = placeIn(text, 's:Geslacht').start;
  const range = { start: START, end: { line: 2, character: 0 } };
  const options = { tabSize: 2, insertSpaces: true };
  const requests: [method: string, more: object, answer: unknown][] = [
    ['onTypeFormatting', { position, ch: '>', options }, null],
    // An empty list of tokens would keep an editor from asking others for theirs.
    ['semanticTokens/full', {}, null],
    ['semanticTokens/range', { range }, null],
    ['references', { position, context: { includeDeclaration: true } }, []],
    ['documentLink', {}, []],
    ['codeLens', {}, []],
    ['inlayHint', { range }, []],
  ];
  for (const [method, more, answer] of requests) {
    expect([method, await client.ask<unknown>(method, URI, more)]).toEqual([method, answer]);
  }
  expect(await client.connection.sendRequest('workspace/symbol', { query: 'Geslacht' })).toEqual([]);
});

test('both tags of an element are one, and its declaration and what is around it are found', async () => {
  client = await new LspClient().start(PULL);
  const text = template('<s:Geslacht>7</s:Geslacht>');
  await client.open(URI, text, 'xsl');
  const { start: position } = placeIn(text, 's:Geslacht');
  const tags = ['<s:Geslacht', '</s:Geslacht'].map((tag) => {
    const { end } = placeIn(text, tag);
    return { start: { ...end, character: end.character - 's:Geslacht'.length }, end };
  });
  expect(await client.ask('prepareRename', URI, { position })).toMatchObject({ range: tags[0] });
  const { documentChanges } = await client.ask<WorkspaceEdit>('rename', URI, { position, newName: 'x' });
  expect(documentChanges).toMatchObject([{ edits: tags.map((range) => ({ range, newText: 'x' })) }]);
  expect(await client.ask('documentHighlight', URI, { position })).toMatchObject(tags.map((range) => ({ range })));
  const [declared] = await client.ask<Location[]>('definition', URI, { position });
  const line = readFileSync(new URL(declared!.uri), 'utf8').split('\n')[declared!.range.start.line]!;
  expect(line).toContain('"Geslacht"');
  const [selection] = await client.ask<SelectionRange[]>('selectionRange', URI, { positions: [position] });
  expect(selection!.range).toEqual(tags[0]);
});

test('the status says that it is a stylesheet', async () => {
  client = new LspClient();
  const told: unknown[] = [];
  client.connection.onNotification('srg/status', ({ status }: { status: unknown }) => void told.push(status));
  await client.start(PULL, { status: true });
  await client.open(URI, template('<s:Geslacht>7</s:Geslacht>'), 'xsl');
  await client.diagnostics(URI);
  expect(told.at(-1)).toMatchObject({
    packs: [{ id: 'srg-regeling-2026' }],
    findings: { error: 1, warning: 0, information: 0 },
    isTooLong: false,
  });
});
