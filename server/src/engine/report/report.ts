import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { type NotChecked, notCheckedIn } from '../analysis/not-checked.ts';
import type { Counts, Verdict } from '../analysis/tally.ts';
import { formatMessage, type Language } from '../messages/message.ts';
import { codeOf, type Pack } from '../packs/load-pack.ts';
import type { HeaderConcept, Provenance } from '../packs/pack.ts';
import { shownText } from '../privacy/mask.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import { type KindRow, kindRows } from './kind-rows.ts';
import { type MissingRecords, missingOf } from './missing-records.ts';
import type { ReportOptions, ReportOrigin } from './report-options.ts';
import { countByRule, type RuleCount } from './rule-counts.ts';
import { countByType, type TypeCounts } from './type-counts.ts';

/**
 * What there is to tell of one delivery, as plain data: it goes to the page of the command line, and over the wire to
 * the view in the editor. Sentences are in the language asked for, and BSNs masked where asked.
 */
export interface Report {
  readonly language: Language;
  /** Of the file, as it is shown. */
  readonly name: string;
  readonly bsnShown: boolean;
  /** What the file was checked against; undefined where its root is in no known pack. */
  readonly pack: { readonly title: string; readonly provenance: Provenance } | undefined;
  readonly header: ReportHeader | undefined;
  readonly records: number;
  /** How much of the file was looked at, from 0 to 1, where the work was called off; undefined where all was. */
  readonly partial: number | undefined;
  /** As far as is known; undefined for XML that is no SRG. */
  readonly verdict: Verdict | undefined;
  /** It is yet to be filled in: what is found is found, and no verdict of CBS. */
  readonly isTemplate: boolean;
  /** It writes deliveries and is none: what is found is found in what it writes. */
  readonly isStylesheet: boolean;
  /** The rules that the verdict says nothing of, and why. */
  readonly notChecked: readonly NotChecked[];
  /** The rules that make the verdict what it is. */
  readonly reasons: readonly string[];
  readonly counts: Counts;
  /** How many findings the delivery suppresses beside those; the verdict counts them. */
  readonly suppressed: number;
  readonly rules: readonly RuleCount[];
  /** undefined where there are no records. */
  readonly types: TypeCounts | undefined;
  /** All findings by kind, worst first. */
  readonly kinds: readonly KindRow[];
  /** undefined where last month's delivery isn't known. */
  readonly missing?: MissingRecords;
  /** undefined in a view, which is there to be asked. */
  readonly made?: { readonly on: string; readonly version: string; readonly sha256: string | undefined };
}

/** The header's values, each undefined where it is absent or invalid. */
export interface ReportHeader {
  /** The gemeentecode; the berichtgevercode where the pack has none. */
  readonly gemeente: string | undefined;
  /** The name behind the code, where the pack has it. */
  readonly naam: string | undefined;
  readonly berichtgever: string | undefined;
  /** In words. */
  readonly verslagmaand: string | undefined;
  readonly softwarepakket: string | undefined;
}

/** The report on an analysis, finished or called off. Its cost grows with the records and findings, not faster. */
export function makeReport(analysis: DeliveryAnalysis, options: ReportOptions): Report {
  const { choice } = analysis;
  const checked = options.stylesheet ?? analysis;
  const { verdict: found, suppressed, ...all } = checked.tally;
  const counts = options.findings?.counts ?? all;
  const verdict = choice.kind === 'other' ? undefined : found;
  const rules = countByRule(analysis, options.language, checked);
  const pack = choice.kind === 'known' ? choice.pack : options.stylesheet?.packs[0];
  const missing = missingOf(analysis, options);
  return {
    language: options.language,
    name: options.name,
    bsnShown: !options.maskBsn,
    pack: choice.kind === 'known' ? packFacts(choice.pack) : undefined,
    header: headerOf(analysis, options),
    records: analysis.recordCount,
    partial: analysis.done ? undefined : analysis.progress,
    verdict,
    isTemplate: analysis.isTemplate,
    isStylesheet: options.stylesheet !== undefined,
    notChecked: notCheckedIn(analysis),
    reasons: reasonsFor(verdict, rules),
    counts,
    suppressed,
    rules,
    types: choice.kind === 'known' && analysis.recordCount > 0 ? countByType(analysis) : undefined,
    kinds: kindRows(analysis, checked, pack, options),
    ...(missing ? { missing } : {}),
    ...(options.made ? { made: originOf(options.made, options) } : {}),
  };
}

function originOf({ on, version, sha256 }: ReportOrigin, options: ReportOptions): NonNullable<Report['made']> {
  return { on: formatMessage({ key: 'report.onDay', parameters: { day: { day: on } } }, options), version, sha256 };
}

function packFacts({ manifest: { title, provenance } }: Pack): Report['pack'] {
  return { title, provenance };
}

function reasonsFor(verdict: Verdict | undefined, rules: readonly RuleCount[]): string[] {
  const telling = rules.filter(({ consequence, weighs }) => weighs && consequence === verdict);
  // A rule that is off and could have the file rejected has found something: see `Finding.isOff`.
  const off = rules.filter(
    ({ consequence, state }) =>
      (consequence === 'afkeur' || consequence === verdict) && (state === 'setting' || state === 'configuration'),
  );
  return (verdict === 'niet-te-beoordelen' && telling.length === 0 ? off : telling).map(({ code }) => code);
}

function headerOf(analysis: DeliveryAnalysis, options: ReportOptions): ReportHeader | undefined {
  const { header, choice } = analysis;
  if (!header || choice.kind !== 'known') return undefined;
  const { pack } = choice;
  const value = (concept: HeaderConcept) => trimXml(header.value(concept));
  const gemeente = value('gemeentecode') ?? value('berichtgevercode');
  const software = value('softwarepakket');
  const month = analysis.verslagmaand;
  return {
    gemeente,
    naam: gemeente === undefined ? undefined : pack.gemeenten.get(gemeente)?.naam,
    berichtgever: value('berichtgevercode'),
    verslagmaand:
      month === undefined
        ? undefined
        : formatMessage({ key: 'report.inMonth', parameters: { month: { month } } }, options),
    softwarepakket: shownText(software && (codeOf(pack, 'softwarepakket', software)?.label ?? software), options),
  };
}
