import { Uri, workspace } from 'vscode';
import { type BaseLanguageClient, ErrorCodes, ResponseError } from 'vscode-languageclient';
import {
  DECODE_FILE,
  type DecodedText,
  decodeXml,
  type FileEntry,
  LIST_FILES,
  LIST_NAMES,
  type ListFilesParams,
  type ListNamesParams,
  READ_FILE,
  type ReadFileParams,
} from '../../server/src/protocol/files.ts';
import { isWithin } from './is-within.ts';
import { findXmlFiles } from './workspace/xml-files.ts';

/** Lets the server read files that only the editor can reach: those of the extension and of the workspace, no others. */
export function answerFileRequests(client: BaseLanguageClient, extension: Uri): void {
  const folders = () => (workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  const admit = (uri: string, within: readonly Uri[]): Uri => {
    const file = Uri.parse(uri, true);
    if (within.some((folder) => file.toString() === folder.toString() || isWithin(file, folder))) return file;
    throw new ResponseError(ErrorCodes.InvalidParams, 'The file is outside the workspace.');
  };
  const decode = async ({ uri, bytes }: ReadFileParams): Promise<DecodedText> =>
    decodeXml((await workspace.fs.readFile(admit(uri, [extension, ...folders()]))).subarray(0, bytes));
  client.onRequest(READ_FILE, async (parameters: ReadFileParams) => (await decode(parameters)).text);
  client.onRequest(DECODE_FILE, decode);
  client.onRequest(LIST_FILES, async ({ folder, deep, limit }: ListFilesParams): Promise<FileEntry[]> => {
    const files = await findXmlFiles(admit(folder, folders()), deep, limit);
    const entries = await Promise.all(files.map(entryOf));
    return entries.filter((entry) => entry !== undefined);
  });
  client.onRequest(LIST_NAMES, async ({ folder }: ListNamesParams): Promise<string[]> => {
    const entries = await workspace.fs.readDirectory(admit(folder, [extension, ...folders()]));
    return entries.map(([name]) => name);
  });
}

/** undefined where the file has gone meanwhile. */
async function entryOf(file: Uri): Promise<FileEntry | undefined> {
  try {
    const { size, mtime } = await workspace.fs.stat(file);
    return { uri: file.toString(), size, stamp: `${size} ${mtime}` };
  } catch {
    return undefined;
  }
}
