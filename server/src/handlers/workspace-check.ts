import {
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  type FileOperationRegistrationOptions,
} from 'vscode-languageserver';
import { masked } from '../engine/messages/message.ts';
import { type OverviewKind, overviewCsv, renderOverview } from '../engine/report/overview/overview-page.ts';
import {
  CHECK_WORKSPACE,
  type CheckedWorkspace,
  type CheckWorkspaceParams,
  CLEAR_WORKSPACE,
  OVERVIEW_REQUEST,
  type OverviewAnswer,
  type OverviewParameters,
} from '../protocol/workspace.ts';
import type { RequestGroup } from './handler-context.ts';

/** Watchers of files are not told of those in a folder that goes as a whole. */
const FOLDERS: FileOperationRegistrationOptions = { filters: [{ pattern: { glob: '**', matches: 'folder' } }] };

/** The check of all deliveries of the workspace. */
export const workspaceChecking: RequestGroup = {
  capabilities: () => ({ workspace: { fileOperations: { didDelete: FOLDERS, didRename: FOLDERS } } }),

  register(connection, { onRequest, optionsFor, workspaceCheck }) {
    connection.onRequest(
      CHECK_WORKSPACE,
      onRequest<CheckWorkspaceParams | null, CheckedWorkspace | null>(
        'checkWorkspace',
        null,
        (parameters, token) => workspaceCheck.check(parameters?.workDoneToken, token),
        'answer',
      ),
    );
    connection.onRequest(
      CLEAR_WORKSPACE,
      onRequest<unknown, null>('clearWorkspace', null, () => {
        workspaceCheck.clear();
        return null;
      }),
    );
    connection.onRequest<OverviewAnswer, void>(
      OVERVIEW_REQUEST,
      onRequest<OverviewParameters, OverviewAnswer>('workspaceOverview', null, async (parameters) => {
        const rows = await workspaceCheck.overview();
        const { language } = await optionsFor(rows[0]?.uri ?? '');
        const options = masked(language);
        if (parameters.as === 'csv') return overviewCsv(rows, options);
        const how: OverviewKind = parameters.as === 'view' ? { ...parameters, kind: 'view' } : { kind: 'page' };
        return renderOverview(rows, how, options);
      }),
    );
    connection.onNotification(DidDeleteFilesNotification.type, ({ files }) =>
      workspaceCheck.changed(files.map(({ uri }) => uri)),
    );
    connection.onNotification(DidRenameFilesNotification.type, ({ files }) => {
      workspaceCheck.changed(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
    });
  },
};
