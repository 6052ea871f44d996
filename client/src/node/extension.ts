import { type ExtensionContext, Uri, window } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { announceClosingTags, closeTagsWhileTyping } from '../auto-insert.ts';
import { CLIENT_ID, CLIENT_NAME, clientOptions } from '../client-options.ts';
import { registerCommands } from '../commands.ts';
import { LanguageServer } from '../language-server.ts';
import { registerReport } from '../report-view.ts';

let server: LanguageServer | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const outputChannel = window.createOutputChannel(CLIENT_NAME, { log: true });
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server.mjs').fsPath;
  const createClient = () => {
    const options = clientOptions(outputChannel);
    const client = new LanguageClient(CLIENT_ID, CLIENT_NAME, { module, transport: TransportKind.ipc }, options);
    client.registerFeature(announceClosingTags);
    return client;
  };
  server = new LanguageServer(createClient, outputChannel);
  context.subscriptions.push(outputChannel, ...registerCommands(server, outputChannel), closeTagsWhileTyping(server));
  registerReport(context, () => server?.current);
  await server.start();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
