import { type CompileInput, compileInput } from '../schema/files/compile-input.ts';
import { problemsOfErrors } from '../schema/files/compile-problems.ts';
import { readSchemaFiles, type SchemaFiles } from '../schema/files/schema-files.ts';
import type { SchemaProblem } from '../schema/files/schema-problem.ts';
import { isFree } from '../schema/model/content.ts';
import { readSchema } from '../schema/model/read-schema.ts';
import type { SchemaModel } from '../schema/model.ts';
import { InvalidSchema, SchemaValidator } from '../schema/validator.ts';
import { combinationProblems } from './combinations.ts';
import { conceptProblems } from './concept-problems.ts';
import type {
  Code,
  CodeFile,
  CodeList,
  Combination,
  CombinationFile,
  Concept,
  Gemeente,
  GemeenteFile,
  PackManifest,
  Years,
} from './pack.ts';
import { type PackProblem, placed } from './pack-problem.ts';
import { containerPath } from './places.ts';

/** Reads a file of a pack, by its name in the pack's folder. Rejects where there is none. */
export type ReadPackFile = (name: string) => Promise<string>;

/** How a pack is loaded, beside the reading of its files. */
export interface LoadOptions {
  /** The address of a file of the pack, for those who want to see it; without it the files can't be opened. */
  readonly uriOf?: (file: string) => string;
  /** The names in a folder of the pack, '' for its own; without it nothing is known of letter case. */
  readonly list?: (folder: string) => Promise<readonly string[]>;
  /** It ships, and tests hold that it is right: nothing is compiled before it is asked for. */
  readonly isTrusted?: boolean;
}

/** The files of a pack that hold something to go to. */
export type PackFileRole = 'schema' | 'codes' | 'gemeenten';

/** A file of a pack as it was read. */
export interface PackFile {
  readonly text: string;
  /** Where it lies; undefined where the pack came from no place that an editor could open. */
  readonly uri: string | undefined;
}

/** A pack ready for use. The schema is compiled when first asked for, and once. */
export interface Pack {
  readonly manifest: PackManifest;
  readonly codes: Readonly<Record<string, CodeList>>;
  readonly combinations: readonly Combination[];
  /** The municipalities by gemeentecode. */
  readonly gemeenten: ReadonlyMap<string, Gemeente>;
  /** The years that these hold for; undefined where the pack has none. */
  readonly gemeentenYears: Years | undefined;
  readonly files: Readonly<Record<PackFileRole, PackFile | undefined>>;
  /** The files that the schema is made of, by their paths in the pack's folder. */
  readonly schemaFiles: ReadonlyMap<string, PackFile>;
  /** What is not as it should be, and doesn't keep the pack from being used. */
  readonly warnings: readonly PackProblem[];
  readonly model: SchemaModel;
  readonly validator: SchemaValidator;
  /** What {@link validator} is compiled of, for those who compile it elsewhere. */
  readonly compileInput: CompileInput;
  /**
   * Records may be judged a few at a time: the container holds any number of elements in any order, and nothing compares
   * what stands in different ones.
   */
  readonly validatesInChunks: boolean;
}

/** A pack that can't be used, and why. */
export class PackError extends Error {
  /**
   * @param problems what is wrong at which place; where there are none, the message is for the pack's maker
   * @param pack what the pack was loaded as
   */
  constructor(
    message: string,
    readonly problems: readonly PackProblem[] = [],
    readonly pack = '',
  ) {
    super(message);
  }
}

/**
 * Reads a pack. Its schema is made of the files that it names, and lies in the folder of the pack and below.
 * @param name of the pack, for its maker
 * @throws PackError where a file is missing or not what it should be
 */
