import type { CheckedText } from '../../engine/analysis/checked-text.ts';
import type { Message } from '../../engine/messages/message.ts';
import { ruleOf } from '../../engine/rules/registry.ts';
import type { Finding } from '../../engine/rules/rule.ts';
import { type PageOptions, pageOfFinding } from '../finding-page.ts';
import { type DescribeOptions, sayer } from './describe.ts';

/** How a hover is written. */
export interface HoverOptions extends PageOptions, DescribeOptions {}

/**
 * The rules that have a finding at an offset, each with what it is and where it is explained. What they found is in the
 * diagnostic, which editors show beside the hover.
 */
export function describeFindings(analysis: CheckedText, offset: number, options: HoverOptions): string[] {
  const findings = new Map<string, Finding>();
  for (const finding of analysis.findingsIn(offset, offset)) findings.set(finding.code, finding);
  const lines = [...findings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => describe(finding, options));
  return lines.length > 0 ? [lines.join('\n')] : [];
}

function describe(finding: Finding, options: HoverOptions): string {
  const { markup, say } = sayer(options);
  const page = pageOfFinding(finding, options);
  const code = page ? markup.link(finding.code, page) : markup.text(finding.code);
  return markup.item(`${code} · ${say(whatItIs(finding, options))}`);
}

function whatItIs({ code, custom: own }: Finding, options: HoverOptions): Message {
  const rule = ruleOf(code);
  if (!rule) return { key: 'hover.ownFinding', parameters: { title: own?.title ?? '' } };
  const consequence = { key: `consequence.${rule.consequence}` } as const;
  return { key: 'hover.finding', parameters: { name: rule.name[options.language], consequence } };
}
