import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CancellationTokenSource, type Location, type WorkspaceSymbol } from 'vscode-languageserver-protocol';
import { LspClient, PULL } from '../support/clients/lsp-client.ts';
import { BSN, delivery, record } from '../support/delivery.ts';

const [A, B] = BSN;
const WATCHING = {
  ...PULL,
  workspace: { ...PULL.workspace, didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true } },
};

let folder: string;
let client: LspClient;
const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const find = (query: string) => client.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query });
/** The file and the line of each. */
const places = async (query: string) =>
  (await find(query)).map(({ location }) => {
    const { uri, range } = location as Location;
    return `${uri.slice(folder.length + 'file:///'.length)}:${range.start.line}`;
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-zoeken-'));
  mkdirSync(join(folder, '2025'));
  write('2025/januari.xml', delivery([record({ bsn: A, nummer: 'VZ-1' })], { verslagmaand: '2025-01' }));
  write(
    '2025/februari.xml',
    delivery([record({ bsn: B, nummer: 'x' }), record({ bsn: A, nummer: 'VZ-1' })], { verslagmaand: '2025-02' }),
  );
  write('ander.xml', '<html>VZ-1</html>');
  client = new LspClient();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.stderr).toBe('');
  expect(client.logged).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

test('deliveries of the workspace, open or not: the open ones first, then the latest month', async () => {
  await client.start(PULL, undefined, pathToFileURL(folder).href);
  await client.open(uriOf('maart.srg.xml'), delivery([record({ bsn: A, nummer: 'VZ-1' })]));
  expect((await find('amsterdam')).map(({ name }) => name)).toEqual([
    'Amsterdam (0363) · maart 2025 · 2025-03',
    'Amsterdam (0363) · februari 2025 · 2025-02',
    'Amsterdam (0363) · januari 2025 · 2025-01',
  ]);
  const found = ['maart.srg.xml:3', '2025/februari.xml:4', '2025/januari.xml:3'];
  expect(await places('vz-1')).toEqual(found);
  expect(await places(A)).toEqual(found);
  expect(await places(A.slice(0, 8))).toEqual([]);
});

test('with nothing open, and in the folder of a document outside the workspace', async () => {
  await client.start(PULL, undefined, uriOf('2025'));
  expect(await places('vz-1')).toEqual(['2025/februari.xml:4', '2025/januari.xml:3']);
  write('april.xml', delivery([record({ nummer: 'VZ-1' })], { verslagmaand: '2025-04' }));
  await client.open(uriOf('maart.srg.xml'), delivery());
  expect(await places('vz-1')).toEqual(['april.xml:3', '2025/februari.xml:4', '2025/januari.xml:3']);
});

test('the text in the editor counts, and what changes on disk is followed', async () => {
  await client.start(WATCHING, undefined, pathToFileURL(folder).href);
  expect(await places('vz-7')).toEqual([]);
  const uri = uriOf('2025/februari.xml');
  await client.open(
    uri,
    delivery([record({ nummer: 'VZ-7' }), '<Voorziening><RegistratienummerVoorziening>VZ-71</'], {
      verslagmaand: '2025-02',
    }),
  );
  expect(await places('vz-7')).toEqual(['2025/februari.xml:3', '2025/februari.xml:4']);
  expect(await places('vz-1')).toEqual(['2025/januari.xml:3']);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  expect(await places('vz-7')).toEqual([]);
  write('2025/februari.xml', delivery(['', '', record({ nummer: 'VZ-77' })], { verslagmaand: '2025-02' }));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  expect(await places('vz-7')).toEqual(['2025/februari.xml:5']);
  rmSync(join(folder, '2025/februari.xml'));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
  expect(await places('vz-7')).toEqual([]);
});

test('a query that is called off ends; the next one is answered', async () => {
  for (let i = 1; i <= 9; i++) {
    const many = Array.from({ length: 3_000 }, (_, n) => record({ nummer: `VZ-${n}` }));
    write(`${i}.xml`, delivery(many, { verslagmaand: `2024-0${i}` }));
  }
  await client.start(PULL, undefined, pathToFileURL(folder).href);
  const source = new CancellationTokenSource();
  const given = client.connection.sendRequest('workspace/symbol', { query: 'vz-2999' }, source.token);
  source.cancel();
  await Promise.allSettled([given]);
  expect(await find('vz-2999')).toHaveLength(9);
  expect(await find('vz-')).toHaveLength(200);
});
