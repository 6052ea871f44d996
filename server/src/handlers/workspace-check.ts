import {
  DidDeleteFilesNotification,
  DidRenameFilesNotification,
  type FileOperationRegistrationOptions,
} from 'vscode-languageserver';
import {
  CHECK_WORKSPACE,
  type CheckedWorkspace,
  type CheckWorkspaceParams,
  CLEAR_WORKSPACE,
} from '../protocol/workspace.ts';
import type { RequestGroup } from './handler-context.ts';

/** Watchers of files are not told of those in a folder that goes as a whole. */
const FOLDERS: FileOperationRegistrationOptions = { filters: [{ pattern: { glob: '**', matches: 'folder' } }] };

/** The check of all deliveries of the workspace. */
export const workspaceChecking: RequestGroup = {
  capabilities: () => ({ workspace: { fileOperations: { didDelete: FOLDERS, didRename: FOLDERS } } }),

  register(connection, { onRequest, workspaceCheck }) {
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
    connection.onNotification(DidDeleteFilesNotification.type, ({ files }) =>
      workspaceCheck.changed(files.map(({ uri }) => uri)),
    );
    connection.onNotification(DidRenameFilesNotification.type, ({ files }) => {
      workspaceCheck.changed(files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]));
    });
  },
};
