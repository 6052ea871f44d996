import type { Program } from '../program.ts';
import { FORMATS, type Format } from './formats.ts';
import type { CheckReporterOptions, Reporter } from './report.ts';

/** A format, and how it is written. */
interface PlannedFormat {
  readonly format: Format;
  readonly color: boolean;
}

/** What the reporters of a run are made by, so that other threads can make the same. */
export type ReporterPlan =
  | ({ readonly kind: 'formats'; readonly formats: readonly PlannedFormat[] } & HowReported)
  | { readonly kind: 'baseline' };

type HowReported = Pick<CheckReporterOptions, 'maskBsn' | 'failing' | 'today'>;

interface Sink {
  write(content: string | Uint8Array): void;
  readonly rulePages: CheckReporterOptions['rulePages'];
}

/** Makes the reporter of a format. */
export function makeReporter(
  { format, color }: PlannedFormat,
  { maskBsn, failing, today }: HowReported,
  { language, version }: Pick<Program, 'language' | 'version'>,
  { write, rulePages }: Sink,
): Promise<Reporter> {
  return FORMATS[format]({
    maskBsn,
    failing,
    today,
    language,
    version,
    color,
    write,
    writeBytes: write,
    rulePages,
  });
}

/** The function that says of a file what the reporters of a run say of it. */
export async function piecesBy(
  plan: ReporterPlan,
  program: Pick<Program, 'language' | 'version'>,
): Promise<Reporter['pieces']> {
  // What comes before and behind the files is written elsewhere.
  const nowhere: Sink = { write() {}, rulePages: async () => new Map() };
  if (plan.kind === 'baseline') return (await import('./baseline.ts')).baselineReporter(() => {}).pieces;
  const made = plan.formats.map((format) => makeReporter(format, plan, program, nowhere));
  return joined(await Promise.all(made)).pieces;
}

/** A piece, and the reporter whose it is. */
interface Addressed {
  readonly to: number;
  readonly piece: unknown;
  readonly isFirst: boolean;
}

/** Several reporters as one. */
export function joined(reporters: readonly Reporter[]): Reporter<Addressed> {
  return {
    *pieces(file) {
      for (const [to, reporter] of reporters.entries()) {
        let isFirst = true;
        for (const piece of reporter.pieces(file)) {
          yield { to, piece, isFirst };
          isFirst = false;
        }
      }
    },
    add: ({ to, piece, isFirst }) => reporters[to]!.add(piece, isFirst),
    failed(path, problem, isReported) {
      for (const reporter of reporters) reporter.failed?.(path, problem, isReported);
    },
    async end(passedOver) {
      for (const reporter of reporters) await reporter.end(passedOver);
    },
  };
}
