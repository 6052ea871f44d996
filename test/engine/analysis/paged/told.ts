import type { AnalysisSettings } from '../../../../server/src/engine/analysis/analysis-settings.ts';
import { DeliveryAnalysis } from '../../../../server/src/engine/analysis/delivery-analysis.ts';
import { countByKind } from '../../../../server/src/engine/analysis/findings/kind-counts.ts';
import {
  eachFinding,
  eachSuppressed,
  type LocatedFinding,
} from '../../../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { pagedText } from '../../../../server/src/engine/text/paged-text.ts';
import type { SourceText } from '../../../../server/src/engine/text/source-text.ts';
import { shift } from '../../../../server/src/engine/text/text-range.ts';

const OPTIONS = { language: 'nl', maskBsn: false } as const;

/** A text that is read in pages of up to so many characters. */
export function inPagesOf(text: string, length: number): SourceText {
  const pages: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + length);
    if (text.slice(end - 1, end + 1) === '\r\n') end++;
    pages.push(text.slice(at, end));
    at = end;
  }
  return pagedText({ lengths: pages.map((page) => page.length), read: (page) => pages[page]! });
}

/** The analysis of a text in pages, of which one block of a hundred records is kept. */
export function analyseInPages(source: SourceText, settings: AnalysisSettings): DeliveryAnalysis {
  const analysis = new DeliveryAnalysis(source, { ...settings, inPages: { blocks: 1 } });
  analysis.run();
  return analysis;
}

/** All that a user may be told of an analysis, fixes included where these are asked for. */
export function toldOf(analysis: DeliveryAnalysis, withFixes: boolean) {
  const pack = analysis.choice.kind === 'known' ? analysis.choice.pack : undefined;
  const told = ({ finding, range }: LocatedFinding) => ({
    code: finding.code,
    severity: finding.severity,
    message: formatMessage(finding.message, OPTIONS),
    range,
    start: analysis.source.positionAt(range.start),
    record: finding.record && analysis.recordIndex(finding.record),
    written: finding.record?.under([]).value('registratienummer'),
    related: (finding.related ?? []).map(({ fields, range: place, message }) => ({
      places: [fields.origin, fields.owner].map((owner) => shift(place, analysis.startOf(owner))),
      message: formatMessage(message, OPTIONS),
    })),
    elsewhere: finding.relatedInOtherFiles ?? [],
    suppressors: analysis.suppressorsOf(finding).length,
    fixes: withFixes
      ? analysis.fixesOf(finding).map(({ title, edits, preferred, safe, goTo }) => ({
          title: formatMessage(title, OPTIONS),
          edits: edits.map((edit) => ({ ...shift(edit, analysis.startOf(edit.owner)), newText: edit.newText })),
          preferred,
          safe,
          goTo: goTo && shift(goTo.range, analysis.startOf(goTo.fields.owner)),
        }))
      : [],
  });
  return {
    tally: analysis.tally,
    records: analysis.recordCount,
    verslagmaand: analysis.verslagmaand,
    all: Array.from(analysis.allRecords(), (record) => [
      analysis.recordIndex(record),
      record.value('registratienummer'),
      record.value('omschrijving'),
      [record.origin, record.owner].map((owner) => shift(record.range, analysis.startOf(owner))),
    ]),
    kinds: countByKind(analysis.findings(), pack).map(({ kind, ...counts }) => ({ id: kind.id, ...counts })),
    findings: Array.from(eachFinding(analysis), told),
    suppressed: Array.from(eachSuppressed(analysis), told),
    missing: analysis.continuityFacts?.missingCount,
  };
}
