import type { Day } from '../delivery/day.ts';
import type { RecordConcept } from '../packs/pack.ts';

/** Somebody who doesn't exist. */
export interface GeneratedPerson {
  readonly bsn: string;
  readonly geboortedatum: Day;
  readonly geslacht: string | undefined;
  readonly arbeidsvermogen: string | undefined;
}

/** A record to be written, by meaning and in no format. */
export interface GeneratedRecord extends GeneratedPerson {
  readonly doelInzet: string | undefined;
  readonly registratienummer: string;
  readonly typeVoorziening: string;
  readonly omschrijving?: string | undefined;
  readonly begindatum: Day;
  readonly einddatum?: Day | undefined;
  /** In percents. */
  readonly loonwaarde?: number | undefined;
  readonly redenBeeindiging?: string | undefined;
  /** What stands in the place of a value as it is, markup and mistakes included; null for no element at all. */
  readonly written?: Partial<Record<RecordConcept, string | null>>;
  /** What stands in a comment before the record. */
  readonly comment?: string;
}
