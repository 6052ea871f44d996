import { type CompileInput, compileInput } from '../schema/files/compile-input.ts';
import { compileProblems } from '../schema/files/compile-problems.ts';
import { readSchemaFiles, type SchemaFiles } from '../schema/files/schema-files.ts';
import type { SchemaProblem } from '../schema/files/schema-problem.ts';
import { isFree } from '../schema/model/content.ts';
import { readSchema } from '../schema/model/read-schema.ts';
import type { SchemaModel } from '../schema/model.ts';
import { SchemaValidator, type TextValidator } from '../schema/validator.ts';
import type { TextRange } from '../text/text-range.ts';
import { normalForm, type WrittenManifest } from './checks/normal-form.ts';
import type { ManifestProblem } from './checks/pack-checks.ts';
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
  Paths,
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
  /** Compiles the schema where it can be stopped; without it, it is compiled here. Rejects as that does. */
  readonly compile?: (schema: CompileInput) => Promise<TextValidator>;
  /** It ships, and tests hold that it is right: nothing is compiled before it is asked for. */
  readonly isTrusted?: boolean;
}

/** The files of a pack that hold something to go to. */
export type PackFileRole = 'manifest' | 'schema' | 'codes' | 'gemeenten';

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
  readonly validator: TextValidator;
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
  const files = new PackFiles(name, read, options.uriOf);
  // What ships is right: tests hold it against the same schemas.
  const checks = options.isTrusted ? undefined : await import('./checks/pack-checks.ts');
  const manifestText = await files.read('pack.json', 'pack.json');
  files.refuseIfWrong();
  if (checks) files.report(checks.jsonProblems('manifest', 'pack.json', manifestText));
  files.refuseIfWrong();
  const written = JSON.parse(manifestText) as WrittenManifest;
  const load = async (role: FileRole): Promise<NamedFile | undefined> => {
    const file = written[role];
    if (file === undefined) return undefined;
    const range = () => checks?.placeOfKey(manifestText, role) ?? { start: 0, end: 0 };
    const problem = checks?.fileNameProblem(file);
    if (problem)
      files.report([{ ...ERROR, file: 'pack.json', range: range(), kind: problem, parameters: { name: file } }]);
    return { file, text: problem ? '' : await files.read(file, 'pack.json', range) };
  };
  const [schema, codes, combinations, gemeenten] = await Promise.all(FILE_ROLES.map(load));
  files.refuseIfWrong();
  const parse = <T>(role: Exclude<FileRole, 'schema'>, named: NamedFile | undefined) => {
    if (!named) return undefined;
    if (checks) files.report(checks.jsonProblems(role, named.file, named.text));
    files.refuseIfWrong();
    return { ...named, value: JSON.parse(named.text) as T };
  };
  const codeFile = parse<CodeFile>('codes', codes);
  const combined = parse<CombinationFile>('combinations', combinations);
  const known = parse<GemeenteFile>('gemeenten', gemeenten)?.value;
  const schemaFiles = await readSchemaFiles(schema!.file, schema!.text, {
    read: async (file) => withoutMark(await read(file)),
    ...(options.list ? { list: options.list } : {}),
  });
  for (const { path, text } of schemaFiles.files) files.texts.set(path, text);
  files.report(schemaFiles.problems);
  files.refuseIfWrong();
  const compiled = new CompiledSchema(schemaFiles, files);
  let unit: Paths | undefined;
  if (checks) {
    await compiled.compileWith(options.compile);
    files.report(
      checks.packProblems(manifestText, written, { codes: codeFile, combinations: combined }, compiled.model),
    );
    files.refuseIfWrong();
    unit = checks.repeatingAncestors(compiled.model, written.record);
  }
  const namespace = () => compiled.model.namespace;
  return new LoadedPack(
    normalForm(written, namespace, unit),
    compiled,
    Object.fromEntries(
      Object.entries(codeFile?.value.lists ?? {}).map(([list, value]) => [list, wholeList(list, value)]),
    ),
    combined?.value.combinations ?? [],
    new Map((known?.gemeenten ?? []).map((gemeente) => [gemeente.code, gemeente])),
    known?.years,
    {
      manifest: files.of({ file: 'pack.json', text: manifestText }),
      schema: files.of(schema),
      codes: files.of(codes),
      gemeenten: files.of(gemeenten),
    },
    files.problems,
  );
}

const FILE_ROLES = ['schema', 'codes', 'combinations', 'gemeenten'] as const;
type FileRole = (typeof FILE_ROLES)[number];
const ERROR = { severity: 'error' } as const;

interface NamedFile {
  readonly file: string;
  readonly text: string;
}

/** The files of a pack while it is loaded, and what is wrong with them. */
class PackFiles {
  /** By their paths in the folder. */
  readonly texts = new Map<string, string>();
  private readonly found: PackProblem[] = [];

  constructor(
    private readonly name: string,
    private readonly readFile: ReadPackFile,
    readonly uriOf: LoadOptions['uriOf'],
  ) {}

  get problems(): readonly PackProblem[] {
    return this.found;
  }

