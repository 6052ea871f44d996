import type { CheckedText } from '../../engine/analysis/checked-text.ts';
import { formatMessage } from '../../engine/messages/message.ts';
import { ruleOf } from '../../engine/rules/registry.ts';
import type { Finding } from '../../engine/rules/rule.ts';
import { type PageOptions, pageOfFinding } from '../finding-page.ts';

/**
 * The rules that have a finding at an offset, each with what it is and where it is explained. What they found is in the
 * diagnostic, which editors show beside the hover.
 */
export function describeFindings(analysis: CheckedText, offset: number, options: PageOptions): string[] {
  const findings = new Map<string, Finding>();
  for (const finding of analysis.findingsIn(offset, offset)) findings.set(finding.code, finding);
  const lines = [...findings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => describe(finding, options));
  return lines.length > 0 ? [lines.join('\n')] : [];
}

function describe(finding: Finding, options: PageOptions): string {
  const page = pageOfFinding(finding, options);
  const code = escapeMarkdown(finding.code);
  return `- ${page ? `[${code}](${page})` : code} · ${whatItIs(finding, options)}`;
}

function whatItIs({ code, custom: own }: Finding, options: PageOptions): string {
  const rule = ruleOf(code);
  if (rule) {
    const consequence = { key: `consequence.${rule.consequence}` } as const;
    return formatMessage(
      { key: 'hover.finding', parameters: { name: rule.name[options.language], consequence } },
      options,
    );
  }
  const title = escapeMarkdown(own?.title ?? '');
  return formatMessage({ key: 'hover.ownFinding', parameters: { title } }, options);
}

/** The user's own words may hold what Markdown takes for its own. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&]/g, '\\$&');
}
