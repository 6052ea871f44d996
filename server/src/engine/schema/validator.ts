import type { ErrorDetail, XmlDocument, XsdValidator } from 'libxml2-wasm';
import { trimXml } from '../text/xml-whitespace.ts';
import type { CompileInput } from './files/compile-input.ts';
import { serving } from './files/input-provider.ts';

/** One step of the way from the root to a node. */
export interface PathStep {
  /** The name with its prefix; undefined where libxml2 writes `*`. */
  readonly name: string | undefined;
  /** From 1: among all elements there where there is no name, else among those of that name. */
  readonly index: number;
}

/** What libxml2 says of one node. */
export interface SchemaError {
  /** libxml2's own English sentence. */
  readonly sentence: string;
  readonly path: readonly PathStep[];
}

/** What libxml2 says of a text. */
export type ValidationResult =
  | { readonly kind: 'validated'; readonly errors: readonly SchemaError[] }
  /** libxml2 could not parse it, for the reason given. */
  | { readonly kind: 'unreadable'; readonly sentence: string }
  /** libxml2 ran into a limit of its own. */
  | { readonly kind: 'limited' };

export type NotValidated = Exclude<ValidationResult, { kind: 'validated' }>;

/** What libxml2 says of a schema. */
export interface CompileError extends SchemaError {
  /** Of the document that it is in, as {@link CompileInput} has it. */
  readonly location: string;
  /** From 1. */
  readonly line: number;
  /** The document is no well-formed XML. */
  readonly isSyntax: boolean;
}

/** libxml2 can't make anything of a schema. */
export class InvalidSchema extends Error {
  constructor(readonly errors: readonly CompileError[]) {
    super(`the schema is not valid: ${errors.length} errors`);
  }
}

/** libxml2 was not ready with a schema in time. */
export class SlowSchema extends Error {}

type Libxml2 = typeof import('libxml2-wasm');
let provided: Libxml2 | undefined;

/**
 * Provides the library (`libxml2.ts` does). It takes as long to load as all the rest of a start, so each entry decides
 * when, and whether.
 */
export function useLibxml2(library: Libxml2): void {
  provided = library;
}

function libxml2(): Libxml2 {
  if (!provided) throw new Error('libxml2 is not there: import schema/libxml2.ts first');
  return provided;
}

/** Deep trees and long texts are allowed; external files and the network never are. */
function optionsOf({ ParseOption }: Libxml2): { option: number } {
  const option =
    ParseOption.XML_PARSE_NONET |
    ParseOption.XML_PARSE_NO_XXE |
    ParseOption.XML_PARSE_HUGE |
    ParseOption.XML_PARSE_COMPACT |
    ParseOption.XML_PARSE_BIG_LINES |
    ParseOption.XML_PARSE_IGNORE_ENC;
  return { option };
}

/**
 * Reads a text as far as libxml2 can. What it reports and reads past is no reason to refuse a text: a warning, or an
 * address of a namespace that is no URI.
 * @throws XmlParseError where it can't be read, with the reasons
 */
function parse(bytes: Uint8Array, location: { readonly url?: string } = {}): XmlDocument {
  const { ParseOption, XmlDocument } = libxml2();
  const { option } = optionsOf(libxml2());
  try {
    return XmlDocument.fromBuffer(bytes, { ...location, option: option | ParseOption.XML_PARSE_NOERROR });
  } catch {
    return XmlDocument.fromBuffer(bytes, { ...location, option });
  }
}

/** Validates texts, in this thread or in another. */
export interface TextValidator {
  /** Validates a whole document, given in pieces. */
  validate(pieces: readonly string[]): ValidationResult;
  /** A text took it too long. Since then it says nothing of any. */
  readonly gaveUp?: boolean;
}

/** A validator in another thread. Texts are submitted ahead of time and validated in that order. */
export interface WorkerValidator extends TextValidator {
  /** Gives a function that returns the result, and blocks until it is there. */
  submit(pieces: readonly string[]): () => ValidationResult;
}

const encoder = new TextEncoder();
/** Takes a chunk of records; a longer text gets a buffer of its own. */
const buffer = new Uint8Array(1_048_576);
/** UTF-8 takes at most this many bytes for a UTF-16 code unit. */
const BYTES_PER_CODE_UNIT = 3;

