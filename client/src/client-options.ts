import { window, workspace } from 'vscode';
import { type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import { DELIVERY_LANGUAGES, REOPEN, STYLESHEET_LANGUAGES } from '../../server/src/protocol/documents.ts';
import { IMPORT_COMMAND } from '../../server/src/protocol/import.ts';
import { EXPLAIN, RULE_OFF } from '../../server/src/protocol/rules.ts';
import { COPY_SCHEME } from './one-line/readable-copy.ts';
import type { ClientSurroundings } from './start-extension.ts';

/** The section of the settings; vscode-languageclient looks up `<id>.trace.server` in it. */
export const CLIENT_ID = 'srg';
export const CLIENT_NAME = 'SRG XML';

// No `git` and the like: the old side of a comparison is no delivery to repair.
const SCHEMES = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', COPY_SCHEME];
const LANGUAGES = [...DELIVERY_LANGUAGES, ...STYLESHEET_LANGUAGES];

/** What the server is told of: deliveries, and stylesheets that write them. The folders of a workspace may come from anywhere. */
export function documents(): { language: string; scheme: string }[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  const schemes = [...new Set([...SCHEMES, ...folders])];
  return LANGUAGES.flatMap((language) => schemes.map((scheme) => ({ language, scheme })));
}

export function clientOptions({
  outputChannel,
  chosenPacks,
  tabStops,
  largeLayout,
}: ClientSurroundings): LanguageClientOptions {
  let isNew = true;
  return {
    documentSelector: documents(),
    outputChannel,
    // What is pushed is about files that are not open; what is pulled has the name that the server gives it.
    diagnosticCollectionName: `${CLIENT_ID}-closed`,
    // A server that ends by itself starts again with its documents; one that does so twice in three minutes stays down.
    connectionOptions: { maxRestartCount: 1 },
    initializationOptions: {
      // Commands that the server's code actions, lenses and completions may name.
      commands: [
        ...['srg.goTo', 'srg.showReferences', 'editor.action.triggerSuggest'],
        ...[REOPEN, IMPORT_COMMAND, RULE_OFF, EXPLAIN],
      ],
      // The server shall tell what a delivery is.
      status: true,
      chosenPacks: chosenPacks(),
    },
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    middleware: {
      provideCompletionItem: async (document, position, context, token, next) =>
        tabStops.shown(await next(document, position, context, token)),
      workspace: {
        // The server asks for settings. When it has said that it wants to hear of changes, they are sent once though
        // nothing has changed, and it would begin with everything anew.
        didChangeConfiguration: async (sections, next) => {
          if (!isNew) await next(sections);
          isNew = false;
        },
      },
      // From the palette a command of the server comes without an argument.
      executeCommand: async (command, given, next) => {
        const complete = given.length > 0 ? given : placeInFront();
        if (await largeLayout.permits(command, complete[0])) return next(command, complete);
        return undefined;
      },
      provideDocumentFormattingEdits: (document, options, token, next) =>
        largeLayout.format(document, async () => next(document, options, token)),
    },
    // The client tells of a failed start already; this would tell it again, in the words of the protocol.
    initializationFailedHandler: () => false,
    // Without this, findings are asked for when a document opens and never again.
    diagnosticPullOptions: { onChange: true },
  };
}

/** The arguments for a command that is about the document in front, and the cursor in it. */
function placeInFront(): unknown[] {
  const front = window.activeTextEditor;
  if (!front) return [];
  const { line, character } = front.selection.active;
  return [front.document.uri.toString(), { line, character }];
}
