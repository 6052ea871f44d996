import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { mostSevere } from '../analysis/located-findings.ts';
import { type NotChecked, notCheckedIn } from '../analysis/not-checked.ts';
import { type Counts, total, type Verdict } from '../analysis/tally.ts';
import { formatMessage, type Language } from '../messages/message.ts';
import { codeOf, type Pack } from '../packs/load-pack.ts';
import type { HeaderConcept, Provenance } from '../packs/pack.ts';
import { shownBsn, shownText } from '../privacy/mask.ts';
import type { Severity } from '../rules/rule.ts';
import type { Position } from '../text/text-range.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import { type MissingRecords, missingOf } from './missing-records.ts';
import type { ReportOptions } from './report-options.ts';
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
  /** In the order of the text; where there are too many, the most severe. */
  readonly findings: readonly FindingRow[];
  /** How many findings there are beside those. */
  readonly hidden: number;
  /** undefined where last month's delivery isn't known. */
  readonly missing?: MissingRecords;
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

export interface FindingRow {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** In the text; lines and columns count from 0. */
  readonly start: Position;
  readonly end: Position;
  /** The place of its record among all records, from 0; undefined outside of the records. */
  readonly record: number | undefined;
  readonly bsn: string | undefined;
  readonly registratienummer: string | undefined;
}

/** The report on an analysis, finished or called off. Its cost grows with the records and findings, not faster. */
export function makeReport(analysis: DeliveryAnalysis, options: ReportOptions): Report {
  const { choice } = analysis;
  const checked = options.stylesheet ?? analysis;
  const { verdict: found, suppressed, ...counts } = checked.tally;
  const verdict = choice.kind === 'other' ? undefined : found;
  const rules = countByRule(analysis, options.language, checked);
  const shown = mostSevere(checked, options.maxFindings);
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
    findings: shown.map(({ finding, range }) => ({
      code: finding.code,
      severity: finding.severity,
      message: formatMessage(finding.message, options),
      start: analysis.source.positionAt(range.start),
      end: analysis.source.positionAt(range.end),
      record: finding.record && analysis.recordIndex(finding.record),
      bsn: shownBsn(finding.record?.value('bsn'), options),
      registratienummer: shownText(finding.record?.value('registratienummer'), options),
    })),
    hidden: total(counts) - shown.length,
    ...(missing ? { missing } : {}),
  };
}

function packFacts({ manifest: { title, provenance } }: Pack): Report['pack'] {
  return { title, provenance };
}

function reasonsFor(verdict: Verdict | undefined, rules: readonly RuleCount[]): string[] {
  const telling = rules.filter(({ consequence, weighs }) => weighs && consequence === verdict);
  // A rule that is off and could have the file rejected has found something: see `Finding.isOff`.
  const off = rules.filter(
    ({ consequence, state }) => (consequence === 'afkeur' || consequence === verdict) && state === 'setting',
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
