import {
  ConfigurationTarget,
  commands,
  EventEmitter,
  type ExtensionContext,
  FileType,
  ProgressLocation,
  type QuickPickItem,
  Range,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { DELIVERY_LANGUAGES } from '../../../server/src/protocol/documents.ts';
import { decodeXml } from '../../../server/src/protocol/files.ts';
import {
  IMPORT_COMMAND,
  IMPORT_REQUEST,
  type ImportAnswer,
  type ImportedPlace,
  type ImportNeeds,
  type ImportParameters,
} from '../../../server/src/protocol/import.ts';
import { language, say } from '../say.ts';
import { completeSchema } from './complete-schema.ts';
import { mappingPage } from './mapping-page.ts';

type Done = Exclude<ImportAnswer, { problem: string }>;

/** So many files are read of the folder of a schema, and no folders deeper than this. */
const MOST_FILES = 400;
const DEEPEST = 6;
/** So many of the deliveries that are open show what values look like, and none that is longer. */
const MOST_EXAMPLES = 5;
const LONGEST_EXAMPLE = 2_000_000;

/** The pages that tell what stands where: nothing that anybody would want to save. */
const PAGE_SCHEME = 'srg-schemapakket';
const pages = new Map<string, string>();
const pageChanged = new EventEmitter<Uri>();

/** What a pack is made of: an XSD and those around it, or a delivery alone. */
interface Source {
  /** What it is called, without an ending. */
  readonly name: string;
  readonly request: Omit<ImportParameters, 'answers' | 'language'>;
  /** Where the schemas lie; undefined where there are none yet. */
  readonly folder: Uri | undefined;
}

/**
 * The user's own XSD, as a schema pack: picked, asked about, written and put to use. Without an XSD a delivery does.
 * @param getClient the language client; undefined while there is none
 */
export function registerImport(
  context: ExtensionContext,
  getClient: () => Promise<BaseLanguageClient | undefined>,
): void {
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider(PAGE_SCHEME, {
      onDidChange: pageChanged.event,
      provideTextDocumentContent: (uri) => pages.get(uri.toString()) ?? '',
    }),
    commands.registerCommand(IMPORT_COMMAND, async (given?: unknown) => {
      // The explorer gives a file; the server's code actions name a delivery by its address.
      const source =
        typeof given === 'string' ? await fromDelivery(Uri.parse(given, true)) : await fromSchema(asUri(given));
      if (source) await importFrom(source, context, await getClient());
    }),
  );
}

function asUri(given: unknown): Uri | undefined {
  return given instanceof Uri ? given : undefined;
}

async function fromSchema(given: Uri | undefined): Promise<Source | undefined> {
  const filters = { XSD: ['xsd'] };
  const file = given ?? (await window.showOpenDialog({ title: say('import.pick'), filters }))?.[0];
  if (!file) return undefined;
  const folder = Uri.joinPath(file, '..');
  const schema = nameOf(file);
  const texts = await schemasIn(folder);
  return { name: withoutEnding(schema), request: { schema, texts, deliveries: openDeliveries() }, folder };
}

async function fromDelivery(uri: Uri): Promise<Source> {
  const text = (await workspace.openTextDocument(uri)).getText();
  const deliveries = [{ name: nameOf(uri), text }];
  return { name: withoutEnding(nameOf(uri)), request: { schema: undefined, texts: {}, deliveries }, folder: undefined };
}

/** Those that are open may be in the format of the schema: where they are not, they show nothing. */
function openDeliveries(): ImportParameters['deliveries'] {
  return workspace.textDocuments
    .filter(({ languageId }) => DELIVERY_LANGUAGES.includes(languageId))
    .map((document) => ({ name: nameOf(document.uri), text: document.getText() }))
    .filter(({ text }) => text.length <= LONGEST_EXAMPLE)
    .slice(0, MOST_EXAMPLES);
}

function nameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutEnding(name: string): string {
  return name.replace(/(\.srg)?\.[^.]*$/, '');
}

