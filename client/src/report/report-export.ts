import { Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { formatMessage, type Language } from '../../../server/src/engine/messages/message.ts';
import { EXPORT_REQUEST, type ReportParameters } from '../../../server/src/protocol/report.ts';

/** Writes the report on a delivery to a file that the user chooses; does nothing where there is no report. */
export async function exportReport(uri: Uri, showBsn: boolean, client: BaseLanguageClient | undefined): Promise<void> {
  await workspace.openTextDocument(uri);
  const parameters: ReportParameters = { textDocument: { uri: uri.toString() }, showBsn };
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
  window.setStatusBarMessage(words('report.saved'), 5000);
}

/** The language that the user set for messages. */
export function reportLanguage(): Language {
  return workspace.getConfiguration('srg').get('language') === 'en' ? 'en' : 'nl';
}

function words(key: 'report.noDelivery' | 'report.noServer' | 'report.saved'): string {
  return formatMessage({ key }, { language: reportLanguage(), maskBsn: true });
}
