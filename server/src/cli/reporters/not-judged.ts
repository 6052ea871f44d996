import { formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import type { RuleCode } from '../../engine/rules/rule-metadata.ts';

/** What a file is told by that could not be judged at all, and of which there is no analysis. */
export const NOT_JUDGED = {
  code: 'SRG-T006' satisfies RuleCode,
  kind: 'SRG-T006/notJudged',
  severity: 'error',
  verdict: 'niet-te-beoordelen',
} as const;

/** The title of their kind. */
export function notJudgedTitle(options: MessageOptions): string {
  return formatMessage({ key: 'table.notJudged' }, options);
}
