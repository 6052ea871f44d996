import { formatMessage } from '../../../engine/messages/message.ts';
import { legible } from '../../../engine/privacy/legible.ts';
import type { Severity } from '../../../engine/rules/rule.ts';
import { pathInRepository } from '../../files/paths.ts';
import { type CheckReporterOptions, notCheckedWords, type Reporter, verdictOn } from '../report.ts';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

/** Annotations of GitHub Actions: workflow commands, which a runner reads from the log. Every line is one. */
export function githubReporter(options: CheckReporterOptions): Reporter<string> {
  const command = (name: string, properties: Readonly<Record<string, string | number>>, message: string) => {
    const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
    return `::${name} ${pairs.join(',')}::${escapeData(message)}\n`;
  };
  return {
    *pieces(file) {
      const { source } = file.analysis;
      const path = pathInRepository(file.path);
      for (const { finding, range } of file.findings) {
        const start = source.positionAt(range.start);
        const end = source.positionAt(Math.max(range.start, range.end));
        const properties = {
          file: path,
          line: start.line + 1,
          col: start.character + 1,
          // GitHub takes columns of one line only.
          ...(end.line === start.line ? { endColumn: end.character + 1 } : { endLine: end.line + 1 }),
          title: finding.code,
        };
        yield command(COMMANDS[finding.severity], properties, formatMessage(finding.message, options));
      }
      const verdict = verdictOn(file);
      if (verdict) {
        const words = [formatMessage({ key: `verdict.${verdict}` }, options), notCheckedWords(file, options)];
        yield command('notice', { file: path, title: verdict }, words.filter((one) => one !== undefined).join('. '));
      }
    },
    add: options.write,
    failed: (path, problem) => options.write(command('error', { file: pathInRepository(path), title: 'srg' }, problem)),
    end() {},
  };
}

/** As actions/toolkit does: no character of a text ends the command or begins another one. */
function escapeData(text: string): string {
  return legible(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
