import { relative, sep } from 'node:path';
import { checkDelivery } from '../engine/analysis/check-delivery.ts';
import type { DeliveryAnalysis } from '../engine/analysis/delivery-analysis.ts';
import { mostSevere } from '../engine/analysis/located-findings.ts';
import { total } from '../engine/analysis/tally.ts';
import type { Pack } from '../engine/packs/load-pack.ts';
import type { RuleSettings } from '../engine/rules/registry.ts';
import type { Severity } from '../engine/rules/rule.ts';
import type { FileProblems, SchematronFile } from '../engine/schematron/schematron-file.ts';
import { StylesheetAnalysis } from '../engine/stylesheet/stylesheet-analysis.ts';
import { DEFAULT_TEMPLATES, templateSettings } from '../engine/templates/template-settings.ts';
import { decodeXml } from '../engine/workspace/decode-xml.ts';
import type { PreviousDeliveries } from '../engine/workspace/previous-deliveries.ts';
import { filePathOf } from '../node/file-uri.ts';
import { NODE_BYTES } from '../node/node-bytes.ts';
import { ThreadValidator } from '../node/thread-validator.ts';
import { expandInputs, type Input, InputError } from './inputs.ts';
import { type FindPrevious, isDelivery, type PreviousMonthOptions, previousFor } from './previous-month.ts';
import type { Reporter } from './reporters/report.ts';

export interface CheckOptions extends PreviousMonthOptions {
  readonly rules: RuleSettings;
  readonly berichtgevers: readonly string[];
  readonly templates: readonly string[];
  readonly schematron: readonly SchematronFile[];
  readonly maxProblems: number;
  readonly failOn: 'error' | 'warning' | 'never';
  readonly reporter: Reporter;
  /** What a delivery brought to light about the custom rules. */
  foundOut(problems: readonly FileProblems[]): void;
}

const FAILING: Record<CheckOptions['failOn'], readonly Severity[]> = {
  error: ['error'],
  warning: ['error', 'warning'],
  never: [],
};

/**
 * Checks files one by one.
 * @returns the exit status: 0 nothing at or above `failOn`; 1 findings; 2 a file that can't be read, or one that was named
 *   and can't be judged while none is rejected
 */
export async function checkFiles(args: readonly string[], options: CheckOptions): Promise<0 | 1 | 2> {
  const results = new Set<Result>();
  const inputs = await expandInputs(args);
  const { find, deliveries } = previousFor(inputs, options);
  if (options.previous !== undefined && !(await isDelivery(options.previous, options))) return 2;
  for (const input of inputs) {
    if (input instanceof InputError) {
      options.complain(input.path, 'absent');
      results.add('unreadable');
      continue;
    }
    for (const result of await checkInput(input, options, find, deliveries)) results.add(result);
  }
  options.reporter.end();
  for (const thread of threads.values()) await thread.end();
  if (results.has('unreadable') || (results.has('notJudged') && !results.has('rejected'))) return 2;
  return results.has('failed') ? 1 : 0;
}

/** What came of a file: it has findings that count, a verdict that counts, or could not be read. */
type Result = 'failed' | 'rejected' | 'notJudged' | 'unreadable';

/** From this many bytes on it is worth its while to start another thread for libxml2. */
const LARGE = 2_000_000;

const threads = new Map<Pack, ThreadValidator>();

/** Runs an analysis to its end; that of a large file with libxml2 in a thread of its own. */
async function run(analysis: DeliveryAnalysis, size: number): Promise<boolean> {
  if (analysis.choice.kind !== 'known' || size < LARGE) {
    await import('../engine/schema/libxml2.ts');
    return analysis.run();
  }
  const { pack } = analysis.choice;
  const thread = threads.get(pack) ?? new ThreadValidator(pack.compileInput);
  threads.set(pack, thread);
  return analysis.runWithWorker(thread);
}

async function checkInput(
  input: Input,
  options: CheckOptions,
  findPrevious: FindPrevious,
  deliveries: PreviousDeliveries,
): Promise<readonly Result[]> {
  let bytes: Uint8Array;
  try {
    bytes = await input.read();
  } catch {
    options.complain(input.path, 'unreadable');
    return ['unreadable'];
  }
  const files = [...DEFAULT_TEMPLATES.files, ...options.templates];
  const templates = templateSettings({ ...DEFAULT_TEMPLATES, files }, input.path);
  let stylesheet: StylesheetAnalysis | undefined;
  const { analysis, status } = await checkDelivery(decodeXml(bytes, NODE_BYTES), {
    settings: { ...options, previous: undefined, templates },
    accepts({ choice, source }) {
      if (choice.kind === 'other' && choice.root.isStylesheet) stylesheet = StylesheetAnalysis.of(source, options);
      // Of the files in a folder, those of another XML language are passed over.
      return input.named || stylesheet !== undefined || (choice.kind !== 'other' && choice.kind !== 'none');
    },
    run: (analysis) => run(analysis, bytes.length),
    findPrevious: (analysis) => findPrevious(input, analysis),
  });
  if (status !== 'checked') return [];
  options.foundOut(analysis.schematronProblems);
  const { previous } = analysis;
  const checked = stylesheet ?? analysis;
  const { verdict, suppressed, ...counts } = checked.tally;
  const findings = mostSevere(checked, options.maxProblems);
  const report = () =>
    options.reporter.report({
      path: input.path,
      analysis,
      ...(stylesheet ? { stylesheet } : {}),
      verdict: analysis.choice.kind === 'other' ? undefined : verdict,
      counts,
      findings,
      hidden: total(counts) - findings.length,
      suppressed,
      pathOf: (uri) =>
        relative('.', filePathOf(uri) ?? uri)
          .split(sep)
          .join('/'),
    });
  // Fixes copy records from the file of the month before, whose text is not kept.
  if (previous && findings.some(({ finding }) => finding.relatedInOtherFiles && !finding.record))
    await deliveries.withText(previous, report);
  else report();
  // What only its placeholders show to be a template may as well be a delivery that was not filled in.
  if (analysis.template === 'placeholder' && options.failOn !== 'never') return ['failed'];
  const failed: Result[] = FAILING[options.failOn].some((severity) => counts[severity] > 0) ? ['failed'] : [];
  if (analysis.isTemplate || stylesheet) return failed;
  if (verdict === 'afkeur') return [...failed, 'rejected'];
  return verdict === 'niet-te-beoordelen' && input.named ? [...failed, 'notJudged'] : failed;
}
