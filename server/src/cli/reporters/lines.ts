import { countMessage, formatMessage } from '../../engine/messages/message.ts';
import { legible } from '../../engine/privacy/legible.ts';
import {
  acceptedWords,
  notCheckedWords,
  passedOverWords,
  previousWords,
  type Reporter,
  type ReporterOptions,
  verdictOn,
} from './report.ts';

/** One finding a line, for `grep` and editors: `path:line:column: severity CODE message`. */
export function linesReporter(options: ReporterOptions): Reporter<string> {
  return {
    *pieces(file) {
      const { analysis, findings, suppressed } = file;
      const { hidden } = findings;
      const path = legible(file.path);
      const verdict = verdictOn(file);
      for (const { finding, range } of findings) {
        const { line, character } = analysis.source.positionAt(range.start);
        const message = legible(formatMessage(finding.message, options));
        yield `${path}:${line + 1}:${character + 1}: ${finding.severity} ${finding.code} ${message}\n`;
      }
      if (hidden > 0) {
        yield `${path}: ${formatMessage(countMessage('more', hidden), options)} (--max-problems)\n`;
      }
      if (suppressed > 0) yield `${path}: ${formatMessage(countMessage('suppressed', suppressed), options)}\n`;
      const accepted = acceptedWords(file, options);
      if (accepted) yield `${path}: ${accepted}\n`;
      for (const remark of previousWords(file, options)) yield `${path}: ${legible(remark)}\n`;
      const left = notCheckedWords(file, options);
      if (left) yield `${path}: ${left}\n`;
      if (verdict) yield `${path}: ${verdict}\n`;
    },
    add: options.write,
    end(passedOver) {
      const words = passedOverWords(passedOver, options);
      if (words) options.write(`${words}\n`);
    },
  };
}
