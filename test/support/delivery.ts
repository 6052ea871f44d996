import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings } from '../../server/src/engine/analysis/located-findings.ts';
import { type PreviousDelivery, readPrevious } from '../../server/src/engine/delivery/previous-delivery.ts';
import type { Voorziening } from '../../server/src/engine/delivery/record.ts';
import { formatMessage } from '../../server/src/engine/messages/message.ts';
import type { Pack } from '../../server/src/engine/packs/load-pack.ts';
import { RULES, type RuleSettings } from '../../server/src/engine/rules/registry.ts';
import type { RuleCode } from '../../server/src/engine/rules/rule.ts';
import type { SchematronFile } from '../../server/src/engine/schematron/schematron-file.ts';
import type { TemplateSettings } from '../../server/src/engine/templates/recognise.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';
import { loadShippedPacks } from '../../server/src/node/shipped-packs.ts';

export const NAMESPACE = 'urn:srg-xml:regeling:2026';
/** From the folder of the project, for this may be run as part of a bundle. */
export const packs = await loadShippedPacks(pathToFileURL(`${resolve('schemas')}/`));

/** Fictitious: they pass the 11-proof and start with 9. */
export const BSN = ['950204869', '912041456', '909094196'] as const;

let numbers = 0;

export interface RecordFields {
  bsn?: string;
  type?: string;
  start?: string;
  /** Without it the record runs. */
  end?: string;
  nummer?: string;
  geboortedatum?: string;
  geslacht?: string;
  arbeidsvermogen?: string;
  /** What stands behind the dates. */
  rest?: string;
}

/** One valid record, on one line; markers may stand in the values. */
export function record(fields: RecordFields = {}): string {
  const { bsn = BSN[0], type = '30', start = '20250301', end, arbeidsvermogen = '10', rest = '' } = fields;
  const { geboortedatum = '19800505', geslacht = '1' } = fields;
  const nummer = fields.nummer ?? `N-${++numbers}`;
  return (
    `<Voorziening><Persoon><Burgerservicenummer>${bsn}</Burgerservicenummer><Geboortedatum>${geboortedatum}</Geboortedatum>` +
    `<Geslacht>${geslacht}</Geslacht><Arbeidsvermogen>${arbeidsvermogen}</Arbeidsvermogen>` +
    '<DoelInzetVoorzieningen>1</DoelInzetVoorzieningen></Persoon>' +
    `<RegistratienummerVoorziening>${nummer}</RegistratienummerVoorziening><TypeVoorziening>${type}</TypeVoorziening>` +
    `<BegindatumVoorziening>${start}</BegindatumVoorziening>${end === undefined ? '' : `<EinddatumVoorziening>${end}</EinddatumVoorziening>`}${rest}</Voorziening>`
  );
}

export interface HeaderFields {
  /** Also the gemeente, where that is not given. */
  berichtgever?: string;
  gemeente?: string;
  /** Year and month: `2025-03`. */
  verslagmaand?: string;
  softwarepakket?: string;
  /** All of it, instead of those. */
  header?: string;
}

/** The elements of a header, on one line; markers and placeholders may stand in the values. */
export function headerElements(fields: HeaderFields = {}): string {
  const { berichtgever = '0363', gemeente = berichtgever, verslagmaand = '2025-03', softwarepakket = 'and' } = fields;
  // What is no month, as a placeholder, stands for both.
  const [, year = verslagmaand, month = verslagmaand] = /^(\d{4})-(.*)$/.exec(verslagmaand) ?? [];
  return (
    `<Statistiekjaar>${year}</Statistiekjaar><Statistiekmaand>${month}</Statistiekmaand>` +
    `<Statistiekcode>10</Statistiekcode><NaamSoftwarepakket>${softwarepakket}</NaamSoftwarepakket>` +
    '<VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket>' +
    `<Gemeentecode>${gemeente}</Gemeentecode><Berichtgevercode>${berichtgever}</Berichtgevercode>`
  );
}

/** A delivery around records, one a line. */
export function delivery(records: string | readonly string[] = [], fields: HeaderFields = {}): string {
  const header = fields.header ?? headerElements(fields);
  const body = typeof records === 'string' ? records : records.join('\n');
  return (
    `<SRG xmlns="${NAMESPACE}">\n<Levering>${header}</Levering>\n` +
    `<Voorzieningen>\n${body}\n</Voorzieningen>\n</SRG>\n`
  );
}

export interface AnalyseOptions {
  rules?: RuleSettings;
  offByConfiguration?: ReadonlySet<string>;
  berichtgevers?: readonly string[];
  templates?: TemplateSettings;
  /** Others than those that ship. */
  packs?: readonly Pack[];
  /** Custom rules. */
  schematron?: readonly SchematronFile[];
  /** The text of last month's delivery. */
  previous?: string;
  /** The same in another pack, read. */
  previousDelivery?: PreviousDelivery | undefined;
}

export const PREVIOUS_URI = 'file:///vorige-maand.srg.xml';

/** Last month's delivery as the analysis takes it. */
export function previousOf(text: string): PreviousDelivery | undefined {
  return readPrevious(PREVIOUS_URI, text, packs);
}

/** The finished analysis of a text with the pack that ships. */
export function analyse(text: string, options: AnalyseOptions = {}): DeliveryAnalysis {
  const { previous: last, previousDelivery, ...others } = options;
  const previous = last === undefined ? previousDelivery : previousOf(last);
  const settings = { packs, rules: {}, berichtgevers: [], ...others, previous };
  const analysis = new DeliveryAnalysis(new SourceText(text), settings);
  analysis.run();
  return analysis;
}

/** Records as the rules see them, in a valid delivery. */
export function voorzieningen(fields: readonly RecordFields[]): Voorziening[] {
  const analysis = analyse(delivery(fields.map((one) => record(one))));
  return [...analysis.recordsIn(0, analysis.source.length)];
}

/** Settings with one rule on and all others off. */
export function only(code: RuleCode): RuleSettings {
  return Object.fromEntries(RULES.filter((rule) => rule.code !== code).map((rule) => [rule.code, 'off']));
}

/** What a user sees of the findings, in the order of the text. */
export function findingsOf(analysis: DeliveryAnalysis) {
  return locateFindings(analysis).map(({ finding, range }) => ({
    code: finding.code,
    severity: finding.severity,
    message: formatMessage(finding.message, { language: 'nl', maskBsn: false }),
    range,
    related: (finding.related ?? []).map((place) => {
      const start = analysis.startOf(place.fields.owner);
      return { start: place.range.start + start, end: place.range.end + start };
    }),
    elsewhere: finding.relatedInOtherFiles ?? [],
  }));
}
