export { type DecodedText, decodeXml } from '../engine/workspace/decode-xml.ts';
export type { FileEntry } from '../engine/workspace/delivery-files.ts';

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

/**
 * Request to the client: the names of all that lies in a folder of the extension or of the workspace. Fails for every
 * other folder.
 */
export const LIST_NAMES = 'srg/listNames';
export interface ListNamesParams {
  readonly folder: string;
}
