import { Disposable, languages, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { DOCUMENT_ENCODING, type DocumentEncodingParams } from '../../../server/src/protocol/documents.ts';
import type { MisreadStatus, StatusParams } from '../../../server/src/protocol/status.ts';
import { documents } from '../client-options.ts';
import { COPY_SCHEME } from '../one-line/readable-copy.ts';
import { say } from '../say.ts';
import { nameOf, reopen, type WithEncoding } from './reopen.ts';

/** Tells the server what documents are read and written in, as far as VS Code tells. */
export function tellEncodings(client: BaseLanguageClient): Disposable {
  const selector = documents();
  const told = new Map<string, string>();
  const tell = (document: WithEncoding) => {
    const { encoding } = document;
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    // A copy is never saved, whatever it declares.
    if (document.uri.scheme === COPY_SCHEME) return;
    if (encoding === undefined || told.get(uri) === encoding || languages.match(selector, document) === 0) return;
    told.set(uri, encoding);
    const parameters: DocumentEncodingParams = { uri, encoding };
    client.sendNotification(DOCUMENT_ENCODING, parameters).catch(() => undefined); // The server may be on its way out.
  };
  for (const document of workspace.textDocuments) tell(document);
  return Disposable.from(
    workspace.onDidOpenTextDocument(tell),
    // Another encoding is told as a change, too.
    workspace.onDidChangeTextDocument(({ document }) => tell(document)),
    workspace.onDidSaveTextDocument(tell),
    workspace.onDidCloseTextDocument(({ uri }) => told.delete(client.code2ProtocolConverter.asUri(uri))),
  );
}

/** Warns of a delivery that saving would destroy: once, as long as it is open. */
export class MisreadWarning {
  private readonly warned = new Set<string>();

  async take({ uri, status }: StatusParams): Promise<void> {
    const misread = status && 'misread' in status ? status.misread : undefined;
    if (!misread || this.warned.has(uri)) return;
    this.warned.add(uri);
    const closed = workspace.onDidCloseTextDocument((document) => {
      if (document.uri.toString() !== uri) return;
      this.warned.delete(uri);
      closed.dispose();
    });
    await warn(uri, misread);
  }
}

async function warn(uri: string, { declared, reopenIn, isLost }: MisreadStatus): Promise<void> {
  const choices = reopenIn === undefined ? [] : [say('client.misread.reopen')];
  const name = nameOf(uri);
  const message = isLost ? say('client.misread.lost', { name }) : say('client.misread', { name, declared });
  const chosen = await window.showWarningMessage(message, ...choices);
  if (chosen !== undefined && reopenIn !== undefined) await reopen(uri, reopenIn);
}