export async function loadPack(name: string, read: ReadPackFile, options: LoadOptions = {}): Promise<Pack> {
  const { uriOf } = options;
  const manifest = parseJson<PackManifest>(name, 'pack.json', await readFile(name, 'pack.json', read));
  for (const key of ['id', 'namespace', 'root', 'record', 'schema', 'concepts'] as const) {
    if (manifest[key] === undefined) throw new PackError(`${name}: pack.json: "${key}" ontbreekt`);
  }
  const wrong = [...conceptProblems(manifest.concepts)];
  if (wrong.length > 0) throw new PackError(`${name}: pack.json: ${wrong.join('; ')}`);
  const load = async (file: string | undefined): Promise<PackFile | undefined> =>
    file === undefined ? undefined : { text: await readFile(name, file, read), uri: uriOf?.(file) };
  const [schema, codes, combinations, gemeenten] = await Promise.all([
    load(manifest.schema),
    load(manifest.codes),
    load(manifest.combinations),
    load(manifest.gemeenten),
  ]);
  const parse = <T>(key: 'codes' | 'combinations' | 'gemeenten', file: PackFile | undefined) =>
    file && parseJson<T>(name, manifest[key]!, file.text);
  const known = parse<GemeenteFile>('gemeenten', gemeenten);
  const lists = parse<CodeFile>('codes', codes)?.lists ?? {};
  const combined = parse<CombinationFile>('combinations', combinations);
  if (combined !== undefined) {
    const problems = [...combinationProblems(combined, lists[manifest.concepts.typeVoorziening?.list ?? ''])];
    if (problems.length > 0) throw new PackError(`${name}: ${manifest.combinations}: ${problems.join('; ')}`);
  }
  const schemaFiles = await readSchemaFiles(manifest.schema, schema!.text, {
    read: async (file) => withoutMark(await read(file)),
    ...(options.list ? { list: options.list } : {}),
  });
  const errors = schemaFiles.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw schemaError(name, schemaFiles, errors, uriOf);
  const pack = new LoadedPack(
    name,
    { ...manifest, meanings: manifest.meanings ?? {} },
    schemaFiles,
    lists,
    combined?.combinations ?? [],
    new Map((known?.gemeenten ?? []).map((gemeente) => [gemeente.code, gemeente])),
    known?.years,
    { schema, codes, gemeenten },
    uriOf,
  );
  if (!options.isTrusted) pack.compile();
  return pack;
}

class LoadedPack implements Pack {
  private compiled: SchemaValidator | undefined;
  private read: SchemaModel | undefined;
  private input: CompileInput | undefined;

  constructor(
    private readonly name: string,
    readonly manifest: PackManifest,
    private readonly schema: SchemaFiles,
    readonly codes: Pack['codes'],
    readonly combinations: Pack['combinations'],
    readonly gemeenten: Pack['gemeenten'],
    readonly gemeentenYears: Pack['gemeentenYears'],
    readonly files: Pack['files'],
    private readonly uriOf: LoadOptions['uriOf'],
  ) {}

  get model(): SchemaModel {
    this.read ??= readSchema(this.schema);
    return this.read;
  }

  get schemaFiles(): ReadonlyMap<string, PackFile> {
    const own = this.schema.files.filter(({ isBuiltIn }) => !isBuiltIn);
    return new Map(own.map(({ path, text }) => [path, { text, uri: this.uriOf?.(path) }]));
  }

  get warnings(): readonly PackProblem[] {
    return this.schema.problems.map((problem) => placed(problem, this.schema, this.uriOf));
  }

  get compileInput(): CompileInput {
    this.input ??= compileInput(this.schema);
    return this.input;
  }

  get validator(): SchemaValidator {
    return this.compiled ?? this.compile();
  }

  get validatesInChunks(): boolean {
    const path = containerPath(this.manifest);
    return isFree(this.model.element(path)?.type.content) && !this.model.comparesWithin(path);
  }

  /** @throws PackError where libxml2 refuses the schema */
  compile(): SchemaValidator {
    try {
      this.compiled = SchemaValidator.compile(this.compileInput);
      return this.compiled;
    } catch (error) {
      if (!(error instanceof InvalidSchema)) throw error;
      throw schemaError(this.name, this.schema, problemsOfErrors(this.schema, error.errors), this.uriOf);
    }
  }
}

function schemaError(
  name: string,
  schema: SchemaFiles,
  problems: readonly SchemaProblem[],
  uriOf: LoadOptions['uriOf'],
): PackError {
  const placedProblems = problems.map((problem) => placed(problem, schema, uriOf));
  return new PackError(`${name}: ${placedProblems.length} problems in the schema`, placedProblems, name);
}

/** The code's facts, or undefined where the concept has no list or the list has no such code. */
export function codeOf(pack: Pack, concept: Concept, value: string): Code | undefined {
  return codesOf(pack, concept)?.codes.find((code) => code.code === value);
}

export function codesOf(pack: Pack, concept: Concept): CodeList | undefined {
  const list = pack.manifest.concepts[concept]?.list;
  return list === undefined ? undefined : pack.codes[list];
}

async function readFile(name: string, file: string, read: ReadPackFile): Promise<string> {
  try {
    // Editors show a file without its byte order mark, and the parsers of XML and JSON want none.
    return withoutMark(await read(file));
  } catch {
    throw new PackError(`${name}: ${file} kan niet worden gelezen`);
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

function parseJson<T>(name: string, file: string, text: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PackError(`${name}: ${file}: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null) throw new PackError(`${name}: ${file} is geen JSON-object`);
  return value as T;
}
