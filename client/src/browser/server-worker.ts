import { Uri, workspace } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, type MessageTransports } from 'vscode-languageclient/browser';
import { CATALOGUES } from '../../../server/src/engine/messages/message.ts';

/**
 * Starts the language server in a worker of its own. The server's bundle is a module, which the editor's own wrapping
 * of workers can't start; and in a remote window a worker can't be started from the extension's address at all. So
 * the bundle is read, and a script of one line loads it: that works in every host.
 * @returns the way to talk to it, once it listens
 */
export async function startServerWorker(extension: Uri): Promise<MessageTransports> {
  const read = async (name: string) =>
    new Uint8Array(await workspace.fs.readFile(Uri.joinPath(extension, 'dist', name)));
  const [bundle, libxml2] = await Promise.all(['server-browser.mjs', 'libxml2.wasm'].map(read));
  const module = addressOf(bundle!);
  // Thrown outside the promise, a failure reaches the worker's error event.
  const load = `import('${module}').catch((error) => setTimeout(() => { throw error; }));`;
  // What the bundle shares with others is there before it is loaded: the WebAssembly of libxml2, and the texts for users.
  const script = addressOf(`onmessage = ({ data }) => { Object.assign(globalThis, data); ${load} };`);
  const worker = new Worker(script);
  worker.postMessage({ libxml2Wasm: libxml2, texts: CATALOGUES }, [libxml2!.buffer]);
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  } finally {
    URL.revokeObjectURL(script);
    URL.revokeObjectURL(module);
    worker.onerror = null;
  }
  worker.postMessage(extension.toString());
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

function addressOf(script: BlobPart): string {
  return URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
}
