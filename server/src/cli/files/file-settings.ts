import { access, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ConfigFile, ConfigProblem, PathKey } from '../../engine/configuration/config-file.ts';
import { CONFIG_NAME } from '../../engine/configuration/find-config.ts';
import { type GivenSettings, type MergedSettings, mergeSettings } from '../../engine/configuration/merge.ts';
import { masked } from '../../engine/messages/message.ts';
import { describePackError } from '../../engine/messages/pack-problem.ts';
import { type Pack, PackError } from '../../engine/packs/load-pack.ts';
import type { SchematronFile } from '../../engine/schematron/schematron-file.ts';
import { filePathOf } from '../../node/file-uri.ts';
import { loadShippedPacks } from '../../node/shipped-packs.ts';
import type { JudgingProgram, Program } from '../program.ts';
import { UsageError } from '../usage/usage-error.ts';
import type { Input } from './input.ts';
import { loadOwnPacks } from './own-packs.ts';
import { whyNoDelivery } from './previous-month.ts';

/** What one file is judged by. */
export interface FileSettings extends MergedSettings {
  readonly packs: readonly Pack[];
  readonly schematron: readonly SchematronFile[];
  /** The files of the month before, as paths; none where they are to be looked for. */
  readonly previous: readonly string[];
}

/** What was given on the command line, for all files. */
export interface GivenOnLine extends GivenSettings {
  readonly ownPacks: readonly Pack[];
  readonly shippedPacks: readonly Pack[];
  readonly schematron: readonly SchematronFile[];
  readonly previous: readonly string[];
  /** The configuration of all files; false for none, undefined for that of each. */
  readonly config: string | false | undefined;
}

/** The options that say what files are judged by, of a command that has no more of them. */
export interface SettingsValues {
  readonly pack: readonly string[];
  /** false for none. */
  readonly config?: string | false;
  readonly berichtgever?: readonly string[];
}

/** A configuration that nothing can be judged by; what is wrong with it has been told. */
export class ConfigError extends Error {
  /** @param path of the configuration, as it is shown */
  constructor(readonly path: string) {
    super(path);
  }
}

/** Finds what each file is judged by: what was given, and the `srg.config.json` in its folder or the nearest above it. */
export class SettingsOfFiles {
  /** By folder. */
  private readonly configs = new Map<string, Promise<FileSettings>>();
  private readonly withoutConfig: FileSettings;
  private readonly schematronRead = new Map<string, Promise<SchematronFile>>();
  private readonly schematronFiles: SchematronFile[];

  constructor(
    private readonly given: GivenOnLine,
    private readonly program: JudgingProgram,
  ) {
    this.schematronFiles = [...given.schematron];
    this.withoutConfig = {
      ...mergeSettings(given, undefined),
      packs: [...given.ownPacks, ...given.shippedPacks],
      schematron: given.schematron,
      previous: given.previous,
    };
  }

  /**
   * Those of a command that judges by nothing else than its options.
   * @param previous the files of the month before
   * Rejects with PackError, and with UsageError where the configuration that was given is not there.
   */
  static async open(
    { pack, config, berichtgever = [] }: SettingsValues,
    program: Program,
    previous: readonly string[] = [],
  ): Promise<SettingsOfFiles> {
    const settings = new SettingsOfFiles(
      {
        ownPacks: await loadOwnPacks(pack, program),
        shippedPacks: await loadShippedPacks(program.schemas),
        rules: {},
        berichtgevers: berichtgever,
        maxProblems: undefined,
        templates: {},
        schematron: [],
        previous,
        config,
      },
      program,
    );
    await settings.check();
    return settings;
  }

  /** The packs that were given, and those that ship. */
  get packs(): readonly Pack[] {
    return this.withoutConfig.packs;
  }

  /** All files of rules that were asked for. */
  get schematron(): readonly SchematronFile[] {
    return this.schematronFiles;
  }

  /**
   * @param uri of the file; empty for standard input
   * Rejects with ConfigError.
   */
  async of(uri: string): Promise<FileSettings> {
    const { config } = this.given;
    if (config === false) return this.withoutConfig;
    if (config !== undefined) return this.once(`\0${config}`, () => this.named(config));
    const path = uri === '' ? undefined : filePathOf(uri);
    return path === undefined ? this.withoutConfig : this.inFolder(dirname(path));
  }

  /** What a file is judged by; undefined where its configuration is wrong, which a line tells. */
  async ofOrTold({ uri, settingsUri = uri, path }: Input): Promise<FileSettings | undefined> {
    try {
      return await this.of(settingsUri);
    } catch (error) {
      // What is wrong with it has been told, once.
      if (!(error instanceof ConfigError)) throw error;
      const { say, complain } = this.program;
      complain(say('error.config', { path, config: error.path }));
      return undefined;
    }
  }