  /**
   * Reads a file; one that isn't there is told of.
   * @param from the file that names it, and where
   */
  async read(file: string, from: string, range: () => TextRange = () => ({ start: 0, end: 0 })): Promise<string> {
    try {
      // Editors show a file without its byte order mark, and the parsers of XML and JSON want none.
      const text = withoutMark(await this.readFile(file));
      this.texts.set(file, text);
      return text;
    } catch {
      this.report([{ ...ERROR, file: from, range: range(), kind: 'file.missing', parameters: { name: file } }]);
      return '';
    }
  }

  report(problems: Iterable<SchemaProblem | ManifestProblem>): void {
    for (const problem of problems) this.found.push(placed(problem, this.texts.get(problem.file) ?? '', this.uriOf));
  }

  /** @throws PackError with all that is known to be wrong */
  refuseIfWrong(): void {
    const { found, name } = this;
    if (!found.some(({ severity }) => severity === 'error')) return;
    throw new PackError(`${name}: ${found.length} problems`, found, name);
  }

  of(named: NamedFile | undefined): PackFile | undefined {
    return named && { text: named.text, uri: this.uriOf?.(named.file) };
  }
}

/** A list with what a pack may leave out. */
function wholeList(name: string, list: Partial<CodeList> & Pick<CodeList, 'codes'>): CodeList {
  const codes = list.codes.map((code) => ({
    ...code,
    short: code.short ?? code.label,
    description: code.description ?? '',
    provenance: code.provenance ?? ({ label: 'recon', code: 'recon' } as const),
    source: code.source ?? '',
  }));
  return { title: name, type: '', provenance: 'recon', source: '', ...list, codes };
}

/** The schema of a pack: read and compiled when first asked for, and once. */
class CompiledSchema {
  private validatorOfIt: TextValidator | undefined;
  private modelOfIt: SchemaModel | undefined;
  private input: CompileInput | undefined;

  constructor(
    private readonly schema: SchemaFiles,
    private readonly packFiles: PackFiles,
  ) {}

  get files(): ReadonlyMap<string, PackFile> {
    const own = this.schema.files.filter(({ isBuiltIn }) => !isBuiltIn);
    return new Map(own.map(({ path, text }) => [path, { text, uri: this.packFiles.uriOf?.(path) }]));
  }

  get model(): SchemaModel {
    this.modelOfIt ??= readSchema(this.schema);
    return this.modelOfIt;
  }

  get compileInput(): CompileInput {
    this.input ??= compileInput(this.schema);
    return this.input;
  }

  get validator(): TextValidator {
    return this.validatorOfIt ?? this.compile();
  }

  /** @throws PackError where libxml2 refuses the schema */
  compile(): TextValidator {
    try {
      this.validatorOfIt = SchemaValidator.compile(this.compileInput);
      return this.validatorOfIt;
    } catch (error) {
      throw this.refused(error);
    }
  }

  /** The same by something else. Rejects with PackError also where that takes too long. */
  async compileWith(compile: LoadOptions['compile']): Promise<void> {
    if (!compile) {
      this.compile();
      return;
    }
    try {
      this.validatorOfIt = await compile(this.compileInput);
    } catch (error) {
      throw this.refused(error);
    }
  }

  /** @throws PackError with what is known */
  private refused(error: unknown): unknown {
    const problems = compileProblems(this.schema, error);
    if (!problems) return error;
    this.packFiles.report(problems);
    this.packFiles.refuseIfWrong();
    return error;
  }
}

class LoadedPack implements Pack {
  constructor(
    readonly manifest: PackManifest,
    private readonly schema: CompiledSchema,
    readonly codes: Pack['codes'],
    readonly combinations: Pack['combinations'],
    readonly gemeenten: Pack['gemeenten'],
    readonly gemeentenYears: Pack['gemeentenYears'],
    readonly files: Pack['files'],
    readonly warnings: Pack['warnings'],
  ) {}

  get model(): SchemaModel {
    return this.schema.model;
  }

  get schemaFiles(): ReadonlyMap<string, PackFile> {
    return this.schema.files;
  }

  get compileInput(): CompileInput {
    return this.schema.compileInput;
  }

  get validator(): TextValidator {
    return this.schema.validator;
  }

  get validatesInChunks(): boolean {
    const path = containerPath(this);
    return isFree(this.model.element(path)?.type.content) && !this.model.comparesWithin(path);
  }
}

/** The code's facts, or undefined where the concept has no list or the list has no such code. */
export function codeOf(pack: Pack, concept: Concept, value: string): Code | undefined {
  const list = codesOf(pack, concept);
  if (!list) return undefined;
  let byCode = BY_CODE.get(list);
  if (!byCode) {
    byCode = new Map();
    for (const code of list.codes) if (!byCode.has(code.code)) byCode.set(code.code, code);
    BY_CODE.set(list, byCode);
  }
  return byCode.get(value);
}

/** The codes of a list by themselves; of two that are the same the first. Each record asks for one. */
const BY_CODE = new WeakMap<CodeList, Map<string, Code>>();

export function codesOf(pack: Pack, concept: Concept): CodeList | undefined {
  const list = pack.manifest.concepts[concept]?.list;
  return list === undefined ? undefined : pack.codes[list];
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}
