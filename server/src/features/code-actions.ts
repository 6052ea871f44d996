import { type CodeAction, CodeActionKind, type TextEdit } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { locateFindings } from '../analysis/verdict.ts';
import { formatMessage } from '../messages/message.ts';
import type { Finding, Fix, OwnedEdit } from '../rules/rule.ts';
import { shift, type TextRange } from '../text/text-range.ts';
import { type DiagnosticOptions, toDiagnostic } from './diagnostics.ts';
import { toRange } from './protocol-range.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.srg`;

export interface CodeActionOptions extends DiagnosticOptions {
  readonly version: number;
  /** The client knows the command `srg.goTo` (uri, range). */
  readonly canGoTo: boolean;
  /** The client takes edits that name the version they are for. */
  readonly versionedEdits: boolean;
  /** The kinds asked for; all quick fixes without. */
  readonly only: readonly string[] | undefined;
}

/** The quick fixes for the findings in a range, and the fix for everything that can be fixed safely. */
export function codeActionsAt(analysis: DeliveryAnalysis, range: TextRange, options: CodeActionOptions): CodeAction[] {
  const wants = (kind: string) =>
    options.only === undefined
      ? kind === CodeActionKind.QuickFix
      : options.only.some((asked) => kind === asked || kind.startsWith(`${asked}.`) || asked === '');
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    for (const finding of analysis.findingsIn(range.start, range.end)) {
      for (const fix of analysis.fixesOf(finding)) {
        const action = toAction(fix, finding, analysis, options);
        if (action) actions.push(action);
      }
    }
  }
  if (wants(FIX_ALL)) {
    const edits = safeEdits(analysis);
    if (edits.length > 0) {
      actions.push({
        title: formatMessage({ key: 'fix.all' }, options),
        kind: FIX_ALL,
        edit: workspaceEdit(toTextEdits(edits, analysis), options),
      });
    }
  }
  return actions;
}

function toAction(
  fix: Fix,
  finding: Finding,
  analysis: DeliveryAnalysis,
  options: CodeActionOptions,
): CodeAction | undefined {
  const title = formatMessage(fix.title, options);
  const located = { finding, range: shift(finding.range, analysis.startOf(finding.owner)) };
  const base = { title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(located, analysis, options)] };
  if (fix.goTo) {
    if (!options.canGoTo) return undefined;
    const place = shift(fix.goTo.range, analysis.startOf(fix.goTo.fields.owner));
    return {
      ...base,
      command: { title, command: 'srg.goTo', arguments: [options.uri, toRange(analysis.source, place)] },
    };
  }
  return {
    ...base,
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(toTextEdits(fix.edits, analysis), options),
  };
}

/** The first safe fix of each finding; of those that overlap, the one that comes first in the text. */
export function safeEdits(analysis: DeliveryAnalysis): OwnedEdit[] {
  const chosen: OwnedEdit[] = [];
  let end = -1;
  for (const { finding } of locateFindings(analysis)) {
    const fix = analysis.fixesOf(finding).find((candidate) => candidate.safe);
    if (!fix) continue;
    const starts = fix.edits.map((edit) => edit.start + analysis.startOf(edit.owner));
    const ends = fix.edits.map((edit) => edit.end + analysis.startOf(edit.owner));
    if (Math.min(...starts) < end) continue;
    end = Math.max(...ends);
    chosen.push(...fix.edits);
  }
  return chosen;
}

function toTextEdits(edits: readonly OwnedEdit[], analysis: DeliveryAnalysis): TextEdit[] {
  return edits.map((edit) => ({
    range: toRange(analysis.source, shift(edit, analysis.startOf(edit.owner))),
    newText: edit.newText,
  }));
}

/** Edits of one document as a client takes them. */
export function workspaceEdit(
  edits: TextEdit[],
  { uri, version, versionedEdits }: Pick<CodeActionOptions, 'uri' | 'version' | 'versionedEdits'>,
) {
  return versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}
