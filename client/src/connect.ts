import { Disposable } from 'vscode';
import { type BaseLanguageClient, State, WorkDoneProgress } from 'vscode-languageclient';
import { STATUS, type StatusParams } from '../../server/src/protocol/status.ts';
import { WORKSPACE_FINDINGS, type WorkspaceFindingsParams } from '../../server/src/protocol/workspace.ts';
import { announceAbilities } from './editor/auto-insert.ts';
import { MisreadWarning, tellEncodings } from './editor/encoding.ts';
import { tellVisibleRanges } from './editor/visible-range.ts';
import { answerFileRequests } from './file-access.ts';
import type { ClientSurroundings } from './start-extension.ts';
import type { ServerState } from './status/status-item.ts';

/** Ties a client that is not started yet to the rest of the extension. */
export function connect<C extends BaseLanguageClient>(
  client: C,
  { extension, status, workspaceCheck, languageMode, copies, problems }: ClientSurroundings,
): C {
  const misreadWarning = new MisreadWarning();
  client.registerFeature(announceAbilities);
  answerFileRequests(client, extension);
  client.onNotification(STATUS, (parameters: StatusParams) => {
    status.take(parameters);
    languageMode.take(parameters);
    void copies.take(parameters);
    problems.take(parameters.uri);
    void misreadWarning.take(parameters);
  });
  workspaceCheck.connected((token, listener) => client.onProgress(WorkDoneProgress.type, token, listener));
  client.onNotification(WORKSPACE_FINDINGS, ({ findings }: WorkspaceFindingsParams) =>
    workspaceCheck.takeCount(findings),
  );
  let telling: Disposable | undefined;
  client.onDidChangeState(({ newState }) => {
    status.serverIs(stateOf(newState));
    // What a server has published goes with it.
    if (newState !== State.Running) workspaceCheck.takeCount(0);
    telling?.dispose();
    telling =
      newState === State.Running ? Disposable.from(tellVisibleRanges(client), tellEncodings(client)) : undefined;
  });
  return client;
}

function stateOf(state: State): ServerState {
  if (state === State.Running) return 'running';
  return state === State.Starting ? 'starting' : 'stopped';
}
