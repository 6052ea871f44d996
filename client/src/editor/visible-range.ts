import { type Disposable, languages, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { VISIBLE_RANGE, type VisibleRangeParams } from '../../../server/src/protocol/documents.ts';
import { documents } from '../client-options.ts';

/** Scrolling is over when it has paused for so many milliseconds. */
const DEBOUNCE_MS = 100;

/** Tells the server what the user sees, so that a large delivery is looked at there first. */
export function tellVisibleRanges(client: BaseLanguageClient): Disposable {
  const selector = documents();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return window.onDidChangeTextEditorVisibleRanges(({ textEditor: { document }, visibleRanges: [range] }) => {
    if (!range || languages.match(selector, document) === 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!client.isRunning()) return;
      // A worker gets the fields of the editor's own objects, which are others than those of the protocol.
      const plain = client.code2ProtocolConverter.asRange(range);
      const parameters: VisibleRangeParams = { uri: document.uri.toString(), range: plain };
      client.sendNotification(VISIBLE_RANGE, parameters).catch(() => undefined); // The server may be on its way out.
    }, DEBOUNCE_MS);
  });
}
