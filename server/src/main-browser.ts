import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { version } from '../../package.json';
import type { Pack } from './engine/packs/load-pack.ts';
import { SHIPPED_PACKS } from './engine/packs/shipped.ts';
import { isRuleCode } from './engine/rules/registry.ts';
import { joinUri } from './engine/text/uri.ts';
import { clientFiles, loadPackThroughClient } from './session/client-files.ts';
import { pathOfPage } from './session/pages.ts';
import { today } from './session/today.ts';
import './engine/schema/libxml2.ts';
import { serve } from './server.ts';

const scope = self as DedicatedWorkerGlobalScope;

// Two messages come before the protocol: from here that this module has run (what is sent before is lost), and from
// the client where the extension is.
scope.onmessage = ({ data }: MessageEvent<string>) => serveWorker(data);
scope.postMessage('ready');

/** @param root the URI of the extension's folder, which only the client can read */
function serveWorker(root: string): void {
  const reader = new BrowserMessageReader(scope);
  const connection = createConnection(ProposedFeatures.all, reader, new BrowserMessageWriter(scope));
  const load = (name: string) =>
    loadPackThroughClient(connection, joinUri(root, `schemas/${name}`), name, { isTrusted: true });
  let shipped: Promise<readonly Pack[]> | undefined;
  serve(connection, {
    version,
    shippedPacks() {
      shipped ??= Promise.all(SHIPPED_PACKS.map(load));
      return shipped;
    },
    loadPack: (folder, workspaceFolder) =>
      loadPackThroughClient(connection, joinUri(workspaceFolder ?? root, folder), folder),
    pageOf: (page, language) =>
      page === 'beslisboom' || isRuleCode(page) ? joinUri(root, pathOfPage(page, language)) : undefined,
    today,
    files: clientFiles(connection),
  });
  connection.listen();
}
