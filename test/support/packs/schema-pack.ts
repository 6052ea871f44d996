import { formatMessage, type Language } from '../../../server/src/engine/messages/message.ts';
import { packProblemMessage } from '../../../server/src/engine/messages/pack-problem.ts';
import { loadPack, type Pack, PackError } from '../../../server/src/engine/packs/load-pack.ts';
import type { PackProblem } from '../../../server/src/engine/packs/pack-problem.ts';

/** Files by their paths in the folder of a pack, the schema's first. */
export type SchemaTexts = Readonly<Record<string, string>>;

export interface PackShape {
  readonly namespace?: string;
  readonly root?: string;
  /** From the root on. */
  readonly record?: string;
  /** What repeats, where that is not the record itself. */
  readonly unit?: string;
  /** Paths by concept. */
  readonly concepts?: Readonly<Record<string, string>>;
}

/** An XSD with the usual prefix. */
export function xsd(content: string, attributes = ''): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ${attributes}>\n${content}\n</xs:schema>\n`;
}

export type FacetText = readonly [name: string, value: string];

/** A simple type, of one of XSD's own. */
export function restricted(base: string, ...facets: readonly FacetText[]): string {
  const inside = facets.map(([name, value]) => `<xs:${name} value="${value}"/>`).join('');
  return `<xs:simpleType><xs:restriction base="xs:${base}">${inside}</xs:restriction></xs:simpleType>`;
}

/** The `pack.json` for a schema: all that the tests know of its form. */
export function manifestFor(schema: string, shape: PackShape = {}): string {
  const { namespace = '', root = 'L', record = 'L/Rs/R', unit, concepts = {} } = shape;
  const places = Object.entries(concepts).map(([concept, path]) => [concept, { path, provenance: 'recon' }]);
  return JSON.stringify({
    version: 2,
    id: 'proef',
    title: 'Proef',
    description: '',
    provenance: 'recon',
    source: '',
    schema,
    namespace,
    root,
    record,
    ...(unit === undefined ? {} : { unit }),
    concepts: Object.fromEntries(places),
    meanings: {},
  });
}

/** A pack of texts, of which the schema alone counts: what `pack.json` says of it may be wrong. Rejects as `loadPack` does. */
export async function packOf(texts: SchemaTexts, shape: PackShape = {}): Promise<Pack> {
  const [schema] = Object.keys(texts);
  const files: SchemaTexts = { ...texts, 'pack.json': manifestFor(schema!, shape) };
  const list = async (folder: string) => namesIn(files, folder);
  const pack = await loadPack('proef', reading(files), { list, isTrusted: true });
  // Compiled here, where a schema that is none is to be told of.
  void pack.validator;
  return pack;
}

/** Reads files that are texts. */
export function reading(files: SchemaTexts): (name: string) => Promise<string> {
  return async (name) => {
    if (!Object.hasOwn(files, name)) throw new Error(name);
    return files[name]!;
  };
}

/** The names in a folder of a tree of files; rejects where there is no such folder. */
export function namesIn(files: SchemaTexts, folder: string): string[] {
  const start = folder === '' ? '' : `${folder}/`;
  const names = Object.keys(files).flatMap((path) =>
    path.startsWith(start) ? [path.slice(start.length).split('/')[0]!] : [],
  );
  if (names.length === 0) throw new Error(folder);
  return [...new Set(names)];
}

/** What is wrong with the schema of a pack, a line each: file, the text at the place, what. */
export async function problemsOf(texts: SchemaTexts, language: Language = 'nl'): Promise<string[]> {
  const tell = (problems: readonly PackProblem[]) => problems.map((problem) => tellProblem(problem, texts, language));
  try {
    return tell((await packOf(texts)).warnings);
  } catch (error) {
    if (!(error instanceof PackError) || error.problems.length === 0) throw error;
    return tell(error.problems);
  }
}

function tellProblem(problem: PackProblem, texts: SchemaTexts, language: Language): string {
  const { file, start, end, severity } = problem;
  const line = texts[file]!.split('\n')[start.line] ?? '';
  const text = line.slice(start.character, start.line === end.line ? end.character : undefined);
  const words = formatMessage(packProblemMessage(problem), { language, maskBsn: false });
  return `${severity} ${file}:${start.line + 1} ${text}: ${words}`;
}
