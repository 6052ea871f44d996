import type { CompileInput } from '../../engine/schema/files/compile-input.ts';
import type { CompileError, ValidationResult } from '../../engine/schema/validator.ts';
import { trimXml } from '../../engine/text/xml-whitespace.ts';

export interface ValidationWorkerData {
  /** How many replies there have been; who waits for one waits on it. */
  readonly count: Int32Array;
}

/** What the thread is sent: the schema first, then the texts in pieces. */
export type ThreadMessage = CompileInput | readonly string[];

/** What comes back for each text, in the order of the texts. */
export type Reply =
  /** `took` milliseconds. */
  | { readonly result: ValidationResult; readonly took: number }
  | { readonly failure: string }
  /** The schema is none. */
  | { readonly invalid: readonly CompileError[] };

/** Says nothing of the text, so that nothing is refused by what was not looked at. */
export const NOTHING_SAID: ValidationResult = { kind: 'validated', errors: [] };

/** @throws Error where there is none */
export function resultOf(reply: Reply): ValidationResult {
  if ('result' in reply) return reply.result;
  throw new Error(`libxml2: ${'failure' in reply ? trimXml(reply.failure) : 'the schema is not valid'}`);
}

export function lengthOf(pieces: readonly string[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
