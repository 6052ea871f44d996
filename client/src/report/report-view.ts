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
  const views = new Set<ReportPanel>();
  /** The one that follows the user; those that are pinned stand beside it. */
  const following = () => [...views].find(({ isPinned }) => !isPinned);
  const showing = (uri: Uri | undefined) =>
    uri && [...views].find((view) => view.isPinned && view.uri?.toString() === uri.toString());

  const adopt = (panel: WebviewPanel, uri: Uri | undefined, pinned = false) => {
    const view = new ReportPanel(panel, uri, context.extensionUri, getClient, pinned);
    views.add(view);
    panel.onDidDispose(() => views.delete(view));
  };

  const show = async (uri?: Uri) => {
    const open = following();
    // One may be elsewhere, as in the walkthrough; a view that shows a delivery then goes on doing so.
    const wanted = uri ?? activeDelivery()?.uri ?? (open?.uri ? undefined : latestDelivery());
    const pinned = showing(wanted);
    if (pinned) return pinned.reveal();
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
    const active = [...views].find(({ isActive }) => isActive);
    const given = uri?.scheme === 'webview-panel' ? active?.uri : uri;
    const wanted = given ?? (active ? active.uri : activeDelivery()?.uri) ?? following()?.uri;
    if (!wanted) return;
    const showBsn = [...views].some((view) => view.uri?.toString() === wanted.toString() && view.showsBsn);
    return exportReport(wanted, showBsn, versionOf(context), await getClient());
  };

  context.subscriptions.push(
    commands.registerCommand('srg.showReport', show),
    commands.registerCommand('srg.exportReport', save),
    window.registerWebviewPanelSerializer(VIEW_TYPE, {
      async deserializeWebviewPanel(panel, state: ViewState | undefined) {
        const uri = state?.uri === undefined ? activeDelivery()?.uri : Uri.parse(state.uri, true);
        adopt(panel, uri, state?.pinned);
      },
    }),
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor && DELIVERY_LANGUAGES.includes(editor.document.languageId))
        void following()?.follow(editor.document.uri);
    }),
    // An edit may change the report and no finding; a setting may change findings without an edit.
    workspace.onDidChangeTextDocument(({ document }) => {
      for (const view of views) view.changed(document.uri);
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      for (const view of views) for (const uri of uris) view.changed(uri);
    }),
  );
}

function versionOf({ extension }: ExtensionContext): string {
  return String((extension.packageJSON as { version?: unknown }).version ?? '');
}

/** Shows a document where it is open already, so that something can stand beside it. */
async function toFront(uri: Uri): Promise<void> {
  const isIt = ({ input }: Tab) => input instanceof TabInputText && input.uri.toString() === uri.toString();
  const group = window.tabGroups.all.find(({ tabs }) => tabs.some(isIt));
  await window.showTextDocument(uri, { viewColumn: group?.viewColumn ?? ViewColumn.Active, preview: false });
}
