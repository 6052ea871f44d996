import {
  type CompletionContext,
  CompletionTriggerKind,
  commands,
  type Disposable,
  type Position,
  SnippetString,
  type TextDocument,
  type TextDocumentChangeEvent,
  TextDocumentChangeReason,
  window,
  workspace,
} from 'vscode';
import type { StaticFeature } from 'vscode-languageclient';
import { AUTO_INSERT } from '../../../server/src/protocol/auto-insert.ts';
import type { LanguageServer } from '../language-server.ts';

/** Tells the server that tags are closed by this request, so that it leaves them out of its other answers. */
export const announceClosingTags: StaticFeature = {
  fillClientCapabilities(capabilities) {
    capabilities.experimental = { ...(capabilities.experimental as object | undefined), srgAutoInsert: true };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

/**
 * Completion while a tag is being closed. A list that is open when the end tag comes in behind the cursor would take
 * that for a part of what it replaces; so it waits until the tag is closed, and is then asked for again.
 */
export class ClosingTag {
  private waiting: TextDocument | undefined;
  private again: { document: TextDocument; version: number; position: Position } | undefined;

  /** A start tag may have been typed: its end tag comes, or is known to be there. */
  begins(document: TextDocument): void {
    this.waiting = document;
  }

  /** No end tag is to come any more. */
  ends(): void {
    this.waiting = undefined;
  }

  /** Shows what the `>` asked for. */
  async asksAgain(document: TextDocument, position: Position): Promise<void> {
    if (!workspace.getConfiguration('editor', document).get('suggestOnTriggerCharacters', true)) return;
    this.again = { document, version: document.version, position };
    await commands.executeCommand('editor.action.triggerSuggest', { auto: true });
  }

  /** The reason for which the server is asked; undefined where it is not to be asked yet. */
  contextOf(document: TextDocument, position: Position, context: CompletionContext): CompletionContext | undefined {
    const { again } = this;
    if (again?.document === document && again.version === document.version && again.position.isEqual(position)) {
      this.again = undefined;
      return { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: '>' };
    }
    return context.triggerCharacter === '>' && this.waiting === document ? undefined : context;
  }
}

/** Edits that come with a keystroke, such as a closing bracket of the editor's own, come first. */
const DELAY = 100;

/** Closes tags while the user types: asks the server after each `>` and `/` what belongs behind it. */
export function closeTagsWhileTyping(server: LanguageServer, closing: ClosingTag): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listening = workspace.onDidChangeTextDocument((event) => {
    const { document, contentChanges } = event;
    if (contentChanges.length === 0) return;
    clearTimeout(timer);
    closing.ends();
    if (!isTyped(event)) return;
    const isStart = contentChanges.length === 1 && contentChanges[0]!.text === '>';
    if (isStart) closing.begins(document);
    timer = setTimeout(async () => {
      const position = await insertAt(document, server);
      closing.ends();
      if (isStart && position) await closing.asksAgain(document, position);
    }, DELAY);
  });
  return {
    dispose() {
      clearTimeout(timer);
      listening.dispose();
    },
  };
}

/** One character that may call for more, typed in the editor that the user is in. */
function isTyped({ document, contentChanges, reason }: TextDocumentChangeEvent): boolean {
  if (reason === TextDocumentChangeReason.Undo || reason === TextDocumentChangeReason.Redo) return false;
  if (document !== window.activeTextEditor?.document || document.languageId !== 'srg-xml') return false;
  if (!workspace.getConfiguration('srg', document).get('autoClosingTags', true)) return false;
  return contentChanges.some(({ text, rangeLength }) => rangeLength === 0 && (text === '>' || text === '/'));
}

/** Where the cursor still is when the tag is closed, or needs none; undefined where the user has gone on. */
async function insertAt(document: TextDocument, server: LanguageServer): Promise<Position | undefined> {
  const editor = window.activeTextEditor;
  if (editor?.document !== document || editor.selections.length !== 1) return undefined;
  const { version } = document;
  const { active } = editor.selection;
  const textDocument = { uri: document.uri.toString() };
  // A worker gets the fields of the editor's own objects, which are others than these.
  const position = { line: active.line, character: active.character };
  const snippet = await server.request<string | null>(AUTO_INSERT, { textDocument, position });
  if (document.version !== version || window.activeTextEditor !== editor) return undefined;
  if (!editor.selection.active.isEqual(active)) return undefined;
  if (snippet) await editor.insertSnippet(new SnippetString(snippet), active);
  return editor.selection.active.isEqual(active) ? active : undefined;
}
