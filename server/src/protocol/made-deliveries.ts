import type { TextDocumentIdentifier } from 'vscode-languageserver-protocol';

/** Deliveries that are made of others, or of nothing: requests that our own client makes. */

/** Answered with an {@link AnonymisedAnswer}; null where the document is not open or is no delivery. */
export const ANONYMISE_REQUEST = 'srg/anonymise';
export interface AnonymiseParams {
  readonly textDocument: TextDocumentIdentifier;
}
export type AnonymisedAnswer =
  | {
      /** To be saved in UTF-8: that is what it declares. */
      readonly text: string;
      /** What was done and what was not, in words. */
      readonly told: string;
      /** The same is found in it. */
      readonly isSame: boolean;
    }
  | { readonly problem: string };

/** Answered with a {@link GeneratedAnswer}. */
export const GENERATE_REQUEST = 'srg/generate';
export interface GenerateParams {
  /** The delivery whose format and gemeente are taken; without it those of the pack that ships. */
  readonly textDocument?: TextDocumentIdentifier | undefined;
  readonly records: number;
  /** As in `2025-03`. */
  readonly month: string;
  /** The codes of the rules that are to have something to say, each once. */
  readonly faults: readonly string[];
  readonly seed: number;
}
export type GeneratedAnswer = { readonly text: string } | { readonly problem: string };

/** Answered with the codes that {@link GenerateParams.faults} may have, in the format of a document. */
export const FAULTS_REQUEST = 'srg/faults';
