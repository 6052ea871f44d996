import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { type Change, changeOf, contextAt } from './refactorings/refactoring.ts';
import { REFACTORINGS } from './refactorings/registry.ts';
import { creation, type EditTarget, toTextEdits, workspaceEdit } from './workspace-edit.ts';

export interface RefactoringOptions extends MessageOptions, EditTarget {
  /** The client asks for an action's edit when the user chooses it. */
  readonly resolvesEdits: boolean;
  /** The client takes edits that make a document. */
  readonly createsDocuments: boolean;
}

/** What an action needs to be worked out later. */
export interface RefactoringData {
  readonly uri: string;
  readonly version: number;
  readonly refactoring: string;
  /** Its place among the proposals of the refactoring. */
  readonly proposal: number;
  readonly range: TextRange;
}

/**
 * What can be done in a range beyond putting findings right, once everything is known; with its edit only where the
 * client can't ask for it, and then without what takes long.
 */
export function* refactoringActions(
  analysis: DeliveryAnalysis,
  range: TextRange,
  wants: (kind: string) => boolean,
  options: RefactoringOptions,
): Generator<void, CodeAction[]> {
  if (analysis.choice.kind !== 'known' || !analysis.done) return [];
  const { uri, version } = options;
  const context = contextAt(analysis, uri, range);
  const actions: CodeAction[] = [];
  for (const { kind, creates, name, proposals } of REFACTORINGS) {
    if (!wants(kind) || (creates && !options.createsDocuments)) continue;
    yield;
    for (const [at, proposal] of proposals(context).entries()) {
      if (proposal.isLong && !options.resolvesEdits) continue;
      const action = { title: formatMessage(proposal.title, options), kind };
      const data: RefactoringData = { uri, version, refactoring: name, proposal: at, range };
      if (options.resolvesEdits) actions.push({ ...action, data });
      else actions.push({ ...action, edit: toWorkspaceEdit(yield* changeOf(proposal), analysis, options) });
    }
  }
  return actions;
}

/** The edit of an action; undefined where the document is another by now. */
export function* refactoringEdit(
  analysis: DeliveryAnalysis,
  { uri, version, range, ...data }: RefactoringData,
  options: RefactoringOptions,
): Generator<void, WorkspaceEdit | undefined> {
  const refactoring = REFACTORINGS.find(({ name }) => name === data.refactoring);
  if (!refactoring || version !== options.version || analysis.choice.kind !== 'known' || !analysis.done)
    return undefined;
  const proposal = refactoring.proposals(contextAt(analysis, uri, range))[data.proposal];
  return proposal && toWorkspaceEdit(yield* changeOf(proposal), analysis, options);
}

function toWorkspaceEdit(change: Change, { source }: DeliveryAnalysis, options: RefactoringOptions): WorkspaceEdit {
  if ('create' in change) return creation(change.create.uri, change.create.text);
  return workspaceEdit(toTextEdits(source, change.edits), options);
}
