import type { InitializeParams, ServerCapabilities, WorkspaceFoldersChangeEvent } from 'vscode-languageserver';
import { folderOf, isIn, uriKey } from '../../engine/text/uri.ts';

/** The folders that the user works in, by URI. */
export class WorkspaceFolders {
  static readonly capabilities: ServerCapabilities['workspace'] = {
    workspaceFolders: { supported: true, changeNotifications: true },
  };

  private folders: readonly string[] = [];

  begin({ workspaceFolders, rootUri }: Pick<InitializeParams, 'workspaceFolders' | 'rootUri'>): void {
    const folders = workspaceFolders?.map(({ uri }) => uri) ?? [];
    this.folders = folders.length === 0 && rootUri ? [rootUri] : folders;
  }

  changed({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => uriKey(uri)));
    const kept = this.folders.filter((folder) => !gone.has(uriKey(folder)));
    this.folders = [...kept, ...added.map(({ uri }) => uri)];
  }

  get all(): readonly string[] {
    return this.folders;
  }

  /** The innermost of those that a file is in. */
  of(uri: string): string | undefined {
    const around = this.folders.filter((folder) => isIn(uri, folder));
    return around.sort((a, b) => b.length - a.length)[0];
  }

  /** Where paths in the settings of a file begin; undefined where no folder is open. */
  startOfPaths(uri: string): string | undefined {
    return this.of(uri) ?? this.folders[0];
  }

  /** Where the path of another file in the settings of a file begins. */
  homeOf(uri: string): string | undefined {
    return this.of(uri) ?? folderOf(uri) ?? this.folders[0];
  }
}
