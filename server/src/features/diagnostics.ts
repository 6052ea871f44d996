import { type Diagnostic, type DiagnosticRelatedInformation, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import type { CheckedText } from '../engine/analysis/checked-text.ts';
import { type LocatedFinding, mostSevere } from '../engine/analysis/located-findings.ts';
import { total } from '../engine/analysis/tally.ts';
import { formatMessage, type Message } from '../engine/messages/message.ts';
import type { Severity } from '../engine/rules/rule.ts';
import { shift } from '../engine/text/text-range.ts';
import { type PageOptions, pageOfFinding } from './finding-page.ts';
import { toRange } from './protocol-range.ts';

export interface DiagnosticOptions extends PageOptions {
  /** Of the document. */
  readonly uri: string;
  readonly maxProblems: number;
  /** What tells that there are more, where that is not this setting's doing. */
  readonly more?: 'more.workspace';
}

export const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/**
 * The findings of a document, the most severe where there are too many, and one more that says how many are left.
 * @param calledOff the user has called the analysis off, which is told, too
 */
export function diagnosticsOf(analysis: CheckedText, options: DiagnosticOptions, calledOff = false): Diagnostic[] {
  const all = total(analysis.tally);
  const shown = mostSevere(analysis, options.maxProblems);
  const diagnostics = shown.map((located) => toDiagnostic(located, analysis, options));
  const say = (message: Message) => {
    const range = toRange(analysis.source, { start: 0, end: 0 });
    const { Information: severity } = DiagnosticSeverity;
    diagnostics.push({ range, severity, source: 'srg', message: formatMessage(message, options) });
  };
  if (shown.length < all) {
    say({ key: options.more ?? 'more', parameters: { count: all - shown.length, shown: shown.length } });
  }
  if (calledOff && !analysis.done) {
    say({ key: 'calledOff', parameters: { percent: Math.floor(analysis.progress * 100) } });
  }
  return diagnostics;
}

export function toDiagnostic(
  { finding, range }: LocatedFinding,
  analysis: CheckedText,
  options: DiagnosticOptions,
): Diagnostic {
  const page = pageOfFinding(finding, options);
  const related: DiagnosticRelatedInformation[] = (finding.related ?? []).map((place) => ({
    location: {
      uri: options.uri,
      range: toRange(analysis.source, shift(place.range, analysis.startOf(place.fields.owner))),
    },
    message: formatMessage(place.message, options),
  }));
  for (const { uri, line, character, length, message } of finding.relatedInOtherFiles ?? []) {
    const place = { start: { line, character }, end: { line, character: character + length } };
    related.push({ location: { uri, range: place }, message: formatMessage(message, options) });
  }
  return {
    range: toRange(analysis.source, range),
    severity: SEVERITY[finding.severity],
    source: 'srg',
    code: finding.code,
    message: formatMessage(finding.message, options),
    ...(page ? { codeDescription: { href: page } } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}
