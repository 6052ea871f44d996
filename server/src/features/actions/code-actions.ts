import { type CodeAction, CodeActionKind } from 'vscode-languageserver-protocol';
import type { CheckedText } from '../../engine/analysis/checked-text.ts';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { fixesTogether } from '../../engine/analysis/fixes/fixes-together.ts';
import { formatMessage } from '../../engine/messages/message.ts';
import type { Finding, Fix, OwnedEdit } from '../../engine/rules/rule.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import { REOPEN } from '../../protocol/documents.ts';
import { IMPORT_COMMAND } from '../../protocol/import.ts';
import { toDiagnostic } from '../diagnostics.ts';
import { LAYOUT_KIND, layoutActions } from '../formatting/layout-commands.ts';
import { toRange } from '../protocol-range.ts';
import { type RefactoringOptions, refactoringActions } from './refactoring-actions.ts';
import { inDocument } from './refactorings/refactoring.ts';
import { REFACTORINGS } from './refactorings/registry.ts';
import { type RuleActionOptions, ruleActions } from './rule-actions.ts';
import { suppressActions } from './suppress-actions.ts';
import { toTextEdits, workspaceEdit } from './workspace-edit.ts';

export const FIX_ALL = `${CodeActionKind.SourceFixAll}.srg`;

/** The kinds of code actions that there are. */
export const CODE_ACTION_KINDS: readonly string[] = [
  ...new Set([CodeActionKind.QuickFix, ...REFACTORINGS.map(({ kind }) => kind), FIX_ALL, LAYOUT_KIND]),
];

/** Of a selection with more findings than these, a client is given the fixes of the first: nobody reads a longer menu. */
export const MOST_FINDINGS = 20;

export interface CodeActionOptions extends RuleActionOptions, RefactoringOptions {
  /** The client knows the command {@link REOPEN}. */
  readonly canReopen?: boolean;
  /** The client knows the command {@link IMPORT_COMMAND}. */
  readonly canImport?: boolean;
  /** The client takes edits of the server's own accord, and so its commands. */
  readonly takesEdits: boolean;
  /** The kinds asked for; without, all but those that look through the whole document. */
  readonly only: readonly string[] | undefined;
}

/**
 * The quick fixes for the findings in a range, what else can be done there, and what can be done with the whole
 * document: in steps, for each fix is tried.
 */
export function* codeActionsAt(
  analysis: DeliveryAnalysis,
  range: TextRange,
  options: CodeActionOptions,
): Generator<void, CodeAction[]> {
  const wants = (kind: string) => isWanted(kind, options);
  for (const { owner } of first(MOST_FINDINGS, analysis.findingsIn(range.start, range.end)))
    yield* analysis.prepareTree(owner);
  const actions = yield* quickFixesAt(analysis, range, options);
  if (analysis.misread) return actions;
  actions.push(...(yield* refactoringActions(analysis, range, wants, options)));
  // Putting a thing right comes before keeping quiet about it.
  if (wants(CodeActionKind.QuickFix)) {
    actions.push(...(yield* suppressActions(analysis, range, options)));
    actions.push(...(yield* ruleActions(analysis, range, options)));
  }
  if (wants(FIX_ALL)) {
    const edits = yield* safeEdits(analysis);
    if (edits.length > 0) {
      actions.push({
        title: formatMessage({ key: 'fix.all' }, options),
        kind: FIX_ALL,
        edit: workspaceEdit(toTextEdits(analysis.source, inDocument(analysis, edits)), options),
      });
    }
  }
  if (options.takesEdits && wants(LAYOUT_KIND)) actions.push(...layoutActions(analysis, options.uri, options));
  return actions;
}

function isWanted(kind: string, { only }: CodeActionOptions): boolean {
  return only === undefined
    ? kind === LAYOUT_KIND || !kind.startsWith(CodeActionKind.Source)
    : only.some((asked) => kind === asked || kind.startsWith(`${asked}.`) || asked === '');
}

/** The quick fixes for the findings in a range, where they are asked for. */
export function* quickFixesAt(
  analysis: CheckedText,
  range: TextRange,
  options: CodeActionOptions,
): Generator<void, CodeAction[]> {
  const actions: CodeAction[] = [];
  if (!isWanted(CodeActionKind.QuickFix, options)) return actions;
  for (const finding of first(MOST_FINDINGS, analysis.findingsIn(range.start, range.end))) {
    yield;
    for (const fix of analysis.fixesOf(finding)) {
      const action = toAction(fix, finding, analysis, options);
      if (action) actions.push(action);
    }
    if (options.canImport && finding.code === 'SRG-T005') actions.push(...importActions(finding, analysis, options));
  }
  return actions;
}

export function* first<T>(most: number, all: Iterable<T>): Generator<T> {
  let count = 0;
  for (const one of all) {
    if (++count > most) return;
    yield one;
  }
}

/** A format that is not known may be that of an XSD which the user has; without one the delivery shows what it is. */
function importActions(finding: Finding, analysis: CheckedText, options: CodeActionOptions): CodeAction[] {
  const located = { finding, range: shift(finding.range, analysis.startOf(finding.owner)) };
  const diagnostics = [toDiagnostic(located, analysis, options)];
  const actions = [
    { key: 'fix.importSchema', given: [] },
    { key: 'fix.draftSchema', given: [options.uri] },
  ] as const;
  return actions.map(({ key, given }) => {
    const title = formatMessage({ key }, options);
    const command = { title, command: IMPORT_COMMAND, arguments: [...given] };
    return { title, kind: CodeActionKind.QuickFix, diagnostics, command };
  });
}

function toAction(
  fix: Fix,
  finding: Finding,
  analysis: CheckedText,
  options: CodeActionOptions,
): CodeAction | undefined {
  const title = formatMessage(fix.title, options);
  const located = { finding, range: shift(finding.range, analysis.startOf(finding.owner)) };
  const base = { title, kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(located, analysis, options)] };
  const { goTo, choose, reopenIn } = fix;
  if (reopenIn !== undefined) {
    if (!options.canReopen) return undefined;
    return { ...base, isPreferred: true, command: { title, command: REOPEN, arguments: [options.uri, reopenIn] } };
  }
  if (goTo || choose) {
    if (!options.canGoTo) return undefined;
    const place = goTo ? shift(goTo.range, analysis.startOf(goTo.fields.owner)) : undefined;
    const value = choose ? shift(choose.range, analysis.startOf(choose.owner)) : undefined;
    const range = toRange(analysis.source, (place ?? value)!);
    return { ...base, command: { title, command: 'srg.goTo', arguments: [options.uri, range, value !== undefined] } };
  }
  return {
    ...base,
    ...(fix.preferred ? { isPreferred: true } : {}),
    edit: workspaceEdit(toTextEdits(analysis.source, inDocument(analysis, fix.edits)), options),
  };
}

/** The first safe fix of each finding, as far as they don't get in each other's way. */
export function safeEdits(analysis: DeliveryAnalysis): Generator<void, OwnedEdit[]> {
  return fixesTogether(
    analysis,
    () => true,
    (fix) => fix.safe === true,
  );
}
