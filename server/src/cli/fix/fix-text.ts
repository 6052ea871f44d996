import type { AnalysisSettings } from '../../engine/analysis/analysis-settings.ts';
import { checkDelivery } from '../../engine/analysis/check-delivery.ts';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { fixesTogether } from '../../engine/analysis/fixes/fixes-together.ts';
import { isSure } from '../../engine/analysis/fixes/try-fixes.ts';
import { total } from '../../engine/analysis/tally.ts';
import type { PreviousDelivery } from '../../engine/delivery/previous-delivery.ts';
import type { Pack } from '../../engine/packs/load-pack.ts';
import { shift } from '../../engine/text/text-range.ts';
import { atOnce } from '../../engine/text/time-sliced.ts';
import { ChangedLines } from './changed-lines.ts';

export interface FixOptions {
  readonly settings: AnalysisSettings;
  /** Finds last month's delivery, which a delivery is held against. */
  findPrevious?(analysis: DeliveryAnalysis): Promise<PreviousDelivery | undefined>;
  /** The rules whose findings are put right; undefined for all of them. */
  readonly rules: ReadonlySet<string> | undefined;
  /** Also what changes more than how a thing is written, where there is one clear way. */
  readonly unsafe: boolean;
}

export interface FixedText {
  readonly lines: ChangedLines;
  readonly pack: Pack;
  /** How many findings there were, and are. */
  readonly before: number;
  readonly after: number;
}

/** A fix may get in the way of another one, which has its turn in the next round. */
const MOST_ROUNDS = 20;

/** @returns the text with its fixes; undefined for what is no delivery in a known format */
export async function fixText(text: string, options: FixOptions): Promise<FixedText | undefined> {
  const lines = new ChangedLines(text);
  const before = await analysed(text, options);
  if (!before) return undefined;
  let analysis = before;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const chosen = atOnce(
      fixesTogether(
        analysis,
        ({ code }) => options.rules?.has(code) ?? true,
        (fix) => (options.unsafe ? isSure(fix) : fix.safe === true),
      ),
    );
    if (chosen.length === 0) break;
    const edits = chosen.map((edit) => ({ ...shift(edit, analysis.startOf(edit.owner)), newText: edit.newText }));
    const trial = new ChangedLines(lines.text);
    trial.apply(edits);
    const next = await analysed(trial.text, options);
    // Each of them makes nothing worse; should some do so together, they are left.
    if (!next || total(next.tally) >= total(analysis.tally)) break;
    lines.apply(edits);
    analysis = next;
  }
  return { lines, pack: before.pack, before: total(before.tally), after: total(analysis.tally) };
}

async function analysed(text: string, { settings, findPrevious }: FixOptions): Promise<DeliveryAnalysis | undefined> {
  const { analysis, status } = await checkDelivery(
    { text },
    { settings, accepts: ({ choice }) => choice.kind === 'known', ...(findPrevious ? { findPrevious } : {}) },
  );
  return status === 'checked' ? analysis : undefined;
}
