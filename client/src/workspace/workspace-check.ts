import {
  CancellationTokenSource,
  commands,
  type Disposable,
  type ExtensionContext,
  ProgressLocation,
  window,
  workspace,
} from 'vscode';
import type {
  BaseLanguageClient,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageclient';
import {
  CHECK_WORKSPACE,
  type CheckedWorkspace,
  type CheckWorkspaceParams,
  CLEAR_WORKSPACE,
} from '../../../server/src/protocol/workspace.ts';
import { language, say } from '../say.ts';
import { OverviewView } from './overview-view.ts';
import { workspaceWords } from './workspace-words.ts';

/** Where the progress of a request comes in. */
export type ListenToProgress = (
  token: string,
  listener: (progress: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd) => void,
) => Disposable;

/** The check of all deliveries in the workspace, as the user asks for it. */
export class WorkspaceCheck {
  private listen: ListenToProgress | undefined;
  private runs = 0;
  private running: CancellationTokenSource | undefined;
  private overview: OverviewView | undefined;

  /** There is a client, which is not started yet. */
  connected(listen: ListenToProgress): void {
    this.listen = listen;
  }

  /** So many findings stand in files that are not open. */
  takeCount(findings: number): void {
    void commands.executeCommand('setContext', 'srg.hasWorkspaceFindings', findings > 0);
  }

  /** @param getClient the language client; undefined while there is none */
  register(context: ExtensionContext, getClient: () => Promise<BaseLanguageClient | undefined>): void {
    const overview = new OverviewView(context, getClient);
    this.overview = overview;
    context.subscriptions.push(
      commands.registerCommand('srg.showOverview', () => overview.show()),
      commands.registerCommand('srg.exportOverview', () => overview.export()),
      commands.registerCommand('srg.checkWorkspace', async () => this.check(await getClient())),
      commands.registerCommand('srg.clearWorkspaceProblems', async () => {
        await (await getClient())?.sendRequest(CLEAR_WORKSPACE).catch(() => undefined);
      }),
    );
  }

  private async check(client: BaseLanguageClient | undefined): Promise<void> {
    if (!workspace.workspaceFolders?.length) {
      window.showInformationMessage(say('workspace.noFolder'));
      return;
    }
    // The new check ends the one that goes on.
    this.running?.cancel();
    const source = new CancellationTokenSource();
    this.running = source;
    const checked = client && (await this.follow(client, source));
    if (this.running !== source) return;
    this.running = undefined;
    void this.overview?.refresh();
    if (checked) await tell(checked);
    else window.setStatusBarMessage(say('report.noServer'), 8000);
  }

  private follow(client: BaseLanguageClient, source: CancellationTokenSource): Thenable<CheckedWorkspace | undefined> {
    const workDoneToken = `srg-workspace-${++this.runs}`;
    const options = { location: ProgressLocation.Notification, title: say('workspace.progress'), cancellable: true };
    return window.withProgress(options, async (progress, cancelled) => {
      cancelled.onCancellationRequested(() => source.cancel());
      let percentage = 0;
      const listening = this.listen?.(workDoneToken, (report) => {
        if (report.kind !== 'report') return;
        const increment = (report.percentage ?? percentage) - percentage;
        percentage += increment;
        progress.report({ increment, ...(report.message === undefined ? {} : { message: report.message }) });
      });
      const parameters: CheckWorkspaceParams = { workDoneToken };
      try {
        // What fails, the client has written into the log.
        const answer = await client.sendRequest<CheckedWorkspace | null>(CHECK_WORKSPACE, parameters, source.token);
        return answer ?? undefined;
      } catch {
        return undefined;
      } finally {
        listening?.dispose();
      }
    });
  }
}

async function tell(checked: CheckedWorkspace): Promise<void> {
  const hasProblems = checked.afkeur + checked.contact + checked.unchecked > 0;
  const hasFiles = hasProblems || checked.goedgekeurd + checked.sjabloon + checked['niet-te-beoordelen'] > 0;
  const [show, overview] = [say('workspace.showProblems'), say('overview.show')];
  void commands.executeCommand('setContext', 'srg.hasWorkspaceCheck', hasFiles);
  const chosen = await window.showInformationMessage(
    workspaceWords(checked, language()),
    ...(hasFiles ? [overview] : []),
    ...(hasProblems ? [show] : []),
  );
  if (chosen === overview) await commands.executeCommand('srg.showOverview');
  if (chosen === show) await commands.executeCommand('workbench.actions.view.problems');
}
