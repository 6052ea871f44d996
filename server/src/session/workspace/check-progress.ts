import type { Connection } from 'vscode-languageserver';
import type { Message } from '../../engine/messages/message.ts';

/** Work on many files, as the user sees it. */
export interface CheckProgress {
  /** The user has called it off. */
  readonly isCancelled: boolean;
  /** So many files of so many have been looked at. */
  report(done: number, files: number): void;
  done(): void;
}

/** Work that is not shown. */
export const UNSEEN: CheckProgress = { isCancelled: false, report() {}, done() {} };

/**
 * Shows work on many files.
 * @param token where the client wants to be told of it; without, it is shown as the server's own
 * @param canShow the client shows such
 */
export async function beginProgress(
  connection: Connection,
  token: string | number | undefined,
  canShow: boolean,
  say: (message: Message) => string,
): Promise<CheckProgress> {
  if (token === undefined && !canShow) return UNSEEN;
  let isCancelled = false;
  const ownProgress = async () => {
    const progress = await connection.window.createWorkDoneProgress();
    progress.token.onCancellationRequested(() => {
      isCancelled = true;
    });
    return progress;
  };
  const progress = token === undefined ? await ownProgress() : connection.window.attachWorkDoneProgress(token);
  progress.begin(say({ key: 'workspace.progress' }), 0, undefined, true);
  return {
    get isCancelled() {
      return isCancelled;
    },
    report(done, files) {
      const message = say({ key: 'workspace.progress.files', parameters: { done, files } });
      progress.report(Math.floor((done / files) * 100), message);
    },
    done: () => progress.done(),
  };
}
