import { commands, env, UIKind, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { formatMessage, type Language, type MessageKey } from '../../../server/src/engine/messages/message.ts';
import { EXPORT_REQUEST, type ExportParameters } from '../../../server/src/protocol/report.ts';

/** Writes the report on a delivery to a file that the user chooses; does nothing where there is no report. */
export async function exportReport(
  uri: Uri,
  showBsn: boolean,
  version: string,
  client: BaseLanguageClient | undefined,
): Promise<void> {
  await workspace.openTextDocument(uri);
  const parameters: ExportParameters = {
    textDocument: { uri: uri.toString() },
    showBsn,
    version,
    sha256: await hashOf(uri),
  };
  const page = await client?.sendRequest<string | null>(EXPORT_REQUEST, parameters);
  if (!page) {
    window.setStatusBarMessage(words(client ? 'report.noDelivery' : 'report.noServer'), 8000);
    return;
  }
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const name = `${file.replace(/(\.srg)?\.xml$/i, '')}.rapport.html`;
  const folder = uri.scheme === 'untitled' ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(uri, '..');
  const target = await window.showSaveDialog({
    ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}),
    filters: { HTML: ['html'] },
  });
  if (!target) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(page));
  void tellSaved(target);
}

/** Says that a file is there, with a way to it. */
async function tellSaved(target: Uri): Promise<void> {
  const [open, reveal] = [words('export.open'), words('export.reveal')];
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  const saved = formatMessage(
    { key: 'export.saved', parameters: { name } },
    { language: reportLanguage(), maskBsn: true },
  );
  const chosen = await window.showInformationMessage(saved, open, reveal);
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
  return workspace.getConfiguration('srg').get('language') === 'en' ? 'en' : 'nl';
}

function words(key: MessageKey): string {
  return formatMessage({ key }, { language: reportLanguage(), maskBsn: true });
}
