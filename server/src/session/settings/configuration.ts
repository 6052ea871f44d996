import { type Connection, Emitter, type Event, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { AnalysisSettings } from '../../engine/analysis/analysis-settings.ts';
import { formatMessage, type Language, type MessageOptions } from '../../engine/messages/message.ts';
import { describePackError } from '../../engine/messages/pack-problem.ts';
import { alikeProblems } from '../../engine/packs/conditions.ts';
import { type Pack, PackError } from '../../engine/packs/load-pack.ts';
import type { SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { templateSettings } from '../../engine/templates/template-settings.ts';
import { pathOf } from '../../engine/text/uri.ts';
import type { DiagnosticOptions } from '../../features/diagnostics.ts';
import type { Client } from '../client.ts';
import type { Host } from '../host.ts';
import { ImpatienceError, withPatience } from '../patience.ts';
import type { SchematronFiles } from '../schematron/schematron-files.ts';
import type { WorkspaceFolders } from '../workspace/workspace-folders.ts';
import { PackProblems } from './pack-problems.ts';
import { PackWatch } from './pack-watch.ts';
import { DEFAULT_SETTINGS, readSettings, type ServerSettings } from './settings.ts';

export interface ConfigurationSources {
  readonly client: Client;
  readonly folders: WorkspaceFolders;
  readonly schematronFiles: SchematronFiles;
}

/** A pack is waited for so many milliseconds; a document is not kept waiting by one that doesn't come. */
const PATIENCE_MS = 3_000;

/** The settings of each document, and the packs that they name; asked for once, until they change. */
export class Configuration {
  private pushed: ServerSettings = DEFAULT_SETTINGS;
  private readonly settings = new Map<string, Promise<ServerSettings>>();
  private readonly packs = new Map<string, Promise<Pack>>();
  /** What was told of packs that can't be used. */
  private readonly told = new Map<string, string>();
  private readonly lateLoad = new Emitter<void>();
  private readonly packProblems: PackProblems;
  private readonly packWatch: PackWatch;

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly sources: ConfigurationSources,
  ) {
    this.packProblems = new PackProblems(connection);
    this.packWatch = new PackWatch(connection, sources.client);
  }

  /** A pack that was told not to answer has come after all. */
  get onDidLoadLate(): Event<void> {
    return this.lateLoad.event;
  }

  /** @param initial what the client sends along when it starts the server */
  begin(initial: unknown): void {
    this.pushed = readSettings(initial);
  }

  /** Everything is to be asked for anew. */
  changed(settings: unknown): void {
    this.pushed = readSettings(settings);
    this.settings.clear();
    this.packs.clear();
    this.packProblems.clear();
    this.told.clear();
  }

  /**
   * Files came, went or changed on disk.
   * @returns whether packs are to be loaded anew by that
   */
  filesChanged(uris: readonly string[]): boolean {
    if (!this.packWatch.areOfPacks(uris)) return false;
    this.packs.clear();
    this.told.clear();
    return true;
  }

  forget(uri: string): void {
    this.settings.delete(uri);
  }

  of(uri: string): Promise<ServerSettings> {
    if (!this.sources.client.answersConfiguration) return Promise.resolve(this.pushed);
    let known = this.settings.get(uri);
    if (!known) {
      known = this.connection.workspace
        .getConfiguration({ scopeUri: uri, section: 'srg' })
        .then((value) => (value ? readSettings(value) : this.pushed))
        .catch(() => this.pushed);
      this.settings.set(uri, known);
    }
    return known;
  }

  /** How things are told about a document, open or not. */
  async optionsFor(uri: string): Promise<DiagnosticOptions> {
    const { language, maxProblems } = await this.of(uri);
    return { uri, language, maxProblems, maskBsn: true, pageOf: (page) => this.host.pageOf(page, language) };
  }

  async forAnalysis(uri: string): Promise<AnalysisSettings> {
    const { rules, berichtgevers, templates } = await this.of(uri);
    return {
      packs: await this.packsOf(uri),
      rules,
      berichtgevers,
      templates: templateSettings(templates, pathOf(uri)),
      schematron: await this.schematronOf(uri),
    };
  }

  shippedPacks(): Promise<readonly Pack[]> {
    return this.host.shippedPacks();
  }

  /** The packs that a document may be in, the user's own first. */
  async packsOf(uri: string): Promise<readonly Pack[]> {
    const { packs, language } = await this.of(uri);
    return this.load(packs, this.sources.folders.startOfPaths(uri), language);
  }

  /** The files with custom rules; one that can't be read is told of and left out. */
  async schematronOf(uri: string): Promise<readonly SchematronFile[]> {
    const { schematron, language } = await this.of(uri);
    return this.sources.schematronFiles.of(schematron, this.sources.folders.startOfPaths(uri), (path) => {
      const message = formatMessage(
        { key: 'schematron.unreadable', parameters: { path } },
        { language, maskBsn: true },
      );
      this.tell(message);
    });
  }

  /** The user's own packs before those that ship; one that can't be used is told of and left out. */
  private async load(
    folders: readonly string[],
    workspaceFolder: string | undefined,
    language: Language,
  ): Promise<Pack[]> {
    const own: Pack[] = [];
    const keys = new Map<Pack, string>();
    const options = { language, maskBsn: true };
    for (const folder of folders) {
      const key = JSON.stringify([workspaceFolder, folder]);
      const loading = this.packs.get(key) ?? this.host.loadPack(folder, workspaceFolder);
      this.packs.set(key, loading);
      try {
        const pack = await withPatience(PATIENCE_MS, loading);
        own.push(pack);
        keys.set(pack, key);
        this.packWatch.follow(pack.files.manifest?.uri);
        this.told.delete(key);
      } catch (error) {
        const isLate = error instanceof ImpatienceError;
        // One that is late is not asked for once more; others are tried again for each document.
        if (!isLate) this.packs.delete(key);
        const problems = error instanceof PackError ? error.problems : [];
        for (const { uri } of problems) this.packWatch.follow(uri);
        this.packProblems.set(key, problems, options);
        const message = packWords(error, folder, options);
        if (this.told.get(key) === message) continue;
        this.told.set(key, message);
        this.tell(message);
        if (isLate) loading.then(() => this.lateLoad.fire()).catch(() => undefined);
      }
    }
    const alike = alikeProblems(own);
    for (const [pack, key] of keys) {
      const problem = alike.get(pack);
      this.packProblems.set(key, problem ? [...pack.warnings, problem] : pack.warnings, options);
    }
    return [...own, ...(await this.host.shippedPacks())];
  }

  /** Nobody waits for an answer: `showErrorMessage` of the connection would, and fail with a client that gives none. */
  private tell(message: string): void {
    const parameters = { type: MessageType.Error, message: `SRG XML: ${message}` };
    void this.connection.sendNotification(ShowMessageNotification.method, parameters);
  }
}

/** Why a pack can't be used. */
function packWords(error: unknown, folder: string, options: MessageOptions): string {
  if (error instanceof ImpatienceError)
    return formatMessage({ key: 'pack.unanswered', parameters: { folder } }, options);
  return error instanceof PackError ? describePackError(error, options).join('\n') : (error as Error).message;
}
