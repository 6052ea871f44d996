import { env, QuickInputButtons, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import {
  CODE_GROUPS,
  type Code,
  type CodeGroup,
  type CodeGroupsAnswer,
  type CodeGroupsParams,
  codeGroups,
  SHIPPED_PACKS,
} from '../../../server/src/protocol/packs.ts';
import { activeDelivery } from '../editor/active-delivery.ts';
import type { LanguageServer } from '../language-server.ts';
import { say } from '../say.ts';
import { type Answer, isAnswer, PURPOSE, type Question } from './decision-tree.ts';

/** What is on the screen: a question, its answer with the groups of codes, or the codes of one group. */
type Step = Question | Answer | CodeGroup;

interface Item extends QuickPickItem {
  /** What comes next; the end without it. */
  readonly next?: Step;
  readonly code?: Code;
}

const BACK = Symbol('back');

/**
 * Asks whether something belongs in the SRG; ends in the answer and, where it does, in the codes that fit: those of the
 * pack that the delivery one is in is validated against.
 */
export async function askDecisionTree(extension: Uri, server: LanguageServer): Promise<void> {
  const groups =
    (await groupsOfDelivery(server)) ?? (await readGroups(Uri.joinPath(extension, 'schemas', SHIPPED_PACKS[0]!)));
  const path: Step[] = [PURPOSE];
  for (;;) {
    const chosen = await pick(path.at(-1)!, groups, path.length > 1);
    if (chosen === BACK) path.pop();
    else if (chosen?.next) path.push(chosen.next);
    else {
      if (chosen?.code) await copy(chosen.code);
      return;
    }
  }
}

/** Shows one step; gives what the user took, or undefined where the user left. */
function pick(step: Step, groups: readonly CodeGroup[], canGoBack: boolean): Promise<Item | typeof BACK | undefined> {
  const picker = window.createQuickPick<Item>();
  picker.title = `${say('client.tree.title')} · ${say('client.tree.source')}`;
  picker.placeholder = placeholderOf(step, groups);
  picker.items = itemsOf(step, groups);
  picker.ignoreFocusOut = true;
  picker.matchOnDetail = true;
  picker.buttons = canGoBack ? [QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    picker.onDidTriggerButton(() => resolve(BACK));
    picker.onDidAccept(() => resolve(picker.selectedItems[0]));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  }).finally(() => picker.dispose()) as Promise<Item | typeof BACK | undefined>;
}

function placeholderOf(step: Step, groups: readonly CodeGroup[]): string {
  if ('codes' in step) return say('client.tree.code', { group: nameOf(step) });
  if (!isAnswer(step)) return say(step.question);
  if (!step.belongs || groups.length === 0) return say(step.reason);
  return groups.length === 1 ? say('client.tree.code', { group: nameOf(groups[0]!) }) : say('client.tree.group');
}

function itemsOf(step: Step, groups: readonly CodeGroup[]): Item[] {
  if ('codes' in step) return itemsOfGroup(step);
  if (!isAnswer(step)) {
    return step.choices.map(({ label, detail, next }) => ({
      label: say(label),
      ...(detail ? { detail: say(detail) } : {}),
      next,
    }));
  }
  const reason = say(step.reason);
  if (!step.belongs) return [{ label: `$(circle-slash) ${say('client.tree.belongsNot')}`, detail: reason }];
  return [
    { label: `$(pass) ${say('client.tree.belongs')}`, detail: reason },
    // A pack of the user's own needn't put its codes together.
    ...(groups.length === 1 ? [separator(nameOf(groups[0]!)), ...itemsOfGroup(groups[0]!)] : []),
    ...(groups.length > 1 ? [separator(say('client.tree.group')), ...groups.map(itemOfGroup)] : []),
  ];
}

function separator(label: string): Item {
  return { label, kind: QuickPickItemKind.Separator };
}

function nameOf({ name }: CodeGroup): string {
  return name || say('client.tree.noGroup');
}

function itemOfGroup(group: CodeGroup): Item {
  return {
    label: nameOf(group),
    detail: group.codes.map(({ code, short }) => `${code} ${short}`).join(', '),
    next: group,
  };
}

function itemsOfGroup({ codes }: CodeGroup): Item[] {
  return codes.map((code) => ({
    label: `${code.code} · ${code.label}`,
    description: say(`provenance.${code.provenance.code}`),
    detail: code.description,
    code,
  }));
}

async function copy({ code, label }: Code): Promise<void> {
  await env.clipboard.writeText(code);
  window.setStatusBarMessage(say('client.tree.copied', { code, label }), 5000);
}

/** undefined where one is in no delivery, or the server gives no answer. */
async function groupsOfDelivery(server: LanguageServer): Promise<readonly CodeGroup[] | undefined> {
  const document = activeDelivery();
  if (!document) return undefined;
  const parameters: CodeGroupsParams = { textDocument: { uri: document.uri.toString() } };
  return (await server.request<CodeGroupsAnswer>(CODE_GROUPS, parameters)) ?? undefined;
}

async function readGroups(pack: Uri): Promise<CodeGroup[]> {
  const read = async (name: string) =>
    JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(pack, name))));
  const manifest = await read('pack.json');
  return codeGroups(manifest, manifest.codes ? await read(manifest.codes) : { lists: {} });
}
