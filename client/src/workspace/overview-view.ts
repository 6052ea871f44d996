import { commands, type ExtensionContext, Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  OVERVIEW_REQUEST,
  type OverviewAnswer,
  type OverviewParameters,
} from '../../../server/src/protocol/workspace.ts';
import { saveAs } from '../report/report-export.ts';
import { say } from '../say.ts';
import type { FromOverview } from './overview-messages.ts';

const VIEW_TYPE = 'srg.overview';
const FORMATS = ['html', 'csv'] as const;

/** The files of the workspace's check in a table. */
export class OverviewView {
  private panel: WebviewPanel | undefined;

  constructor(
    private readonly context: ExtensionContext,
    private readonly getClient: () => Promise<BaseLanguageClient | undefined>,
  ) {}

  async show(): Promise<void> {
    const panel = this.panel ?? this.open();
    const script = panel.webview.asWebviewUri(Uri.joinPath(this.dist, 'overview-view.js')).toString();
    const text = await this.ask({ as: 'view', script, source: panel.webview.cspSource });
    if (text === undefined) return;
    panel.title = say('overview.title');
    panel.webview.html = text;
    panel.reveal();
  }

  /** What is known of the files may have changed. */
  async refresh(): Promise<void> {
    if (this.panel?.visible) await this.show();
  }

  async export(): Promise<void> {
    const items = FORMATS.map((format) => ({ label: say(`export.${format}`), format }));
    const chosen = await window.showQuickPick(items, { title: say('export.format') });
    const text = chosen && (await this.ask({ as: chosen.format === 'csv' ? 'csv' : 'page' }));
    if (text === undefined) return;
    await saveAs(
      new TextEncoder().encode(text),
      `srg-${say('export.name.overview')}.${chosen!.format}`,
      chosen!.format,
      undefined,
    );
  }

  private get dist(): Uri {
    return Uri.joinPath(this.context.extensionUri, 'dist');
  }

  private open(): WebviewPanel {
    const panel = window.createWebviewPanel(VIEW_TYPE, 'SRG', ViewColumn.Active, {
      enableFindWidget: true,
      enableScripts: true,
      localResourceRoots: [this.dist],
    });
    panel.iconPath = Uri.joinPath(this.context.extensionUri, 'media', 'icon.png');
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: FromOverview) => this.receive(message));
    this.panel = panel;
    return panel;
  }

  private receive(message: FromOverview): unknown {
    if (message.kind === 'export') return this.export();
    if (message.kind === 'again') return commands.executeCommand('srg.checkWorkspace');
    return window.showTextDocument(Uri.parse(message.uri, true), { preview: false });
  }

  private async ask(parameters: OverviewParameters): Promise<string | undefined> {
    // What fails, the client has written into the log.
    const client = await this.getClient();
    const answer = await client?.sendRequest<OverviewAnswer>(OVERVIEW_REQUEST, parameters).catch(() => null);
    if (!answer) window.setStatusBarMessage(say('report.noServer'), 8000);
    return answer ?? undefined;
  }
}