  /**
   * @throws UsageError where a file of the month before that was given is none, or the configuration is not there; what is
   *   wrong with that is told of each file
   */
  async check(): Promise<void> {
    const { previous, ownPacks, shippedPacks } = this.given;
    for (const path of previous) {
      const reason = await whyNoDelivery(path, [...ownPacks, ...shippedPacks]);
      if (reason !== undefined) throw new UsageError(this.program.say(`file.${reason}`, { path }));
    }
    if (typeof this.given.config !== 'string') return;
    await this.of('').catch((error) => {
      if (!(error instanceof ConfigError)) throw error;
    });
  }

  private inFolder(folder: string): Promise<FileSettings> {
    return this.once(folder, async () => {
      const text = await this.read(join(folder, CONFIG_NAME));
      if (text !== undefined) return this.by(join(folder, CONFIG_NAME), text);
      const above = dirname(folder);
      return above === folder ? this.withoutConfig : this.inFolder(above);
    });
  }

  private async named(path: string): Promise<FileSettings> {
    const text = await this.read(resolve(path));
    if (text === undefined) throw new UsageError(this.program.say('usage.config', { path }));
    return this.by(resolve(path), text);
  }

  private once(key: string, make: () => Promise<FileSettings>): Promise<FileSettings> {
    let known = this.configs.get(key);
    if (!known) {
      known = make();
      // It is awaited by each file that asks for it.
      known.catch(() => undefined);
      this.configs.set(key, known);
    }
    return known;
  }

  /** undefined where there is no such file. */
  private async read(path: string): Promise<string | undefined> {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      const { say, complain } = this.program;
      complain(say('file.unreadable', { path: shown(path) }));
      throw new ConfigError(shown(path));
    }
  }

  private async by(path: string, text: string): Promise<FileSettings> {
    // Most runs have no configuration, and need not read what it takes.
    const { ConfigFile } = await import('../../engine/configuration/config-file.ts');
    const file = new ConfigFile(text);
    const problems = [...file.problems];
    const { settings } = file;
    const { given } = this;
    const folder = dirname(path);
    const each = <T>(key: PathKey, paths: readonly string[], load: (path: string) => Promise<T>) =>
      this.each(file, problems, key, paths, (one) => load(resolve(folder, one)));
    const packs = await each('packs', settings.packs, async (one) => {
      await access(one);
      return one;
    });
    const schematron = await each('schematron', settings.schematron, (one) => this.schematronAt(one));
    const months = given.previous.length > 0 ? [] : settings.previousDelivery;
    const previous = await each('previousDelivery', months, async (one) => {
      await access(one);
      return one;
    });
    await this.complainOf(path, problems);
    const own = [...given.ownPacks, ...(await this.packsIn(path, packs))];
    return {
      ...mergeSettings(given, settings),
      packs: [...own, ...given.shippedPacks],
      schematron: [...new Set([...given.schematron, ...schematron])],
      previous: given.previous.length > 0 ? given.previous : previous.map((one) => relative('.', one)),
    };
  }

  private async each<T>(
    file: ConfigFile,
    problems: ConfigProblem[],
    key: PathKey,
    paths: readonly string[],
    load: (path: string) => Promise<T>,
  ): Promise<T[]> {
    const found: T[] = [];
    for (const path of paths) {
      try {
        found.push(await load(path));
      } catch {
        problems.push(file.problemWithPath(key, path));
      }
    }
    return found;
  }

  /** @throws ConfigError where there is anything to tell */
  private async complainOf(path: string, problems: ConfigProblem[]): Promise<void> {
    if (problems.length === 0) return;
    problems.sort((a, b) => a.start.line - b.start.line || a.start.character - b.start.character);
    const { describeConfigProblem } = await import('../../engine/configuration/problem-words.ts');
    const { complain, language } = this.program;
    for (const problem of problems) complain(describeConfigProblem(shown(path), problem, masked(language)));
    throw new ConfigError(shown(path));
  }

  private async packsIn(path: string, folders: readonly string[]): Promise<readonly Pack[]> {
    const { complain, language } = this.program;
    try {
      return await loadOwnPacks(folders.map(shown), this.program);
    } catch (error) {
      if (error instanceof UsageError) complain(error.message);
      else if (!(error instanceof PackError)) throw error;
      else for (const problem of describePackError(error, masked(language))) complain(problem);
      throw new ConfigError(shown(path));
    }
  }

  private schematronAt(path: string): Promise<SchematronFile> {
    let file = this.schematronRead.get(path);
    if (!file) {
      file = import('./schematron.ts').then(({ readSchematron }) => readSchematron(shown(path), this.program.say));
      this.schematronRead.set(path, file);
      file.then(
        (read) => this.schematronFiles.push(read),
        () => undefined,
      );
    }
    return file;
  }
}

/** As paths are shown: from the working directory, with `/`. */
function shown(path: string): string {
  return relative('.', path).split(sep).join('/') || '.';
}
