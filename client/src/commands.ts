import {
  ConfigurationTarget,
  commands,
  type Disposable,
  type ExtensionContext,
  Location,
  type LogOutputChannel,
  Position,
  Range,
  Selection,
  Uri,
  window,
  workspace,
} from 'vscode';
import type {
  Location as ProtocolLocation,
  Position as ProtocolPosition,
  Range as ProtocolRange,
} from 'vscode-languageclient';
import { REOPEN } from '../../server/src/protocol/documents.ts';
import { RULE_OFF } from '../../server/src/protocol/rules.ts';
import { askDecisionTree } from './decision-tree/decision-tree-dialog.ts';
import { reopen } from './editor/reopen.ts';
import type { LanguageServer } from './language-server.ts';
import { isOnFewLines } from './one-line/few-lines.ts';
import { listReferences } from './one-line/reference-list.ts';
import { openExample } from './open-example.ts';
import { say } from './say.ts';

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
    commands.registerCommand('srg.listReferences', () => listReferences(server)),
    commands.registerCommand('srg.showReferences', (uri, at, places) => showReferences(server, uri, at, places)),
    commands.registerCommand(REOPEN, reopen),
    commands.registerCommand(RULE_OFF, switchRuleOff),
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

/**
 * Shows places in the editor's own view of references, or those of a delivery on one line in ours; the server's code
 * lenses name this command.
 */
async function showReferences(
  server: LanguageServer,
  uri: string,
  at: ProtocolPosition,
  places: readonly ProtocolLocation[],
): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor && editor.document.uri.toString() === uri && isOnFewLines(editor.document) && places.length > 0) {
    const { start } = toRange(places[0]!.range);
    editor.selection = new Selection(start, start);
    return listReferences(server);
  }
  const locations = places.map((place) => new Location(Uri.parse(place.uri, true), toRange(place.range)));
  const position = new Position(at.line, at.character);
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri, true), position, locations);
}

/** In the settings of the workspace where there is one, else in the user's; said, with a way back. */
async function switchRuleOff(uri: string, code: string): Promise<void> {
  const document = Uri.parse(uri, true);
  const rules = () => workspace.getConfiguration('srg', document);
  const before = rules().get<Record<string, unknown>>('rules') ?? {};
  const target = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await rules().update('rules', { ...before, [code]: 'off' }, target);
  const undo = say('rule.undo');
  if ((await window.showInformationMessage(say('rule.isOff', { code }), undo)) !== undo) return;
  const { [code]: _off, ...others } = rules().get<Record<string, unknown>>('rules') ?? {};
  const kept = code in before ? { ...others, [code]: before[code] } : others;
  await rules().update('rules', Object.keys(kept).length > 0 ? kept : undefined, target);
}

function toRange({ start, end }: ProtocolRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
