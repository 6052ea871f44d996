import type { NotChecked } from '../engine/analysis/not-checked.ts';

/**
 * Request: checks the deliveries of the workspace's folders; what it finds in those that are not open is published, and
 * kept up with until it is cleared. Progress goes to the token, or where there is none, to one that the server makes.
 * Cancelled, it leaves what it has found. The answer is null where the check failed.
 */
export const CHECK_WORKSPACE = 'srg/checkWorkspace';
export interface CheckWorkspaceParams {
  readonly workDoneToken?: string | number;
}

/** How many of the workspace's deliveries there are, by what CBS would do with them. */
export interface CheckedWorkspace {
  readonly afkeur: number;
  readonly contact: number;
  readonly goedgekeurd: number;
  /** Deliveries that nobody can tell of, such as those in no known format. */
  readonly 'niet-te-beoordelen': number;
  /** Templates, which CBS never sees. */
  readonly sjabloon: number;
  /** Files that could not be read, or are too large. */
  readonly unchecked: number;
  /** The rules that the verdicts say nothing of, why, and of how many deliveries. */
  readonly notChecked: readonly (NotChecked & { readonly deliveries: number })[];
  /** XML files that were looked at, whether or not they are deliveries. */
  readonly seen: number;
  /** XML files that there are. */
  readonly files: number;
  /** The check was called off. */
  readonly cancelled: boolean;
  /** A folder has more XML files than are looked at. */
  readonly capped: boolean;
  /** So many folders can't be read: what is in them was not looked at. */
  readonly unreadable: number;
}

/** Request: takes the results of the workspace's check away. */
export const CLEAR_WORKSPACE = 'srg/clearWorkspace';

/** Notification to a client that asked for a check: how many of its findings stand in files that are not open. */
export const WORKSPACE_FINDINGS = 'srg/workspaceFindings';
export interface WorkspaceFindingsParams {
  readonly findings: number;
}

/**
 * Request: the files that stand of the workspace's check, as a page, or as CSV. Answered with its text; null where there
 * is no server that knows.
 */
export const OVERVIEW_REQUEST = 'srg/workspaceOverview';
export type OverviewParameters =
  | { readonly as: 'page' | 'csv' }
  /** In an editor: the address of the view's script, and the source of the policy that it comes from. */
  | { readonly as: 'view'; readonly script: string; readonly source: string };
export type OverviewAnswer = string | null;
