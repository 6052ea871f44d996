import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { formatMessage, type MessageKey } from '../../engine/messages/message.ts';
import { isRuleCode, isSuppressible } from '../../engine/rules/registry.ts';
import type { Finding } from '../../engine/rules/rule.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import type { Steps } from '../../engine/text/time-sliced.ts';
import { EXPLAIN, RULE_OFF } from '../../protocol/rules.ts';
import { toDiagnostic } from '../diagnostics.ts';
import { FINDINGS_BETWEEN, type SuppressOptions, suppressionInFile, toSuppressAction } from './suppress-actions.ts';

export interface RuleActionOptions extends SuppressOptions {
  /** The client knows the command {@link RULE_OFF}. */
  readonly canSetRules?: boolean;
  /** The client knows the command {@link EXPLAIN}. */
  readonly canExplain?: boolean;
}

/** Of a selection over many findings, so many rules are told of. */
const MOST = 5;

/**
 * What can be done with the rules that have a finding in a range, rather than with the finding: suppress it in the whole
 * file, switch it off, read what it is about. In steps: the range may be all of the text.
 */
export function* ruleActions(
  analysis: DeliveryAnalysis,
  range: TextRange,
  options: RuleActionOptions,
): Steps<CodeAction[]> {
  if (analysis.choice.kind !== 'known' || !analysis.done) return [];
  const found = new Map<string, Finding>();
  let looked = 0;
  for (const finding of analysis.findingsIn(range.start, range.end)) {
    if (++looked % FINDINGS_BETWEEN === 0) yield;
    if (found.size === MOST) break;
    if (!found.has(finding.code)) found.set(finding.code, finding);
  }
  return [...found.values()].flatMap((finding) => actionsOn(finding, analysis, options));
}

function actionsOn(finding: Finding, analysis: DeliveryAnalysis, options: RuleActionOptions): CodeAction[] {
  const { code, record } = finding;
  const actions: CodeAction[] = [];
  const located = { finding, range: shift(finding.range, analysis.startOf(finding.owner)) };
  const diagnostics = [toDiagnostic(located, analysis, options)];
  if (isSuppressible(code)) {
    // What is not of a record is suppressed in the file anyway.
    const edit = record && suppressionInFile(finding, analysis);
    if (edit) actions.push(toSuppressAction('suppress.file', finding, edit, analysis, options));
    if (options.canSetRules) actions.push(toCommand('rule.off', RULE_OFF, [options.uri, code]));
  }
  if (options.canExplain && isRuleCode(code)) actions.push(toCommand('rule.explain', EXPLAIN, [code]));
  return actions;

  function toCommand(key: MessageKey, command: string, given: unknown[]): CodeAction {
    return commandAction(formatMessage({ key, parameters: { code } }, options), command, given, diagnostics);
  }
}

function commandAction(title: string, command: string, given: unknown[], diagnostics: Diagnostic[]): CodeAction {
  return { title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command, arguments: given } };
}
