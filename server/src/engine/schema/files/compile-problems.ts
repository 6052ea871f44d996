import { NodeKind } from '../../syntax/node-table.ts';
import { Scanner } from '../../syntax/scanner.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { SourceText } from '../../text/source-text.ts';
import type { TextRange } from '../../text/text-range.ts';
import { resolvePath } from '../node-path.ts';
import { type CompileError, InvalidSchema, SlowSchema } from '../validator.ts';
import { fileAt } from './compile-input.ts';
import { readOutline, treeOf } from './references.ts';
import type { SchemaFile, SchemaFiles } from './schema-files.ts';
import type { SchemaProblem } from './schema-problem.ts';
import { findXsd11 } from './xsd11.ts';

type Described = Pick<SchemaProblem, 'kind' | 'parameters'>;

/** More of them help nobody: most follow from the first. */
const MOST_PROBLEMS = 50;

/** Why a schema could not be compiled; undefined for an error that says nothing of it. */
export function compileProblems(schema: SchemaFiles, error: unknown): SchemaProblem[] | undefined {
  if (error instanceof InvalidSchema) return problemsOfErrors(schema, error.errors);
  if (!(error instanceof SlowSchema)) return undefined;
  const file = schema.files[0]!.path;
  return [{ file, range: { start: 0, end: 0 }, severity: 'error', kind: 'tooSlow', parameters: {} }];
}

/** What libxml2 says of a schema, at its places. Where XSD 1.1 is the reason, that is all there is to say. */
function problemsOfErrors(schema: SchemaFiles, errors: readonly CompileError[]): SchemaProblem[] {
  const newer = errors.some(({ isSyntax }) => isSyntax) ? [] : findXsd11(schema.files);
  if (newer.length > 0) return newer;
  const { root } = readOutline(schema.files[0]!.text);
  if (root && !root.isSchema && !errors.some(({ isSyntax }) => isSyntax)) {
    const { range, name } = root;
    const parameters = { name };
    return [{ file: schema.files[0]!.path, range, severity: 'error', kind: 'notSchema', parameters }];
  }
  const broken = errors.find(({ isSyntax }) => isSyntax);
  const own = broken ? formProblems(fileAt(schema, broken.location) ?? schema.files[0]!) : [];
  if (own.length > 0) return own;
  const problems = new Map<string, SchemaProblem>();
  for (const error of errors.slice(0, MOST_PROBLEMS)) {
    const file = fileAt(schema, error.location) ?? schema.files[0]!;
    const sentence = withPaths(error.sentence, schema);
    const range = error.isSyntax ? lineRange(file, error.line) : rangeOf(file, error);
    const described = error.isSyntax ? { kind: 'notXml' as const, parameters: { sentence } } : describe(sentence);
    const problem: SchemaProblem = { file: file.path, range, severity: 'error', ...described };
    problems.set(JSON.stringify([file.path, range.start, described]), problem);
  }
  if (problems.size > 0) return [...problems.values()];
  const nothing = { kind: 'notXml', parameters: { sentence: '' } } as const;
  return [{ file: schema.files[0]!.path, range: { start: 0, end: 0 }, severity: 'error', ...nothing }];
}

/** What is wrong with the form of a file, in the words that deliveries have for it. */
function formProblems({ path, text }: SchemaFile): SchemaProblem[] {
  const scanner = new Scanner(text, 0);
  while (!scanner.atEnd) scanner.step(0);
  scanner.closeUnclosed(0, text.length);
  if (!scanner.rootSeen) scanner.errors = [{ kind: 'notXml', start: 0, end: Math.min(1, text.length) }];
  // A document type declaration is not read, and refuses no schema.
  const errors = scanner.errors.filter(({ kind }) => kind !== 'doctype');
  return errors.slice(0, MOST_PROBLEMS).map(({ kind, start, end, name = '', expected = '' }) => ({
    file: path,
    range: { start, end },
    severity: 'error',
    kind: 'notWellFormed',
    parameters: { syntax: kind, name, expected },
  }));
}

