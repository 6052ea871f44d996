import { Uri, window, workspace } from 'vscode';

/** Opens a copy of the example with mistakes, free to be changed: nothing of it is on disk. */
export async function openExample(extension: Uri): Promise<void> {
  const file = Uri.joinPath(extension, 'examples', 'met-fouten.srg.xml');
  const content = new TextDecoder().decode(await workspace.fs.readFile(file));
  await window.showTextDocument(await workspace.openTextDocument({ language: 'srg-xml', content }));
}
