import { type ErrorDetail, ParseOption, XmlDocument, XmlLibError, XmlParseError, XsdValidator } from 'libxml2-wasm';

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

/** What became of a text handed to libxml2. */
export type Verdict =
  | { readonly kind: 'judged'; readonly errors: readonly SchemaError[] }
  /** libxml2 could not even read it, for the reason given. */
  | { readonly kind: 'unreadable'; readonly sentence: string };

/** Deep trees and long texts are the user's affair; external files and the network are never ours. */
const OPTIONS =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_COMPACT |
  ParseOption.XML_PARSE_BIG_LINES |
  ParseOption.XML_PARSE_IGNORE_ENC;

const encoder = new TextEncoder();

/** An XSD compiled by libxml2, the only judge of validity here. Dispose of it when the pack goes. */
export class SchemaValidator {
  private constructor(private readonly validator: XsdValidator) {}

  /**
   * @param xsd the text of an XSD 1.0 schema
   * @throws Error with libxml2's reason where it is not a valid schema
   */
  static compile(xsd: string): SchemaValidator {
    const document = XmlDocument.fromString(xsd, { option: OPTIONS });
    try {
      return new SchemaValidator(XsdValidator.fromDoc(document));
    } finally {
      document.dispose();
    }
  }

  /** Judges a whole well-formed document. */
  judge(xml: string): Verdict {
    let document: XmlDocument;
    try {
      document = XmlDocument.fromBuffer(encoder.encode(xml), { option: OPTIONS });
    } catch (error) {
      if (error instanceof XmlParseError) return { kind: 'unreadable', sentence: firstSentence(error.details) };
      throw error;
    }
    try {
      this.validator.validate(document);
      return { kind: 'judged', errors: [] };
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      return { kind: 'judged', errors: error.details.map(toSchemaError) };
    } finally {
      document.dispose();
    }
  }

  dispose(): void {
    this.validator.dispose();
  }
}

function firstSentence(details: readonly ErrorDetail[]): string {
  return details[0]?.message.trim() ?? '';
}

function toSchemaError(detail: ErrorDetail): SchemaError {
  return { sentence: detail.message.trim(), path: parsePath(detail.xpath ?? '') };
}

/** Reads a node path of libxml2, such as `/p:Root/p:Name[3]`. */
export function parsePath(path: string): PathStep[] {
  const steps: PathStep[] = [];
  for (const match of path.matchAll(/\/([^/[]+)(?:\[(\d+)\])?/g)) {
    steps.push({ name: match[1] === '*' ? undefined : match[1], index: Number(match[2] ?? 1) });
  }
  return steps;
}
