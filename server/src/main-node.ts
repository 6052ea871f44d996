#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../package.json';
import type { Pack } from './engine/packs/load-pack.ts';
import { joinUri } from './engine/text/uri.ts';
import { filePathOf } from './node/file-uri.ts';
import { nodeFiles } from './node/node-files.ts';
import { loadPackFolder, loadShippedPacks } from './node/shipped-packs.ts';
import { clientFiles, filesByScheme, loadPackThroughClient } from './session/client-files.ts';
import { failureIn } from './session/guard.ts';
import { pathOfPage } from './session/pages.ts';
import { today } from './session/today.ts';
import './engine/schema/libxml2.ts';
import { serve } from './server.ts';

// Standard output carries the protocol and nothing else.
console.log = console.error;

// What nobody catches ends the server, and an editor starts another. Node itself would write what the error says, which
// may be a text of a file.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${failureIn('server', error)}\n`, () => process.exit(1));
});

const transport = process.argv.some((arg) => /^--(stdio|node-ipc|socket|pipe)/.test(arg));
if (!transport) process.argv.push('--stdio');

const root = new URL('../', import.meta.url);
const validationWorker = new URL('dist/validation-worker.mjs', root);
let shipped: Promise<readonly Pack[]> | undefined;

const connection = createConnection(ProposedFeatures.all);
serve(connection, {
  version,
  shippedPacks() {
    shipped ??= loadShippedPacks(new URL('schemas/', root));
    return shipped;
  },
  loadPack(folder, workspaceFolder) {
    if (!workspaceFolder) return loadPackFolder(folder, validationWorker);
    const near = filePathOf(workspaceFolder);
    if (near !== undefined) return loadPackFolder(resolve(near, folder), validationWorker);
    return loadPackThroughClient(connection, joinUri(workspaceFolder, folder), folder);
  },
  compileSchema: async (schema) => {
    const { GuardedValidator } = await import('./node/validation/guarded-validator.ts');
    return GuardedValidator.compile(schema, validationWorker);
  },
  pageOf(name, language) {
    const page = new URL(pathOfPage(name, language), root);
    return existsSync(page) ? page.href : undefined;
  },
  today,
  files: filesByScheme(nodeFiles, clientFiles(connection)),
});
connection.listen();
