import { commands, type ExtensionContext, type LogOutputChannel, type Uri, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { registerCommands } from './commands.ts';
import { registerCompare } from './compare/compare-view.ts';
import { closeTagsWhileTyping } from './editor/auto-insert.ts';
import { EmptyDeliveryHint } from './editor/empty-delivery.ts';
import { FollowingTags } from './editor/following-tags.ts';
import { LanguageMode } from './editor/language-mode.ts';
import { TabStops } from './editor/tab-stops.ts';
import { TemplateMode } from './editor/template-mode.ts';
import { registerImport } from './import/import-pack.ts';
import { LanguageServer } from './language-server.ts';
import { registerMadeDeliveries } from './made-deliveries/made-deliveries.ts';
import { tellFewLines } from './one-line/few-lines.ts';
import { LargeLayout } from './one-line/large-layout.ts';
import { ReadableCopies } from './one-line/readable-copy.ts';
import { registerPages } from './pages.ts';
import { ProblemsView } from './problems/problems-view.ts';
import { registerReport } from './report/report-view.ts';
import { chosenPacks, registerPackChoice } from './status/choose-pack.ts';
import { StatusItem } from './status/status-item.ts';
import { WorkspaceCheck } from './workspace/workspace-check.ts';

/** What a client needs of the extension. */
export interface ClientSurroundings {
  readonly extension: Uri;
  readonly outputChannel: LogOutputChannel;
  readonly status: StatusItem;
  readonly workspaceCheck: WorkspaceCheck;
  readonly languageMode: LanguageMode;
  readonly copies: ReadableCopies;
  readonly problems: ProblemsView;
  readonly tabStops: TabStops;
  readonly largeLayout: LargeLayout;
  /** The packs that the user has chosen, by the address of the document. */
  readonly chosenPacks: () => Readonly<Record<string, string>>;
}

/** Makes a client that starts the server in the way of its host. */
export type MakeClient = (surroundings: ClientSurroundings) => Promise<BaseLanguageClient>;

let server: LanguageServer | undefined;

/**
 * All that the extension does, the same in both hosts. Does not wait for the server: the modules that talk to it are
 * large, so they are loaded when the activation, which other extensions wait for, is over.
 */
export function startExtension(context: ExtensionContext, makeClient: MakeClient): void {
  // Not disposed of with the rest: requests that the end of the server cuts off are still logged.
  const outputChannel = window.createOutputChannel('SRG XML', { log: true });
  const status = new StatusItem();
  const workspaceCheck = new WorkspaceCheck();
  const languageMode = new LanguageMode();
  const getClient = async () => server?.current();
  const copies = new ReadableCopies(context, getClient);
  const problems = new ProblemsView(getClient);
  const tabStops = new TabStops();
  const surroundings = {
    extension: context.extensionUri,
    outputChannel,
    status,
    workspaceCheck,
    languageMode,
    copies,
    problems,
    tabStops,
    largeLayout: new LargeLayout((document) => copies.show(document)),
    chosenPacks: () => chosenPacks(context),
  };
  server = new LanguageServer(() => makeClient(surroundings), outputChannel);
  const typing = closeTagsWhileTyping(server);
  context.subscriptions.push(
    status,
    copies,
    problems,
    tabStops,
    ...registerCommands(context, server, outputChannel),
    typing,
  );
  context.subscriptions.push(
    tellFewLines(),
    new FollowingTags(server),
    new EmptyDeliveryHint(),
    new TemplateMode(context.globalState),
  );
  registerReport(context, getClient, () => status.latestDelivery());
  registerCompare(context, getClient, (uri) => status.previousOf(uri));
  registerImport(context, getClient);
  context.subscriptions.push(registerPackChoice(context, getClient, (document) => status.statusOf(document)));
  registerMadeDeliveries(context, getClient);
  registerPages(context, getClient);
  workspaceCheck.register(context, getClient);
  void commands.executeCommand('setContext', 'srg.isActive', true);
  setTimeout(() => server?.start(), 0);
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
