import { type Connection, Emitter, type Event, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { AnalysisSettings } from '../../engine/analysis/analysis-settings.ts';
import { type MergedSettings, mergeSettings } from '../../engine/configuration/merge.ts';
import { formatMessage, type Language, type MessageOptions, masked } from '../../engine/messages/message.ts';
import { describePackError } from '../../engine/messages/pack-problem.ts';
import { keyOf } from '../../engine/packs/choose-pack.ts';
import { alikeProblems, chosenByUser } from '../../engine/packs/conditions.ts';
import { type Pack, PackError } from '../../engine/packs/load-pack.ts';
import type { SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { DEFAULT_TEMPLATES, templateSettings } from '../../engine/templates/template-settings.ts';
import { pathOf, uriKey } from '../../engine/text/uri.ts';
import type { DiagnosticOptions } from '../../features/diagnostics.ts';
import type { Client } from '../client.ts';
import type { Host } from '../host.ts';
import { ImpatienceError, withPatience } from '../patience.ts';
import type { SchematronFiles } from '../schematron/schematron-files.ts';
import type { WorkspaceFolders } from '../workspace/workspace-folders.ts';
import { ConfigFiles, configDiagnostics, type FoundConfig } from './config-files.ts';
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
  private readonly configFiles: ConfigFiles;
  /** The packs that the user has chosen, by the keys of documents. */
  private readonly chosen = new Map<string, string>();

  constructor(
    private readonly connection: Connection,
    private readonly host: Host,
    private readonly sources: ConfigurationSources,
  ) {
    this.packProblems = new PackProblems(connection);
    this.packWatch = new PackWatch(connection, sources.client);
    this.configFiles = new ConfigFiles(connection, { ...sources, files: host.files });
  }

  /** A pack that was told not to answer has come after all. */
  get onDidLoadLate(): Event<void> {
    return this.lateLoad.event;
  }

  /** @param initial what the client sends along when it starts the server */
  begin(initial: unknown): void {
    this.pushed = readSettings(initial);
    for (const [uri, pack] of Object.entries(this.sources.client.chosenPacks)) this.chosen.set(uriKey(uri), pack);
  }

  /** @param pack its key; null for the first that holds for the document */
  choosePack(uri: string, pack: string | null): void {
    if (pack === null) this.chosen.delete(uriKey(uri));
    else this.chosen.set(uriKey(uri), pack);
  }

  /** The key of the pack that the user has chosen for a document. */
  chosenFor(uri: string): string | undefined {
    return this.chosen.get(uriKey(uri));
  }

  /** Everything is to be asked for anew. */
  changed(settings: unknown): void {
    this.pushed = readSettings(settings);
    this.settings.clear();
    this.configFiles.clear();
    this.packs.clear();
    this.packProblems.clear();
    this.told.clear();
  }

  /**
   * Files came, went or changed on disk.
   * @returns whether documents are judged by something else by that
   */
  filesChanged(uris: readonly string[]): boolean {
    const areConfigs = this.configFiles.filesChanged(uris);
    if (!this.packWatch.areOfPacks(uris)) return areConfigs;
    this.packs.clear();
    this.told.clear();
    return true;
  }

  forget(uri: string): void {
    this.settings.delete(uri);
  }

  /** The settings of a document, with what a configuration says where the user has set nothing. */
  async of(uri: string): Promise<ServerSettings> {
    const { settings, merged } = await this.mergedFor(uri);
    const { berichtgevers, rules, templates, maxProblems = settings.maxProblems } = merged;
    return { ...settings, berichtgevers, rules, templates, maxProblems };
  }

  private async mergedFor(
    uri: string,
  ): Promise<{ settings: ServerSettings; config: FoundConfig | undefined; merged: MergedSettings }> {
    const settings = await this.setFor(uri);
    const config = await this.configFor(uri, settings);
    const { maxProblems, templates } = settings;
    // A client tells no difference between what is set and what is so by default.
    const given = {
      ...settings,
      maxProblems: maxProblems === DEFAULT_SETTINGS.maxProblems ? undefined : maxProblems,
      templates: {
        ...(sameItems(templates.files, DEFAULT_TEMPLATES.files) ? {} : { files: templates.files }),
        ...(templates.placeholders.length > 0 ? { placeholders: templates.placeholders } : {}),
      },
    };
    return { settings, config, merged: mergeSettings(given, config?.file.settings) };
  }

  private async configFor(uri: string, { language }: ServerSettings): Promise<FoundConfig | undefined> {
    const config = await this.configFiles.of(uri);
    if (!config) return undefined;
    const diagnostics = configDiagnostics(config, masked(language));
    this.packProblems.show(config.uri, new Map(diagnostics.length > 0 ? [[config.uri, diagnostics]] : []));
    return config;
  }

  /** What the user has set. */
  private setFor(uri: string): Promise<ServerSettings> {
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
    return { uri, maxProblems, ...masked(language), pageOf: (page) => this.host.pageOf(page, language) };
  }

  async forAnalysis(uri: string): Promise<AnalysisSettings> {
    const { rules, offByConfiguration, berichtgevers, templates } = (await this.mergedFor(uri)).merged;
    return {
      packs: await this.packsOf(uri),
      rules,
      offByConfiguration,
      berichtgevers,
      templates: templateSettings(templates, pathOf(uri)),
      schematron: await this.schematronOf(uri),
    };
  }

  get compileSchema(): Host['compileSchema'] {
    return this.host.compileSchema;
  }

  shippedPacks(): Promise<readonly Pack[]> {
    return this.host.shippedPacks();
  }

  /** The packs that a document may be in: the one chosen for it, the user's own, and those that ship. */
  async packsOf(uri: string): Promise<readonly Pack[]> {
    const packs = await this.allPacksOf(uri);
    const key = this.chosenFor(uri);
    const chosen = key === undefined ? undefined : packs.find((pack) => keyOf(pack) === key);
    return chosen ? [chosenByUser(chosen), ...packs.filter((pack) => pack !== chosen)] : packs;
  }

  /** The user's own packs and those that ship, in their order. */
  async allPacksOf(uri: string): Promise<readonly Pack[]> {
    const { settings, config } = await this.mergedFor(uri);
    const places = [
      ...settings.packs.map((folder) => ({ folder, start: this.sources.folders.startOfPaths(uri) })),
      ...(config?.file.settings.packs ?? []).map((folder) => ({ folder, start: config?.folder })),
    ];
    return this.load(places, settings.language);
  }

  /** The files with custom rules; one that can't be read is told of and left out. */
  async schematronOf(uri: string): Promise<readonly SchematronFile[]> {
    const { settings, config } = await this.mergedFor(uri);
    const unreadable = (path: string) => {
      const options = masked(settings.language);
      this.tell(formatMessage({ key: 'schematron.unreadable', parameters: { path } }, options));
    };
    const { schematronFiles, folders } = this.sources;
    const own = await schematronFiles.of(settings.schematron, folders.startOfPaths(uri), unreadable);
    const configured = await schematronFiles.of(config?.file.settings.schematron ?? [], config?.folder, unreadable);
    return [...new Set([...own, ...configured])];
  }

  /** The files of the month before that are named for a document, by URI; none where they are to be looked for. */
  async previousOf(uri: string): Promise<readonly string[]> {
    const { settings, config } = await this.mergedFor(uri);
    const { files } = this.host;
    const home = this.sources.folders.homeOf(uri);
    const own = settings.previousDelivery.map((path) => files.resolve(path, home));
    const configured = config?.file.settings.previousDelivery ?? [];
    return own.length > 0 ? own : configured.map((path) => files.resolve(path, config!.folder));
  }

  /** The user's own packs before those that ship; one that can't be used is told of and left out. */
  private async load(
    places: readonly { readonly folder: string; readonly start: string | undefined }[],
    language: Language,
  ): Promise<Pack[]> {
    const own: Pack[] = [];
    const keys = new Map<Pack, string>();
    const options = masked(language);
    for (const { folder, start } of places) {
      const key = JSON.stringify([start, folder]);
      const loading = this.packs.get(key) ?? this.host.loadPack(folder, start);
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

function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i]);
}
