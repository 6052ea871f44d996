import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { type LocatedFinding, locateFindings, mostSevere } from '../analysis/verdict.ts';
import { formatMessage, type MessageOptions } from '../messages/message.ts';
import type { RuleCode, Severity } from '../rules/rule.ts';
import { shift } from '../text/text-range.ts';
import { toRange } from './protocol-range.ts';

export interface DiagnosticOptions extends MessageOptions {
  /** Of the document. */
  readonly uri: string;
  readonly maxProblems: number;
  /** The address of a rule's page; undefined where there is none. */
  pageOf(code: RuleCode): string | undefined;
}

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** The findings of a document, the most severe where there are too many, and one more that says how many are left. */
export function diagnosticsOf(analysis: DeliveryAnalysis, options: DiagnosticOptions): Diagnostic[] {
  const all = locateFindings(analysis);
  const shown = mostSevere(all, options.maxProblems);
  const diagnostics = shown.map((located) => toDiagnostic(located, analysis, options));
  if (shown.length < all.length) {
    const parameters = { count: all.length - shown.length, shown: shown.length };
    diagnostics.push({
      range: toRange(analysis.source, { start: 0, end: 0 }),
      severity: DiagnosticSeverity.Information,
      source: 'srg',
      message: formatMessage({ key: 'more', parameters }, options),
    });
  }
  return diagnostics;
}

export function toDiagnostic(
  { finding, range }: LocatedFinding,
  analysis: DeliveryAnalysis,
  options: DiagnosticOptions,
): Diagnostic {
  const page = options.pageOf(finding.code);
  const related = (finding.related ?? []).map((place) => ({
    location: {
      uri: options.uri,
      range: toRange(analysis.source, shift(place.range, analysis.startOf(place.fields.owner))),
    },
    message: formatMessage(place.message, options),
  }));
  return {
    range: toRange(analysis.source, range),
    severity: SEVERITY[finding.severity],
    source: 'srg',
    code: finding.code,
    message: formatMessage(finding.message, options),
    ...(page ? { codeDescription: { href: page } } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
    ...(sentenceOf(finding.data) ? { data: { libxml2: sentenceOf(finding.data) } } : {}),
  };
}

function sentenceOf(data: unknown): string | undefined {
  return typeof data === 'object' && data !== null && 'sentence' in data ? String(data.sentence) : undefined;
}
