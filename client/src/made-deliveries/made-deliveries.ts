import { commands, type ExtensionContext, ProgressLocation, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  ANONYMISE_REQUEST,
  type AnonymisedAnswer,
  type AnonymiseParams,
  FAULTS_REQUEST,
  GENERATE_REQUEST,
  type GeneratedAnswer,
  type GenerateParams,
} from '../../../server/src/protocol/made-deliveries.ts';
import { RULES_REQUEST, type RuleFacts } from '../../../server/src/protocol/rules.ts';
import { activeDelivery } from '../editor/active-delivery.ts';
import { language, say } from '../say.ts';
import { lastMonth, readCount } from './answers.ts';

type GetClient = () => Promise<BaseLanguageClient | undefined>;

/** Commands that make a delivery: of the active one without the people in it, or of nothing. Nothing of it is on disk. */
export function registerMadeDeliveries(context: ExtensionContext, getClient: GetClient): void {
  context.subscriptions.push(
    commands.registerCommand('srg.anonymise', () => anonymise(getClient)),
    commands.registerCommand('srg.generate', () => generate(getClient)),
  );
}

async function anonymise(getClient: GetClient): Promise<void> {
  const document = activeDelivery();
  const client = await getClient();
  if (!document || !client) return;
  const parameters: AnonymiseParams = { textDocument: { uri: document.uri.toString() } };
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, title: say('client.anonymise.busy') },
    // What fails, the client has written into the log.
    async () => client.sendRequest<AnonymisedAnswer | null>(ANONYMISE_REQUEST, parameters).catch(() => null),
  );
  if (!answer) void window.showWarningMessage(say('client.anonymise.noDelivery'));
  else if ('problem' in answer) void window.showWarningMessage(answer.problem);
  else {
    await show(answer.text);
    void (answer.isSame ? window.showInformationMessage(answer.told) : window.showWarningMessage(answer.told));
  }
}

async function generate(getClient: GetClient): Promise<void> {
  const client = await getClient();
  if (!client) return;
  const title = say('client.generate.title');
  const records = await window.showInputBox({
    title,
    prompt: say('client.generate.askRecords'),
    value: '50',
    validateInput: (value) => (readCount(value) === undefined ? say('client.generate.noCount') : undefined),
  });
  if (records === undefined) return;
  const month = await window.showInputBox({
    title,
    prompt: say('client.generate.askMonth'),
    value: lastMonth(new Date()),
  });
  if (month === undefined) return;
  const faults = await pickFaults(client, title);
  if (!faults) return;
  const document = activeDelivery();
  const parameters: GenerateParams = {
    textDocument: document && { uri: document.uri.toString() },
    records: readCount(records)!,
    month,
    faults,
    seed: Math.floor(Math.random() * 1_000_000),
  };
  const answer = await client.sendRequest<GeneratedAnswer | null>(GENERATE_REQUEST, parameters).catch(() => null);
  if (answer && 'problem' in answer) void window.showWarningMessage(answer.problem);
  else if (answer) await show(answer.text);
}

/** @returns the codes that were chosen; undefined where it was called off */
async function pickFaults(client: BaseLanguageClient, title: string): Promise<readonly string[] | undefined> {
  const codes = await client.sendRequest<readonly string[]>(FAULTS_REQUEST).catch((): readonly string[] => []);
  const rules = await client
    .sendRequest<readonly RuleFacts[]>(RULES_REQUEST, { language: language() })
    .catch((): readonly RuleFacts[] => []);
  const items = rules
    .filter(({ code }) => codes.includes(code))
    .map(({ code, name }) => ({ label: code, description: name }));
  const placeHolder = say('client.generate.askFaults');
  const chosen = await window.showQuickPick(items, { title, placeHolder, canPickMany: true, matchOnDescription: true });
  return chosen?.map(({ label }) => label);
}

async function show(content: string): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument({ language: 'srg-xml', content }));
}
