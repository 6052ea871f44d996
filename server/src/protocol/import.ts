/**
 * Request to the server: makes a schema pack of an XSD, of texts that the client has read. Nothing is written: the client
 * gets the files, and what is to be asked.
 */
export const IMPORT_REQUEST = 'srg/import';
export interface ImportParameters {
  /** The path of the XSD in the folder that it is in, and all schemas of that folder and below by theirs. */
  readonly schema: string;
  readonly texts: Readonly<Record<string, string>>;
  /** As the command line has them: `begindatum=/Root/Begin,jjjjmmdd`. */
  readonly answers: readonly string[];
  readonly language: 'nl' | 'en';
}

/** The client's command that picks an XSD and makes a pack of it. */
export const IMPORT_COMMAND = 'srg.importSchema';

/** A place that a concept may sit in. */
export interface ImportedPlace {
  readonly paths: readonly string[];
  readonly format: string | undefined;
  readonly reason: string;
}

export interface ImportedConcept {
  readonly concept: string;
  readonly certainty: 'sure' | 'ask' | 'absent';
  /** The one place, or those to choose from. */
  readonly places: readonly ImportedPlace[];
}

export type ImportAnswer =
  | { readonly problem: string }
  | {
      readonly records: readonly string[];
      readonly concepts: readonly ImportedConcept[];
      /** The files of the pack by their paths in its folder, the schemas among them. */
      readonly files: Readonly<Record<string, string>>;
    };
