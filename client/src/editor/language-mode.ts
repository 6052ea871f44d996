import { languages, workspace } from 'vscode';
import type { StatusParams } from '../../../server/src/protocol/status.ts';

/**
 * Makes a delivery in a plain XML file one of our language, so that it has the same closing tags, indentation, colours
 * and menus as a `.srg.xml` file. Once for each file: who changes the language back keeps it.
 */
export class LanguageMode {
  private readonly seen = new Set<string>();

  take({ uri, status }: StatusParams): void {
    if (!status || !('pack' in status) || !status.pack || this.seen.has(uri)) return;
    const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri);
    if (document?.languageId !== 'xml') return;
    this.seen.add(uri);
    if (workspace.getConfiguration('srg', document).get('switchLanguage', true)) {
      void languages.setTextDocumentLanguage(document, 'srg-xml');
    }
  }
}