async function importFrom(
  { name, request, folder: own }: Source,
  context: ExtensionContext,
  client: BaseLanguageClient | undefined,
): Promise<void> {
  const send = (parameters: ImportParameters) => {
    // What fails, the client has written into the log.
    const asked = client?.sendRequest<ImportAnswer | ImportNeeds | null>(IMPORT_REQUEST, parameters);
    const answered = asked?.catch(() => undefined);
    return window.withProgress({ location: ProgressLocation.Window, title: say('import.busy') }, async () => answered);
  };
  const complete = await completed({ name, request, folder: own }, (given, mayNeed) =>
    send({ ...given, answers: [], language: language(), mayNeed }),
  );
  const { answer: first, folder, outside } = complete;
  const ask = async (answers: readonly string[]) => {
    const answer = await send({ ...complete.request, answers, language: language() });
    return answer && 'needs' in answer ? undefined : answer;
  };
  if (!first) {
    window.setStatusBarMessage(say('report.noServer'), 8000);
    return;
  }
  if ('problem' in first) {
    window.showErrorMessage(first.problem);
    return;
  }
  const records = await askForRecord(first, folder);
  if (!records) return;
  const settled = records.length === 0 ? first : await ask(records);
  if (!settled || 'problem' in settled) return;
  const answers = await askQuestions(settled, folder);
  if (!answers) return;
  const result = answers.length === 0 ? settled : await ask([...records, ...answers]);
  if (!result || 'problem' in result) return;
  const target = await pickTarget(name, context);
  if (!target) return;
  for (const [path, text] of Object.entries(result.files)) {
    await workspace.fs.writeFile(Uri.joinPath(target.folder, path), new TextEncoder().encode(asUtf8(path, text)));
  }
  await putToUse(target);
  await showMapping(name, result, target, outside);
}

type Asking = (request: Source['request'], mayNeed: boolean) => Thenable<ImportAnswer | ImportNeeds | null | undefined>;

/** Asks about a source, with all that its schema brings in, also from outside of its folder. */
async function completed({ request, folder }: Source, ask: Asking) {
  const { schema, texts } = request;
  if (schema === undefined || !folder) {
    const answer = await ask(request, false);
    return { request, folder, outside: [], answer: answer && 'needs' in answer ? undefined : answer };
  }
  const folderAt = (above: number) => Uri.joinPath(folder, ...Array<string>(above).fill('..'));
  const around = {
    nameOf: (above: number) => nameOf(folderAt(above)) || undefined,
    read: async (above: number, path: string) => textOf(Uri.joinPath(folderAt(above), path)).catch(() => undefined),
  };
  const found = await completeSchema({ schema, texts }, around, async (given, mayNeed) =>
    ask({ ...request, ...given }, mayNeed),
  );
  const { answer, above, outside } = found;
  return { request: { ...request, ...found.source }, folder: folderAt(above), outside, answer };
}

async function textOf(file: Uri): Promise<string> {
  return decodeXml(await workspace.fs.readFile(file)).text.replace(/^\ufeff/, '');
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
        texts[`${path}${name}`] = await textOf(file);
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
  readonly place?: ImportedPlace;
}

/** Asks which elements are the records, where others may be; undefined where the user breaks off. */
async function askForRecord(
  { recordCandidates }: Done,
  folder: Uri | undefined,
): Promise<readonly string[] | undefined> {
  if (recordCandidates.length === 0) return [];
  const items: AnswerItem[] = recordCandidates.map((place) => ({
    ...toldOf(place),
    place,
    answers: answersOf('record', place),
  }));
  items.push({ label: say('import.leaveOpen'), answers: [] });
  return (await pickWithPreview(items, say('import.recordQuestion'), folder))?.answers;
}

/**
 * Asks what is open, one after the other; undefined where the user breaks off.
 * @param folder of the schemas, in which the place is shown that the user is about to choose
 */
