import type { Position, Range, TextDocumentIdentifier, WorkspaceEdit } from 'vscode-languageserver-protocol';

/** How findings are grouped: by kind of problem, by rule, or by the person that they are of. */
export type ProblemGrouping = 'kind' | 'rule' | 'person';

/** Answered with the findings of a delivery in groups: a request that our own client makes for its tree. */
export const PROBLEM_GROUPS = 'srg/problemGroups';
export interface ProblemGroupsParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly by: ProblemGrouping;
}
export type ProblemGroupsAnswer = readonly ProblemGroup[] | null;

export interface ProblemGroup {
  /** Of the group among those of this document. */
  readonly id: string;
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly count: number;
  /** The first ones, in the order of the text. */
  readonly problems: readonly Problem[];
  /** Of a kind alone: one of its findings at least has a fix that is sure. */
  readonly isFixable: boolean;
}

export interface Problem {
  readonly code: string;
  readonly severity: ProblemGroup['severity'];
  readonly message: string;
  readonly range: Range;
  /** The number of the record that it is of, from 1, and its registratienummer. */
  readonly record: string | undefined;
}

/** Answered with the next finding, or the one before, of the kind of the finding at a place. */
export const NEXT_PROBLEM = 'srg/nextProblem';
export interface NextProblemParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
  readonly backwards: boolean;
}
/** null where no finding is near; the last and the first follow each other. */
export type NextProblemAnswer = {
  readonly range: Range;
  readonly title: string;
  /** Its place among those of the kind, from 1. */
  readonly at: number;
  readonly count: number;
} | null;

/** Answered with the edit that puts right what can be of a kind, for a preview; null where nothing can. */
export const FIX_KIND = 'srg/fixKind';
export interface FixKindParams {
  readonly textDocument: TextDocumentIdentifier;
  /** The `id` of a group of kinds. */
  readonly kind: string;
}
export type FixKindAnswer = { readonly edit: WorkspaceEdit; readonly count: number } | null;
