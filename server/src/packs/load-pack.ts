import { readSchema, type SchemaModel } from '../schema/model.ts';
import { SchemaValidator } from '../schema/validator.ts';
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
} from './pack.ts';

/** Reads a file of a pack, by its name in the pack's folder. Rejects where there is none. */
export type ReadPackFile = (name: string) => Promise<string>;

/** A pack ready for use. The schema is compiled when first asked for, and once. */
export interface Pack {
  readonly manifest: PackManifest;
  readonly codes: Readonly<Record<string, CodeList>>;
  readonly combinations: readonly Combination[];
  /** The municipalities and others by berichtgevercode. */
  readonly berichtgevers: ReadonlyMap<string, { readonly naam: string; readonly provincie?: string }>;
  readonly model: SchemaModel;
  readonly validator: SchemaValidator;
  /**
   * Records may be judged a few at a time: the container holds nothing but any number of units, and no identity
   * constraint spans them.
   */
  readonly judgesInChunks: boolean;
}

/** A pack that can't be used, and why, in words for its maker. */
export class PackError extends Error {}

/**
 * Reads a pack.
 * @throws PackError where a file is missing or not what it should be
 */
export async function loadPack(name: string, read: ReadPackFile): Promise<Pack> {
  const manifest = await readJson<PackManifest>(name, 'pack.json', read);
  for (const key of ['id', 'namespace', 'root', 'record', 'schema', 'concepts'] as const) {
    if (manifest[key] === undefined) throw new PackError(`${name}: pack.json: "${key}" ontbreekt`);
  }
  const [xsd, codes, combinations, berichtgevers] = await Promise.all([
    readFile(name, manifest.schema, read),
    manifest.codes ? readJson<CodeFile>(name, manifest.codes, read) : { lists: {} },
    manifest.combinations ? readJson<CombinationFile>(name, manifest.combinations, read) : undefined,
    manifest.berichtgevers ? readJson<BerichtgeverFile>(name, manifest.berichtgevers, read) : undefined,
  ]);
  return new LoadedPack(
    { ...manifest, meanings: manifest.meanings ?? {} },
    xsd,
    codes.lists,
    combinations?.combinations ?? [],
    new Map((berichtgevers?.berichtgevers ?? []).map((berichtgever) => [berichtgever.code, berichtgever])),
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
  ) {}

  get model(): SchemaModel {
    this.read ??= readSchema(this.xsd);
    return this.read;
  }

  get validator(): SchemaValidator {
    this.compiled ??= this.compile();
    return this.compiled;
  }

  get judgesInChunks(): boolean {
    const container = this.model.element(unitPath(this.manifest).slice(0, -1));
    const [unit, ...others] = container?.type.children ?? [];
    return (
      !this.model.hasIdentityConstraints &&
      others.length === 0 &&
      unit !== undefined &&
      container!.type.ordered &&
      unit.min <= 1 &&
      unit.max === Number.POSITIVE_INFINITY
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
export function unitPath(manifest: PackManifest): string[] {
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
    return await read(file);
  } catch {
    throw new PackError(`${name}: ${file} kan niet worden gelezen`);
  }
}

async function readJson<T>(name: string, file: string, read: ReadPackFile): Promise<T> {
  const text = await readFile(name, file, read);
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw new PackError(`${name}: ${file}: ${(error as Error).message}`);
  }
}
