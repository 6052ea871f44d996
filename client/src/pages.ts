import { commands, type ExtensionContext, languages, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { RULES_REQUEST, type RuleFacts, type RulesParams } from '../../server/src/protocol/rules.ts';
import { language, say } from './say.ts';

/**
 * The pages of the checks and of schema packs, which ship inside the extension.
 * @param getClient the language client; undefined while there is none
 */
export function registerPages(
  context: ExtensionContext,
  getClient: () => Promise<BaseLanguageClient | undefined>,
): void {
  context.subscriptions.push(
    commands.registerCommand('srg.explain', async (code?: unknown) => {
      const given = typeof code === 'string' && /^SRG-[A-Z]\d+$/.test(code) ? code : undefined;
      const chosen = given ?? (await pickRule(await getClient()));
      if (chosen) await showPage(Uri.joinPath(context.extensionUri, ...pathOfRule(chosen)));
    }),
    commands.registerCommand('srg.explainPacks', () =>
      showPage(Uri.joinPath(context.extensionUri, 'schemas', 'README.md')),
    ),
  );
}

/** Where the page of a rule stands, in the language that the user set. */
function pathOfRule(code: string): string[] {
  const folder = language() === 'nl' ? [] : [language()];
  return ['docs', 'rules', ...folder, `${code}.md`];
}

/** Those that have a finding at the cursor come first. */
async function pickRule(client: BaseLanguageClient | undefined): Promise<string | undefined> {
  // What fails, the client has written into the log.
  const parameters: RulesParams = { language: language() };
  const rules = await client?.sendRequest<RuleFacts[]>(RULES_REQUEST, parameters).catch(() => undefined);
  if (!rules) {
    window.setStatusBarMessage(say('report.noServer'), 8000);
    return undefined;
  }
  const here = codesAtCursor();
  const items = rules.map(({ code, name, consequence, severity }) => ({
    code,
    label: `${here.has(code) ? '$(warning) ' : ''}${code} · ${name}`,
    description: say(`severity.${severity}`),
    detail: say(`consequence.${consequence}`),
  }));
  const picked = await window.showQuickPick(
    [...items.filter(({ code }) => here.has(code)), ...items.filter(({ code }) => !here.has(code))],
    { placeHolder: say('explain.hint'), matchOnDescription: true },
  );
  return picked?.code;
}

function codesAtCursor(): ReadonlySet<string> {
  const editor = window.activeTextEditor;
  if (!editor) return new Set();
  const touching = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'srg' && range.intersection(editor.selection));
  return new Set(touching.map(({ code }) => String(typeof code === 'object' ? code.value : code)));
}

/** As a page; as its text where the editor has no preview of Markdown. */
async function showPage(page: Uri): Promise<void> {
  try {
    await commands.executeCommand('markdown.showPreview', page);
  } catch {
    await window.showTextDocument(await workspace.openTextDocument(page));
  }
}
