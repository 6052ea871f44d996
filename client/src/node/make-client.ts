import { Uri } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME, clientOptions } from '../client-options.ts';
import { connect } from '../connect.ts';
import type { ClientSurroundings } from '../start-extension.ts';

/** A client whose server is a process of its own. */
export function makeClient(surroundings: ClientSurroundings): LanguageClient {
  const module = Uri.joinPath(surroundings.extension, 'dist', 'server.mjs').fsPath;
  const options = clientOptions(surroundings);
  const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, { module, transport: TransportKind.ipc }, options);
  return connect(client, surroundings);
}
