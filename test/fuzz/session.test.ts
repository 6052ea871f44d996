import { afterEach, expect, test } from 'vitest';
import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { PULL } from '../support/clients/protocol-client.ts';
import { SessionClient } from '../support/clients/session-client.ts';
import { analyse, delivery, findingsOf, record } from '../support/delivery.ts';
import { TEXTS } from './corpus.ts';
import { mutate } from './mutate.ts';
import { rounds, TIMEOUT } from './rounds.ts';

const URIS = ['file:///a.srg.xml', 'file:///b.srg.xml', 'untitled:c', 'file:///niet%20open.xml', 'x', ''];
const METHODS = [
  'hover',
  'completion',
  'codeAction',
  'definition',
  'references',
  'documentHighlight',
  'documentLink',
  'codeLens',
  'documentSymbol',
  'foldingRange',
  'selectionRange',
  'inlayHint',
  'linkedEditingRange',
  'prepareRename',
  'rename',
  'formatting',
  'rangeFormatting',
  'onTypeFormatting',
  'semanticTokens/full',
  'semanticTokens/full/delta',
  'semanticTokens/range',
  'diagnostic',
].map((name) => `textDocument/${name}`);
const OWN = [
  'srg/report',
  'srg/exportReport',
  'srg/timeline',
  'srg/compare',
  'srg/rules',
  'srg/codeGroups',
  'srg/problemGroups',
  'srg/nextProblem',
  'srg/referenceList',
  'srg/fixKind',
  'srg/readableCopy',
  'srg/autoInsert',
  'srg/tagPairs',
  'srg/import',
  'workspace/symbol',
  'workspace/executeCommand',
  'completionItem/resolve',
  'codeAction/resolve',
  'codeLens/resolve',
  'inlayHint/resolve',
  'x/unknown',
];
const NOTIFICATIONS = [
  'srg/documentEncoding',
  'srg/visibleRange',
  'workspace/didChangeConfiguration',
  'workspace/didChangeWatchedFiles',
  'textDocument/didSave',
  'x/unknown',
  '$/setTrace',
];
const ODD: readonly unknown[] = [
  null,
  undefined,
  0,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER,
  '',
  'x',
  [],
  [null],
  {},
  { uri: null },
  true,
];

type Random = () => number;
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
const number = (random: Random) => (random() < 0.9 ? Math.floor(random() * 60) : pick(random, [-1, 1e9, 2 ** 31, 0.5]));

let client: SessionClient;
afterEach(() => client.dispose());

const positionIn = (random: Random) => ({ line: number(random), character: number(random) });
const rangeIn = (random: Random): Range => ({ start: positionIn(random), end: positionIn(random) });

/** What a request may hold; now and then something of another kind. */
function parametersFor(random: Random): unknown {
  if (random() < 0.05) return pick(random, ODD);
  const range = rangeIn(random);
  const all: Record<string, unknown> = {
    textDocument: { uri: pick(random, URIS) },
    position: range.start,
    range,
    positions: [range.start, range.end],
    context: { diagnostics: [], includeDeclaration: true },
    options: { tabSize: 2, insertSpaces: true },
    newName: pick(random, ['Anders', '', '<', 'a b']),
    ch: pick(random, ['>', '/', '\n']),
    query: pick(random, ['', 'x', '950204869']),
    previousResultId: pick(random, ['', '1', '2']),
    command: pick(random, ['srg.layout', 'x']),
    arguments: [pick(random, URIS)],
    old: pick(random, URIS),
    new: pick(random, URIS),
    place: { record: Math.floor(random() * 4) },
    uri: pick(random, URIS),
    encoding: pick(random, ['utf8', 'windows1252', 'x']),
    settings: pick(random, [{ srg: { rules: 1, packs: 'x', language: 7, templates: [], maxProblems: -1 } }, null, {}]),
    changes: [{ uri: pick(random, URIS), type: 2 }],
    value: 'verbose',
    language: 'nl',
    texts: { 'x.xsd': '' },
    schema: 'x.xsd',
    answers: [],
  };
  if (random() < 0.2) all[pick(random, Object.keys(all))] = pick(random, ODD);
  return all;
}

