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
import { pathOfPage } from './session/pages.ts';
import { today } from './session/today.ts';
import './engine/schema/libxml2.ts';
import { serve } from './server.ts';

// Standard output carries the protocol and nothing else.
console.log = console.error;

const transport = process.argv.some((arg) => /^--(stdio|node-ipc|socket|pipe)/.test(arg));
if (!transport) process.argv.push('--stdio');

const root = new URL('../', import.meta.url);
let shipped: Promise<readonly Pack[]> | undefined;

const connection = createConnection(ProposedFeatures.all);
serve(connection, {
  version,
  shippedPacks() {
    shipped ??= loadShippedPacks(new URL('schemas/', root));
    return shipped;
  },
  loadPack(folder, workspaceFolder) {
    if (!workspaceFolder) return loadPackFolder(folder);
    const near = filePathOf(workspaceFolder);
    if (near !== undefined) return loadPackFolder(resolve(near, folder));
    return loadPackThroughClient(connection, joinUri(workspaceFolder, folder), folder);
  },
  pageOf(name, language) {
    const page = new URL(pathOfPage(name, language), root);
    return existsSync(page) ? page.href : undefined;
  },
  today,
  files: filesByScheme(nodeFiles, clientFiles(connection)),
});
connection.listen();
