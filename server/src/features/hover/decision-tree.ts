import { formatMessage, type MessageKey } from '../../engine/messages/message.ts';
import type { DescribeOptions } from './describe.ts';
import { MARKDOWN } from './markup.ts';

const QUESTIONS = [1, 2, 3, 4] as const;

/**
 * "Does it belong in the SRG?" of the CBS slides, as a table.
 * @param page the address of the whole, where there is one
 */
export function decisionTree(options: DescribeOptions, page: string | undefined): string[] {
  const { markup = MARKDOWN } = options;
  const say = (key: MessageKey) => formatMessage({ key }, options);
  const rows = QUESTIONS.map((n) => [say(`hover.tree.${n}`), say(`hover.tree.${n}.in`), say(`hover.tree.${n}.out`)]);
  return [
    markup.strong(say('hover.tree.title')),
    markup.table([[say('hover.tree.question'), say('hover.tree.in'), say('hover.tree.out')], ...rows]),
    ...(page ? [markup.link(say('hover.tree.link'), page)] : []),
  ];
}
