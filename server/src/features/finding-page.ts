import { isRuleCode } from '../rules/registry.ts';
import type { Finding } from '../rules/rule.ts';
import type { PageOptions } from './diagnostics.ts';

/** Where a finding's rule is explained: on its page, or where the user wrote it. */
export function pageOfFinding({ code, own }: Finding, options: PageOptions): string | undefined {
  if (!own) return isRuleCode(code) ? options.pageOf(code) : undefined;
  const { line, character } = own.source.positionAt(own.range.start);
  return `${own.uri}#L${line + 1},${character + 1}`;
}
