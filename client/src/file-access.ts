import { RelativePattern, Uri, workspace } from 'vscode';
import { type BaseLanguageClient, ErrorCodes, ResponseError } from 'vscode-languageclient';
import { LIST_FILES, type ListFilesParams, READ_FILE, type ReadFileParams } from '../../server/src/srg-protocol.ts';
import type { FileEntry } from '../../server/src/workspace/delivery-files.ts';
import { isWithin } from './is-within.ts';

/** Lets the server read files that only the editor can reach: those of the extension and of the workspace, no others. */
export function answerFileRequests(client: BaseLanguageClient, extension: Uri): void {
  const folders = () => (workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  const admit = (uri: string, within: readonly Uri[]): Uri => {
    const file = Uri.parse(uri, true);
    if (within.some((folder) => file.toString() === folder.toString() || isWithin(file, folder))) return file;
    throw new ResponseError(ErrorCodes.InvalidParams, 'The file is outside the workspace.');
  };
  client.onRequest(READ_FILE, async ({ uri, bytes }: ReadFileParams) => {
    const file = admit(uri, [extension, ...folders()]);
    return new TextDecoder().decode((await workspace.fs.readFile(file)).subarray(0, bytes));
  });
  client.onRequest(LIST_FILES, async ({ folder, deep, limit }: ListFilesParams): Promise<FileEntry[]> => {
    const pattern = new RelativePattern(admit(folder, folders()), deep ? '**/*.xml' : '*.xml');
    const files = await workspace.findFiles(pattern, '**/node_modules/**', limit);
    return Promise.all(
      files.map(async (file) => {
        const { size, mtime } = await workspace.fs.stat(file);
        return { uri: file.toString(), size, stamp: `${size} ${mtime}` };
      }),
    );
  });
}
