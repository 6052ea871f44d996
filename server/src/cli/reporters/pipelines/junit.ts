import { type NotCheckedReason, whyNot } from '../../../engine/analysis/not-checked.ts';
import { formatMessage } from '../../../engine/messages/message.ts';
import { RULES } from '../../../engine/rules/registry.ts';
import { type CheckReporterOptions, type FileReport, type Reporter, verdictOn } from '../report.ts';
import { escapeXml } from './xml.ts';

/**
 * JUnit's XML, as GitLab, Jenkins and Azure DevOps show it: a suite for each file and in it a test for each rule, which
 * fails by what fails the run, and is skipped where the rule was not held against the file.
 */
export function junitReporter(options: CheckReporterOptions): Reporter {
  const suites: string[] = [];
  const totals = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  const add = (name: string, cases: readonly Case[]) => {
    const counts = {
      tests: cases.length,
      failures: cases.filter(({ outcome }) => outcome === 'failure').length,
      errors: cases.filter(({ outcome }) => outcome === 'error').length,
      skipped: cases.filter(({ outcome }) => outcome === 'skipped').length,
    };
    for (const key of ['tests', 'failures', 'errors', 'skipped'] as const) totals[key] += counts[key];
    suites.push(
      `  <testsuite name="${escapeXml(name)}"${attributesOf(counts)}>\n` +
        `${cases.map((one) => caseXml(name, one)).join('')}  </testsuite>\n`,
    );
  };
  return {
    report: (file) => add(file.path, casesOf(file, options)),
    failed: (path, problem) => add(path, [{ name: 'srg', outcome: 'error', message: problem, text: '' }]),
    end() {
      const head = `<testsuites name="srg check"${attributesOf(totals)}>`;
      options.write(`<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${suites.join('')}</testsuites>\n`);
    },
  };
}

interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** In a line. */
  readonly message: string;
  /** Findings, a line each. */
  readonly text: string;
}

function casesOf(file: FileReport, options: CheckReporterOptions): Case[] {
  const { analysis, stylesheet } = file;
  const found = new Map<string, FileReport['findings'][number][]>();
  for (const located of file.findings) {
    const { code } = located.finding;
    const known = found.get(code);
    if (known) known.push(located);
    else found.set(code, [located]);
  }
  const codes = [...new Set([...RULES.map(({ code }) => code as string), ...found.keys()])];
  const cases = codes.flatMap((code): Case[] => {
    const rule = RULES.find((one) => one.code === code);
    const name = rule ? `${code} ${rule.name[options.language]}` : code;
    const all = found.get(code) ?? [];
    if (all.length > 0) {
      const text = all.map((located) => line(file, located, options)).join('\n');
      const fails =
        all.some(({ finding }) => options.failing.includes(finding.severity)) ||
        (rule?.consequence === 'afkeur' && options.failing.length > 0);
      const outcome = !fails ? 'passed' : rule?.consequence === 'niet-te-beoordelen' ? 'error' : 'failure';
      const message = formatMessage(all[0]!.finding.message, options);
      return [{ name, outcome, message: all.length === 1 ? message : `${all.length} × ${name}`, text }];
    }
    if (stylesheet || verdictOn(file) === undefined || !rule) return [];
    const why = analysis.isTemplate ? undefined : whyNot(rule, analysis);
    if (why === undefined) return [{ name, outcome: 'passed', message: '', text: '' }];
    return [{ name, outcome: 'skipped', message: reasonOf(code, why, options), text: '' }];
  });
  return cases.length > 0 ? cases : [{ name: 'srg', outcome: 'passed', message: '', text: '' }];
}

function reasonOf(code: string, reason: NotCheckedReason, options: CheckReporterOptions): string {
  return formatMessage({ key: `notChecked.${reason}`, parameters: { code } }, options);
}

function line(file: FileReport, { finding, range }: FileReport['findings'][number], options: CheckReporterOptions) {
  const { line, character } = file.analysis.source.positionAt(range.start);
  return `${file.path}:${line + 1}:${character + 1}: ${finding.severity} ${formatMessage(finding.message, options)}`;
}

function caseXml(path: string, { name, outcome, message, text }: Case): string {
  const start = `    <testcase classname="${escapeXml(path)}" name="${escapeXml(name)}"`;
  if (outcome === 'passed') {
    return text === ''
      ? `${start}/>\n`
      : `${start}>\n      <system-out>${escapeXml(text)}</system-out>\n    </testcase>\n`;
  }
  const about = `      <${outcome} message="${escapeXml(message)}"`;
  const body = text === '' ? `${about}/>` : `${about}>${escapeXml(text)}</${outcome}>`;
  return `${start}>\n${body}\n    </testcase>\n`;
}

function attributesOf(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => ` ${name}="${count}"`)
    .join('');
}
