import { type ExtensionContext, Uri, window } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { CLIENT_ID, CLIENT_NAME, clientOptions } from '../client-options.ts';
import { registerCommands } from '../commands.ts';
import { LanguageServer } from '../language-server.ts';
import { registerReport } from '../report-view.ts';

let server: LanguageServer | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const outputChannel = window.createOutputChannel(CLIENT_NAME, { log: true });
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.mjs').fsPath;
  const createClient = () =>
    new LanguageClient(CLIENT_ID, CLIENT_NAME, { module, transport: TransportKind.ipc }, clientOptions(outputChannel));
  server = new LanguageServer(createClient, outputChannel);
  context.subscriptions.push(outputChannel, ...registerCommands(server, outputChannel));
  registerReport(context, () => server?.current);
  await server.start();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
