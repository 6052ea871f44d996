import type { MarkupContent } from 'vscode-languageserver-protocol';
import { writeComparisonHtml } from '../../server/src/cli/reporters/comparison/html.ts';
import { writeComparisonJson } from '../../server/src/cli/reporters/comparison/json.ts';
import { writeComparisonText } from '../../server/src/cli/reporters/comparison/text.ts';
import { htmlReporter } from '../../server/src/cli/reporters/html.ts';
import { jsonReporter } from '../../server/src/cli/reporters/json.ts';
import { linesReporter } from '../../server/src/cli/reporters/lines.ts';
import { githubReporter } from '../../server/src/cli/reporters/pipelines/github.ts';
import { gitlabReporter } from '../../server/src/cli/reporters/pipelines/gitlab.ts';
import { junitReporter } from '../../server/src/cli/reporters/pipelines/junit.ts';
import { sarifReporter } from '../../server/src/cli/reporters/pipelines/sarif.ts';
import { prettyReporter } from '../../server/src/cli/reporters/pretty.ts';
import {
  type CheckReporterOptions,
  type Reporter,
  type ReporterOptions,
  report as tell,
} from '../../server/src/cli/reporters/report.ts';
import { ShownFindings } from '../../server/src/cli/reporters/shown-findings.ts';
import { csvReporter } from '../../server/src/cli/reporters/tables/csv.ts';
import type { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';

import { compareDeliveries } from '../../server/src/engine/compare/compare-deliveries.ts';
import { makeReport } from '../../server/src/engine/report/report.ts';
import { makeTimeline } from '../../server/src/engine/report/timeline.ts';
import { atOnce } from '../../server/src/engine/text/time-sliced.ts';
import { codeActionsAt } from '../../server/src/features/actions/code-actions.ts';
import { codeLensesOf, resolveCodeLens } from '../../server/src/features/beside-text/code-lens.ts';
import { inlayHintsIn } from '../../server/src/features/beside-text/inlay-hints.ts';
import { diagnosticsOf } from '../../server/src/features/diagnostics.ts';
import { hoverAt } from '../../server/src/features/hover/hover.ts';
import { ACTION_OPTIONS } from './clients/code-action-options.ts';

const MOST = 1_000;
const URI = 'file:///levering.srg.xml';

/** What is written of a text, by the name of the output. */
export type Outputs = readonly (readonly [name: string, text: string])[];

/** What the command line writes of a delivery that was checked, and of it beside another. */
export function writtenOf(
  analysis: DeliveryAnalysis,
  other: DeliveryAnalysis,
  path = 'levering.srg.xml',
  more: Partial<ReporterOptions> = {},
): Outputs {
  const written = (write: (options: ReporterOptions) => void) => {
    const pieces: string[] = [];
    write({ language: 'nl', maskBsn: true, color: false, write: (text) => pieces.push(text), ...more });
    return pieces.join('');
  };
  const { verdict, suppressed } = analysis.tally;
  const findings = new ShownFindings(analysis, { pack: analysis.pack, most: MOST });
  const report = (make: (options: CheckReporterOptions) => Reporter) =>
    written((options) => {
      const rulePages = async () => new Map();
      const reporter = make({
        ...options,
        version: '1.0.0',
        today: 20_148,
        failing: ['error'],
        rulePages,
        writeBytes: () => {},
      });
      tell({ path, analysis, verdict, findings, suppressed, pathOf: (uri) => uri }, reporter);
      reporter.end([]);
    });
  const comparison = compareDeliveries(other, analysis);
  const compared = { comparison, oldPath: 'oud.srg.xml', newPath: path };
  return [
    ['pretty', report(prettyReporter)],
    ['lines', report(linesReporter)],
    ['json', report(jsonReporter)],
    ['sarif', report((options) => sarifReporter(options, new Map()))],
    ['junit', report(junitReporter)],
    ['github', report(githubReporter)],
    ['gitlab', report(gitlabReporter)],
    ['csv', report(csvReporter)],
    ['html', report(htmlReporter)],
    ['comparison', written((options) => writeComparisonText(compared, options))],
    ['comparison as JSON', written((options) => writeComparisonJson(compared, options))],
    ['comparison as HTML', written((options) => writeComparisonHtml(compared, options))],
  ];
}

/** What an editor is told of a delivery, but for what is its text: edits, and names of symbols that are searched for. */
export function toldOf(analysis: DeliveryAnalysis): Outputs {
  const options = { language: 'nl', maskBsn: true, uri: URI, maxProblems: MOST, pageOf: () => undefined } as const;
  const { source } = analysis;
  const range = { start: 0, end: source.length };
  const actions = atOnce(
    codeActionsAt(analysis, range, {
      ...ACTION_OPTIONS,
      ...options,
      versionedEdits: false,
    }),
  );
  const offsets = Array.from({ length: Math.ceil(source.length / 5) }, (_, n) => n * 5);
  const lenses = codeLensesOf(analysis, URI).map(({ data }) =>
    resolveCodeLens(analysis, data, { ...options, canShowReferences: false }),
  );
  const hints = { codes: true, periods: true, running: true, berichtgever: true };
  const record = [...analysis.recordsIn(0, source.length)][0];
  return [
    ['diagnostics', JSON.stringify(diagnosticsOf(analysis, options))],
    [
      'hovers',
      offsets.map((offset) => (hoverAt(analysis, offset, options)?.contents as MarkupContent)?.value).join('\n'),
    ],
    ['actions', JSON.stringify(actions.map(({ title, diagnostics }) => ({ title, diagnostics })))],
    ['lenses', JSON.stringify(lenses)],
    ['hints', JSON.stringify(inlayHintsIn(analysis, range, { ...options, hints }))],
    ['report', JSON.stringify(makeReport(analysis, { ...options, name: 'levering.srg.xml', maxFindings: MOST }))],
    ['timeline', record ? JSON.stringify(makeTimeline(analysis, record, options)) : ''],
  ];
}
