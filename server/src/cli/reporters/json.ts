import { type LocatedFinding, locateSuppressed } from '../../engine/analysis/located-findings.ts';
import { notCheckedIn } from '../../engine/analysis/not-checked.ts';
import { formatMessage } from '../../engine/messages/message.ts';
import { legibleJson } from '../../engine/privacy/legible.ts';
import { shownText } from '../../engine/privacy/mask.ts';
import { kindOf } from '../../engine/rules/finding-kind.ts';
import type { PlaceInOtherFile } from '../../engine/rules/rule.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import { monthToJson } from './month-to-json.ts';
import {
  checkedIn,
  type FileReport,
  kindsIn,
  packOf,
  type Reporter,
  type ReporterOptions,
  verdictOn,
} from './report.ts';

/** One JSON document; docs/opdrachtregel.md has its form, which changes with `version` only. */
export function jsonReporter(options: ReporterOptions): Reporter {
  let first = true;
  options.write('{"version":1,"files":[');
  return {
    report(file) {
      options.write(`${first ? '' : ','}\n${legibleJson(JSON.stringify(toJson(file, options)))}`);
      first = false;
    },
    end(passedOver) {
      options.write(`\n],"passedOver":${legibleJson(JSON.stringify(passedOver))}}\n`);
    },
  };
}

function toJson(file: FileReport, options: ReporterOptions) {
  const { analysis, stylesheet, path } = file;
  const pack = packOf(file);
  const position = (offset: number) => {
    const { line, character } = analysis.source.positionAt(offset);
    return { line: line + 1, column: character + 1, offset };
  };
  const place = (range: TextRange) => ({ start: position(range.start), end: position(range.end) });
  const said = ({ finding, range }: LocatedFinding) => ({
    code: finding.code,
    kind: kindOf(finding, pack).id,
    severity: finding.severity,
    message: formatMessage(finding.message, options),
    range: place(range),
    record: finding.record ? analysis.recordIndex(finding.record) : null,
  });
  const reasonsFor = ({ finding }: LocatedFinding) =>
    analysis.suppressorsOf(finding).map(({ reason }) => shownText(reason, options));
  return {
    path,
    pack: pack?.manifest.id ?? null,
    berichtgever: shownText(analysis.header?.value('berichtgevercode'), options) ?? null,
    gemeente: shownText(analysis.header?.value('gemeentecode'), options) ?? null,
    verslagmaand: monthToJson(analysis.verslagmaand),
    previous: [...(analysis.previous?.files ?? []), ...(analysis.previous?.ofOtherMonth ?? [])].map((previous) => ({
      path: file.pathOf(previous.uri),
      gemeente: shownText(previous.gemeentecode, options) ?? null,
      verslagmaand: monthToJson(previous.verslagmaand),
    })),
    records: analysis.recordCount,
    verdict: verdictOn(file) ?? null,
    counts: file.counts,
    accepted: file.accepted?.size ?? 0,
    kinds: kindsIn(file).map(({ kind, severity, count, records }) => ({
      id: kind.id,
      code: kind.code,
      severity,
      title: formatMessage(kind.title, options),
      count,
      records,
    })),
    findings: file.findings.map((located) => ({
      ...said(located),
      related: [
        ...(located.finding.related ?? []).map((related) => ({
          path,
          range: place(shift(related.range, analysis.startOf(related.fields.owner))),
          message: formatMessage(related.message, options),
        })),
        ...(located.finding.relatedInOtherFiles ?? []).map((related) => ({
          path: file.pathOf(related.uri),
          range: rangeInOtherFile(related),
          message: formatMessage(related.message, options),
        })),
      ],
      fixes: checkedIn(file)
        .fixesOf(located.finding)
        .filter((fix) => fix.edits.length > 0)
        .map((fix) => formatMessage(fix.title, options)),
    })),
    suppressed: locateSuppressed(analysis).map((located) => ({ ...said(located), reasons: reasonsFor(located) })),
    notChecked: file.verdict === undefined || stylesheet || analysis.isTemplate ? [] : notCheckedIn(analysis),
  };
}

function rangeInOtherFile({ line, character, length, offset }: PlaceInOtherFile) {
  const start = { line: line + 1, column: character + 1, offset };
  return { start, end: { line: start.line, column: start.column + length, offset: offset + length } };
}
