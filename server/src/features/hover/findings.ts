import type { DeliveryAnalysis } from '../../analysis/delivery-analysis.ts';
import { formatMessage } from '../../messages/message.ts';
import { ruleOf } from '../../rules/registry.ts';
import type { RuleCode } from '../../rules/rule.ts';
import type { PageOptions } from '../diagnostics.ts';

/**
 * The rules that have a finding at an offset, each with what it is and its page. What they found is in the diagnostic,
 * which editors show beside the hover.
 */
export function describeFindings(analysis: DeliveryAnalysis, offset: number, options: PageOptions): string[] {
  const codes = new Set<RuleCode>();
  for (const { code } of analysis.findingsIn(offset, offset)) codes.add(code);
  const lines = [...codes].sort().map((code) => {
    const rule = ruleOf(code);
    const consequence = { key: `consequence.${rule.consequence}` } as const;
    const text = formatMessage({ key: 'hover.finding', parameters: { name: rule.name, consequence } }, options);
    const page = options.pageOf(code);
    return `- ${page ? `[${code}](${page})` : code} · ${text}`;
  });
  return lines.length > 0 ? [lines.join('\n')] : [];
}
