import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings } from '../../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import type { Fix } from '../../../server/src/engine/rules/rule.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { applyEdits, shift } from '../../../server/src/engine/text/text-range.ts';
import type { Sound } from './fault.ts';
import type { FaultyDelivery, PlacedFault } from './faulty.ts';

/** What the product makes of one faulty delivery. */
export interface Outcome {
  readonly name: string;
  readonly faults: number;
  /** Faults that a finding touches, and those of which one marks exactly the token. */
  readonly marked: number;
  readonly exact: number;
  /** Findings that touch no fault, and those on a fault that has one already. */
  readonly onNothing: readonly string[];
  readonly second: readonly string[];
  readonly unmarked: readonly string[];
  readonly inexact: readonly string[];
  /** Preferred fixes after which the fault is still there, or another in its place. */
  readonly unrepaired: readonly string[];
  /** Some fix of the one fault makes it valid, or the very text that was sound. */
  readonly fixed: boolean;
  readonly right: boolean;
  /** Taking the preferred fix again and again ends with a valid file. */
  readonly mended: boolean;
}

const NL = { language: 'nl', maskBsn: false } as const;
/** Findings on the form: what rules find in the content is another matter. */
const FORM = /^SRG-T00[1256]$/;

interface Found {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly fixes: readonly Fix[];
}

function analyse(text: string, { pack }: Sound) {
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs: [pack], rules: {}, berichtgevers: [] });
  analysis.run();
  const found = locateFindings(analysis)
    .filter(({ finding }) => FORM.test(finding.code) && finding.severity === 'error')
    .map(
      ({ finding, range }): Found => ({
        code: finding.code,
        ...range,
        message: formatMessage(finding.message, NL),
        fixes: analysis.fixesOf(finding).filter(({ goTo, choose }) => !goTo && !choose),
      }),
    );
  const after = (fix: Fix) =>
    applyEdits(
      text,
      fix.edits.map((edit) => ({ ...shift(edit, analysis.startOf(edit.owner)), newText: edit.newText })),
    );
  return { found, after };
}

export function measure({ name, sound, text, faults }: FaultyDelivery): Outcome {
  const { found, after } = analyse(text, sound);
  const told = (one: Found) => `${one.code} ${JSON.stringify(text.slice(one.start, one.end))} ${one.message}`;
  const counts = new Map<PlacedFault, number>();
  const onNothing: string[] = [];
  const second: string[] = [];
  const exact = new Set<PlacedFault>();
  for (const one of found) {
    const isExact = ({ tokens }: PlacedFault) => tokens.some(([start, end]) => start === one.start && end === one.end);
    const touches = ({ within }: PlacedFault) => within.some(([start, end]) => one.start <= end && one.end >= start);
    const fault = faults.find(isExact) ?? faults.find(touches);
    if (!fault) {
      onNothing.push(told(one));
      continue;
    }
    if (isExact(fault)) exact.add(fault);
    const count = (counts.get(fault) ?? 0) + 1;
    counts.set(fault, count);
    // A fault of two places, as an unresolved merge, may have a finding at each.
    if (count > 1 && !isExact(fault)) second.push(told(one));
    else if (count > Math.max(1, fault.kind === 'merge markers' ? 3 : fault.kind === 'elements swapped' ? 1 : 1))
      second.push(told(one));
  }
  const unmarked = faults.filter((fault) => !counts.has(fault));
  const inexact = faults.filter((fault) => counts.has(fault) && !exact.has(fault));
  const unrepaired: string[] = [];
  let fixed = false;
  let right = false;
  for (const one of found) {
    for (const fix of one.fixes) {
      const result = after(fix);
      const left = analyse(result, sound).found;
      if (left.length === 0) fixed = true;
      if (result === sound.text) right = true;
      if (fix.preferred && !repairs(found, one, left)) {
        unrepaired.push(`${told(one)} → ${formatMessage(fix.title, NL)}\n      ${left.map(tell).join('\n      ')}`);
      }
    }
  }
  return {
    name,
    faults: faults.length,
    marked: faults.length - unmarked.length,
    exact: exact.size,
    onNothing,
    second,
    unmarked: unmarked.map(({ kind }) => kind),
    inexact: inexact.map(
      ({ kind, within }) =>
        `${kind}: ${found
          .filter((one) => within.some(([start, end]) => one.start <= end && one.end >= start))
          .map(told)
          .join(' | ')}`,
    ),
    unrepaired,
    fixed,
    right,
    mended: mends(text, sound),
  };

  function tell(one: Found): string {
    return `${one.code} ${one.message}`;
  }
}

/** The finding is gone, and no other has come. */
function repairs(before: readonly Found[], gone: Found, after: readonly Found[]): boolean {
  if (after.length >= before.length) return false;
  const left = before.filter((one) => one !== gone).map(({ message }) => message);
  return after.every(({ message }) => {
    const at = left.indexOf(message);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

const MOST_STEPS = 30;

function mends(text: string, sound: Sound): boolean {
  let now = text;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { found, after } = analyse(now, sound);
    if (found.length === 0) return true;
    const fix = found.flatMap(({ fixes }) => fixes.find(({ preferred }) => preferred) ?? [])[0];
    if (!fix) return false;
    now = after(fix);
  }
  return false;
}

/** The figures over many deliveries, as shares of one. */
export function figuresOf(outcomes: readonly Outcome[]) {
  const sum = (count: (outcome: Outcome) => number) => outcomes.reduce((all, one) => all + count(one), 0);
  const faults = sum((one) => one.faults);
  const alone = outcomes.filter((one) => one.faults === 1);
  const share = (part: number, all: number) => Math.round((1000 * part) / all) / 1000;
  return {
    deliveries: outcomes.length,
    faults,
    marked: share(
      sum((one) => one.marked),
      faults,
    ),
    exact: share(
      sum((one) => one.exact),
      faults,
    ),
    onNothing: share(
      sum((one) => one.onNothing.length),
      faults,
    ),
    second: share(
      sum((one) => one.second.length),
      faults,
    ),
    looksClean: sum((one) => (one.marked === 0 && one.onNothing.length === 0 ? 1 : 0)),
    unrepaired: sum((one) => one.unrepaired.length),
    fixed: share(alone.filter((one) => one.fixed).length, alone.length),
    right: share(alone.filter((one) => one.right).length, alone.length),
    mended: share(
      sum((one) => (one.mended ? 1 : 0)),
      outcomes.length,
    ),
  };
}
