import { formatMessage, type MessageKey, type MessageOptions } from '../../engine/messages/message.ts';

const QUESTIONS = [1, 2, 3, 4] as const;

/**
 * "Does it belong in the SRG?" of the CBS slides, as a table.
 * @param page the address of the whole, where there is one
 */
export function decisionTree(options: MessageOptions, page: string | undefined): string[] {
  const say = (key: MessageKey) => formatMessage({ key }, options);
  const rows = QUESTIONS.map((n) => [say(`hover.tree.${n}`), say(`hover.tree.${n}.in`), say(`hover.tree.${n}.out`)]);
  const table = [
    [say('hover.tree.question'), say('hover.tree.in'), say('hover.tree.out')],
    ['---', '---', '---'],
    ...rows,
  ];
  return [
    `**${say('hover.tree.title')}**`,
    table.map((row) => `| ${row.join(' | ')} |`).join('\n'),
    ...(page ? [`[${say('hover.tree.link')}](${page})`] : []),
  ];
}
