import type { TextRange } from '../../text/text-range.ts';
import { Locator, type SchemaFolder } from './locate.ts';
import { readOutline, readTargetNamespace, type SchemaReference } from './references.ts';
import type { SchemaProblem, SchemaProblemKind } from './schema-problem.ts';
import { XML_NAMESPACE, XML_SCHEMA } from './xml-namespace.ts';

/** A schema document, and what it brings in. */
export interface SchemaFile {
  /** Its path from the pack's folder on, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Empty for none. */
  readonly targetNamespace: string;
  readonly references: readonly ResolvedReference[];
  /** The document type declaration: it is not read. */
  readonly doctype: TextRange | undefined;
  /** It comes with the program, and lies in no folder. */
  readonly isBuiltIn: boolean;
}

export interface ResolvedReference extends SchemaReference {
  /** The path of the file; undefined where there is none. */
  readonly target: string | undefined;
}

/** All files that a schema is made of, the one to start with first. */
export interface SchemaFiles {
  readonly files: readonly SchemaFile[];
  readonly problems: readonly SchemaProblem[];
}

/** More than the largest schemas that are published have: NIEM, HL7 and GML stay far below it. */
const MOST_FILES = 2_000;
/** In UTF-16 units: libxml2 takes some twenty times as many bytes. */
const MOST_TEXT = 32_000_000;

/** Without these a text brings in nothing, and has nothing that no parser is to read. */
const BRINGS_IN = /<(?:[^ \t\r\n<>:"'/]+:)?(?:include|import|redefine)[ \t\r\n/>]|<!DOCTYPE/;

/** A schema of one text, where no folder is; what it brings in is left out. */
export function singleFile(text: string, path = 'schema.xsd'): SchemaFiles {
  const outline = BRINGS_IN.test(text) ? readOutline(text) : undefined;
  const file: SchemaFile = {
    path,
    text,
    targetNamespace: outline?.targetNamespace ?? readTargetNamespace(text),
    references: (outline?.references ?? []).map((reference) => ({ ...reference, target: undefined })),
    doctype: outline?.doctype,
    isBuiltIn: false,
  };
  return { files: [file], problems: [] };
}

/**
 * Reads a schema and all that it includes, imports and redefines, from the folder and below.
 * @param main the path of the file to start with
 * @param text what that holds
 */
export async function readSchemaFiles(main: string, text: string, folder: SchemaFolder): Promise<SchemaFiles> {
  return BRINGS_IN.test(text) ? new Reading(folder).read(main, text) : singleFile(text, main);
}

class Reading {
  private readonly locator: Locator;
  /** In the order in which they are met, by path; undefined while they are waited for. */
  private readonly files = new Map<string, SchemaFile | undefined>();
  private readonly problems: SchemaProblem[] = [];
  private readonly queue: { path: string; text: string }[] = [];
  private size = 0;

  constructor(folder: SchemaFolder) {
    this.locator = new Locator(folder);
  }

  async read(main: string, text: string): Promise<SchemaFiles> {
    this.add(main, text);
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      this.files.set(next.path, await this.readFile(next.path, next.text));
      if (!this.isWithinLimits(main)) break;
    }
    const files = [...this.files.values()].filter((file) => file !== undefined);
    this.checkNamespaces(files);
    return { files: files.map((file) => withImportsLocated(file, files)), problems: this.problems };
  }

  private add(path: string, text: string): void {
    if (this.files.has(path)) return;
    this.files.set(path, undefined);
    this.queue.push({ path, text });
    this.size += text.length;
  }

  private async readFile(path: string, text: string): Promise<SchemaFile> {
    const outline = readOutline(text);
    const { root, targetNamespace, doctype } = outline;
    if (root && !root.isSchema) this.report(path, root.range, 'notSchema', { name: root.name });
    const references: ResolvedReference[] = [];
    for (const reference of outline.references) {
      references.push({ ...reference, target: await this.targetOf(reference, path) });
    }
    return { path, text, targetNamespace, references, doctype, isBuiltIn: path === XML_SCHEMA.path };
  }

  private async targetOf(reference: SchemaReference, from: string): Promise<string | undefined> {
    const { location, range } = reference;
    const found = location === undefined ? undefined : await this.locator.find(location, from);
    if (found?.kind === 'found') {
      if (found.isOtherCase) this.report(from, range, 'otherLetterCase', { location: location!, found: found.path });
      this.add(found.path, found.text);
      return found.path;
    }
    if (reference.kind === 'import' && reference.namespace === XML_NAMESPACE) {
      this.add(XML_SCHEMA.path, XML_SCHEMA.text);
      return XML_SCHEMA.path;
    }
    if (found) {
      this.report(from, range, found.kind === 'outside' ? 'outsideFolder' : 'missingFile', { location: location! });
    }
    return undefined;
  }

  private report(
    file: string,
    range: TextRange,
    kind: SchemaProblemKind,
    parameters: SchemaProblem['parameters'],
  ): void {
    const severity = kind === 'otherLetterCase' || kind === 'unlocatedNamespace' ? 'warning' : 'error';
    this.problems.push({ file, range, severity, kind, parameters });
  }

  private isWithinLimits(main: string): boolean {
    const start = { start: 0, end: 0 };
    if (this.files.size > MOST_FILES) this.report(main, start, 'tooManyFiles', { limit: String(MOST_FILES) });
    else if (this.size > MOST_TEXT) this.report(main, start, 'tooLarge', { limit: String(MOST_TEXT) });
    else return true;
    return false;
  }

  private checkNamespaces(files: readonly SchemaFile[]): void {
    const foundIn = new Map(files.map(({ path, targetNamespace }) => [path, targetNamespace]));
    for (const { path, targetNamespace, references } of files) {
      for (const { kind, location, namespace, target, range } of references) {
        const found = target === undefined ? undefined : foundIn.get(target);
        const isChameleon = kind !== 'import' && found === '';
        const wanted = kind === 'import' ? namespace : targetNamespace;
        if (found !== undefined && found !== wanted && !isChameleon) {
          this.report(path, range, 'otherNamespace', { location: location ?? '', namespace: wanted, found });
        }
        // Nothing is known of what an import brings in, unless another one says where its namespace is.
        if (kind !== 'import' || location !== undefined || target !== undefined) continue;
        if (fileFor(files, namespace) === undefined) this.report(path, range, 'unlocatedNamespace', { namespace });
      }
    }
  }
}

/** The file that some import names for a namespace; the first one, where that is its own. */
function fileFor(files: readonly SchemaFile[], namespace: string): string | undefined {
  if (files[0]?.targetNamespace === namespace) return files[0].path;
  for (const { references } of files) {
    const found = references.find(
      (reference) => reference.kind === 'import' && reference.namespace === namespace && reference.target !== undefined,
    );
    if (found) return found.target;
  }
  return undefined;
}

function withImportsLocated(file: SchemaFile, files: readonly SchemaFile[]): SchemaFile {
  const references = file.references.map((reference) =>
    reference.kind === 'import' && reference.target === undefined && reference.location === undefined
      ? { ...reference, target: fileFor(files, reference.namespace) }
      : reference,
  );
  return { ...file, references };
}
