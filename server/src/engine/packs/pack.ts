import type { Notation, ValueType } from './notations.ts';

/**
 * A schema pack: everything that depends on one version of the format. Rules and features ask a pack for
 * concepts and meanings, never for element names or code values, so that another XSD is another pack.
 */

/**
 * Where a fact comes from: `slides` the CBS slides that the project starts from, `cbs` a public CBS page, `wet` a law or
 * regulation, `recon` our reconstruction, to be replaced by the official file. `eigen` is no fact about SRG at all: the
 * product speaks of itself.
 */
export type Provenance = 'slides' | 'cbs' | 'wet' | 'recon' | 'eigen';

/** Concepts of the header: one value a delivery. */
export const HEADER_CONCEPTS = [
  'statistiekjaar',
  'statistiekmaand',
  'verslagmaand',
  'statistiekcode',
  'softwarepakket',
  'softwareversie',
  'gemeentecode',
  'berichtgevercode',
] as const;

/** Concepts of a record: one value a voorziening. */
export const RECORD_CONCEPTS = [
  'bsn',
  'geboortedatum',
  'geslacht',
  'arbeidsvermogen',
  'doelInzet',
  'registratienummer',
  'typeVoorziening',
  'omschrijving',
  'begindatum',
  'einddatum',
  'loonkostensubsidie',
  'loonwaarde',
  'redenBeeindiging',
] as const;

export type HeaderConcept = (typeof HEADER_CONCEPTS)[number];
export type RecordConcept = (typeof RECORD_CONCEPTS)[number];
export type Concept = HeaderConcept | RecordConcept;

/** What the value of a concept is. */
export const VALUE_TYPES = {
  statistiekjaar: 'year',
  statistiekmaand: 'monthNumber',
  verslagmaand: 'month',
  statistiekcode: 'code',
  softwarepakket: 'code',
  softwareversie: 'text',
  gemeentecode: 'code',
  berichtgevercode: 'code',
  bsn: 'text',
  geboortedatum: 'day',
  geslacht: 'code',
  arbeidsvermogen: 'code',
  doelInzet: 'code',
  registratienummer: 'text',
  typeVoorziening: 'code',
  omschrijving: 'text',
  begindatum: 'day',
  einddatum: 'day',
  loonkostensubsidie: 'block',
  loonwaarde: 'decimal',
  redenBeeindiging: 'code',
} as const satisfies Record<Concept, ValueType>;

/** The concepts whose values are of a type. */
export type ConceptOf<T extends ValueType> = {
  [C in keyof typeof VALUE_TYPES]: (typeof VALUE_TYPES)[C] extends T ? C : never;
}[keyof typeof VALUE_TYPES];

/** The kenmerken of the law; the verslagmaand is its year and month. */
export const KENMERKEN: readonly Concept[] = [...HEADER_CONCEPTS.slice(2), ...RECORD_CONCEPTS].filter(
  (concept) => concept !== 'loonkostensubsidie',
);

/** Whether a pack has a concept; of the verslagmaand as one value, or as year and month apart. */
export function isMapped({ concepts }: Pick<PackManifest, 'concepts'>, concept: Concept): boolean {
  if (concepts[concept] !== undefined) return true;
  return concept === 'verslagmaand' && concepts.statistiekjaar !== undefined && concepts.statistiekmaand !== undefined;
}

export function isRecordConcept(concept: Concept | undefined): concept is RecordConcept {
  return (RECORD_CONCEPTS as readonly (string | undefined)[]).includes(concept);
}

/** A path; several where something can stand in several places: two lists, the branches of a choice. */
export type Paths = string | readonly string[];

/** Where a concept sits. */
export interface ConceptPlace {
  /**
   * Local names joined by `/`. For a header concept from the root on (`SRG/Levering/Gemeentecode`),
   * for a record concept from the record on (`Persoon/Burgerservicenummer`); `../` goes up to the parent of the
   * record, `@name` is an attribute of the element before it. Of several, the first that is there counts.
   */
  readonly path: Paths;
  readonly provenance: Provenance;
  /** The code list in `codes.json` that its values come from. */
  readonly list?: string;
  /** How a day, month or year is written; without it as XML Schema writes it. */
  readonly format?: Notation;
  /** Values that mean that there is none (`99991231`), as an element does that is there and empty. */
  readonly none?: readonly string[];
}

/** A place that a concept may sit in, as long as nobody has settled it. */
export interface OpenPlace {
  readonly path: Paths;
  readonly format?: string;
  readonly reason?: string;
}

/** What rules need to know of codes, by meaning; absent where the format has no such code. */
export interface Meanings {
  /** Types that are a loonkostensubsidie by a determined loonwaarde. */
  readonly lksLoonwaarde?: readonly string[];
  /** Types that are forfaitaire loonkostensubsidie. */
  readonly lksForfaitair?: readonly string[];
  /** Types that imply arbeidsvermogen `onderWml`. */
  readonly impliesOnderWml?: readonly string[];
  /** The arbeidsvermogen code for "onder WML". */
  readonly onderWml?: string;
  /** Types that may carry the loonkostensubsidie block. */
  readonly loonkostensubsidie?: readonly string[];
  /** Types that are a participatieplaats. */
  readonly participatieplaats?: readonly string[];
  /** Types that are a proefplaatsing. */
  readonly proefplaatsing?: readonly string[];
  /** Types that are a job of the old WIW and ID schemes. */
  readonly wiwId?: readonly string[];
  /** The redenBeeindiging code for an end in the administration only: the voorziening runs on. */
  readonly administratieveBeeindiging?: string;
  /** The redenBeeindiging code for a real end. */
  readonly werkelijkeBeeindiging?: string;
}

