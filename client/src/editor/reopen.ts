import { commands, type TextDocument, Uri, window, workspace } from 'vscode';
import { say } from '../say.ts';

/** What VS Code has had since 1.100: the encoding of a document, and opening one in another. */
export type WithEncoding = TextDocument & { readonly encoding?: string };
type OpenInEncoding = (uri: Uri, options: { readonly encoding: string }) => Thenable<TextDocument>;

/**
 * Opens a document again in the encoding that it declares. Where VS Code can't be told which, it asks.
 * @param encoding as XML has it
 */
export async function reopen(address: string, encoding: string): Promise<void> {
  const uri = Uri.parse(address, true);
  const name = nameOf(address);
  const document: WithEncoding | undefined = workspace.textDocuments.find((one) => one.uri.toString() === address);
  if (document?.isDirty) {
    await window.showWarningMessage(say('client.misread.dirty', { name }));
    return;
  }
  if (document && document.encoding === undefined) {
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.editor.changeEncoding');
    return;
  }
  try {
    const openIn = workspace.openTextDocument as OpenInEncoding;
    await window.showTextDocument(await openIn(uri, { encoding: editorsName(encoding) }));
  } catch {
    await window.showErrorMessage(say('client.misread.failed', { name, declared: encoding }));
  }
}

/** `windows-1252` is `windows1252` to VS Code, and `UTF-16` begins with its low byte unless it says otherwise. */
function editorsName(encoding: string): string {
  const name = encoding.toLowerCase().replace(/[^a-z0-9]/g, '');
  if (name === 'utf16') return 'utf16le';
  if (name === 'latin1') return 'iso88591';
  return name === 'cp1252' ? 'windows1252' : name;
}

/** The name of a file, from its address. */
export function nameOf(address: string): string {
  const { path } = Uri.parse(address, true);
  return path.slice(path.lastIndexOf('/') + 1);
}
