import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import { ConfigFile } from '../../engine/configuration/config-file.ts';
import { CONFIG_NAME, foldersUpFrom } from '../../engine/configuration/find-config.ts';
import { configProblemMessage } from '../../engine/configuration/problem-words.ts';
import { formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import { fileNameOf, folderOf, isIn, joinUri, parseUri, uriKey } from '../../engine/text/uri.ts';
import type { DeliveryFiles } from '../../engine/workspace/delivery-files.ts';
import type { Client } from '../client.ts';
import { fireAndForget } from '../fire-and-forget.ts';
import { withPatience } from '../patience.ts';
import type { WorkspaceFolders } from '../workspace/workspace-folders.ts';

/** A configuration, and where it is. */
export interface FoundConfig {
  readonly uri: string;
  /** Where its paths begin. */
  readonly folder: string;
  readonly file: ConfigFile;
}

export interface ConfigFileSources {
  readonly client: Client;
  readonly folders: WorkspaceFolders;
  readonly files: Pick<DeliveryFiles, 'read'>;
}

/** A file is waited for so many milliseconds; a document is not kept waiting by one that doesn't come. */
const PATIENCE_MS = 3_000;

/** The `srg.config.json` files beside documents and above them, as they are on disk. */
export class ConfigFiles {
  /** By the folder, what stands in it. */
  private readonly found = new Map<string, Promise<FoundConfig | undefined>>();
  private readonly watched = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly sources: ConfigFileSources,
  ) {}

  /** The nearest one to a document; for one that has no folder, that of the workspace. */
  async of(uri: string): Promise<FoundConfig | undefined> {
    const { folders } = this.sources;
    const isFolder = folders.all.some((folder) => uriKey(folder) === uriKey(uri));
    const start = isFolder ? uri : (folderOf(uri) ?? folders.all[0]);
    if (start === undefined) return undefined;
    this.watch(undefined);
    for (const folder of this.reachable(uri, start)) {
      const config = await this.in(folder);
      if (config) return config;
    }
    return undefined;
  }

  /**
   * Files came, went or changed on disk.
   * @returns whether configurations are among them
   */
  filesChanged(uris: readonly string[]): boolean {
    if (!uris.some((uri) => fileNameOf(uri) === CONFIG_NAME)) return false;
    this.clear();
    return true;
  }

  /** Everything is to be read anew. */
  clear(): void {
    this.found.clear();
  }

  /** Only the client reaches the folders of a workspace that is on no disk of this machine, and none outside it. */
  private reachable(uri: string, start: string): readonly string[] {
    const up = foldersUpFrom(start);
    if (parseUri(start)?.scheme === 'file') return up;
    const { folders } = this.sources;
    const workspace = folders.of(uri) ?? folders.all.find((folder) => uriKey(folder) === uriKey(start));
    if (workspace === undefined) return [];
    return up.filter((folder) => uriKey(folder) === uriKey(workspace) || isIn(folder, workspace));
  }

  private in(folder: string): Promise<FoundConfig | undefined> {
    const key = uriKey(folder);
    let config = this.found.get(key);
    if (!config) {
      config = this.read(folder);
      this.found.set(key, config);
    }
    return config;
  }

  private async read(folder: string): Promise<FoundConfig | undefined> {
    const uri = joinUri(folder, CONFIG_NAME);
    const text = await withPatience(PATIENCE_MS, this.sources.files.read(uri)).catch(() => undefined);
    if (text === undefined) return undefined;
    if (this.sources.folders.of(uri) === undefined) this.watch(folder);
    return { uri, folder, file: new ConfigFile(text) };
  }

  /** @param folder one outside the workspace; undefined for those of the workspace */
  private watch(folder: string | undefined): void {
    const { client } = this.sources;
    const key = folder ?? '';
    if (!client.watchesFiles || this.watched.has(key) || (folder !== undefined && !client.watchesAnyFolder)) return;
    this.watched.add(key);
    const globPattern = folder === undefined ? `**/${CONFIG_NAME}` : { baseUri: folder, pattern: CONFIG_NAME };
    fireAndForget(
      this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern }] }),
    );
  }
}

/** What is wrong with a configuration, in its file. */
export function configDiagnostics({ file }: FoundConfig, options: MessageOptions): readonly Diagnostic[] {
  return file.problems.map((problem) => ({
    range: { start: problem.start, end: problem.end },
    severity: DiagnosticSeverity.Error,
    source: 'srg',
    message: formatMessage(configProblemMessage(problem), options),
  }));
}
