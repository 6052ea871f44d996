import { Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, type MessageTransports } from 'vscode-languageclient/browser';
import { addressParts, type ServerParts } from './server-parts.ts';

/** What all programs share and the server reads, by the names that it has for them. */
const SHARED_FILES = ['libxml2.wasm', 'l10n/nl.json', 'l10n/en.json'];

/** Made once: a server that is started again is the same. */
let made: Promise<ServerParts> | undefined;

/**
 * Starts the language server in a worker of its own. The server is made of modules, which the editor's own wrapping of
 * workers can't start; and in a remote window a worker can't be started from the extension's address at all. So they are
 * read, and a script of one line loads them: that works in every host.
 * @returns the way to talk to it, once it listens
 */
export async function startServerWorker(extension: Uri): Promise<MessageTransports> {
  const read = async (name: string) =>
    new Uint8Array(await workspace.fs.readFile(Uri.joinPath(extension, 'dist', ...name.split('/'))));
  made ??= makeParts(read);
  made.catch(() => {
    made = undefined;
  });
  const shared = Promise.all(SHARED_FILES.map(async (name) => [name, await read(name)] as const));
  const [{ start, parts }, files] = await Promise.all([made, shared]);
  // Thrown outside the promise, a failure reaches the worker's error event.
  const load = `import('${start}').catch((error) => setTimeout(() => { throw error; }));`;
  // What the modules ask for is there before they are loaded.
  const script = addressOf(`onmessage = ({ data }) => { Object.assign(globalThis, data); ${load} };`);
  const worker = new Worker(script);
  const buffers = files.map(([, { buffer }]) => buffer);
  worker.postMessage({ sharedFiles: Object.fromEntries(files), parts }, buffers);
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  } finally {
    URL.revokeObjectURL(script);
    worker.onerror = null;
  }
  worker.postMessage(extension.toString());
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

async function makeParts(read: (name: string) => Promise<Uint8Array>): Promise<ServerParts> {
  const textOf = async (name: string) => new TextDecoder().decode(await read(name));
  const names: readonly string[] = JSON.parse(await textOf('server-browser.json'));
  const files = await Promise.all(names.map(async (name) => [name, await textOf(name)] as const));
  return addressParts(files, 'server-browser.mjs', addressOf);
}

function addressOf(script: BlobPart): string {
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}