/** A text in pieces as UTF-8, in one pass. What is given back holds until the next call. */
function encode(pieces: readonly string[]): Uint8Array {
  const most = pieces.reduce((sum, { length }) => sum + length, 0) * BYTES_PER_CODE_UNIT;
  const bytes = most <= buffer.length ? buffer : new Uint8Array(most);
  let end = 0;
  for (const piece of pieces) end += encoder.encodeInto(piece, bytes.subarray(end)).written;
  return bytes.subarray(0, end);
}

/** An XSD compiled by libxml2, the only authority on validity here. Dispose of it when the pack goes. */
export class SchemaValidator implements TextValidator {
  private constructor(private readonly validator: XsdValidator) {}

  /**
   * Compiles an XSD 1.0 schema; libxml2 must be there, and reads nothing but the documents given.
   * @throws InvalidSchema where it is none
   */
  static compile({ main, documents }: CompileInput): SchemaValidator {
    return serving(libxml2(), documents, () => {
      // libxml2 reads the others itself, and tells less of what is wrong with their form.
      for (const { location, text } of documents) if (location !== main) parseSchema(location, text).dispose();
      const { text = '' } = documents.find(({ location }) => location === main) ?? {};
      const document = parseSchema(main, text);
      try {
        return new SchemaValidator(libxml2().XsdValidator.fromDoc(document));
      } catch (error) {
        throw toInvalidSchema(error, main, false);
      } finally {
        document.dispose();
      }
    });
  }

  validate(pieces: readonly string[]): ValidationResult {
    // What is not valid comes as an error, whose stack nobody looks at and which costs more than all the rest.
    const limits = Error as { stackTraceLimit?: number | undefined };
    const { stackTraceLimit } = limits;
    limits.stackTraceLimit = 0;
    try {
      return this.validateText(pieces);
    } finally {
      limits.stackTraceLimit = stackTraceLimit;
    }
  }

  private validateText(pieces: readonly string[]): ValidationResult {
    const { XmlError, XmlLibError, XmlParseError } = libxml2();
    let document: XmlDocument;
    try {
      document = parse(encode(pieces));
    } catch (error) {
      if (error instanceof XmlParseError) return { kind: 'unreadable', sentence: firstSentence(error.details) };
      throw error;
    }
    try {
      this.validator.validate(document);
      return { kind: 'validated', errors: [] };
    } catch (error) {
      if (error instanceof XmlLibError)
        return { kind: 'validated', errors: error.details.filter(isError).map(toSchemaError) };
      // It says no more than that: a pattern that fits in too many ways, mostly.
      if (error instanceof XmlError) return { kind: 'limited' };
      throw error;
    } finally {
      document.dispose();
    }
  }

  dispose(): void {
    this.validator.dispose();
  }
}

function parseSchema(location: string, text: string): XmlDocument {
  try {
    return parse(encoder.encode(text), { url: location });
  } catch (error) {
    throw toInvalidSchema(error, location, true);
  }
}

/** The level of a warning of libxml2's. */
const WARNING = 1;

function isError({ level }: ErrorDetail): boolean {
  return level > WARNING;
}

/** An error of libxml2's with what it says; any other as it is. */
function toInvalidSchema(error: unknown, location: string, isSyntax: boolean): unknown {
  if (!(error instanceof libxml2().XmlLibError)) return error;
  const errors = error.details.filter(isError);
  return new InvalidSchema(
    errors.map((detail) => ({
      ...toSchemaError(detail),
      location: detail.file ?? location,
      line: detail.line,
      isSyntax,
    })),
  );
}

function firstSentence(details: readonly ErrorDetail[]): string {
  return trimXml(details[0]?.message) ?? '';
}

function toSchemaError(detail: ErrorDetail): SchemaError {
  return { sentence: trimXml(detail.message), path: parsePath(detail.xpath ?? '') };
}

/** So many paths, of so many characters, are read once: where one mistake is, others are alike. */
const MOST_PATHS = 2_000;
const LONGEST_PATH = 200;
const paths = new Map<string, readonly PathStep[]>();

/** Reads a node path of libxml2, such as `/p:Root/p:Name[3]`. */
export function parsePath(path: string): readonly PathStep[] {
  const known = paths.get(path);
  if (known) return known;
  const steps: PathStep[] = [];
  for (const match of path.matchAll(/\/([^/[]+)(?:\[(\d+)\])?/g)) {
    steps.push({ name: match[1] === '*' ? undefined : match[1], index: Number(match[2] ?? 1) });
  }
  if (path.length > LONGEST_PATH) return steps;
  if (paths.size >= MOST_PATHS) paths.clear();
  paths.set(path, steps);
  return steps;
}
