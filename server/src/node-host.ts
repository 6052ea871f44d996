import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Connection } from 'vscode-languageserver';
import { version } from '../../package.json';
import type { Pack } from './engine/packs/load-pack.ts';
import { joinUri } from './engine/text/uri.ts';
import { filePathOf } from './node/file-uri.ts';
import { nodeFiles } from './node/node-files.ts';
import { loadPackFolder, loadShippedPacks } from './node/shipped-packs.ts';
import { clientFiles, filesByScheme, loadPackThroughClient } from './session/client-files.ts';
import type { Host } from './session/host.ts';
import { pathOfPage } from './session/pages.ts';
import { today } from './session/today.ts';

/** What a machine with Node.js gives a server. @param root the folder that it is installed in */
export function nodeHost(connection: Connection, root: URL): Host {
  const validationWorker = new URL('dist/validation-worker.mjs', root);
  let shipped: Promise<readonly Pack[]> | undefined;
  /** Each diagnostic has the address of one, and asking the disk each time is half of the work after a keystroke. */
  const pages = new Map<string, string | undefined>();
  return {
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
      const path = pathOfPage(name, language);
      if (!pages.has(path)) {
        const page = new URL(path, root);
        pages.set(path, existsSync(page) ? page.href : undefined);
      }
      return pages.get(path);
    },
    today,
    files: filesByScheme(nodeFiles, clientFiles(connection)),
  };
}
