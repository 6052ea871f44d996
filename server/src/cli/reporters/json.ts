import { FirstFixes } from '../../engine/analysis/fixes/first-fixes.ts';
import { eachSuppressed, type LocatedFinding } from '../../engine/analysis/located-findings.ts';
import { notCheckedIn } from '../../engine/analysis/not-checked.ts';
import { formatMessage, type MessageOptions } from '../../engine/messages/message.ts';
import { legibleJson } from '../../engine/privacy/legible.ts';
import { shownText } from '../../engine/privacy/mask.ts';
import { kindOf } from '../../engine/rules/finding-kind.ts';
import type { PlaceInOtherFile } from '../../engine/rules/rule.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import { monthToJson } from './month-to-json.ts';
import { NOT_JUDGED, notJudgedTitle } from './not-judged.ts';
import { checkedIn, type FileReport, packOf, type Reporter, type ReporterOptions, verdictOn } from './report.ts';

/** One JSON document; docs/opdrachtregel.md has its form, which changes with `version` only. */
export function jsonReporter(options: ReporterOptions): Reporter<string> {
  let first = true;
  options.write('{"version":1,"files":[');
  const add = (file: object) => {
    options.write(`${first ? '' : ','}\n${json(file)}`);
    first = false;
  };
  return {
    pieces: (file) => piecesOf(file, options),
    add(piece, isFirst) {
      if (isFirst) options.write(first ? '\n' : ',\n');
      options.write(piece);
      first = false;
    },
    failed(path, problem, isReported = false) {
      if (!isReported) add(notJudged(path, problem, options));
    },
    end(passedOver) {
      options.write(`\n],"passedOver":${json(passedOver)}}\n`);
    },
  };
}

/** What is said of a file, its findings one by one: together they may be more than a text can hold. */
function* piecesOf(file: FileReport, options: ReporterOptions): Generator<string> {
  const { head, findings, suppressed, kinds, notChecked } = partsOf(file, options);
  yield `${json(head).slice(0, -1)},"findings":`;
  yield* listOf(findings());
  yield ',"suppressed":';
  yield* listOf(suppressed());
  yield `,"kinds":${json(kinds())},"notChecked":${json(notChecked)}}`;
}

function* listOf(list: Iterable<object>): Generator<string> {
  let isFirst = true;
  yield '[';
  for (const one of list) {
    yield `${isFirst ? '' : ','}${json(one)}`;
    isFirst = false;
  }
  yield ']';
}

function json(value: unknown): string {
  return legibleJson(JSON.stringify(value));
}

/** What is said of a file: its fields are those of `schemas/json/check.schema.json`. */
export function fileToJson(file: FileReport, options: MessageOptions) {
  const { head, findings, suppressed, kinds, notChecked } = partsOf(file, options);
  return { ...head, findings: [...findings()], suppressed: [...suppressed()], kinds: kinds(), notChecked };
}

function partsOf(file: FileReport, options: MessageOptions) {
  const { analysis, stylesheet, path } = file;
  const pack = packOf(file);
  const firstFixes = new FirstFixes(checkedIn(file), pack);
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
  const head = {
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
    counts: file.findings.counts,
    accepted: file.findings.accepted,
  };
  // Behind the findings, which are gone through once, they take no work.
  const kinds = () =>
    file.findings.kinds.map(({ kind, severity, count, records }) => ({
      id: kind.id,
      code: kind.code,
      severity,
      title: formatMessage(kind.title, options),
      count,
      records,
    }));
  function* findings() {
    for (const located of file.findings) yield findingToJson(located);
  }
  function* suppressed() {
    for (const located of eachSuppressed(analysis)) yield { ...said(located), reasons: reasonsFor(located) };
  }
  const findingToJson = (located: LocatedFinding) => ({
    ...said(located),
    related: [
      ...(located.finding.related ?? []).map((related) => ({
        path,
        range: place(shift(related.range, analysis.startOf(related.fields.origin))),
        message: formatMessage(related.message, options),
      })),
      ...(located.finding.relatedInOtherFiles ?? []).map((related) => ({
        path: file.pathOf(related.uri),
        range: rangeInOtherFile(related),
        message: formatMessage(related.message, options),
      })),
    ],
    fixes: firstFixes
      .of(located.finding)
      .filter((fix) => fix.edits.length > 0)
      .map((fix) => formatMessage(fix.title, options)),
  });
  const notChecked = file.verdict === undefined || stylesheet || analysis.isTemplate ? [] : notCheckedIn(analysis);
  return { head, findings, suppressed, kinds, notChecked };
}

/** The same fields for a file that could not be judged, with the one finding that says so. */
function notJudged(path: string, problem: string, options: ReporterOptions): ReturnType<typeof fileToJson> {
  const { code, kind, severity, verdict } = NOT_JUDGED;
  const start = { line: 1, column: 1, offset: 0 };
  const counted = { id: kind, code, severity, title: notJudgedTitle(options), count: 1, records: 0 };
  const said = { code, kind, severity, message: problem, range: { start, end: start }, record: null };
  return {
    path,
    pack: null,
    berichtgever: null,
    gemeente: null,
    verslagmaand: null,
    previous: [],
    records: 0,
    verdict,
    counts: { error: 1, warning: 0, information: 0 },
    accepted: 0,
    findings: [{ ...said, related: [], fixes: [] }],
    suppressed: [],
    kinds: [counted],
    notChecked: [],
  };
}

function rangeInOtherFile({ line, character, length, offset }: PlaceInOtherFile) {
  const start = { line: line + 1, column: character + 1, offset };
  return { start, end: { line: start.line, column: start.column + length, offset: offset + length } };
}