/** A change of a document, of which the client knows the text: within it, or not. */
function changeOf(random: Random): TextDocumentContentChangeEvent {
  const text = random() < 0.7 ? pick(random, ['x', '<', '', '</Voorziening>', '\n']) : mutate(TEXTS, random);
  return random() < 0.3 ? { text } : { range: rangeIn(random), text };
}

test(
  'a server that is sent anything in any order lives, answers all, and judges what is opened then',
  async () => {
    const done = await rounds(4, 0.28, async (random) => {
      client = await new SessionClient().start(PULL);
      const { connection } = client;
      const answers: Promise<unknown>[] = [];
      const note = (method: string, parameters: unknown) =>
        connection.sendNotification(method, parameters as object).catch(() => undefined);
      const steps: readonly (() => unknown)[] = [
        () => client.open(pick(random, URIS), mutate(TEXTS, random), pick(random, ['srg-xml', 'xml', 'xslt'])),
        () => note('textDocument/didClose', { textDocument: { uri: pick(random, URIS) } }),
        () => client.change(pick(random, URIS), Math.floor(random() * 20) - 3, [changeOf(random), changeOf(random)]),
        () =>
          note('textDocument/didChange', {
            textDocument: { uri: pick(random, URIS), version: 1 },
            contentChanges: pick(random, ODD),
          }),
        () => note(pick(random, NOTIFICATIONS), parametersFor(random)),
        () => note('$/cancelRequest', { id: Math.floor(random() * 60) }),
        () => new Promise((resolve) => setTimeout(resolve, 2)),
        ...[METHODS, METHODS, OWN].map((methods) => () => {
          const answer = connection.sendRequest(pick(random, methods), parametersFor(random) as object);
          answers.push(answer.catch((error: Error) => error));
        }),
      ];
      for (let left = 60; left > 0; left--) await pick(random, steps)();
      await Promise.all(answers);
      // What was sent before has left nothing behind.
      await note('workspace/didChangeConfiguration', { settings: null });
      const uri = 'file:///daarna.srg.xml';
      const text = delivery([record({ type: '77', nummer: 'A' })]);
      await client.open(uri, text);
      expect((await client.diagnostics(uri)).map(({ code }) => code)).toEqual(
        findingsOf(analyse(text)).map(({ code }) => code),
      );
      expect(client.logged.join('\n')).not.toMatch(/\d{9}/);
      client.dispose();
    });
    console.info(`${done} conversations`);
  },
  TIMEOUT,
);

test(
  'edits within a document, faster than they are judged, end in what a fresh server says of the text',
  async () => {
    await rounds(3, 0.1, async (random) => {
      client = await new SessionClient().start(PULL);
      const uri = URIS[0]!;
      const source = new SourceText(delivery([record({ nummer: 'A' }), record({ nummer: 'B', type: '77' })]));
      await client.open(uri, source.toString());
      for (let version = 2; version < 40; version++) {
        const start = Math.floor(random() * (source.length + 1));
        const end = Math.min(source.length, start + Math.floor(random() ** 3 * 80));
        const text = pick(random, ['', 'x', '<', '>', '&', '1', '</Voorziening>', record({ nummer: 'C' })]);
        const range = { start: source.positionAt(start), end: source.positionAt(end) };
        // A place between the two characters of a line end is none that an editor can name.
        if (source.offsetAt(range.start) !== start || source.offsetAt(range.end) !== end) continue;
        source.replace(start, end, text);
        await client.change(uri, version, [{ range, text }]);
        if (random() < 0.2) void client.pull(uri).catch(() => undefined);
      }
      const fresh = 'file:///vers.srg.xml';
      await client.open(fresh, source.toString());
      const [told, right] = await Promise.all(
        [uri, fresh].map(async (of) =>
          (await client.diagnostics(of)).map(({ code, range }) => `${source.offsetAt(range.start)} ${code}`).sort(),
        ),
      );
      expect(told).toEqual(right);
      client.dispose();
    });
  },
  TIMEOUT,
);
