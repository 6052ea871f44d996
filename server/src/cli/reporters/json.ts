import { formatMessage } from '../../messages/message.ts';
import { shift, type TextRange } from '../../text/text-range.ts';
import { type FileReport, type Reporter, type ReporterOptions, verdictOn } from './report.ts';

/** One JSON document; its form is told in the README and changes with `version` only. */
export function jsonReporter(options: ReporterOptions): Reporter {
  let first = true;
  options.write('{"version":1,"files":[');
  return {
    report(file) {
      options.write(`${first ? '' : ','}\n${JSON.stringify(toJson(file, options))}`);
      first = false;
    },
    end() {
      options.write('\n]}\n');
    },
  };
}

function toJson(file: FileReport, options: ReporterOptions) {
  const { analysis, path } = file;
  const position = (offset: number) => {
    const { line, character } = analysis.source.positionAt(offset);
    return { line: line + 1, column: character + 1, offset };
  };
  const place = (range: TextRange) => ({ start: position(range.start), end: position(range.end) });
  return {
    path,
    pack: analysis.choice.kind === 'known' ? analysis.choice.pack.manifest.id : null,
    berichtgever: analysis.header?.value('berichtgevercode')?.trim() ?? null,
    verslagmaand: analysis.header?.value('verslagmaand')?.trim() ?? null,
    records: analysis.recordCount,
    verdict: verdictOn(file) ?? null,
    counts: file.counts,
    findings: file.findings.map(({ finding, range }) => ({
      code: finding.code,
      severity: finding.severity,
      message: formatMessage(finding.message, options),
      range: place(range),
      record: finding.record ? analysis.recordIndex(finding.record) : null,
      related: (finding.related ?? []).map((related) => ({
        path,
        range: place(shift(related.range, analysis.startOf(related.fields.owner))),
        message: formatMessage(related.message, options),
      })),
      fixes: analysis
        .fixesOf(finding)
        .filter((fix) => !fix.goTo)
        .map((fix) => formatMessage(fix.title, options)),
    })),
  };
}
