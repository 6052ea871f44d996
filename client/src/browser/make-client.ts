import { LanguageClient } from 'vscode-languageclient/browser';
import { CLIENT_ID, CLIENT_NAME, clientOptions } from '../client-options.ts';
import { connect } from '../connect.ts';
import type { ClientSurroundings } from '../start-extension.ts';
import { startServerWorker } from './server-worker.ts';

/** A client whose server is a worker. */
export function makeClient(surroundings: ClientSurroundings): LanguageClient {
  const start = () => startServerWorker(surroundings.extension);
  const options = clientOptions(surroundings);
  return connect(new LanguageClient(CLIENT_ID, CLIENT_NAME, start, options), surroundings);
}
