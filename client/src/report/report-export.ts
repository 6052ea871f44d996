import { commands, env, ProgressLocation, type QuickPickItem, UIKind, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Language } from '../../../server/src/engine/messages/message.ts';
import {
  EXPORT_REQUEST,
  type ExportAnswer,
  type ExportFormat,
  type ExportParameters,
} from '../../../server/src/protocol/report.ts';
import { language, say } from '../say.ts';

const FORMATS = ['html', 'xlsx', 'csv', 'letter'] as const satisfies readonly ExportFormat[];
/** What a file of the report is named for. */
const CONTENT = { html: 'export.name.report', xlsx: 'export.name.findings', csv: 'export.name.findings' } as const;

/**
 * Keeps the report on a delivery in the way that the user chooses; does nothing where there is no report.
 * @param showsBsn the view shows BSNs, so that it is to be asked whether the file is to
 */
export async function exportReport(
  uri: Uri,
  showsBsn: boolean,
  version: string,
  client: BaseLanguageClient | undefined,
): Promise<void> {
  const format = await chooseFormat();
  if (!format) return;
  const showBsn = showsBsn && format !== 'letter' ? await askForBsn() : false;
  if (showBsn === undefined) return;
  await workspace.openTextDocument(uri);
  const answer =
    client && (await ask(client, { textDocument: { uri: uri.toString() }, format, showBsn, version }, uri));
  if (!answer) {
    window.setStatusBarMessage(say(client ? 'report.noDelivery' : 'report.noServer'), 8000);
    return;
  }
  if (format === 'letter') return 'text' in answer ? copyLetter(answer.text) : undefined;
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const name = `${file.replace(/(\.srg)?\.xml$/i, '')}.${say(CONTENT[format])}.${format}`;
  await saveAs(contentOf(answer), name, format, uri);
}

/**
 * Writes a file where the user wants it, and says so, with a way to it.
 * @param beside it is proposed beside this file; without, in the workspace
 */
export async function saveAs(
  content: Uint8Array,
  name: string,
  format: string,
  beside: Uri | undefined,
): Promise<void> {
  const folder = !beside || beside.scheme === 'untitled' ? undefined : Uri.joinPath(beside, '..');
  const near = folder ?? workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    ...(near ? { defaultUri: Uri.joinPath(near, name) } : {}),
    filters: { [format.toUpperCase()]: [format] },
  });
  if (!target) return;
  await workspace.fs.writeFile(target, content);
  void tellSaved(target);
}

async function chooseFormat(): Promise<ExportFormat | undefined> {
  const items = FORMATS.map((format) => ({
    label: say(`export.${format}`),
    detail: say(`export.${format}.about`),
    format,
  }));
  return (await window.showQuickPick(items, { title: say('export.format') }))?.format;
}

/** undefined where the user goes no further. */
async function askForBsn(): Promise<boolean | undefined> {
  const items: (QuickPickItem & { shown: boolean })[] = (['masked', 'shown'] as const).map((how) => ({
    label: say(`export.bsn.${how}`),
    detail: say(`export.bsn.${how}.about`),
    shown: how === 'shown',
  }));
  return (await window.showQuickPick(items, { title: say('export.bsn') }))?.shown;
}

async function ask(client: BaseLanguageClient, parameters: ExportParameters, uri: Uri): Promise<ExportAnswer> {
  const progress = { location: ProgressLocation.Window, title: say('export.busy') };
  return window.withProgress(progress, async () => {
    const sha256 = await hashOf(uri);
    // What fails, the client has written into the log.
    return client.sendRequest<ExportAnswer>(EXPORT_REQUEST, { ...parameters, sha256 }).catch(() => null);
  });
}

function contentOf(answer: NonNullable<ExportAnswer>): Uint8Array {
  if ('text' in answer) return new TextEncoder().encode(answer.text);
  return Uint8Array.from(atob(answer.base64), (character) => character.charCodeAt(0));
}

async function copyLetter(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  const open = say('export.open');
  if ((await window.showInformationMessage(say('export.letter.copied'), open)) !== open) return;
  await window.showTextDocument(await workspace.openTextDocument({ content: text, language: 'plaintext' }));
}

async function tellSaved(target: Uri): Promise<void> {
  const [open, reveal] = [say('export.open'), say('export.reveal')];
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const chosen = await window.showInformationMessage(say('export.saved', { name }), open, reveal);
  // Where the editor runs elsewhere, so does no program that could open it.
  const isHere = env.uiKind === UIKind.Desktop && env.remoteName === undefined && target.scheme === 'file';
  if (chosen === open) await (isHere ? env.openExternal(target) : commands.executeCommand('vscode.open', target));
  if (chosen === reveal) await commands.executeCommand(isHere ? 'revealFileInOS' : 'revealInExplorer', target);
}

/** Of the bytes of a file whose text is in the editor as it is on disk; undefined for any other. */
async function hashOf(uri: Uri): Promise<string | undefined> {
  const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
  if (!document || document.isDirty || document.isUntitled) return undefined;
  try {
    const bytes = await workspace.fs.readFile(uri);
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  } catch {
    return undefined;
  }
}

/** The language that the user set for messages. */
export function reportLanguage(): Language {
  return language();
}
