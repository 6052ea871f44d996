import {
  commands,
  type ExtensionContext,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { MessageKey } from '../../../server/src/engine/messages/message.ts';
import { COMPARE_REQUEST, type CompareAnswer, type CompareParameters } from '../../../server/src/protocol/compare.ts';
import { DELIVERY_LANGUAGES } from '../../../server/src/protocol/documents.ts';
import { activeDelivery } from '../editor/active-delivery.ts';
import { saveAs } from '../report/report-export.ts';
import { say } from '../say.ts';
import { findXmlFiles } from '../workspace/xml-files.ts';
import type { FromComparison, Jump, Place } from './comparison-messages.ts';
import { earlierDeliveries } from './earlier-deliveries.ts';

const VIEW_TYPE = 'srg.comparison';
/** So many files of the workspace are offered. */
const MOST_FILES = 200;
/** So many XML files of a folder are looked at for them. */
const MOST_LOOKED_AT = 2_000;

/** A comparison that is shown. */
interface Shown {
  readonly panel: WebviewPanel;
  readonly old: Uri;
  readonly now: Uri;
  readonly showBsn: boolean;
}

/**
 * A delivery compared with an earlier one, beside the editor.
 * @param getClient the language client; undefined while there is none
 * @param previousOf the delivery of the month before, where it is known
 */
export function registerCompare(
  context: ExtensionContext,
  getClient: () => Promise<BaseLanguageClient | undefined>,
  previousOf: (uri: Uri) => Uri | undefined,
): void {
  let shown: Shown | undefined;
  const dist = Uri.joinPath(context.extensionUri, 'dist');

  const show = async (old: Uri, now: Uri, showBsn: boolean) => {
    const panel = shown?.panel ?? open();
    const script = panel.webview.asWebviewUri(Uri.joinPath(dist, 'comparison-view.js')).toString();
    const view = { script, source: panel.webview.cspSource };
    const answer = await ask(await getClient(), { old: old.toString(), new: now.toString(), showBsn, view });
    if (answer === undefined || 'problem' in answer) {
      if (answer) window.showWarningMessage(answer.problem);
      if (!shown) panel.dispose();
      return;
    }
    shown = { panel, old, now, showBsn };
    panel.title = `${nameOf(old)} ↔ ${nameOf(now)}`;
    panel.webview.html = answer.html;
    panel.reveal(undefined, true);
  };

  const open = () => {
    const column = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel(VIEW_TYPE, 'SRG', column, {
      enableFindWidget: true,
      enableScripts: true,
      localResourceRoots: [dist],
    });
    panel.webview.onDidReceiveMessage((message: FromComparison) => {
      if (shown?.panel !== panel) return;
      if (message.kind === 'export') void save();
      else void jump(message, shown);
    });
    panel.iconPath = Uri.joinPath(context.extensionUri, 'media', 'icon.png');
    panel.onDidDispose(() => {
      if (shown?.panel === panel) shown = undefined;
    });
    return panel;
  };

  const save = async () => {
    if (!shown) return;
    const { old, now } = shown;
    // What is handed on has its BSNs masked.
    const answer = await ask(await getClient(), { old: old.toString(), new: now.toString(), showBsn: false });
    if (!answer || 'problem' in answer) return;
    const name = `${nameOf(now).replace(/(\.srg)?\.xml$/i, '')}.${say('export.name.comparison')}.html`;
    await saveAs(new TextEncoder().encode(answer.html), name, 'html', now);
  };

  context.subscriptions.push(
    commands.registerCommand('srg.exportComparison', save),
    commands.registerCommand('srg.compare', async (given?: Uri) => {
      const now = given instanceof Uri ? given : activeDelivery()?.uri;
      const old = now && (await pickOld(now, previousOf(now)));
      if (now && old) await show(old, now, false);
    }),
    commands.registerCommand('srg.compareAgain', () => shown && show(shown.old, shown.now, shown.showBsn)),
    commands.registerCommand('srg.compareBsn', () => shown && show(shown.old, shown.now, !shown.showBsn)),
  );
}

/**
 * Opens the record that was asked for; where both were, the old one left of the new one. The comparison keeps its place
 * behind them.
 */
async function jump({ old, new: now }: Jump, shown: Shown): Promise<void> {
  const beside = shown.panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One;
  if (old && now) {
    await reveal(shown.old, old, ViewColumn.One);
    await reveal(shown.now, now, ViewColumn.Two);
    return;
  }
  await reveal(old ? shown.old : shown.now, (old ?? now)!, beside);
}

async function reveal(uri: Uri, [line = 0, character = 0, endLine = line, end = character]: Place, column: ViewColumn) {
  const editor = await window.showTextDocument(uri, {
    selection: new Range(line, character, endLine, end),
    viewColumn: column,
    preview: false,
  });
  editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
}

async function ask(
  client: BaseLanguageClient | undefined,
  parameters: CompareParameters,
): Promise<CompareAnswer | undefined> {
  const progress = { location: ProgressLocation.Window, title: say('compare.busy') };
  // What fails, the client has written into the log.
  const asked = client?.sendRequest<CompareAnswer | null>(COMPARE_REQUEST, parameters).catch(() => undefined);
  const answer = asked && (await window.withProgress(progress, () => asked));
  if (!answer) window.setStatusBarMessage(say('report.noServer'), 8000);
  return answer ?? undefined;
}

/** Another delivery: that of the month before, one that is open, one of the workspace, or any file. */
async function pickOld(now: Uri, previous: Uri | undefined): Promise<Uri | undefined> {
  const open = workspace.textDocuments
    .filter(({ languageId }) => DELIVERY_LANGUAGES.includes(languageId))
    .map(({ uri }) => uri);
  const folders = workspace.workspaceFolders ?? [];
  const xml = (await Promise.all(folders.map(({ uri }) => findXmlFiles(uri, true, MOST_LOOKED_AT)))).flat();
  const found = xml.filter(({ path }) => /\.srg\.xml$/i.test(path)).slice(0, MOST_FILES);
  const files = earlierDeliveries(now, previous, open, found);
  const browse: QuickPickItem = { label: `$(folder-opened) ${say('compare.pick.browse')}` };
  const picked = await window.showQuickPick<QuickPickItem & { uri?: Uri }>(
    [
      ...group('compare.pick.previous', files.previous),
      ...group('compare.pick.open', files.open),
      ...group('compare.pick.folder', files.found),
      browse,
    ],
    {
      title: say('compare.pick.title', { file: nameOf(now) }),
      placeHolder: say('compare.pick.hint'),
      matchOnDescription: true,
    },
  );
  if (picked !== browse) return picked?.uri;
  const folder = now.scheme === 'untitled' ? undefined : Uri.joinPath(now, '..');
  const chosen = await window.showOpenDialog({ ...(folder ? { defaultUri: folder } : {}), filters: { XML: ['xml'] } });
  return chosen?.[0];
}

function group(title: MessageKey, uris: readonly Uri[]): (QuickPickItem & { uri?: Uri })[] {
  if (uris.length === 0) return [];
  const items = uris.map((uri) => {
    const [label, path] = [nameOf(uri), workspace.asRelativePath(uri)];
    return { label, ...(path === label ? {} : { description: path }), uri };
  });
  return [{ label: say(title), kind: QuickPickItemKind.Separator }, ...items];
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
