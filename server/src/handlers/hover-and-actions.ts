import type {
  ClientCapabilities,
  CodeAction,
  CodeActionParams,
  Hover,
  HoverParams,
  TextDocumentIdentifier,
} from 'vscode-languageserver';
import { atOnce, timeSliced } from '../engine/text/time-sliced.ts';
import {
  CODE_ACTION_KINDS,
  type CodeActionOptions,
  codeActionsAt,
  first,
  MOST_FINDINGS,
  quickFixesAt,
} from '../features/actions/code-actions.ts';
import { type RefactoringData, refactoringEdit } from '../features/actions/refactoring-actions.ts';
import { hoverAt } from '../features/hover/hover.ts';
import { MARKDOWN, markupIn } from '../features/hover/markup.ts';
import { stylesheetHoverAt } from '../features/stylesheet/hover.ts';
import { REOPEN } from '../protocol/documents.ts';
import { IMPORT_COMMAND } from '../protocol/import.ts';
import { EXPLAIN, RULE_OFF } from '../protocol/rules.ts';
import type { DocumentSnapshot } from '../session/documents/document-snapshot.ts';
import type { RequestGroup } from './handler-context.ts';

export const hoverAndActions: RequestGroup = {
  capabilities: (client) => ({
    hoverProvider: true,
    codeActionProvider: {
      codeActionKinds: [...CODE_ACTION_KINDS],
      ...(resolvesEdits(client) ? { resolveProvider: true } : {}),
    },
  }),

  register(connection, { onDelivery, onDocument, onRequest }) {
    connection.onHover(
      onDocument<HoverParams, Hover | null>(
        'hover',
        null,
        ({ position }, snapshot) => {
          const { analysis, stylesheet, client } = snapshot;
          const markup = markupIn(client.textDocument?.hover?.contentFormat, MARKDOWN);
          const options = { ...snapshot.options, markup };
          const offset = analysis.source.offsetAt(position);
          const hover = stylesheet
            ? stylesheetHoverAt(stylesheet, offset, options)
            : hoverAt(analysis, offset, options);
          return hover ?? null;
        },
        'soon',
      ),
    );

    connection.onCodeAction(
      onDocument<CodeActionParams, CodeAction[]>('codeAction', [], async ({ range, context }, snapshot) => {
        const { analysis } = snapshot;
        const { source, previous } = analysis;
        const places = { start: source.offsetAt(range.start), end: source.offsetAt(range.end) };
        const options = optionsOf(snapshot, context.only);
        const steps = snapshot.stylesheet
          ? quickFixesAt(snapshot.stylesheet, places, options)
          : codeActionsAt(analysis, places, options);
        const answer = async () => (await timeSliced(steps, () => !snapshot.isEdited())) ?? [];
        // Records are copied from the file of the month before, whose text is not kept.
        const copies = [...first(MOST_FINDINGS, analysis.findingsIn(places.start, places.end))].some(
          ({ relatedInOtherFiles, record }) => relatedInOtherFiles && !record,
        );
        return previous && copies ? snapshot.withPreviousText(previous, () => atOnce(steps)) : answer();
      }),
    );

    const asItIs = onRequest<CodeAction, CodeAction | undefined>('codeAction/resolve', undefined, (action) => action);
    connection.onCodeActionResolve(async (action, token) => {
      const data = action.data as RefactoringData | undefined;
      if (!data) return (await asItIs(action, token)) ?? action;
      const resolve = onDelivery<{ textDocument: TextDocumentIdentifier }, CodeAction>(
        'codeAction/resolve',
        action,
        async (_parameters, snapshot) => {
          const steps = refactoringEdit(snapshot.analysis, data, optionsOf(snapshot, undefined));
          const edit = await timeSliced(steps, () => !snapshot.isEdited());
          return edit ? { ...action, edit } : action;
        },
      );
      return resolve({ textDocument: { uri: data.uri } }, token);
    });
  },
};

function optionsOf(
  { options, version, client, commands }: DocumentSnapshot,
  only: string[] | undefined,
): CodeActionOptions {
  const edits = client.workspace?.workspaceEdit;
  const versionedEdits = edits?.documentChanges === true;
  return {
    ...options,
    version,
    canGoTo: commands.includes('srg.goTo'),
    canReopen: commands.includes(REOPEN),
    canImport: commands.includes(IMPORT_COMMAND),
    canSetRules: commands.includes(RULE_OFF),
    canExplain: commands.includes(EXPLAIN),
    versionedEdits,
    createsDocuments: versionedEdits && edits?.resourceOperations?.includes('create') === true,
    resolvesEdits: resolvesEdits(client),
    takesEdits: client.workspace?.applyEdit === true,
    only,
  };
}

function resolvesEdits({ textDocument }: ClientCapabilities): boolean {
  const { dataSupport, resolveSupport } = textDocument?.codeAction ?? {};
  return dataSupport === true && resolveSupport?.properties.includes('edit') === true;
}
