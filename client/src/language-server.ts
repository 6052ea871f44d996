import type { LogOutputChannel } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/**
 * The language server as the extension sees it. Each start makes a new client, because one whose start failed can't
 * be started again. Starts and stops wait for each other, so there are never two servers.
 */
export class LanguageServer {
  private client: BaseLanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();
  /** Resolves when there has been a client. */
  private readonly made: Promise<void>;
  private isMade = () => {};

  constructor(
    private readonly createClient: () => Promise<BaseLanguageClient>,
    private readonly outputChannel: LogOutputChannel,
  ) {
    this.made = new Promise((resolve) => {
      this.isMade = resolve;
    });
  }

  /**
   * The client of the server that was started last, made while one waits where it is being made; undefined while there
   * is none. Its requests wait for the start.
   */
  async current(): Promise<BaseLanguageClient | undefined> {
    await this.made;
    return this.client;
  }

  /** Resolves when the server answers, and also when it can't be started: the client has told the user by then. */
  start(): Promise<void> {
    return this.next(async () => {
      this.client = await this.createClient().finally(this.isMade);
      await this.client.start();
    });
  }

  /** Resolves when the server has ended, or was given up on. */
  stop(): Promise<void> {
    return this.next(async () => {
      const client = this.client;
      this.client = undefined;
      if (!client?.isRunning()) return;
      // A request that is about to be sent finds its connection still there; what is cut off afterwards ends quietly.
      await new Promise((resolve) => setTimeout(resolve, 0));
      await client.dispose();
    });
  }

  /** Asks the running server; undefined where there is none or it gives no answer. */
  async request<R>(method: string, parameters: unknown): Promise<R | undefined> {
    if (!this.client?.isRunning()) return undefined;
    return this.client.sendRequest<R>(method, parameters).catch(() => undefined);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step).catch((error: unknown) => this.outputChannel.error(String(error)));
    return this.last;
  }
}
