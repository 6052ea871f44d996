import { styleText } from 'node:util';
import type { LocatedFinding } from '../../engine/analysis/located-findings.ts';
import { countMessage, formatMessage, type Message, maskDigits } from '../../engine/messages/message.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import { trimXmlStart } from '../../engine/text/xml-whitespace.ts';
import {
  type FileReport,
  notCheckedWords,
  passedOverWords,
  type Reporter,
  type ReporterOptions,
  verdictOn,
} from './report.ts';

type Style = Parameters<typeof styleText>[0];

const SEVERITY_STYLE: Record<Severity, Style> = { error: 'red', warning: 'yellow', information: 'cyan' };
const VERDICT_STYLE: Record<string, Style> = {
  afkeur: 'red',
  'niet-te-beoordelen': 'magenta',
  contact: 'yellow',
  goedgekeurd: 'green',
  sjabloon: 'cyan',
  stylesheet: 'cyan',
};
/** How much of a line is shown before and behind the place of a finding: files on one line are common. */
const BEFORE = 40;
const BEHIND = 60;

/** For people: each finding with the line it is on, and the verdict in words. */
export function prettyReporter(options: ReporterOptions): Reporter {
  const style = (format: Style, text: string) =>
    options.color ? styleText(format, text, { validateStream: false } as never) : text;
  const say = (message: Message) => formatMessage(message, options);
  const count = (what: Severity | 'record' | 'suppressed', n: number) => say(countMessage(what, n));

  const writeFinding = (file: FileReport, { finding, range }: LocatedFinding) => {
    const { line, character } = file.analysis.source.positionAt(range.start);
    const severity = style(SEVERITY_STYLE[finding.severity], say({ key: `severity.${finding.severity}` }));
    options.write(
      `  ${line + 1}:${character + 1}  ${severity}  ${style('bold', finding.code)}  ${say(finding.message)}\n`,
    );
    const { text, from, length } = excerpt(file, range.start, range.end);
    const shown = options.maskBsn ? maskDigits(text, 9) : text;
    options.write(`      ${style('dim', shown)}\n      ${' '.repeat(from)}${style('red', '~'.repeat(length))}\n`);
    for (const place of finding.relatedInOtherFiles ?? []) {
      const where = `${file.pathOf(place.uri)}:${place.line + 1}:${place.character + 1}`;
      options.write(`      ${style('dim', where)}  ${say(place.message)}\n`);
    }
  };

  return {
    report(file) {
      const { analysis, counts } = file;
      const verdict = verdictOn(file);
      options.write(`${style('bold', file.path)}\n`);
      for (const located of file.findings) writeFinding(file, located);
      if (file.hidden > 0) options.write(`  ${say({ key: 'cli.more', parameters: { count: file.hidden } })}\n`);
      const words = verdict
        ? style(VERDICT_STYLE[verdict]!, say({ key: `verdict.${verdict}` }))
        : say({ key: 'verdict.none' });
      const found = (['error', 'warning', 'information'] as const).filter((severity) => counts[severity] > 0);
      const totals = [
        ...(file.stylesheet ? [] : [count('record', analysis.recordCount)]),
        ...found.map((severity) => count(severity, counts[severity])),
        ...(file.suppressed > 0 ? [count('suppressed', file.suppressed)] : []),
      ];
      options.write(`  ${words}${verdict && totals.length > 0 ? ` (${totals.join(', ')})` : ''}\n`);
      const left = notCheckedWords(file, options, ['setting', 'pack', 'previous', 'expected']);
      options.write(left ? `  ${left}\n\n` : '\n');
    },
    end(passedOver) {
      const words = passedOverWords(passedOver, options);
      if (words) options.write(`${words}\n`);
    },
  };
}

/** The line around a range, cut short, with where the range lies in it. */
function excerpt({ analysis: { source } }: FileReport, start: number, end: number) {
  const before = source.slice(Math.max(0, start - BEFORE), start);
  const behind = source.slice(start, Math.min(source.length, Math.max(end, start + 1) + BEHIND));
  const head = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const cutLeft = head.length === before.length && start > BEFORE;
  const stop = behind.search(/[\r\n]/);
  const tail = stop < 0 ? behind : behind.slice(0, stop);
  const lead = head.length - trimXmlStart(head).length;
  const from = head.length - lead + (cutLeft ? 1 : 0);
  const text = `${cutLeft ? '…' : ''}${head.slice(lead)}${tail}`.replace(/\t/g, ' ');
  return { text, from, length: Math.max(1, Math.min(end - start, tail.length)) };
}
