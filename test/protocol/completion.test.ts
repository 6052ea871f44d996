import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { ClientCapabilities, CompletionItem, CompletionList, MarkupContent } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { accept } from '../support/completions.ts';
import { delivery, record } from '../support/delivery.ts';
import { cursor, ranges } from '../support/markers.ts';

const URI = 'file:///levering.srg.xml';
const FULL: ClientCapabilities = {
  ...PULL,
  textDocument: {
    ...PULL.textDocument,
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        documentationFormat: ['markdown', 'plaintext'],
        insertTextModeSupport: { valueSet: [1, 2] },
      },
    },
  },
};

let client: LspClient;
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged).toEqual([]);
});

/** What the server offers at `‹|›`. */
async function ask(marked: string, triggerCharacter?: string, languageId?: string) {
  const { text, offset } = cursor(marked);
  await client.open(URI, text, languageId);
  const position = new SourceText(text).positionAt(offset);
  const context = triggerCharacter ? { triggerKind: 2, triggerCharacter } : { triggerKind: 1 };
  const parameters = { textDocument: { uri: URI }, position, context };
  return {
    text,
    position,
    list: await client.connection.sendRequest<CompletionList>('textDocument/completion', parameters),
  };
}

const resolve = (item: CompletionItem) => client.connection.sendRequest<CompletionItem>('completionItem/resolve', item);

test('an element half typed, taken by a client with snippets', async () => {
  client = await new LspClient().start(FULL, { commands: ['editor.action.triggerSuggest'] });
  const { text, list } = await ask(
    delivery(
      record({ start: '20250301</BegindatumVoorziening><Ein‹|›' }).replace(/(‹\|›)<\/BegindatumVoorziening>/, '$1'),
    ),
  );
  const item = list.items.find(({ label }) => label === 'EinddatumVoorziening')!;
  expect(item).toMatchObject({ insertTextFormat: 2, command: { command: 'editor.action.triggerSuggest' } });
  expect(accept(text, item)).toContain(
    '</BegindatumVoorziening><EinddatumVoorziening>$1</EinddatumVoorziening>$0</Voorziening>',
  );
});

test('documentation comes when it is asked for', async () => {
  client = await new LspClient().start(FULL);
  const { list } = await ask(delivery(record({ type: 'besch‹|›' })));
  const item = list.items.find(({ filterText }) => filterText === '21 Beschut werk')!;
  expect(item.documentation).toBeUndefined();
  const { documentation } = await resolve(item);
  expect((documentation as MarkupContent).value).toMatch(/^\*\*21 · Beschut werk\*\*/);
  const bare = { label: 'x' };
  expect(await resolve(bare)).toEqual(bare);
});

test('a client that can do nothing gets plain text', async () => {
  client = await new LspClient().start({});
  const { list } = await ask('<‹|›', '<');
  const [empty] = list.items;
  expect(empty!.detail).toMatch(/SRG naar de regeling/);
  expect(empty).not.toHaveProperty('insertTextFormat');
  expect(empty!.textEdit!.newText).toMatch(/<Voorzieningen>\n {2}<\/Voorzieningen>\n<\/SRG>$/);
});

test('the expected berichtgevers of the settings come first', async () => {
  client = new LspClient();
  client.settings = { berichtgevers: ['0363'] };
  await client.start(FULL);
  const { list } = await ask(delivery('', { gemeente: '0363', berichtgever: '‹|›' }));
  expect(list.items[0]!.label).toBe('0363 Amsterdam');
});

test('nothing in XML that is no SRG, or empty', async () => {
  client = await new LspClient().start(FULL);
  expect((await ask('<‹|›', '<', 'xml')).list.items).toEqual([]);
});

test.each([
  ['other XML', '<a/>', /SRG-T005/],
  ['an empty file', '', /SRG-T001/],
  ['an unknown format', '<SRG/>', /SRG-T005/],
])('hover is answered in %s', async (_what, text, shown) => {
  client = await new LspClient().start(FULL);
  await client.open(URI, text);
  const hover = await client.hover(URI, 0, 1);
  expect((hover!.contents as MarkupContent).value).toMatch(shown);
});

describe('srg/autoInsert', () => {
  test.each([
    [delivery(record()).replace('20250301</BegindatumVoorziening>', '‹|›'), '$0</BegindatumVoorziening>'],
    [delivery(record()).replace('</BegindatumVoorziening>', '</‹|›'), 'BegindatumVoorziening>'],
    [delivery(record()).replace('<BegindatumVoorziening>', '<BegindatumVoorziening>‹|›'), null],
  ])('%#', async (marked, snippet) => {
    client = await new LspClient().start(FULL);
    const { position } = await ask(marked);
    expect(await client.connection.sendRequest('srg/autoInsert', { textDocument: { uri: URI }, position })).toBe(
      snippet,
    );
  });
});

test('srg/tagPairs gives the pairs at several cursors, each once, with the version that they stand in', async () => {
  client = await new LspClient().start(FULL);
  const { text, ranges: names } = ranges(delivery(record()).replaceAll(/(<\/?)(Persoon|Geslacht)(?=>)/g, '$1⟦$2⟧'));
  await client.open(URI, text);
  await client.change(URI, 2, [{ text }]);
  const position = (offset: number) => new SourceText(text).positionAt(offset);
  const [person, sex, sexEnd, personEnd] = names;
  const offsets = [personEnd!.start, person!.end, sex!.start, sex!.end + 1];
  const positions = offsets.map(position);
  expect(await client.connection.sendRequest('srg/tagPairs', { textDocument: { uri: URI }, positions })).toEqual({
    version: 2,
    pairs: [
      [person, personEnd],
      [sex, sexEnd],
    ],
  });
});

test('hover links to pages that are there', async () => {
  client = await new LspClient().start(FULL);
  const text = delivery(record({ start: '20250320', end: '20250310' }));
  await client.open(URI, text);
  const links: string[] = [];
  for (const of of ['<TypeVoorziening>', '20250310']) {
    const { line, character } = new SourceText(text).positionAt(text.indexOf(of) + 1);
    const { value } = (await client.hover(URI, line, character))!.contents as MarkupContent;
    links.push(...[...value.matchAll(/\]\((file:[^)]*)\)/g)].map((match) => match[1]!));
  }
  expect(links.map((link) => link.split('/docs/')[1])).toEqual(['beslisboom.md', 'rules/SRG-I101.md']);
  for (const link of links) expect(readFileSync(new URL(link), 'utf8')).toMatch(/^# /);
});
