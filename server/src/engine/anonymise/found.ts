import type { DeliveryAnalysis } from '../analysis/delivery-analysis.ts';
import { kindOf } from '../rules/finding-kind.ts';
import type { Finding } from '../rules/rule.ts';

/** What is found in a delivery: how often of each code, kind and record. */
export type Found = ReadonlyMap<string, number>;

/** A code of which not the same is found before and after. */
export interface Difference {
  readonly code: string;
  readonly before: number;
  readonly after: number;
}

/** The findings of a finished analysis, those that are suppressed included. */
export function foundIn(analysis: DeliveryAnalysis): Found {
  const found = new Map<string, number>();
  const { choice } = analysis;
  const pack = choice.kind === 'known' ? choice.pack : undefined;
  const add = (finding: Finding, is: string) => {
    const record = finding.record ? analysis.recordIndex(finding.record) : 'none';
    const key = `${finding.code}\n${kindOf(finding, pack).id}\n${record}\n${is}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  };
  for (const finding of analysis.findings()) add(finding, 'shown');
  for (const finding of analysis.suppressedFindings()) add(finding, 'suppressed');
  return found;
}

/** By code; none where the same is found. */
export function differences(before: Found, after: Found): Difference[] {
  const codes = new Map<string, { code: string; before: number; after: number }>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key) ?? 0, after.get(key) ?? 0];
    if (old === now) continue;
    const code = key.slice(0, key.indexOf('\n'));
    const sum = codes.get(code) ?? { code, before: 0, after: 0 };
    sum.before += Math.max(0, old - now);
    sum.after += Math.max(0, now - old);
    codes.set(code, sum);
  }
  return [...codes.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
