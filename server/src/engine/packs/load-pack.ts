import { readSchema, type SchemaModel } from '../schema/model.ts';
import { SchemaValidator } from '../schema/validator.ts';
import { combinationProblems } from './combinations.ts';
import {
  type BerichtgeverFile,
  type Code,
  type CodeFile,
  type CodeList,
  type Combination,
  type CombinationFile,
  type Concept,
  isRecordConcept,
  type PackManifest,
  RECORD_CONCEPTS,
  type RecordConcept,
} from './pack.ts';

/** Reads a file of a pack, by its name in the pack's folder. Rejects where there is none. */
export type ReadPackFile = (name: string) => Promise<string>;

/** The files of a pack that hold something to go to. */
export type PackFileRole = 'schema' | 'codes' | 'berichtgevers';

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
  /** The municipalities and others by berichtgevercode. */
  readonly berichtgevers: ReadonlyMap<string, { readonly naam: string; readonly provincie?: string }>;
  readonly files: Readonly<Record<PackFileRole, PackFile | undefined>>;
  readonly model: SchemaModel;
  readonly validator: SchemaValidator;
  /**
   * Records may be judged a few at a time: the container holds nothing but any number of units, and no identity
   * constraint spans them.
   */
  readonly validatesInChunks: boolean;
}

/** A pack that can't be used, and why, in words for its maker. */
export class PackError extends Error {}

/**
 * Reads a pack.
 * @param uriOf the address of a file of the pack, for those who want to see it; without it the files can't be opened
 * @throws PackError where a file is missing or not what it should be
 */
export async function loadPack(name: string, read: ReadPackFile, uriOf?: (file: string) => string): Promise<Pack> {
  const manifest = parseJson<PackManifest>(name, 'pack.json', await readFile(name, 'pack.json', read));
  for (const key of ['id', 'namespace', 'root', 'record', 'schema', 'concepts'] as const) {
    if (manifest[key] === undefined) throw new PackError(`${name}: pack.json: "${key}" ontbreekt`);
  }
  const load = async (file: string | undefined): Promise<PackFile | undefined> =>
    file === undefined ? undefined : { text: await readFile(name, file, read), uri: uriOf?.(file) };
  const [schema, codes, combinations, berichtgevers] = await Promise.all([
    load(manifest.schema),
    load(manifest.codes),
    load(manifest.combinations),
    load(manifest.berichtgevers),
  ]);
  const parse = <T>(key: 'codes' | 'combinations' | 'berichtgevers', file: PackFile | undefined) =>
    file && parseJson<T>(name, manifest[key]!, file.text);
  const known = parse<BerichtgeverFile>('berichtgevers', berichtgevers)?.berichtgevers ?? [];
  const lists = parse<CodeFile>('codes', codes)?.lists ?? {};
  const combined = parse<CombinationFile>('combinations', combinations);
  if (combined !== undefined) {
    const problems = [...combinationProblems(combined, lists[manifest.concepts.typeVoorziening?.list ?? ''])];
    if (problems.length > 0) throw new PackError(`${name}: ${manifest.combinations}: ${problems.join('; ')}`);
  }
  return new LoadedPack(
    { ...manifest, meanings: manifest.meanings ?? {} },
    schema!.text,
    lists,
    combined?.combinations ?? [],
    new Map(known.map((berichtgever) => [berichtgever.code, berichtgever])),
    { schema, codes, berichtgevers },
  );
}

class LoadedPack implements Pack {
  private compiled: SchemaValidator | undefined;
  private read: SchemaModel | undefined;

  constructor(
    readonly manifest: PackManifest,
    private readonly xsd: string,
    readonly codes: Pack['codes'],
    readonly combinations: Pack['combinations'],
    readonly berichtgevers: Pack['berichtgevers'],
    readonly files: Pack['files'],
  ) {}

  get model(): SchemaModel {
    this.read ??= readSchema(this.xsd);
    return this.read;
  }

  get validator(): SchemaValidator {
    this.compiled ??= this.compile();
    return this.compiled;
  }

  get validatesInChunks(): boolean {
    const container = this.model.element(repeatingElementPath(this.manifest).slice(0, -1));
    const [repeatingElement, ...others] = container?.type.children ?? [];
    return (
      !this.model.hasIdentityConstraints &&
      others.length === 0 &&
      repeatingElement !== undefined &&
      container!.type.ordered &&
      repeatingElement.min <= 1 &&
      repeatingElement.max === Number.POSITIVE_INFINITY
    );
  }

  private compile(): SchemaValidator {
    try {
      return SchemaValidator.compile(this.xsd);
    } catch (error) {
      throw new PackError(`${this.manifest.id}: ${this.manifest.schema}: ${(error as Error).message.trim()}`);
    }
  }
}

/** The path of the element that repeats: the record, or the element around it that the pack names. */
export function repeatingElementPath(manifest: PackManifest): string[] {
  return (manifest.unit ?? manifest.record).split('/');
}

/** The code's facts, or undefined where the concept has no list or the list has no such code. */
export function codeOf(pack: Pack, concept: Concept, value: string): Code | undefined {
  return codesOf(pack, concept)?.codes.find((code) => code.code === value);
}

export function codesOf(pack: Pack, concept: Concept): CodeList | undefined {
  const list = pack.manifest.concepts[concept]?.list;
  return list === undefined ? undefined : pack.codes[list];
}

/** The name of the element or attribute that a concept sits in; empty where the pack doesn't map it. */
export function nameOf(pack: Pack, concept: Concept): string {
  const steps = pack.manifest.concepts[concept]?.path.split('/') ?? [''];
  return steps[steps.length - 1]!.replace('@', '');
}

/** The concepts that sit inside the element of another one. */
export function conceptsBelow(pack: Pack, concept: RecordConcept): RecordConcept[] {
  const { concepts } = pack.manifest;
  return RECORD_CONCEPTS.filter((other) => concepts[other]?.path.startsWith(`${concepts[concept]?.path}/`));
}

/** The concept that sits at a path of local names (`@name` for an attribute) from the root on. */
export function conceptAt(pack: Pack, path: readonly string[]): Concept | undefined {
  const wanted = path.join('/');
  const record = pack.manifest.record.split('/');
  for (const [concept, place] of Object.entries(pack.manifest.concepts)) {
    if (place.path === wanted) return concept as Concept;
    if (resolve(record, place.path) === wanted) return concept as Concept;
  }
  return undefined;
}

/** Where a concept sits, in local names (`@name` for an attribute) from the root on; undefined where it is not mapped. */
export function pathOfConcept({ manifest }: Pack, concept: Concept): string[] | undefined {
  const path = manifest.concepts[concept]?.path;
  if (path === undefined) return undefined;
  return isRecordConcept(concept) ? resolve(manifest.record.split('/'), path).split('/') : path.split('/');
}

function resolve(record: readonly string[], path: string): string {
  const steps = path.split('/');
  const up = steps.filter((step) => step === '..').length;
  return [...record.slice(0, record.length - up), ...steps.slice(up)].join('/');
}

async function readFile(name: string, file: string, read: ReadPackFile): Promise<string> {
  try {
    // Editors show a file without its byte order mark, and the parsers of XML and JSON want none.
    return (await read(file)).replace(/^\ufeff/, '');
  } catch {
    throw new PackError(`${name}: ${file} kan niet worden gelezen`);
  }
}

function parseJson<T>(name: string, file: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new PackError(`${name}: ${file}: ${(error as Error).message}`);
  }
}