/** `pack.json`. File names are relative to the folder of the pack. */
export interface PackManifest {
  /** The form of the file itself. */
  readonly version: 2;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The provenance of the pack as a whole. */
  readonly provenance: Provenance;
  readonly source: string;
  readonly schema: string;
  readonly codes?: string;
  readonly combinations?: string;
  readonly gemeenten?: string;
  /** The target namespace; the empty string for none. */
  readonly namespace: string;
  /** Local name of the root element. */
  readonly root: string;
  /** Path of the record from the root on: `SRG/Voorzieningen/Voorziening`. */
  readonly record: Paths;
  /**
   * Path of the element that repeats in the container, where that is an ancestor of the record (a record under a
   * person: `Levering/Personen/Persoon`). Without it the record itself repeats.
   */
  readonly unit?: Paths;
  readonly concepts: Partial<Record<Concept, ConceptPlace>>;
  readonly meanings: Meanings;
  /** What makes a record unique: lists of concepts, each of them a key. */
  readonly unique?: readonly (readonly RecordConcept[])[];
  /** Keys that two records of one voorziening are likely to have in common. */
  readonly likelyDuplicate?: readonly (readonly RecordConcept[])[];
  /** The verslagmaanden that it holds for, both included: `2025-01`. */
  readonly valid?: { readonly from?: string; readonly to?: string };
  /** Values of the header that tell it from other packs with its root and namespace; paths from the root on. */
  readonly when?: readonly { readonly path: string; readonly values: readonly string[] }[];
  /** Concepts of which it is not settled where they sit, and records that may be others: the places to choose from. */
  readonly open?: Partial<Record<Concept | 'record', readonly OpenPlace[]>>;
  /** The deliveries that its schema was drafted from: there is no official one, and no verdict. */
  readonly draftedFrom?: readonly string[];
}

/** One code of a list in `codes.json`. Labels and descriptions are Dutch: they are the field's own terms. */
export interface Code {
  readonly code: string;
  readonly label: string;
  /** The label as short as it can be told (`LKS P-wet`), for places with little room. */
  readonly short: string;
  readonly group?: string;
  /** For what fits none of the more telling codes: a large share of these says little about what was done. */
  readonly overig?: boolean;
  readonly description: string;
  readonly provenance: { readonly label: Provenance; readonly code: Provenance };
  /** Where the facts come from, in words. */
  readonly source: string;
  /** The articles that it rests on. */
  readonly articles?: readonly string[];
  /** Who makes it, of a softwarepakket. */
  readonly vendor?: string;
}

/** A code that a list had once, and what is said of it where it is used today. */
export interface FormerCode {
  readonly code: string;
  readonly label?: string;
  /** The code that took its place, if any. */
  readonly successor?: string;
  /** The last year that it was valid in. */
  readonly until: string;
  /** A sentence, in both languages. */
  readonly text: { readonly nl: string; readonly en: string };
}

export interface CodeList {
  readonly title: string;
  /** The name of the simple type in the XSD that has the same enumeration. */
  readonly type: string;
  readonly provenance: Provenance;
  readonly source: string;
  readonly codes: readonly Code[];
  readonly former?: readonly FormerCode[];
}

/** `codes.json`: the lists by name. */
export interface CodeFile {
  readonly lists: Readonly<Record<string, CodeList>>;
}

/** Two types that don't go together when they overlap by at least one day. */
export interface Combination {
  readonly types: readonly [string, string];
  /** Why, in both languages, shown to the user. */
  readonly reason: { readonly nl: string; readonly en: string };
  readonly provenance: Provenance;
  readonly articles?: readonly string[];
}

/** `combinations.json` */
export interface CombinationFile {
  readonly provenance: Provenance;
  readonly source: string;
  readonly combinations: readonly Combination[];
}

export interface Gemeente {
  readonly code: string;
  readonly naam: string;
  readonly provincie?: string;
}

/** `gemeenten.json`: the municipalities by their gemeentecode. */
export interface GemeenteFile {
  readonly title: string;
  readonly provenance: Provenance;
  readonly source: string;
  /** The years that the list holds for, both included. */
  readonly years: Years;
  readonly gemeenten: readonly Gemeente[];
}

export interface Years {
  readonly from: number;
  readonly to: number;
}

/** The concept that the codes of each meaning are of. */
export const CONCEPT_OF_MEANING: Readonly<Record<keyof PackManifest['meanings'], Concept>> = {
  lksLoonwaarde: 'typeVoorziening',
  lksForfaitair: 'typeVoorziening',
  impliesOnderWml: 'typeVoorziening',
  onderWml: 'arbeidsvermogen',
  loonkostensubsidie: 'typeVoorziening',
  participatieplaats: 'typeVoorziening',
  proefplaatsing: 'typeVoorziening',
  wiwId: 'typeVoorziening',
  administratieveBeeindiging: 'redenBeeindiging',
  werkelijkeBeeindiging: 'redenBeeindiging',
};
