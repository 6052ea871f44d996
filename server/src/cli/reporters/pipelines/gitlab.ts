import { formatMessage } from '../../../engine/messages/message.ts';
import { legibleJson } from '../../../engine/privacy/legible.ts';
import type { Severity } from '../../../engine/rules/rule.ts';
import { pathInRepository } from '../../files/paths.ts';
import { type CheckReporterOptions, notCheckedWords, type Reporter } from '../report.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', information: 'info' };

/** A report of GitLab's Code Quality, whose findings stand beside the lines of a merge request. */
export function gitlabReporter(options: CheckReporterOptions): Reporter<string> {
  let first = true;
  const add = (issue: string) => {
    options.write(`${first ? '[' : ','}\n${issue}`);
    first = false;
  };
  return {
    *pieces(file) {
      const path = pathInRepository(file.path);
      for (const { located, fingerprint } of file.findings.fingerprinted()) {
        const { finding, range } = located;
        yield json({
          description: `${finding.code}: ${formatMessage(finding.message, options)}`,
          check_name: finding.code,
          fingerprint: `${path}:${fingerprint}`,
          severity: SEVERITIES[finding.severity],
          location: { path, lines: { begin: file.analysis.source.positionAt(range.start).line + 1 } },
        });
      }
      const left = notCheckedWords(file, options);
      if (left) yield ofWholeFile(path, left, 'notChecked', 'info');
    },
    add,
    failed: (path, problem) => add(ofWholeFile(pathInRepository(path), problem, 'srg', 'blocker')),
    end: () => options.write(first ? '[]\n' : '\n]\n'),
  };
}

function ofWholeFile(path: string, description: string, subject: string, severity: string): string {
  const location = { path, lines: { begin: 1 } };
  return json({ description, check_name: 'srg', fingerprint: `${path}:${subject}`, severity, location });
}

function json(value: object): string {
  return legibleJson(JSON.stringify(value));
}