async function askQuestions({ concepts }: Done, folder: Uri | undefined): Promise<string[] | undefined> {
  const open = concepts.filter(({ certainty }) => certainty === 'ask');
  const given: string[] = [];
  for (const [index, { concept, places }] of open.entries()) {
    const items: AnswerItem[] = places.map((place) => ({
      ...toldOf(place),
      place,
      answers: answersOf(concept, place),
    }));
    items.push(
      { label: say('import.notThere'), answers: [`${concept}=-`] },
      { label: say('import.leaveOpen'), answers: [] },
    );
    const title = `${say('import.question', { concept })} (${index + 1}/${open.length})`;
    const picked = await pickWithPreview(items, title, folder);
    if (!picked) return undefined;
    given.push(...picked.answers);
  }
  return given;
}

function toldOf({ paths, format, reason, examples }: ImportedPlace): QuickPickItem {
  const example = examples.length > 0 ? `; ${say('import.sample', { values: examples.join(', ') })}` : '';
  return {
    label: paths.join(', '),
    ...(format === undefined ? {} : { description: format }),
    detail: reason + example,
  };
}

function answersOf(concept: string, { paths, format }: ImportedPlace): string[] {
  return paths.map((path) => `${concept}=${path}${format === undefined ? '' : `,${format}`}`);
}

/** A menu that shows the declaration of what is about to be chosen. */
function pickWithPreview(
  items: readonly AnswerItem[],
  title: string,
  folder: Uri | undefined,
): Promise<AnswerItem | undefined> {
  const menu = window.createQuickPick<AnswerItem>();
  menu.title = title;
  menu.placeholder = say('import.choose');
  menu.ignoreFocusOut = true;
  menu.items = items;
  menu.onDidChangeActive(([active]) => void preview(active?.place, folder));
  return new Promise((resolve) => {
    menu.onDidAccept(() => {
      resolve(menu.activeItems[0]);
      menu.dispose();
    });
    menu.onDidHide(() => {
      resolve(undefined);
      menu.dispose();
    });
    menu.show();
  });
}

async function preview(place: ImportedPlace | undefined, folder: Uri | undefined): Promise<void> {
  if (!place?.declared || !folder) return;
  const { file, line } = place.declared;
  const selection = new Range(line, 0, line + 1, 0);
  const options = { preview: true, preserveFocus: true, selection, viewColumn: ViewColumn.Active };
  // A schema that can't be shown doesn't keep anybody from answering.
  await window.showTextDocument(Uri.joinPath(folder, file), options).then(undefined, () => undefined);
}

interface Target {
  readonly folder: Uri;
  /** What the setting `srg.packs` has for it. */
  readonly path: string;
  readonly scope: ConfigurationTarget;
}

/** The workspace, or storage of the extension for all workspaces. */
async function pickTarget(name: string, context: ExtensionContext): Promise<Target | undefined> {
  const target = await pickPlace(name, context);
  return target && (await mayWrite(target)) ? target : undefined;
}

/** A pack that is there is overwritten where the user says so. */
async function mayWrite({ folder, path }: Target): Promise<boolean> {
  const before = await workspace.fs.stat(Uri.joinPath(folder, 'pack.json')).then(
    ({ type }) => type === FileType.File,
    () => false,
  );
  if (!before) return true;
  const items = [say('import.overwrite'), say('import.cancel')];
  const picked = await window.showQuickPick(items, { title: say('import.exists', { path }), ignoreFocusOut: true });
  return picked === items[0];
}

async function pickPlace(name: string, context: ExtensionContext): Promise<Target | undefined> {
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

async function showMapping(name: string, result: Done, { path }: Target, outside: readonly string[]): Promise<void> {
  const page = Uri.from({ scheme: PAGE_SCHEME, path: `/${name}.md` });
  pages.set(page.toString(), mappingPage(name, result, { path, outside }, say));
  pageChanged.fire(page);
  try {
    await commands.executeCommand('markdown.showPreview', page);
  } catch {
    await window.showTextDocument(page);
  }
}
