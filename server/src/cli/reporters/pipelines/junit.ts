import type { LocatedFinding } from '../../../engine/analysis/located-findings.ts';
import { notChecked, notCheckedMessages, whyNot } from '../../../engine/analysis/not-checked.ts';
import { countMessage, formatMessage } from '../../../engine/messages/message.ts';
import { RULES } from '../../../engine/rules/registry.ts';
import { type CheckReporterOptions, type FileReport, type Reporter, verdictOn } from '../report.ts';
import { escapeXml } from './xml.ts';

/**
 * JUnit's XML, as GitLab, Jenkins and Azure DevOps show it: a suite for each file and in it a test for each rule, which
 * fails by what fails the run, and is skipped where the rule was not held against the file.
 */
export function junitReporter(options: CheckReporterOptions): Reporter<Suite> {
  const suites: string[] = [];
  const totals = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  const add = ({ counts, xml }: Suite) => {
    for (const key of ['tests', 'failures', 'errors', 'skipped'] as const) totals[key] += counts[key];
    suites.push(xml);
  };
  return {
    *pieces(file) {
      yield suiteOf(file.path, casesOf(file, options));
    },
    add,
    failed: (path, problem) => add(suiteOf(path, [{ name: 'srg', outcome: 'error', message: problem, text: '' }])),
    end() {
      const head = `<testsuites name="srg check"${attributesOf(totals)}>`;
      options.write(`<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${suites.join('')}</testsuites>\n`);
    },
  };
}

/** What is told of a file, and what it adds to the totals. */
interface Suite {
  readonly counts: Readonly<Record<'tests' | 'failures' | 'errors' | 'skipped', number>>;
  readonly xml: string;
}

interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** In a line. */
  readonly message: string;
  /** Findings, a line each. */
  readonly text: string;
}

function suiteOf(name: string, cases: readonly Case[]): Suite {
  const counts = {
    tests: cases.length,
    failures: cases.filter(({ outcome }) => outcome === 'failure').length,
    errors: cases.filter(({ outcome }) => outcome === 'error').length,
    skipped: cases.filter(({ outcome }) => outcome === 'skipped').length,
  };
  const xml =
    `  <testsuite name="${escapeXml(name)}"${attributesOf(counts)}>\n` +
    `${cases.map((one) => caseXml(name, one)).join('')}  </testsuite>\n`;
  return { counts, xml };
}

/** What was found by one rule. */
interface Found {
  count: number;
  /** What the first finding says. */
  readonly first: string;
  readonly lines: string[];
  fails: boolean;
}

/** So many findings of a rule have a line: a test report is read as a whole. */
const MOST_LINES = 1_000;

function casesOf(file: FileReport, options: CheckReporterOptions): Case[] {
  const { analysis, stylesheet } = file;
  const found = new Map<string, Found>();
  for (const located of file.findings) {
    const { code, severity, message } = located.finding;
    const known = found.get(code) ?? { count: 0, first: formatMessage(message, options), lines: [], fails: false };
    found.set(code, known);
    known.count++;
    if (known.lines.length < MOST_LINES) known.lines.push(line(file, located, options));
    known.fails ||= options.failing.includes(severity);
  }
  const codes = [...new Set([...RULES.map(({ code }) => code as string), ...found.keys()])];
  const cases = codes.flatMap((code): Case[] => {
    const rule = RULES.find((one) => one.code === code);
    const name = rule ? `${code} ${rule.name[options.language]}` : code;
    const all = found.get(code);
    if (all) {
      const { count, lines } = all;
      const more = count > lines.length ? [formatMessage(countMessage('more', count - lines.length), options)] : [];
      const text = [...lines, ...more].join('\n');
      const fails = all.fails || (rule?.consequence === 'afkeur' && options.failing.length > 0);
      const outcome = !fails ? 'passed' : rule?.consequence === 'niet-te-beoordelen' ? 'error' : 'failure';
      return [{ name, outcome, message: count === 1 ? all.first : `${count} × ${name}`, text }];
    }
    if (stylesheet || verdictOn(file) === undefined || !rule) return [];
    const why = analysis.isTemplate ? undefined : whyNot(rule, analysis);
    if (why === undefined) return [{ name, outcome: 'passed', message: '', text: '' }];
    return [
      {
        name,
        outcome: 'skipped',
        message: formatMessage(notCheckedMessages([notChecked(rule, why, analysis)])[0]!, options),
        text: '',
      },
    ];
  });
  return cases.length > 0 ? cases : [{ name: 'srg', outcome: 'passed', message: '', text: '' }];
}

function line(file: FileReport, { finding, range }: LocatedFinding, options: CheckReporterOptions) {
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
