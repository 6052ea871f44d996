import { type ExtensionContext, Uri, workspace } from 'vscode';
import { LANGUAGES, texts } from './texts.ts';

type Extension = typeof import('../start-extension.ts');

let extension: Extension | undefined;

/** The extension is one file in a browser, which the texts for users are not in: all else waits for them. */
export async function activate(context: ExtensionContext): Promise<void> {
  const read = async (language: (typeof LANGUAGES)[number]) => {
    const file = Uri.joinPath(context.extensionUri, 'dist', 'l10n', `${language}.json`);
    texts[language] = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file)));
  };
  await Promise.all(LANGUAGES.map(read));
  extension = await import('../start-extension.ts');
  extension.startExtension(context, async (surroundings) => {
    const { makeClient } = await import('./make-client.ts');
    return makeClient(surroundings);
  });
}

export async function deactivate(): Promise<void> {
  await extension?.deactivate();
}
