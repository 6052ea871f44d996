import { formatMessage, type Language, type Message } from '../../../server/src/engine/messages/message.ts';
import type { CheckedWorkspace } from '../../../server/src/protocol/workspace.ts';

/** What a check of the workspace has come to, in one or two sentences. */
export function workspaceWords(checked: CheckedWorkspace, language: Language): string {
  const say = (key: Message['key'], parameters: NonNullable<Message['parameters']> = {}) =>
    formatMessage({ key, parameters }, { language, maskBsn: false });
  const { afkeur, contact, goedgekeurd, sjabloon, unchecked, seen, files, cancelled, capped, unreadable } = checked;
  const number = (n: number) => n.toLocaleString(language);
  const count = (what: 'checked' | 'sjabloon' | 'unchecked' | 'folders', n: number) =>
    n === 1 ? say(`workspace.${what}.one`) : say(`workspace.${what}.many`, { n: number(n) });
  const deliveries = afkeur + checked['niet-te-beoordelen'] + contact + goedgekeurd;
  const parts = [
    ...(['afkeur', 'niet-te-beoordelen', 'contact', 'goedgekeurd'] as const)
      .filter((verdict) => checked[verdict] > 0)
      .map((verdict) => say(`workspace.${verdict}`, { n: number(checked[verdict]) })),
  ];
  const besides = [
    ...(sjabloon > 0 ? [count('sjabloon', sjabloon)] : []),
    ...(unchecked > 0 ? [count('unchecked', unchecked)] : []),
  ];
  const found = [...(deliveries > 0 ? [`${count('checked', deliveries)}: ${parts.join(', ')}`] : []), ...besides].join(
    '; ',
  );
  // A rule that was not held against all of them says of how many.
  const left = checked.notChecked.map(({ code, reason, deliveries: n }) =>
    [
      say(`notChecked.${reason}`, { code }),
      ...(n < deliveries ? [say('workspace.notChecked', { n: number(n), deliveries: number(deliveries) })] : []),
    ].join(' '),
  );
  return [
    ...(cancelled ? [say('workspace.cancelled', { seen: number(seen), files: number(files) })] : []),
    ...(found === '' ? (cancelled ? [] : [say('workspace.none')]) : [`${found}.`]),
    ...(left.length > 0 ? [say('notChecked', { rules: left.join(', ') })] : []),
    ...(capped ? [say('workspace.capped')] : []),
    ...(unreadable > 0 ? [count('folders', unreadable)] : []),
  ].join(' ');
}
