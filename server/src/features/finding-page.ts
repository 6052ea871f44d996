import type { MessageOptions } from '../engine/messages/message.ts';
import { isRuleCode } from '../engine/rules/registry.ts';
import type { Finding, RuleCode } from '../engine/rules/rule.ts';

/** A page that ships: of a rule, or the decision tree ('does it belong in the SRG?'). */
export type DocPage = RuleCode | 'beslisboom';

export interface PageOptions extends MessageOptions {
  /** The address of a page; undefined where there is none. */
  pageOf(page: DocPage): string | undefined;
}

/** Where a finding's rule is explained: on its page, or where the user wrote it. */
export function pageOfFinding({ code, custom: own }: Finding, options: PageOptions): string | undefined {
  if (!own) return isRuleCode(code) ? options.pageOf(code) : undefined;
  const { line, character } = own.source.positionAt(own.range.start);
  return `${own.uri}#L${line + 1},${character + 1}`;
}
