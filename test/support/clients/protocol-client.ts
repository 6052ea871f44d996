import {
  type ClientCapabilities,
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type Hover,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type RegistrationParams,
  ResponseError,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol';

export const PULL: ClientCapabilities = {
  textDocument: { diagnostic: {}, codeAction: {} },
  workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
};
export const PUSH: ClientCapabilities = { textDocument: { publishDiagnostics: { relatedInformation: true } } };

/** An editor as far as a server can see. */
export class ProtocolClient {
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly shown: string[] = [];
  /** What the client answers when the server asks for section `srg`. */
  settings: Record<string, unknown> = {};
  /** The files that only the client can reach, by address. */
  files: Record<string, string> = {};
  initialized!: InitializeResult;
  private waiting: (() => void)[] = [];

  constructor(reader: MessageReader, writer: MessageWriter) {
    this.connection = createProtocolConnection(reader, writer, undefined);
    this.connection.onNotification('textDocument/publishDiagnostics', (parameters: PublishDiagnosticsParams) => {
      this.published.push(parameters);
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    this.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.shown.push(message);
    });
    this.connection.onRequest('window/showMessageRequest', ({ message }: { message: string }) => {
      this.shown.push(message);
      return null;
    });
    this.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    this.connection.onRequest('srg/readFile', ({ uri }: { uri: string }) => {
      const text = this.files[uri];
      return text ?? new ResponseError(ErrorCodes.InvalidParams, 'no such file');
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/diagnostic/refresh', () => null);
    this.connection.listen();
  }

  async start(
    capabilities: ClientCapabilities,
    initializationOptions?: unknown,
    rootUri: string | null = null,
  ): Promise<this> {
    const parameters = { processId: process.pid, rootUri, capabilities, initializationOptions };
    this.initialized = await this.connection.sendRequest('initialize', parameters);
    await this.connection.sendNotification('initialized', {});
    return this;
  }

  open(uri: string, text: string, languageId = 'srg-xml'): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  change(uri: string, version: number, contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.pull(uri);
    return report.kind === 'full' ? report.items : [];
  }

  hover(uri: string, line: number, character: number): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line, character } });
  }

  codeActions(uri: string, range: Diagnostic['range'], only?: string[]): Promise<CodeAction[]> {
    const context = { diagnostics: [], ...(only ? { only } : {}) };
    return this.connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context });
  }

  /** Asks anything of a document, by the name of the method behind `textDocument/`. */
  ask<R>(method: string, uri: string, more: object = {}): Promise<R> {
    return this.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...more });
  }

  /**
   * The diagnostics pushed for a version that fulfil a condition: the first ones may be those of a part of the
   * document.
   */
  async pushed(
    uri: string,
    version: number | undefined,
    isComplete: (diagnostics: Diagnostic[]) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const found = this.published.find(
        (parameters) => parameters.uri === uri && parameters.version === version && isComplete(parameters.diagnostics),
      );
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Takes what is registered, and requests to refresh diagnostics, as an editor does. */
  followChanges(): { readonly registrations: readonly Registration[]; refreshed(): Promise<void> } {
    const registrations: Registration[] = [];
    this.connection.onRequest('client/registerCapability', (parameters: RegistrationParams) => {
      registrations.push(...parameters.registrations);
      return null;
    });
    let wake = () => {};
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      wake();
      return null;
    });
    return { registrations, refreshed: () => new Promise((resolve) => (wake = resolve)) };
  }
}
