import { applyEdits, type TextEdit } from '../../text/text-range.ts';
import { XSD_NAMESPACE } from './references.ts';
import type { SchemaFile, SchemaFiles } from './schema-files.ts';

/** A document as libxml2 gets to read it, under a location of our own. */
export interface CompiledDocument {
  readonly location: string;
  readonly text: string;
}

/** A schema as libxml2 compiles it; plain data, so that a thread or worker can be sent it. */
export interface CompileInput {
  /** The location of the document to start with. */
  readonly main: string;
  readonly documents: readonly CompiledDocument[];
}

/** Nothing outside may bear this name: libxml2 takes it for an address, and no parser has read it. */
const LOCATION = 'srg-schema:///';
const JOINED = `${LOCATION}joined/`;
/** Of a document of our own that imports all others: no schema has it. */
const WRAPPER_NAMESPACE = 'urn:srg-xml:schema-wrapper';

/**
 * The documents of a schema with the locations resolved, encodings and document type declarations taken out, and lines
 * where they were. Of a namespace that is imported from several files libxml2 would read the first one only: the files
 * are joined for it.
 */
export function compileInput({ files }: SchemaFiles): CompileInput {
  const joined = joinedNamespaces(files);
  const locationOf = (path: string) => `${LOCATION}${files.findIndex((file) => file.path === path)}`;
  const documents = files.map((file, index) => ({
    location: `${LOCATION}${index}`,
    text: applyEdits(file.text, editsOf(file, joined, locationOf)),
  }));
  if (joined.size === 0) return { main: documents[0]!.location, documents };
  const namespaces = [...joined];
  const unions = namespaces.map(([namespace, paths], index) => ({
    location: `${JOINED}${index}`,
    text: schemaText(
      namespace,
      paths.map((path) => `<xs:include schemaLocation="${locationOf(path)}"/>`),
    ),
  }));
  const imports = namespaces.map(([namespace], index) => {
    const attribute = namespace === '' ? '' : ` namespace="${escapeAttribute(namespace)}"`;
    return `<xs:import${attribute} schemaLocation="${JOINED}${index}"/>`;
  });
  const wrapper = { location: `${JOINED}main`, text: schemaText(WRAPPER_NAMESPACE, imports) };
  return { main: wrapper.location, documents: [...documents, ...unions, wrapper] };
}

/** The file that a location of {@link compileInput} stands for; undefined for one that joins others. */
export function fileAt({ files }: SchemaFiles, location: string): SchemaFile | undefined {
  return location.startsWith(LOCATION) ? files[Number(location.slice(LOCATION.length))] : undefined;
}

/** Where some namespace has several files to begin with: for every namespace those files, the main one's first. */
function joinedNamespaces(files: readonly SchemaFile[]): ReadonlyMap<string, readonly string[]> {
  const main = files[0]!;
  if (files.length === 1) return new Map();
  const pathsOf = new Map([[main.targetNamespace, new Set([main.path])]]);
  for (const { kind, namespace, target } of files.flatMap(({ references }) => references)) {
    if (kind !== 'import' || target === undefined) continue;
    pathsOf.set(namespace, (pathsOf.get(namespace) ?? new Set()).add(target));
  }
  if ([...pathsOf.values()].every(({ size }) => size === 1)) return new Map();
  return new Map(Array.from(pathsOf, ([namespace, paths]) => [namespace, [...paths]]));
}

function editsOf(
  { text, references, doctype }: SchemaFile,
  joined: ReadonlyMap<string, readonly string[]>,
  locationOf: (path: string) => string,
): TextEdit[] {
  const edits = unread({ text, doctype });
  const namespaces = [...joined.keys()];
  for (const { kind, location, namespace, target, range } of references) {
    if (target === undefined) continue;
    const found =
      kind === 'import' && joined.size > 0 ? `${JOINED}${namespaces.indexOf(namespace)}` : locationOf(target);
    if (location !== undefined) edits.push({ ...range, newText: found });
    else edits.push({ start: range.end, end: range.end, newText: ` schemaLocation="${found}"` });
  }
  return edits;
}

/** The text without what no parser is to read, everything else where it was. */
export function readableText(file: SchemaFile): string {
  return applyEdits(file.text, unread(file));
}

/** Takes out the declaration, whose encoding is that of the file, and the document type declaration. */
function unread({ text, doctype }: Pick<SchemaFile, 'text' | 'doctype'>): TextEdit[] {
  const declaration = /^<\?xml[ \t\r\n][^>]*\?>/.exec(text);
  const edits = declaration ? [blank(text, { start: 0, end: declaration[0].length })] : [];
  return doctype ? [...edits, blank(text, doctype)] : edits;
}

/** Takes a stretch out and leaves its line ends. */
function blank(text: string, range: { start: number; end: number }): TextEdit {
  return { ...range, newText: text.slice(range.start, range.end).replace(/[^\r\n]/g, ' ') };
}

function schemaText(namespace: string, children: readonly string[]): string {
  const target = namespace === '' ? '' : ` targetNamespace="${escapeAttribute(namespace)}"`;
  return `<xs:schema xmlns:xs="${XSD_NAMESPACE}"${target}>${children.join('')}</xs:schema>`;
}

function escapeAttribute(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
