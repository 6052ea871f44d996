import { commands, type Disposable, type LogOutputChannel, Range, Uri, window } from 'vscode';
import type { Range as ProtocolRange } from 'vscode-languageclient';
import type { LanguageServer } from './language-server.ts';

export function registerCommands(server: LanguageServer, outputChannel: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand('srg.restartServer', () => server.restart()),
    commands.registerCommand('srg.showOutput', () => outputChannel.show()),
    commands.registerCommand('srg.goTo', goTo),
  ];
}

/** Opens a document at a range; the server's code actions name this command and send both as the protocol has them. */
async function goTo(uri: string, { start, end }: ProtocolRange): Promise<void> {
  await window.showTextDocument(Uri.parse(uri, true), {
    selection: new Range(start.line, start.character, end.line, end.character),
  });
}
