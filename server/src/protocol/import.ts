/**
 * Request to the server: makes a schema pack of an XSD, of texts that the client has read. Nothing is written: the client
 * gets the files, and what is to be asked.
 */
export const IMPORT_REQUEST = 'srg/import';
export interface ImportParameters {
  /**
   * The path of the XSD in the folder that it is in, and all schemas of that folder and below by theirs; without a schema
   * one is drafted from the deliveries.
   */
  readonly schema: string | undefined;
  readonly texts: Readonly<Record<string, string>>;
  /** Deliveries that may be in this format, as examples of its values. */
  readonly deliveries: readonly { readonly name: string; readonly text: string }[];
  /** As the command line has them: `begindatum=/Root/Begin,jjjjmmdd`, `record=/Root/Voorziening`. */
  readonly answers: readonly string[];
  readonly language: 'nl' | 'en';
  /** The client reads more where the schema brings in what is not among the texts: {@link ImportNeeds}. */
  readonly mayNeed?: boolean;
}

/** What the schema brings in and the client has not given: files by their paths, or the folder above, in which they lie. */
export interface ImportNeeds {
  readonly needs: readonly string[] | 'folderAbove';
}

/** The client's command that picks an XSD and makes a pack of it; with the address of a delivery it drafts one from that. */
export const IMPORT_COMMAND = 'srg.importSchema';

/** A place that a concept may sit in. */
export interface ImportedPlace {
  readonly paths: readonly string[];
  readonly format: string | undefined;
  readonly reason: string;
  /** What values look like there, BSNs masked. */
  readonly examples: readonly string[];
  /** Where the XSD declares it. */
  readonly declared: ImportedDeclaration | undefined;
}

/** A line of a schema, from 0. */
export interface ImportedDeclaration {
  readonly file: string;
  readonly line: number;
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
      /** Where others may be the records: the elements to choose from. */
      readonly recordCandidates: readonly ImportedPlace[];
      readonly concepts: readonly ImportedConcept[];
      /** The rules that are off in the pack, and the concepts that they miss; none where it is codes or a key. */
      readonly off: readonly { readonly code: string; readonly name: string; readonly missing: readonly string[] }[];
      /** The files of the pack by their paths in its folder, the schemas among them. */
      readonly files: Readonly<Record<string, string>>;
    };
