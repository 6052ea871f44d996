import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ErrorCodes, ResponseError } from 'vscode-languageserver-protocol';
import { LspClient } from '../support/clients/lsp-client.ts';
import { delivery, record } from '../support/delivery.ts';

/** What such a client says that it can do. */
const CAPABILITIES = {
  textDocument: { diagnostic: {}, codeLens: { dynamicRegistration: true }, formatting: { dynamicRegistration: true } },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
};
const REQUESTS = [
  'client/registerCapability',
  'workspace/configuration',
  'workspace/diagnostic/refresh',
  'workspace/codeLens/refresh',
  'workspace/inlayHint/refresh',
];

test('a client that refuses all that it is asked has its answers, and last month is looked for each time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'srg-unwilling-'));
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;
  const refused = new Set<string>();
  const client = new LspClient();
  for (const method of REQUESTS) {
    client.connection.onRequest(method, () => {
      refused.add(method);
      return new ResponseError(ErrorCodes.MethodNotFound, 'no');
    });
  }
  const codesOf = async (uri: string) => (await client.diagnostics(uri)).map(({ code }) => code);
  try {
    await client.start(CAPABILITIES, undefined, pathToFileURL(folder).href);
    await client.open(uriOf('april.srg.xml'), delivery([], { verslagmaand: '2025-04' }));
    expect(await codesOf(uriOf('april.srg.xml'))).toEqual([]);
    writeFileSync(join(folder, 'maart.srg.xml'), delivery([record()], { verslagmaand: '2025-03' }));
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await codesOf(uriOf('april.srg.xml'))).toEqual(['SRG-I104']);
    expect([...refused].sort()).toEqual([...REQUESTS].sort());
    expect(client.process.exitCode).toBeNull();
  } finally {
    await client.stop();
    rmSync(folder, { recursive: true });
  }
});
