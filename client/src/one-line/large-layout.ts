import { commands, type TextDocument, type TextEdit, window, workspace } from 'vscode';
import { say } from '../say.ts';
import { isOnFewLines } from './few-lines.ts';

/** From so many characters on few lines on, VS Code takes many seconds to undo a layout. */
const LARGE = 2_000_000;

/** The server's command that puts each element on a line of its own. */
const TO_LINES = 'srg.toLines';

/**
 * A large delivery on one line is laid out in the file only when the user says so again: undoing that takes VS Code
 * long, and a readable copy serves who wants to read.
 */
export class LargeLayout {
  /** The addresses of documents whose layout the user has just agreed to. */
  private readonly agreed = new Set<string>();

  /** @param showCopy shows the readable copy of a document */
  constructor(private readonly showCopy: (document: TextDocument) => Promise<void>) {}

  /** Whether a command of the server may be carried out on a document. */
  async permits(command: string, uri: unknown): Promise<boolean> {
    const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
    if (command !== TO_LINES || !document || !isLarge(document) || this.agreed.delete(document.uri.toString()))
      return true;
    return this.ask(document);
  }

  /** The answer to Format Document: there, nothing waits for the user. */
  format(document: TextDocument, format: () => Promise<TextEdit[] | null | undefined>) {
    if (!isLarge(document)) return format();
    void this.askAndFormat(document);
    return null;
  }

  private async askAndFormat(document: TextDocument): Promise<void> {
    if (!(await this.ask(document))) return;
    this.agreed.add(document.uri.toString());
    await commands.executeCommand(TO_LINES, document.uri.toString());
  }

  private async ask(document: TextDocument): Promise<boolean> {
    const [copy, inPlace] = [say('client.readableCopy.show'), say('client.largeLayout.inPlace')];
    const chosen = await window.showInformationMessage(say('client.largeLayout.offer'), copy, inPlace);
    if (chosen === copy) await this.showCopy(document);
    return chosen === inPlace;
  }
}

function isLarge(document: TextDocument): boolean {
  return isOnFewLines(document) && document.offsetAt(document.lineAt(document.lineCount - 1).range.end) >= LARGE;
}
