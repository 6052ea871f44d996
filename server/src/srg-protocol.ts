import type { Range } from 'vscode-languageserver-protocol';
import type { DeliveryStatus, StylesheetStatus } from './features/status.ts';
import type { CodeGroup } from './packs/code-groups.ts';

/** The messages between the server and our own extension that the protocol doesn't have: names and types only. */

/** What a delivery is called as a language: ours, and what VS Code says of any XML. */
export const DELIVERY_LANGUAGES: readonly string[] = ['srg-xml', 'xml'];

/** What XSLT is called as a language: by VS Code itself, and by extensions for it. */
export const STYLESHEET_LANGUAGES: readonly string[] = ['xsl', 'xslt'];

/**
 * Request to the client: the text of a file that only the client can reach, of the extension or of the workspace.
 * Fails where there is no such file, and for every other file.
 */
export const READ_FILE = 'srg/readFile';
export interface ReadFileParams {
  readonly uri: string;
  /** Only so many bytes from its start. */
  readonly bytes?: number;
}

/** Request to the client: a file as READ_FILE has it, whole, with what is wrong with its encoding: a `DecodedText`. */
export const DECODE_FILE = 'srg/decodeFile';

/** Request to the client: the XML files of a folder of the workspace, as `FileEntry`. Fails for every other folder. */
export const LIST_FILES = 'srg/listFiles';
export interface ListFilesParams {
  readonly folder: string;
  /** Those of the folders in it as well. */
  readonly deep: boolean;
  /** No more than these. */
  readonly limit: number;
}

/** Notification to a client that asked for it (`initializationOptions.status`): what a document is, after each edit. */
export const STATUS = 'srg/status';
export interface StatusParams {
  readonly uri: string;
  /** null where the document is no SRG, and writes none. */
  readonly status: DeliveryStatus | StylesheetStatus | null;
}

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
  /** Templates, which CBS never sees. */
  readonly sjabloon: number;
  /** Files that could not be read, or are too large. */
  readonly unchecked: number;
  /** XML files that were looked at, whether or not they are deliveries. */
  readonly seen: number;
  /** XML files that there are. */
  readonly files: number;
  /** The check was called off. */
  readonly cancelled: boolean;
  /** A folder has more XML files than are looked at. */
  readonly capped: boolean;
}

/** Request: takes the results of the workspace's check away. */
export const CLEAR_WORKSPACE = 'srg/clearWorkspace';

/** Notification to a client that asked for a check: how many of its findings stand in files that are not open. */
export const WORKSPACE_FINDINGS = 'srg/workspaceFindings';
export interface WorkspaceFindingsParams {
  readonly findings: number;
}

/** Notification to the server: what the user sees of a document, which is looked at first. Clients needn't send it. */
export const VISIBLE_RANGE = 'srg/visibleRange';
export interface VisibleRangeParams {
  readonly uri: string;
  readonly range: Range;
}

/**
 * Request to the server, with a document: the types of voorziening in the pack that it is judged by. null where the
 * document is no delivery that a pack is known for.
 */
export const CODE_GROUPS = 'srg/codeGroups';
export interface CodeGroupsParams {
  readonly textDocument: { readonly uri: string };
}
export type CodeGroupsAnswer = readonly CodeGroup[] | null;
