import { type CodeAction, CodeActionKind } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { formatMessage } from '../../engine/messages/message.ts';
import { isSuppressible } from '../../engine/rules/registry.ts';
import type { Finding, OwnedEdit } from '../../engine/rules/rule.ts';
import { KEYWORD } from '../../engine/rules/suppression/suppression.ts';
import { NodeKind } from '../../engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../engine/syntax/tree.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import type { Steps } from '../../engine/text/time-sliced.ts';
import { type DiagnosticOptions, toDiagnostic } from '../diagnostics.ts';
import { toRange } from '../protocol-range.ts';
import { lineStart } from './refactorings/element-layout.ts';
import { inDocument } from './refactorings/refactoring.ts';
import { type EditTarget, toTextEdits, workspaceEdit } from './workspace-edit.ts';

export interface SuppressOptions extends DiagnosticOptions, EditTarget {
  /** The client knows the command `srg.goTo` (uri, range). */
  readonly canGoTo: boolean;
}

/** Of a selection over many findings, so many can be suppressed from it. */
const MOST = 20;
/** So many findings are looked at between two steps. */
export const FINDINGS_BETWEEN = 512;

/**
 * For each finding in a range of a rule that can be suppressed: a comment that does so, before its record or in the
 * head. The reason is left to the user, whom the editor takes to its place where it can. None while not everything is
 * known, because a document that is being read may have the comment already. In steps: the range may be all of the text.
 */
export function* suppressActions(
  analysis: DeliveryAnalysis,
  range: TextRange,
  options: SuppressOptions,
): Steps<CodeAction[]> {
  if (analysis.choice.kind !== 'known' || !analysis.done) return [];
  const actions = new Map<string, CodeAction>();
  let looked = 0;
  for (const finding of analysis.findingsIn(range.start, range.end)) {
    if (++looked % FINDINGS_BETWEEN === 0) yield;
    if (actions.size === MOST) break;
    if (!isSuppressible(finding.code)) continue;
    const edit = suppressionOf(finding, analysis);
    const key = `${finding.code} ${analysis.startOf(finding.owner) + (edit?.start ?? 0)}`;
    if (!edit || actions.has(key)) continue;
    const title = finding.record ? 'suppress.record' : 'suppress.file';
    actions.set(key, toSuppressAction(title, finding, edit, analysis, options));
  }
  return [...actions.values()];
}

/** The action that makes an edit which puts in a comment. */
export function toSuppressAction(
  key: 'suppress.record' | 'suppress.file',
  finding: Finding,
  edit: OwnedEdit,
  analysis: DeliveryAnalysis,
  options: SuppressOptions,
): CodeAction {
  const title = formatMessage({ key, parameters: { code: finding.code } }, options);
  const located = { finding, range: shift(finding.range, analysis.startOf(finding.owner)) };
  const [change] = inDocument(analysis, [edit]);
  // The comment is the first thing that goes in, so its place is known before the edit is made.
  const { start } = toRange(analysis.source, change!);
  const reason = { line: start.line, character: start.character + commentFor(finding).indexOf(REASON) + 1 };
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(located, analysis, options)],
    edit: workspaceEdit(toTextEdits(analysis.source, [change!]), options),
    ...(options.canGoTo
      ? { command: { title, command: 'srg.goTo', arguments: [options.uri, { start: reason, end: reason }] } }
      : {}),
  };
}

/** Behind the first space stands the reason. */
const REASON = '  -->';

function commentFor({ code }: Finding): string {
  return `<!-- ${KEYWORD} ${code}:${REASON}`;
}

/** The edit that puts a comment before the record of a finding, or first in the root where that is the header's. */
function suppressionOf(finding: Finding, analysis: DeliveryAnalysis): OwnedEdit | undefined {
  const { owner, record } = finding;
  const at = record ? record.range.start : firstInRoot(analysis.treeOf(owner));
  if (at === undefined) return undefined;
  const newText = commentFor(finding) + lineStart(analysis.textOf(owner), at);
  return { owner, start: at, end: at, newText };
}

/** The edit that puts a comment first in the root, so that the rule is silent in the whole file. */
export function suppressionInFile(finding: Finding, analysis: DeliveryAnalysis): OwnedEdit | undefined {
  const { owner, tree } = analysis.segmentAt(0);
  const at = firstInRoot(tree);
  if (at === undefined) return undefined;
  return { owner, start: at, end: at, newText: commentFor(finding) + lineStart(analysis.textOf(owner), at) };
}

function firstInRoot(tree: SyntaxTree): number | undefined {
  for (let node = 0; node < tree.size; node++) {
    const parent = tree.parent(node);
    if (tree.kind(node) === NodeKind.Element && parent >= 0 && tree.parent(parent) < 0) return tree.start(node);
  }
  return undefined;
}
