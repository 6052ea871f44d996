import { commands, Disposable, type TextDocument, window, workspace } from 'vscode';
import { DELIVERY_LANGUAGES } from '../../../server/src/protocol/documents.ts';

/** A delivery of so many characters on so few lines is hard to read, and what VS Code shows by line is of no use. */
const LONG = 100_000;
const FEW_LINES = 20;

/** For the `when` of keys and menus. */
const CONTEXT = 'srg.isOnFewLines';

export function isOnFewLines(document: TextDocument): boolean {
  if (document.lineCount > FEW_LINES || !DELIVERY_LANGUAGES.includes(document.languageId)) return false;
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end) >= LONG;
}

/** Keeps a context key that says so of the document in front. */
export function tellFewLines(): Disposable {
  let told: boolean | undefined;
  const tell = () => {
    const document = window.activeTextEditor?.document;
    const isSo = document !== undefined && isOnFewLines(document);
    if (isSo === told) return;
    told = isSo;
    void commands.executeCommand('setContext', CONTEXT, isSo);
  };
  tell();
  return Disposable.from(window.onDidChangeActiveTextEditor(tell), workspace.onDidChangeTextDocument(tell));
}
