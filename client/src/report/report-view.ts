import {
  commands,
  type ExtensionContext,
  languages,
  type Tab,
  TabInputText,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { DELIVERY_LANGUAGES } from '../../../server/src/protocol/documents.ts';
import { activeDelivery } from '../editor/active-delivery.ts';
import { exportReport } from './report-export.ts';
import type { ViewState } from './report-messages.ts';
import { ReportPanel } from './report-panel.ts';

const VIEW_TYPE = 'srg.report';

/**
 * The report on a delivery: a view beside the editor that follows the delivery one works in, and a file.
 * @param getClient the language client; undefined while there is none
 * @param latestDelivery the delivery that the user was in last
 */
export function registerReport(
  context: ExtensionContext,
  getClient: () => Promise<BaseLanguageClient | undefined>,
  latestDelivery: () => Uri | undefined,
): void {
  let open: ReportPanel | undefined;

  const adopt = (panel: WebviewPanel, uri: Uri | undefined) => {
    const view = new ReportPanel(panel, uri, context.extensionUri, getClient);
    open = view;
    panel.onDidDispose(() => {
      if (open === view) open = undefined;
    });
  };

  const show = async (uri?: Uri) => {
    // One may be elsewhere, as in the walkthrough; a view that shows a delivery then goes on doing so.
    const wanted = uri ?? activeDelivery()?.uri ?? (open?.uri ? undefined : latestDelivery());
    if (open) {
      open.reveal();
      if (wanted) void open.follow(wanted);
      return;
    }
    if (wanted && !window.activeTextEditor) await toFront(wanted);
    // One goes on typing; asked for again, it comes to the front.
    const place = window.activeTextEditor
      ? { viewColumn: ViewColumn.Beside, preserveFocus: true }
      : { viewColumn: ViewColumn.Active };
    adopt(window.createWebviewPanel(VIEW_TYPE, 'SRG', place, { enableFindWidget: true }), wanted);
  };

  const save = async (uri?: Uri) => {
    // The button in the title of the view gives the address of the view.
    const given = uri?.scheme === 'webview-panel' ? open?.uri : uri;
    const wanted = given ?? (open?.isActive ? open.uri : activeDelivery()?.uri) ?? open?.uri;
    if (!wanted) return;
    const showBsn = open?.uri?.toString() === wanted.toString() && open.showsBsn;
    return exportReport(wanted, showBsn, await getClient());
  };

  context.subscriptions.push(
    commands.registerCommand('srg.showReport', show),
    commands.registerCommand('srg.exportReport', save),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel, state: ViewState | undefined) {
        adopt(panel, state?.uri === undefined ? activeDelivery()?.uri : Uri.parse(state.uri, true));
      },
    }),
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor && DELIVERY_LANGUAGES.includes(editor.document.languageId)) void open?.follow(editor.document.uri);
    }),
    // An edit may change the report and no finding; a setting may change findings without an edit.
    workspace.onDidChangeTextDocument(({ document }) => open?.changed(document.uri)),
    languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) open?.changed(uri);
    }),
  );
}

/** Shows a document where it is open already, so that something can stand beside it. */
async function toFront(uri: Uri): Promise<void> {
  const isIt = ({ input }: Tab) => input instanceof TabInputText && input.uri.toString() === uri.toString();
  const group = window.tabGroups.all.find(({ tabs }) => tabs.some(isIt));
  await window.showTextDocument(uri, { viewColumn: group?.viewColumn ?? ViewColumn.Active, preview: false });
}
