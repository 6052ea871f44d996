import { PassThrough } from 'node:stream';
import {
  type Connection,
  createConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { dayOf } from '../../../server/src/engine/delivery/day.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { nodeFiles } from '../../../server/src/node/node-files.ts';
import { serve } from '../../../server/src/server.ts';
import type { Host } from '../../../server/src/session/host.ts';
import { packs } from '../delivery.ts';
import { ProtocolClient } from './protocol-client.ts';

/** A client whose server runs in the same process, from its sources, on a host that a test makes up. */
export class SessionClient extends ProtocolClient {
  private readonly streams: readonly PassThrough[];

  constructor(host: Partial<Host> | ((connection: Connection) => Host) = {}) {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
    serve(connection, {
      version: '0',
      shippedPacks: async () => packs,
      loadPack: async (folder): Promise<Pack> => {
        throw new Error(`${folder}: no such pack`);
      },
      pageOf: () => undefined,
      today: () => dayOf(2025, 4, 15),
      files: nodeFiles,
      ...(typeof host === 'function' ? host(connection) : host),
    });
    connection.listen();
    super(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
    this.streams = [toServer, toClient];
  }

  /** The notification `exit` would end the process of the tests. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    this.dispose();
    return 0;
  }

  dispose(): void {
    this.connection.dispose();
    for (const stream of this.streams) stream.destroy();
  }
}
