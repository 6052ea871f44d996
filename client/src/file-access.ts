import { Uri, workspace } from 'vscode';
import { type BaseLanguageClient, ErrorCodes, ResponseError } from 'vscode-languageclient';
import { READ_FILE, type ReadFileParams } from '../../server/src/srg-protocol.ts';
import { isWithin } from './is-within.ts';

/** Lets the server read files that only the editor can reach: those of the extension and of the workspace, no others. */
export function answerFileRequests(client: BaseLanguageClient, extension: Uri): void {
  client.onRequest(READ_FILE, async ({ uri }: ReadFileParams) => {
    const file = Uri.parse(uri, true);
    const folders = [extension, ...(workspace.workspaceFolders ?? []).map((folder) => folder.uri)];
    if (!folders.some((folder) => isWithin(file, folder))) {
      throw new ResponseError(ErrorCodes.InvalidParams, 'The file is outside the workspace.');
    }
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  });
}
