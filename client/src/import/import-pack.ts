import {
  ConfigurationTarget,
  commands,
  type ExtensionContext,
  ProgressLocation,
  type QuickPickItem,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { decodeXml } from '../../../server/src/protocol/files.ts';
import { IMPORT_REQUEST, type ImportAnswer, type ImportParameters } from '../../../server/src/protocol/import.ts';
import { language, say } from '../say.ts';
import { mappingPage } from './mapping-page.ts';

type Done = Exclude<ImportAnswer, { problem: string }>;

/** So many files are read of the folder of a schema, and no folders deeper than this. */
const MOST_FILES = 400;
const DEEPEST = 6;

/**
 * The user's own XSD, as a schema pack: picked, asked about, written and put to use.
 * @param getClient the language client; undefined while there is none
 */
export function registerImport(
  context: ExtensionContext,
  getClient: () => Promise<BaseLanguageClient | undefined>,
): void {
  context.subscriptions.push(
    commands.registerCommand('srg.importSchema', async (given?: unknown) => {
      const file = given instanceof Uri ? given : await pickSchema();
      if (file) await importFrom(file, context, await getClient());
    }),
  );
}

async function pickSchema(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({ title: say('import.pick'), filters: { XSD: ['xsd'] } });
  return chosen?.[0];
}

async function importFrom(file: Uri, context: ExtensionContext, client: BaseLanguageClient | undefined): Promise<void> {
  const folder = Uri.joinPath(file, '..');
  const schema = file.path.slice(file.path.lastIndexOf('/') + 1);
  const texts = await schemasIn(folder);
  const ask = (answers: readonly string[]) => {
    const parameters: ImportParameters = { schema, texts, answers, language: language() };
    // What fails, the client has written into the log.
    const asked = client?.sendRequest<ImportAnswer | null>(IMPORT_REQUEST, parameters).catch(() => undefined);
    return window.withProgress({ location: ProgressLocation.Window, title: say('import.busy') }, async () => asked);
  };
  const first = await ask([]);
  if (!first) {
    window.setStatusBarMessage(say('report.noServer'), 8000);
    return;
  }
  if ('problem' in first) {
    window.showErrorMessage(first.problem);
    return;
  }
  const answers = await askQuestions(first);
  if (!answers) return;
  const result = answers.length === 0 ? first : await ask(answers);
  if (!result || 'problem' in result) return;
  const target = await pickTarget(schema.replace(/\.[^.]*$/, ''), context);
  if (!target) return;
  for (const [path, text] of Object.entries(result.files)) {
    await workspace.fs.writeFile(Uri.joinPath(target.folder, path), new TextEncoder().encode(asUtf8(path, text)));
  }
  await putToUse(target);
  await showMapping(schema, result);
}

/** The schemas of a folder and below, by their paths in it. */
async function schemasIn(folder: Uri): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  const visit = async (at: Uri, path: string, depth: number): Promise<void> => {
    for (const [name, type] of await workspace.fs.readDirectory(at)) {
      if (Object.keys(texts).length >= MOST_FILES) return;
      const file = Uri.joinPath(at, name);
      if ((type & 2) !== 0 && depth < DEEPEST && !name.startsWith('.') && name !== 'node_modules') {
        await visit(file, `${path}${name}/`, depth + 1);
      } else if (/\.xsd$/i.test(name)) {
        texts[`${path}${name}`] = decodeXml(await workspace.fs.readFile(file)).text.replace(/^\ufeff/, '');
      }
    }
  };
  await visit(folder, '', 0);
  return texts;
}

/** What is written is UTF-8, whatever a schema was read in. */
function asUtf8(path: string, text: string): string {
  if (!/\.xsd$/i.test(path)) return text;
  return text.replace(
    /^(<\?xml[^>]*?)[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"[^"]*"|'[^']*')/,
    '$1 encoding="UTF-8"',
  );
}

interface AnswerItem extends QuickPickItem {
  readonly answers: readonly string[];
}

/** Asks what is open, one after the other; undefined where the user breaks off. */
async function askQuestions({ concepts }: Done): Promise<string[] | undefined> {
  const open = concepts.filter(({ certainty }) => certainty === 'ask');
  const given: string[] = [];
  for (const [index, { concept, places }] of open.entries()) {
    const items: AnswerItem[] = places.map(({ paths, format, reason }) => ({
      label: paths.join(', '),
      ...(format === undefined ? {} : { description: format }),
      detail: reason,
      answers: paths.map((path) => `${concept}=${path}${format === undefined ? '' : `,${format}`}`),
    }));
    items.push(
      { label: say('import.notThere'), answers: [`${concept}=-`] },
      { label: say('import.leaveOpen'), answers: [] },
    );
    const picked = await window.showQuickPick(items, {
      title: `${say('import.question', { concept })} (${index + 1}/${open.length})`,
      placeHolder: say('import.choose'),
      ignoreFocusOut: true,
    });
    if (!picked) return undefined;
    given.push(...picked.answers);
  }
  return given;
}

interface Target {
  readonly folder: Uri;
  /** What the setting `srg.packs` has for it. */
  readonly path: string;
  readonly scope: ConfigurationTarget;
}

/** The workspace, or storage of the extension for all workspaces. */
async function pickTarget(name: string, context: ExtensionContext): Promise<Target | undefined> {
  const [first] = workspace.workspaceFolders ?? [];
  const path = `schemapakketten/${name}`;
  const own = Uri.joinPath(context.globalStorageUri, 'schemapakketten', name);
  const inStorage: Target = { folder: own, path: own.fsPath, scope: ConfigurationTarget.Global };
  if (!first) return inStorage;
  const inWorkspace: Target = { folder: Uri.joinPath(first.uri, path), path, scope: ConfigurationTarget.Workspace };
  // In the browser only what lies in the workspace can be read by the server.
  if (own.scheme !== 'file') return inWorkspace;
  const picked = await window.showQuickPick(
    [
      { label: say('import.inWorkspace'), description: path, target: inWorkspace },
      { label: say('import.forAll'), description: own.fsPath, target: inStorage },
    ],
    { title: say('import.where'), ignoreFocusOut: true },
  );
  return picked?.target;
}

/** The setting names the pack, before others; open deliveries are judged anew by that. */
async function putToUse({ path, scope }: Target): Promise<void> {
  const settings = workspace.getConfiguration('srg');
  const inspected = settings.inspect<string[]>('packs');
  const now = (scope === ConfigurationTarget.Global ? inspected?.globalValue : inspected?.workspaceValue) ?? [];
  await settings.update('packs', [path, ...now.filter((one) => one !== path)], scope);
  if (now.includes(path)) await commands.executeCommand('srg.restartServer');
}

async function showMapping(schema: string, result: Done): Promise<void> {
  const content = mappingPage(schema, result, say);
  const page = await workspace.openTextDocument({ language: 'markdown', content });
  try {
    await commands.executeCommand('markdown.showPreview', page.uri);
  } catch {
    await window.showTextDocument(page);
  }
}
