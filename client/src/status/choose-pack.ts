import {
  commands,
  type Disposable,
  type ExtensionContext,
  type QuickPickItem,
  QuickPickItemKind,
  type Uri,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { IMPORT_COMMAND } from '../../../server/src/protocol/import.ts';
import { CHOOSE_PACK, type ChoosePackParams } from '../../../server/src/protocol/packs.ts';
import type { StatusParams } from '../../../server/src/protocol/status.ts';
import { say } from '../say.ts';

export const CHOOSE_PACK_COMMAND = 'srg.choosePack';

/** Where the workspace remembers the packs that the user chose, by the address of the document. */
const REMEMBERED = 'srg.chosenPacks';

/** The packs that the user has chosen in this workspace, by the address of the document. */
export function chosenPacks({ workspaceState }: ExtensionContext): Readonly<Record<string, string>> {
  return workspaceState.get<Record<string, string>>(REMEMBERED) ?? {};
}

interface PackItem extends QuickPickItem {
  readonly run?: () => unknown;
}

/**
 * The pack that one document is judged by: those that fit it to choose from, and the ways to another one.
 * @param statusOf what is known of an open document
 */
export function registerPackChoice(
  context: ExtensionContext,
  getClient: () => Promise<BaseLanguageClient | undefined>,
  statusOf: (document: Uri) => StatusParams['status'] | undefined,
): Disposable {
  return commands.registerCommand(CHOOSE_PACK_COMMAND, async () => {
    const document = window.activeTextEditor?.document.uri;
    if (!document) return;
    const status = statusOf(document);
    const { fitting = [], chosen = undefined } = status && 'pack' in status ? status : {};
    const choose = (pack: string | null) => choosePack(document, pack, context, getClient);
    const mark = (isCurrent: boolean) => (isCurrent ? '$(check) ' : '');
    const items: PackItem[] = fitting.map(({ key, id, title }) => ({
      label: `${mark(key === chosen)}${title}`,
      description: id,
      run: () => choose(key),
    }));
    if (items.length > 0) {
      const automatic = {
        label: `${mark(chosen === undefined)}${say('client.packs.automatic')}`,
        run: () => choose(null),
      };
      items.push(automatic, { label: '', kind: QuickPickItemKind.Separator });
    }
    const runCommand =
      (command: string, ...given: unknown[]) =>
      () =>
        commands.executeCommand(command, ...given);
    items.push({ label: say('fix.importSchema'), run: runCommand(IMPORT_COMMAND) });
    if (status && 'pack' in status && !status.pack)
      items.push({ label: say('fix.draftSchema'), run: runCommand(IMPORT_COMMAND, document.toString()) });
    items.push({ label: say('client.packs.setting'), run: runCommand('workbench.action.openSettings', 'srg.packs') });
    const picked = await window.showQuickPick(items, { title: say('client.packs.title'), matchOnDescription: true });
    await picked?.run?.();
  });
}

async function choosePack(
  document: Uri,
  pack: string | null,
  context: ExtensionContext,
  getClient: () => Promise<BaseLanguageClient | undefined>,
): Promise<void> {
  const uri = document.toString();
  const { [uri]: _before, ...others } = chosenPacks(context);
  await context.workspaceState.update(REMEMBERED, pack === null ? others : { ...others, [uri]: pack });
  const parameters: ChoosePackParams = { uri, pack };
  await (await getClient())?.sendNotification(CHOOSE_PACK, parameters);
}
