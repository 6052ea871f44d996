import {
  type Disposable,
  type Position,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  TextDocumentChangeReason,
  type TextEditor,
  type TextEditorEdit,
  window,
  workspace,
} from 'vscode';
import { TAG_PAIRS, type TagPairsAnswer } from '../../../server/src/protocol/tag-pairs.ts';
import type { LanguageServer } from '../language-server.ts';
import {
  type Change,
  type FollowedPair,
  followedPairs,
  followingEdits,
  isInTagName,
  isWithin,
  pairsAfter,
} from './tag-pairs.ts';

/**
 * Gives the other tag of an element the name that the user types in one of them, in one step to undo. VS Code's own
 * linked editing does so too, but paints the tag red; where the user has switched that on, this keeps still.
 */
export class FollowingTags implements Disposable {
  private editor: TextEditor | undefined;
  /** The tags that the cursors are in, as the text is now. */
  private pairs: readonly FollowedPair[] = [];
  /** What has changed since the pairs were asked for; undefined where none are awaited. */
  private missed: Change[] | undefined;
  /** Where the last edit of the user ended, by which the cursor that it has moved is known. */
  private typed = { version: -1, end: -1 };
  private isEditing = false;
  private readonly parts: Disposable[];

  constructor(private readonly server: LanguageServer) {
    this.parts = [
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.cursorsMoved(textEditor)),
      window.onDidChangeActiveTextEditor((editor) => editor && this.cursorsMoved(editor)),
      workspace.onDidChangeTextDocument((event) => this.changed(event)),
      // It may be switched on where the cursor stands in a tag already.
      workspace.onDidChangeConfiguration(() => window.activeTextEditor && this.cursorsMoved(window.activeTextEditor)),
    ];
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
  }

  private cursorsMoved(editor: TextEditor): void {
    const { document } = editor;
    if (editor !== window.activeTextEditor || !follows(document)) return;
    const cursors = editor.selections.map(({ active }) => active).filter((at) => isInTagName(lineBefore(document, at)));
    if (editor !== this.editor || cursors.length === 0) this.forget();
    this.editor = editor;
    const offsets = cursors.map((at) => document.offsetAt(at));
    if (offsets.every((at) => this.knows(at))) return;
    // A tag that is being typed is nobody's yet, though there may be one of its name.
    if (this.typed.version === document.version && offsets.includes(this.typed.end)) return;
    void this.ask(editor, cursors, offsets);
  }

  private knows(offset: number): boolean {
    return this.pairs.some(({ leader }) => isWithin(leader, offset));
  }

  private forget(): void {
    this.pairs = [];
    this.missed = undefined;
  }

  private async ask(editor: TextEditor, cursors: readonly Position[], offsets: readonly number[]): Promise<void> {
    const { document } = editor;
    const { version } = document;
    const missed: Change[] = [];
    this.pairs = [];
    this.missed = missed;
    // A worker gets the fields of the editor's own objects, which are others than these.
    const positions = cursors.map(({ line, character }) => ({ line, character }));
    const textDocument = { uri: document.uri.toString() };
    const answer = await this.server.request<TagPairsAnswer | null>(TAG_PAIRS, { textDocument, positions });
    if (this.missed !== missed) return;
    this.missed = undefined;
    if (answer?.version !== version) return;
    this.pairs = pairsAfter(followedPairs(answer.pairs, offsets), missed);
    await this.follow(editor);
  }

  private changed({ document, contentChanges, reason }: TextDocumentChangeEvent): void {
    const { editor } = this;
    if (!editor || document !== editor.document || contentChanges.length === 0) return;
    if (reason === TextDocumentChangeReason.Undo || reason === TextDocumentChangeReason.Redo) {
      // Both tags go back; that of the cursor is asked for again.
      this.forget();
      return;
    }
    if (!this.isEditing) this.typed = { version: document.version, end: firstEnd(contentChanges) };
    this.missed?.push(...contentChanges);
    this.pairs = pairsAfter(this.pairs, contentChanges);
    void this.follow(editor);
  }

  /** Changes the other tags, again where the user has typed on meanwhile. */
  private async follow(editor: TextEditor): Promise<void> {
    const { document } = editor;
    if (this.isEditing || !follows(document)) return;
    this.isEditing = true;
    try {
      for (let isNew = true; isNew; ) {
        const { version } = document;
        const edits = followingEdits(this.pairs, (name) => document.getText(rangeOf(document, name)));
        if (edits.length === 0 || editor !== window.activeTextEditor) return;
        const change = (builder: TextEditorEdit) => {
          for (const edit of edits) builder.replace(rangeOf(document, edit), edit.text);
        };
        // In the step of what was typed.
        await editor.edit(change, { undoStopBefore: false, undoStopAfter: false });
        isNew = document.version !== version;
      }
    } finally {
      this.isEditing = false;
    }
  }
}

function follows(document: TextDocument): boolean {
  return (
    document.languageId === 'srg-xml' &&
    workspace.getConfiguration('srg', document).get('autoRenameTags', true) &&
    !workspace.getConfiguration('editor', document).get('linkedEditing', false)
  );
}

/** Where the first of several changes in a text ends. */
function firstEnd(changes: readonly Change[]): number {
  return Math.min(...changes.map(({ rangeOffset, text }) => rangeOffset + text.length));
}

function rangeOf(document: TextDocument, { start, end }: { start: number; end: number }): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

function lineBefore(document: TextDocument, { line, character }: Position): string {
  return document.lineAt(line).text.slice(0, character);
}
