import { commands, type QuickPickItem, Range, Selection, type TextEditor, TextEditorRevealType, window } from 'vscode';
import {
  type ListedReference,
  REFERENCE_LIST,
  type ReferenceListAnswer,
  type ReferenceListParams,
} from '../../../server/src/protocol/one-line.ts';
import type { LanguageServer } from '../language-server.ts';
import { language, say } from '../say.ts';

interface Item extends QuickPickItem {
  readonly range: Range;
}

/**
 * Lists the records that share the value at the cursor, by their numbers and what they are; the one that is gone
 * through is shown. Where there is nothing to list, VS Code's own view of references has its say.
 */
export async function listReferences(server: LanguageServer): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const { line, character } = editor.selection.active;
  const uri = editor.document.uri.toString();
  const parameters: ReferenceListParams = { textDocument: { uri }, position: { line, character } };
  const answer = await server.request<ReferenceListAnswer>(REFERENCE_LIST, parameters);
  if (answer) choose(editor, answer.places, answer.count);
  else await commands.executeCommand('editor.action.goToReferences');
}

function choose(editor: TextEditor, places: readonly ListedReference[], count: number): void {
  const before = editor.selection;
  const list = window.createQuickPick<Item>();
  const items = places.map(({ range: { start, end }, record, description }) => ({
    label: say('client.references.record', { record }),
    description,
    range: new Range(start.line, start.character, end.line, end.character),
  }));
  list.items = items;
  list.activeItems = items.filter(({ range }) => range.contains(before.active)).slice(0, 1);
  const title = count > places.length ? 'client.references.first' : 'client.references.title';
  list.title = say(title, { shown: `${places.length}`, count: count.toLocaleString(language()) });
  list.matchOnDescription = true;
  let isTaken = false;
  list.onDidChangeActive(([item]) => item && reveal(editor, new Selection(item.range.start, item.range.end)));
  list.onDidAccept(() => {
    isTaken = true;
    list.hide();
  });
  list.onDidHide(() => {
    if (!isTaken) reveal(editor, before);
    list.dispose();
  });
  list.show();
}

function reveal(editor: TextEditor, selection: Selection): void {
  editor.selection = selection;
  editor.revealRange(selection, TextEditorRevealType.InCenterIfOutsideViewport);
}
