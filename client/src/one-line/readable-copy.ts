import {
  commands,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  Selection,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { READABLE_COPY, type ReadableCopyParams } from '../../../server/src/protocol/one-line.ts';
import type { StatusParams } from '../../../server/src/protocol/status.ts';
import { say } from '../say.ts';
import { isOnFewLines } from './few-lines.ts';
import { samePlace } from './same-place.ts';

/** The scheme of the copies, whose query is the address of the original. */
export const COPY_SCHEME = 'srg-readable';

/** A copy follows its original when that has been quiet for so many milliseconds. */
const DEBOUNCE_MS = 1_000;
/** Where it is kept that the user wants no offers. */
const DECLINED = 'srg.readableCopyDeclined';

/**
 * Readable copies of deliveries on one line: views with each element on a line of its own, which are checked as the
 * original is and lead back to it.
 */
export class ReadableCopies implements Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly offered = new Set<string>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly parts: Disposable[];

  constructor(
    private readonly context: ExtensionContext,
    private readonly getClient: () => Promise<BaseLanguageClient | undefined>,
  ) {
    this.parts = [
      workspace.registerTextDocumentContentProvider(COPY_SCHEME, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (copy) => this.textOf(originalOf(copy)),
      }),
      workspace.onDidChangeTextDocument(({ document }) => this.follow(document.uri)),
      commands.registerCommand('srg.readableCopy', () => this.show(window.activeTextEditor?.document)),
      commands.registerCommand('srg.showInOriginal', () => this.showInOriginal()),
    ];
  }

  /** Offers a copy of a delivery that has just been recognised as one and is on one line. */
  async take({ uri, status }: StatusParams): Promise<void> {
    if (!status || !('pack' in status) || !status.pack || this.offered.has(uri)) return;
    const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
    if (!document || document.uri.scheme === COPY_SCHEME || !isOnFewLines(document)) return;
    if (this.context.globalState.get(DECLINED)) return;
    this.offered.add(uri);
    const [shows, never] = [say('client.readableCopy.show'), say('client.readableCopy.never')];
    const chosen = await window.showInformationMessage(say('client.readableCopy.offer'), shows, never);
    if (chosen === shows) await this.show(document);
    else if (chosen === never) await this.context.globalState.update(DECLINED, true);
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const part of [this.changed, ...this.parts]) part.dispose();
  }

  /** With the cursor at the same place as in the original. */
  async show(document: TextDocument | undefined): Promise<void> {
    if (!document || document.uri.scheme === COPY_SCHEME) return;
    const offset = document.offsetAt(
      window.activeTextEditor?.document === document
        ? window.activeTextEditor.selection.active
        : document.positionAt(0),
    );
    const copy = await workspace.openTextDocument(copyOf(document.uri));
    await reveal(copy, samePlace(document.getText(), offset, copy.getText()));
  }

  private async showInOriginal(): Promise<void> {
    const editor = window.activeTextEditor;
    if (editor?.document.uri.scheme !== COPY_SCHEME) return;
    const { document, selection } = editor;
    const original = await workspace.openTextDocument(originalOf(document.uri));
    const offset = document.offsetAt(selection.active);
    await reveal(original, samePlace(document.getText(), offset, original.getText()));
  }

  private async textOf(original: Uri): Promise<string> {
    const document = await workspace.openTextDocument(original);
    const client = await this.getClient();
    const parameters: ReadableCopyParams = { textDocument: { uri: original.toString() } };
    // What fails, the client has written into the log.
    const text = await client?.sendRequest<string | null>(READABLE_COPY, parameters).catch(() => null);
    return text ?? document.getText();
  }

  private follow(original: Uri): void {
    const copy = copyOf(original);
    const key = copy.toString();
    if (!workspace.textDocuments.some(({ uri }) => uri.toString() === key)) return;
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => this.changed.fire(copy), DEBOUNCE_MS),
    );
  }
}

/** The address of the copy, with a name that tells it from the original. */
function copyOf(original: Uri): Uri {
  const path = original.path.replace(/(\.srg)?\.xml$/i, '');
  return original.with({
    scheme: COPY_SCHEME,
    path: `${path} (${say('client.readableCopy.name')}).srg.xml`,
    query: original.toString(),
  });
}

function originalOf(copy: Uri): Uri {
  return Uri.parse(copy.query, true);
}

async function reveal(document: TextDocument, offset: number): Promise<void> {
  const editor = await window.showTextDocument(document);
  const position = document.positionAt(offset);
  editor.selection = new Selection(position, position);
  editor.revealRange(editor.selection, TextEditorRevealType.InCenter);
}
