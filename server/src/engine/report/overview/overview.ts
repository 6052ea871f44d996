import type { DeliveryOutcome } from '../../analysis/check-delivery.ts';
import type { DeliveryAnalysis } from '../../analysis/delivery-analysis.ts';
import type { Counts } from '../../analysis/tally.ts';
import type { Month } from '../../delivery/day.ts';
import { compareTexts } from '../../text/ascending.ts';
import { trimXml } from '../../text/xml-whitespace.ts';

/** What became of one of many files. */
export interface OverviewRow {
  readonly uri: string;
  /** As it is shown. */
  readonly name: string;
  /** `unchecked` where it could not be read or judged. */
  readonly outcome: DeliveryOutcome | 'unchecked';
  readonly facts: DeliveryFacts | undefined;
}

/** Which delivery a file is, and what is in it. */
export interface DeliveryFacts {
  readonly gemeente: string | undefined;
  readonly verslagmaand: Month | undefined;
  readonly records: number;
  readonly counts: Counts;
}

export function factsOf(analysis: DeliveryAnalysis): DeliveryFacts {
  const { header, choice, verslagmaand, recordCount: records } = analysis;
  const { error, warning, information } = analysis.tally;
  const code = trimXml(header?.value('gemeentecode') ?? header?.value('berichtgevercode'));
  const pack = choice.kind === 'known' ? choice.pack : undefined;
  const name = code === undefined ? undefined : pack?.gemeenten.get(code)?.naam;
  const gemeente = name === undefined ? code : `${name} (${code})`;
  return { gemeente, verslagmaand, records, counts: { error, warning, information } };
}

/** What needs doing first. */
const ORDER: readonly OverviewRow['outcome'][] = [
  'afkeur',
  'niet-te-beoordelen',
  'unchecked',
  'contact',
  'goedgekeurd',
  'sjabloon',
];

export function worstFirst(rows: readonly OverviewRow[]): OverviewRow[] {
  const weight = ({ facts }: OverviewRow) => facts?.counts.error ?? 0;
  const lighter = ({ facts }: OverviewRow) => facts?.counts.warning ?? 0;
  return [...rows].sort(
    (a, b) =>
      ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome) ||
      weight(b) - weight(a) ||
      lighter(b) - lighter(a) ||
      compareTexts(a.name, b.name),
  );
}

/** The rank of an outcome, for sorting: 0 for what needs doing first. */
export function rankOf({ outcome }: OverviewRow): number {
  return ORDER.indexOf(outcome);
}
