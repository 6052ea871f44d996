import type { Notation, ValueType } from './notations.ts';

/**
 * A schema pack: everything that depends on one version of the format. Rules and features ask a pack for
 * concepts and meanings, never for element names or code values, so that another XSD is another pack.
 */

/**
 * How sure a fact is: `seed` the CBS slides the project starts from, `cbs` a public CBS page, `wet` the
 * Participatiewet or its decrees, `recon` our reconstruction, to be replaced by the official file.
 */
export type Standing = 'seed' | 'cbs' | 'wet' | 'recon';

/** Concepts of the header: one value a delivery. */
export const HEADER_CONCEPTS = [
  'berichtgevercode',
  'verslagmaand',
  'soortLevering',
  'aanmaakdatum',
  'softwarepakket',
] as const;

/** Concepts of a record: one value a voorziening. */
export const RECORD_CONCEPTS = [
  'bsn',
  'geboortedatum',
  'geslacht',
  'arbeidsvermogen',
  'voorzieningnummer',
  'typeVoorziening',
  'startdatum',
  'einddatum',
  'loonkostensubsidie',
  'loonwaarde',
  'datumLoonwaardebepaling',
  'urenPerWeek',
] as const;

export type HeaderConcept = (typeof HEADER_CONCEPTS)[number];
export type RecordConcept = (typeof RECORD_CONCEPTS)[number];
export type Concept = HeaderConcept | RecordConcept;

/** What the value of a concept is. */
export const VALUE_TYPES = {
  berichtgevercode: 'code',
  verslagmaand: 'month',
  soortLevering: 'code',
  aanmaakdatum: 'day',
  softwarepakket: 'text',
  bsn: 'text',
  geboortedatum: 'day',
  geslacht: 'code',
  arbeidsvermogen: 'code',
  voorzieningnummer: 'text',
  typeVoorziening: 'code',
  startdatum: 'day',
  einddatum: 'day',
  loonkostensubsidie: 'block',
  loonwaarde: 'decimal',
  datumLoonwaardebepaling: 'day',
  urenPerWeek: 'decimal',
} as const satisfies Record<Concept, ValueType>;

/** The concepts whose values are of a type. */
export type ConceptOf<T extends ValueType> = {
  [C in keyof typeof VALUE_TYPES]: (typeof VALUE_TYPES)[C] extends T ? C : never;
}[keyof typeof VALUE_TYPES];

export function isRecordConcept(concept: Concept | undefined): concept is RecordConcept {
  return (RECORD_CONCEPTS as readonly (string | undefined)[]).includes(concept);
}

/** Where a concept sits. */
export interface ConceptPlace {
  /**
   * Local names joined by `/`. For a header concept from the root on (`SrgLevering/Leveringgegevens/Verslagmaand`),
   * for a record concept from the record on (`Persoon/Burgerservicenummer`); `../` goes up to the parent of the
   * record, `@name` is an attribute of the element before it.
   */
  readonly path: string;
  readonly standing: Standing;
  /** The code list in `codes.json` that its values come from. */
  readonly list?: string;
  /** How a day, month or year is written; without it as XML Schema writes it. */
  readonly format?: Notation;
  /** Values that mean that there is none (`99991231`), as an element does that is there and empty. */
  readonly none?: readonly string[];
}

/** What rules need to know of codes, by meaning; absent where the format has no such code. */
export interface Meanings {
  /** Types that are loonkostensubsidie on the ground of the Participatiewet. */
  readonly lksParticipatiewet?: readonly string[];
  /** Types that are forfaitaire loonkostensubsidie. */
  readonly lksForfaitair?: readonly string[];
  /** Types that imply arbeidsvermogen `onderWml`. */
  readonly impliesOnderWml?: readonly string[];
  /** The arbeidsvermogen code for "onder WML". */
  readonly onderWml?: string;
  /** Types that may carry the loonkostensubsidie block. */
  readonly loonkostensubsidie?: readonly string[];
  /** Values of soortLevering that mean a conversie. */
  readonly conversie?: readonly string[];
}

/** `pack.json`. File names are relative to the folder of the pack. */
export interface PackManifest {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The standing of the pack as a whole. */
  readonly standing: Standing;
  readonly source: string;
  readonly schema: string;
  readonly codes?: string;
  readonly combinations?: string;
  readonly berichtgevers?: string;
  /** The target namespace; the empty string for none. */
  readonly namespace: string;
  /** Local name of the root element. */
  readonly root: string;
  /** Path of the record from the root on: `SrgLevering/Voorzieningen/Voorziening`. */
  readonly record: string;
  /**
   * Path of the element that repeats in the container, where that is an ancestor of the record (a record under a
   * person: `Levering/Personen/Persoon`). Without it the record itself repeats.
   */
  readonly unit?: string;
  readonly concepts: Partial<Record<Concept, ConceptPlace>>;
  readonly meanings: Meanings;
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
  readonly standing: { readonly label: Standing; readonly code: Standing };
  /** Where the facts come from, in words. */
  readonly source: string;
}

export interface CodeList {
  readonly title: string;
  /** The name of the simple type in the XSD that has the same enumeration. */
  readonly type: string;
  readonly standing: Standing;
  readonly source: string;
  readonly codes: readonly Code[];
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
  readonly standing: Standing;
}

/** `combinations.json` */
export interface CombinationFile {
  readonly standing: Standing;
  readonly source: string;
  readonly combinations: readonly Combination[];
}

/** `gemeenten.json`: berichtgevers that are known without any setting. */
export interface BerichtgeverFile {
  readonly title: string;
  readonly standing: Standing;
  readonly source: string;
  /** The year whose list it is. */
  readonly year: number;
  readonly berichtgevers: readonly { readonly code: string; readonly naam: string; readonly provincie?: string }[];
}
