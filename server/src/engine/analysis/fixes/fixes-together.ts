import type { Finding, Fix, OwnedEdit } from '../../rules/rule.ts';
import type { DeliveryAnalysis } from '../delivery-analysis.ts';
import { eachFinding } from '../located-findings.ts';

/**
 * The edits that put many findings right at once: of each the first sure fix that is chosen. A fix that gets in the way
 * of one further up in the text is left out, so no two edits touch the same place. Steps, for there may be any number.
 */
export function* fixesTogether(
  analysis: DeliveryAnalysis,
  isMeant: (finding: Finding) => boolean,
  choose: (fix: Fix) => boolean,
): Generator<void, OwnedEdit[]> {
  const chosen: OwnedEdit[] = [];
  let end = -1;
  let insertedAt = -1;
  const lessened = new Set<object>();
  for (const { finding } of eachFinding(analysis)) {
    if (!isMeant(finding)) continue;
    yield;
    yield* analysis.prepareTree(finding.owner);
    const fix = analysis.sureFixesOf(finding).find((candidate) => candidate.edits.length > 0 && choose(candidate));
    if (!fix) continue;
    const starts = fix.edits.map((edit) => edit.start + analysis.startOf(edit.owner));
    const ends = fix.edits.map((edit) => edit.end + analysis.startOf(edit.owner));
    const start = Math.min(...starts);
    if (start < end || start === insertedAt) continue;
    // A person goes with the last record, which each of them by itself is not.
    const from = personsIn(fix, analysis);
    if (from.some((owner) => lessened.has(owner))) continue;
    for (const owner of from) lessened.add(owner);
    end = Math.max(...ends);
    // Which of two pieces that go in at one place comes first, nobody could tell.
    insertedAt = starts.includes(end) ? end : -1;
    chosen.push(...fix.edits);
  }
  return chosen;
}

/** The segments of several records that a fix takes one out of. */
function personsIn({ edits }: Fix, analysis: DeliveryAnalysis): object[] {
  return edits.flatMap(({ owner, start, end, newText }) => {
    if (newText !== '') return [];
    const records = analysis.recordsOf(owner);
    const takesOne = records.some(({ range }) => start <= range.start && range.end <= end);
    return takesOne && records.length > 1 ? [owner] : [];
  });
}
