import { pathToFileURL } from 'node:url';
import { nodeHost } from '../../../server/src/node-host.ts';
import { SessionClient } from './session-client.ts';

export { PULL, PUSH } from './protocol-client.ts';

/** In the place of a client of the bundled server: its server is made of the sources, of which one may be changed. */
export class LspClient extends SessionClient {
  readonly stderr = '';

  constructor() {
    super((connection) => nodeHost(connection, pathToFileURL(`${process.cwd()}/`)));
  }
}
