import type { CodeAction, CodeActionParams, Hover, HoverParams } from 'vscode-languageserver';
import { codeActionsAt, FIX_ALL } from '../features/code-actions.ts';
import { hoverAt } from '../features/hover.ts';
import type { RequestGroup } from './request-group.ts';

export const hoverAndActions: RequestGroup = {
  capabilities: () => ({
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix', FIX_ALL] },
  }),

  register(connection, { about }) {
    connection.onHover(
      about<HoverParams, Hover | null>(
        'hover',
        null,
        ({ position }, { analysis, options }) => hoverAt(analysis, analysis.source.offsetAt(position), options) ?? null,
        'place',
      ),
    );

    connection.onCodeAction(
      about<CodeActionParams, CodeAction[]>('codeAction', [], ({ range, context }, subject) => {
        const { analysis, document, client } = subject;
        const { source } = analysis;
        const places = { start: source.offsetAt(range.start), end: source.offsetAt(range.end) };
        return codeActionsAt(analysis, places, {
          ...subject.options,
          version: document.version,
          canGoTo: subject.commands.includes('srg.goTo'),
          versionedEdits: client.workspace?.workspaceEdit?.documentChanges === true,
          only: context.only,
        });
      }),
    );
  },
};
