import { type ChildProcess, spawn } from 'node:child_process';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { ProtocolClient } from './protocol-client.ts';

export { PULL, PUSH } from './protocol-client.ts';

/** A client that starts the bundled server and speaks the protocol over stdio. */
export class LspClient extends ProtocolClient {
  readonly process: ChildProcess;
  stderr = '';

  /**
   * @param flags for Node, before the name of the server
   * @param environment more of it for the server
   * @param program another bundle than the one that ships
   */
  constructor(
    flags: readonly string[] = [],
    environment: Readonly<Record<string, string>> = {},
    program = 'dist/server.mjs',
  ) {
    const env = { ...process.env, ...environment };
    const server = spawn(process.execPath, [...flags, program, '--stdio'], { stdio: 'pipe', env });
    super(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
    this.process = server;
    server.stderr.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
  }

  /** Ends the server as an editor does; gives its exit status. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.process.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return exited;
  }
}
