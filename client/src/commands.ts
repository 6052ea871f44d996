import {
  commands,
  type Disposable,
  type ExtensionContext,
  Location,
  type LogOutputChannel,
  Position,
  Range,
  Uri,
  window,
} from 'vscode';
import type {
  Location as ProtocolLocation,
  Position as ProtocolPosition,
  Range as ProtocolRange,
} from 'vscode-languageclient';
import { REOPEN } from '../../server/src/protocol/documents.ts';
import { askDecisionTree } from './decision-tree/decision-tree-dialog.ts';
import { reopen } from './editor/reopen.ts';
import type { LanguageServer } from './language-server.ts';
import { openExample } from './open-example.ts';

export function registerCommands(
  { extensionUri }: ExtensionContext,
  server: LanguageServer,
  outputChannel: LogOutputChannel,
): Disposable[] {
  return [
    commands.registerCommand('srg.decisionTree', () => askDecisionTree(extensionUri, server)),
    commands.registerCommand('srg.openExample', () => openExample(extensionUri)),
    commands.registerCommand('srg.restartServer', () => server.restart()),
    commands.registerCommand('srg.showOutput', () => outputChannel.show()),
    commands.registerCommand('srg.goTo', goTo),
    commands.registerCommand('srg.showReferences', showReferences),
    commands.registerCommand(REOPEN, reopen),
  ];
}

/**
 * Opens a document at a range; the server's code actions name this command and send both as the protocol has them.
 * @param suggests offers what else may stand there
 */
async function goTo(uri: string, range: ProtocolRange, suggests = false): Promise<void> {
  await window.showTextDocument(Uri.parse(uri, true), { selection: toRange(range) });
  if (suggests) await commands.executeCommand('editor.action.triggerSuggest');
}

/** Lists places in the editor's own view of references; the server's code lenses name this command. */
async function showReferences(uri: string, at: ProtocolPosition, places: readonly ProtocolLocation[]): Promise<void> {
  const locations = places.map((place) => new Location(Uri.parse(place.uri, true), toRange(place.range)));
  const position = new Position(at.line, at.character);
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri, true), position, locations);
}

function toRange({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
