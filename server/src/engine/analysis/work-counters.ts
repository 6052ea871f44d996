/** How much work an analysis has done; tests and the bench count it instead of timing it. */
export interface WorkCounters {
  /** Record segments. */
  scanned: number;
  /** Texts validated against the XSD. */
  chunks: number;
  /** Records that the rules ran over. */
  ruled: number;
  groups: number;
  /** Persons of last month's delivery that were followed up. */
  persons: number;
  /** Record segments that custom rules were applied to. */
  schematron: number;
}

export function noWork(): WorkCounters {
  return { scanned: 0, chunks: 0, ruled: 0, groups: 0, persons: 0, schematron: 0 };
}