const WHAT: readonly (readonly [string, string])[] = [
  ['attribute group', 'attributeGroup'],
  ['model group', 'group'],
  ['attribute', 'attribute'],
  ['element', 'element'],
  ['identity', 'key'],
  ['type', 'type'],
];

/** The kind of one of libxml2's sentences (xmlschemas.c); `invalid` for those that say little more than themselves. */
function describe(sentence: string): Described {
  const [, name, what] = /The QName value '([^']*)' does not resolve to a\(n\) (.+)\.$/.exec(sentence) ?? [];
  if (name !== undefined && what !== undefined) {
    const meant = WHAT.find(([words]) => what.includes(words))?.[1] ?? 'type';
    return { kind: 'unresolved', parameters: { name: localName(name), what: meant } };
  }
  const namespace = /components in the namespace '([^']*)' are not allowed/.exec(sentence)?.[1];
  if (namespace !== undefined) return { kind: 'notImported', parameters: { namespace } };
  const twice = /'([^']*)' does already exist/.exec(sentence)?.[1];
  if (twice !== undefined) return { kind: 'duplicate', parameters: { name: localName(twice) } };
  const pattern = /The value '(.*)' of the facet 'pattern' is not a valid regular expression/s.exec(sentence)?.[1];
  if (pattern !== undefined) return { kind: 'badPattern', parameters: { pattern } };
  if (sentence.includes('circular')) {
    const itself = /'([^']*)'/.exec(sentence)?.[1] ?? '';
    return { kind: 'circular', parameters: { name: localName(itself) } };
  }
  if (sentence.includes('not determinist')) return { kind: 'ambiguous', parameters: {} };
  return { kind: 'invalid', parameters: { sentence } };
}

/** `{urn:x}Name` → `Name` */
function localName(name: string): string {
  return name.slice(name.lastIndexOf('}') + 1);
}

/** Locations of our own as the paths of the files; the namespace of XSD as its usual prefix. */
function withPaths(sentence: string, schema: SchemaFiles): string {
  return sentence
    .replace(/\{http:\/\/www\.w3\.org\/2001\/XMLSchema\}/g, 'xs:')
    .replace(/srg-schema:\/\/\/[\w/]+/g, (location) => fileAt(schema, location)?.path ?? schema.files[0]!.path);
}

const trees = new WeakMap<SchemaFile, SyntaxTree>();

function rangeOf(file: SchemaFile, { path, line, sentence }: CompileError): TextRange {
  const tree = trees.get(file) ?? treeOf(file.text);
  trees.set(file, tree);
  const node = resolvePath(tree, topElements(tree), path);
  if (node < 0) return lineRange(file, line);
  const attribute = [...tree.attributes(node)].find((other) => isMeant(tree, other, sentence));
  return attribute === undefined ? tree.nameRange(node) : tree.contentRange(attribute);
}

/** The attribute that a sentence is about: it is named, or the value is. */
function isMeant(tree: SyntaxTree, attribute: number, sentence: string): boolean {
  const named = /^Element '[^']*', attribute '([^']*)'/.exec(sentence)?.[1];
  if (named !== undefined) return tree.name(attribute) === named;
  if (/The value '.*' of the facet/s.test(sentence)) return tree.name(attribute) === 'value';
  const reference = /The QName value '([^']*)'/.exec(sentence)?.[1];
  if (reference === undefined || tree.name(attribute) === 'name') return false;
  return tree.value(attribute).replace(/^.*:/, '') === localPart(localName(reference));
}

function localPart(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function* topElements(tree: SyntaxTree): Generator<number> {
  for (let node = 0; node < tree.size; node++) {
    if (tree.parent(node) < 0 && tree.kind(node) === NodeKind.Element) yield node;
  }
}

/** What stands on a line, counted from 1, without the white space around it. */
function lineRange({ text }: SchemaFile, line: number): TextRange {
  const source = new SourceText(text);
  const at = (number: number) => source.offsetAt({ line: number, character: 0 });
  const start = at(Math.max(0, line - 1));
  const [, before = '', words = ''] = /^([ \t\r\n]*)(.*?)[ \t\r\n]*$/s.exec(source.slice(start, at(line))) ?? [];
  return { start: start + before.length, end: start + before.length + words.length };
}
