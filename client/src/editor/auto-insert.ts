import {
  type Disposable,
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

/**
 * Tells the server that tags are closed by this request, so that it leaves them out of its other answers; and how many
 * folds the user lets an editor have.
 */
export const announceAbilities: StaticFeature = {
  fillClientCapabilities(capabilities) {
    // VS Code would tell of 5,000 folds, whatever its setting.
    const folds = workspace.getConfiguration('editor').get('foldingMaximumRegions', 5_000);
    const { foldingRange } = capabilities.textDocument ?? {};
    if (foldingRange) foldingRange.rangeLimit = folds;
    capabilities.experimental = { ...(capabilities.experimental as object | undefined), srgAutoInsert: true };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

/** Edits that come with a keystroke, such as a closing bracket of the editor's own, come first. */
const DELAY = 100;

/** Closes tags while the user types: asks the server after each `>` and `/` what belongs behind it. */
export function closeTagsWhileTyping(server: LanguageServer): Disposable {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listening = workspace.onDidChangeTextDocument((event) => {
    const { document, contentChanges } = event;
    if (contentChanges.length === 0) return;
    clearTimeout(timer);
    if (!isTyped(event)) return;
    timer = setTimeout(() => void insertAt(document, server), DELAY);
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

/** Closes the tag at the cursor, unless the user has gone on. */
async function insertAt(document: TextDocument, server: LanguageServer): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor?.document !== document || editor.selections.length !== 1) return;
  const { version } = document;
  const { active } = editor.selection;
  const textDocument = { uri: document.uri.toString() };
  // A worker gets the fields of the editor's own objects, which are others than these.
  const position = { line: active.line, character: active.character };
  const snippet = await server.request<string | null>(AUTO_INSERT, { textDocument, position });
  if (document.version !== version || window.activeTextEditor !== editor) return;
  if (!editor.selection.active.isEqual(active)) return;
  if (snippet) await editor.insertSnippet(new SnippetString(snippet), active);
}
