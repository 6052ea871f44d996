import { styleText } from 'node:util';
import type { LocatedFinding } from '../../engine/analysis/located-findings.ts';
import { countMessage, formatMessage, type Message } from '../../engine/messages/message.ts';
import { legible } from '../../engine/privacy/legible.ts';
import type { Severity } from '../../engine/rules/rule.ts';
import { Excerpts } from './excerpt.ts';
import {
  acceptedWords,
  type FileReport,
  kindWords,
  notCheckedWords,
  passedOverWords,
  previousWords,
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

/** For people: each finding with the line it is on, and the verdict in words. */
export function prettyReporter(options: ReporterOptions): Reporter<string> {
  const style = (format: Style, text: string) =>
    options.color ? styleText(format, text, { validateStream: false } as never) : text;
  const say = (message: Message) => formatMessage(message, options);
  const count = (what: Severity | 'record' | 'suppressed', n: number) => say(countMessage(what, n));

  function* piecesOf(file: FileReport, excerpts: Excerpts, { finding, range }: LocatedFinding): Generator<string> {
    const { line, character } = file.analysis.source.positionAt(range.start);
    const severity = style(SEVERITY_STYLE[finding.severity], say({ key: `severity.${finding.severity}` }));
    yield `  ${line + 1}:${character + 1}  ${severity}  ${style('bold', finding.code)}  ${say(finding.message)}\n`;
    const { text, from, length } = excerpts.of(range);
    yield `      ${style('dim', text)}\n      ${' '.repeat(from)}${style('red', '~'.repeat(length))}\n`;
    for (const place of finding.relatedInOtherFiles ?? []) {
      const where = `${legible(file.pathOf(place.uri))}:${place.line + 1}:${place.character + 1}`;
      yield `      ${style('dim', where)}  ${say(place.message)}\n`;
    }
  }

  return {
    *pieces(file) {
      const { analysis, findings } = file;
      const { counts, hidden, kinds } = findings;
      const verdict = verdictOn(file);
      yield `${style('bold', legible(file.path))}\n`;
      const excerpts = new Excerpts(analysis, options);
      for (const located of findings) yield* piecesOf(file, excerpts, located);
      if (hidden > 0) yield `  ${say(countMessage('more', hidden))} (--max-problems)\n`;
      const words = verdict
        ? style(VERDICT_STYLE[verdict]!, say({ key: `verdict.${verdict}` }))
        : say({ key: 'verdict.none' });
      const found = (['error', 'warning', 'information'] as const).filter((severity) => counts[severity] > 0);
      const totals = [
        ...(file.stylesheet ? [] : [count('record', analysis.recordCount)]),
        ...found.map((severity) => count(severity, counts[severity])),
        ...(file.suppressed > 0 ? [count('suppressed', file.suppressed)] : []),
      ];
      yield `  ${words}${verdict && totals.length > 0 ? ` (${totals.join(', ')})` : ''}\n`;
      // Of few findings the list above is summary enough.
      if (kinds.length > 0 && (kinds.some(({ count }) => count > 1) || hidden > 0)) {
        for (const kind of kinds) {
          yield `    ${style(SEVERITY_STYLE[kind.severity], '■')} ${kindWords(kind, options)}\n`;
        }
      }
      const left = notCheckedWords(file, options, [
        'setting',
        'configuration',
        'pack',
        'month',
        'previous',
        'expected',
      ]);
      const accepted = acceptedWords(file, options);
      if (accepted) yield `  ${accepted}\n`;
      for (const remark of previousWords(file, options)) yield `  ${remark}\n`;
      yield left ? `  ${left}\n\n` : '\n';
    },
    add: options.write,
    end(passedOver) {
      const words = passedOverWords(passedOver, options);
      if (words) options.write(`${words}\n`);
    },
  };
}
