import type { AnalysisSettings } from '../analysis/analysis-settings.ts';
import { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { total } from '../analysis/tally.ts';
import { type DeliveryIdentity, identityOfDelivery } from '../delivery/delivery-identity.ts';
import { combinePrevious, type PreviousDelivery, readPrevious } from '../delivery/previous-delivery.ts';
import type { Message } from '../messages/message.ts';
import { SourceText } from '../text/source-text.ts';
import { Anonymiser } from './anonymise.ts';
import { type Difference, differences, type Found, foundIn } from './found.ts';
import type { Doubts } from './rewrite.ts';

/** A delivery that is to be made one of nobody. */
export interface Original {
  readonly uri: string;
  readonly text: string;
  /** A contradiction between its bytes and the XML declaration. */
  readonly problem?: Message | undefined;
  /** The encoding of the file has a character. */
  canWrite?(character: string): boolean;
}

/** Why nothing is made of a delivery: nobody can tell where in it somebody is named, or somebody would be left in there. */
export type Refusal = 'noDelivery' | 'unknownFormat' | 'template' | 'leak';

export type Outcome =
  | { readonly kind: 'refused'; readonly reason: Refusal }
  | {
      readonly kind: 'done';
      readonly text: string;
      readonly records: number;
      /** How many findings there are. */
      readonly findings: number;
      readonly doubts: Doubts;
      /** What is found in it and not in the original, and the other way round. */
      readonly differences: readonly Difference[];
    };

export interface TogetherOptions {
  readonly settings: Omit<AnalysisSettings, 'previous'>;
  readonly secret: Uint8Array;
  /** Addresses of originals that stand for the month before where no other one is of that month. */
  readonly previous: readonly string[];
  /** Does work in steps to its end. */
  run<T>(steps: Generator<void, T>): Promise<T>;
}

/** Of so many characters together the analyses are kept from one round to the next. */
const KEPT = 20_000_000;

/**
 * Makes deliveries with nobody in them, which fit together as the originals do, and holds what is found in them against
 * what was found: each with that of the month before, where that is among them.
 * @returns an outcome for each, in their order
 */
export async function anonymiseTogether(originals: readonly Original[], options: TogetherOptions): Promise<Outcome[]> {
  const { settings, secret, run } = options;
  const anonymiser = new Anonymiser(secret);
  const size = originals.reduce((sum, { text }) => sum + text.length, 0);
  const kept = new Map<Original, DeliveryAnalysis>();
  const refused = new Map<Original, Refusal>();
  const found = new Map<Original, Found>();
  const before = new Months(originals, options, ({ text }) => text);
  for (const original of originals) {
    const analysis = new DeliveryAnalysis(new SourceText(original.text), settings, original.problem);
    const refusal = refusalOf(analysis);
    if (refusal) {
      refused.set(original, refusal);
      continue;
    }
    await run(finished(analysis, before.previousOf(original)));
    found.set(original, foundIn(analysis));
    await run(anonymiser.learn(analysis));
    if (size < KEPT) kept.set(original, analysis);
  }
  const made = new Map<Original, { text: string; doubts: Doubts }>();
  for (const original of originals) {
    if (refused.has(original)) continue;
    let analysis = kept.get(original);
    if (!analysis) {
      analysis = new DeliveryAnalysis(new SourceText(original.text), settings, original.problem);
      await run(finished(analysis, undefined));
    }
    const { leaks, ...rewritten } = await run(anonymiser.rewrite(analysis, original.canWrite));
    kept.delete(original);
    if (leaks) refused.set(original, 'leak');
    else made.set(original, rewritten);
  }
  const after = new Months(originals, options, (original) => made.get(original)?.text);
  const outcomes: Outcome[] = [];
  for (const original of originals) {
    const rewritten = made.get(original);
    if (!rewritten) {
      outcomes.push({ kind: 'refused', reason: refused.get(original)! });
      continue;
    }
    const analysis = new DeliveryAnalysis(new SourceText(rewritten.text), settings, original.problem);
    await run(finished(analysis, after.previousOf(original)));
    outcomes.push({
      kind: 'done',
      ...rewritten,
      records: analysis.recordCount,
      findings: total(analysis.tally),
      differences: differences(found.get(original)!, foundIn(analysis)),
    });
  }
  return outcomes;
}

function refusalOf({ choice, isTemplate }: DeliveryAnalysis): Refusal | undefined {
  if (choice.kind === 'unknown') return 'unknownFormat';
  if (choice.kind !== 'known') return 'noDelivery';
  return isTemplate ? 'template' : undefined;
}

function* finished(analysis: DeliveryAnalysis, previous: PreviousDelivery | undefined): Generator<void, void> {
  analysis.setPrevious(previous);
  for (;;) {
    let asked = 0;
    if (analysis.run(() => ++asked > 20)) return;
    yield;
  }
}

/** Deliveries by month, and what each of them has for last month's. */
class Months {
  private readonly identities: ReadonlyMap<Original, DeliveryIdentity | undefined>;

  constructor(
    private readonly originals: readonly Original[],
    private readonly options: TogetherOptions,
    private readonly textOf: (original: Original) => string | undefined,
  ) {
    // Months and codes stay, so that these tell of both sides.
    this.identities = new Map(originals.map((one) => [one, identityOfDelivery(one.text, options.settings.packs)]));
  }

  previousOf(original: Original): PreviousDelivery | undefined {
    const own = this.identities.get(original);
    if (own?.verslagmaand === undefined) return undefined;
    const { previous, settings } = this.options;
    const isBefore = (other: DeliveryIdentity | undefined) =>
      other?.verslagmaand === own.verslagmaand! - 1 &&
      other.berichtgevercode === own.berichtgevercode &&
      other.gemeentecode === own.gemeentecode;
    const found = this.originals.find((other) => other !== original && isBefore(this.identities.get(other)));
    const chosen = found
      ? [found]
      : this.originals.filter((other) => other !== original && previous.includes(other.uri));
    const read = chosen.flatMap((other) => {
      const text = this.textOf(other);
      const delivery = text === undefined ? undefined : readPrevious(other.uri, text, settings.packs);
      return delivery ? [delivery] : [];
    });
    return read.length < 2 ? read[0] : combinePrevious(read, own.verslagmaand - 1);
  }
}
