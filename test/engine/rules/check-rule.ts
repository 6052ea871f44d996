import { expect } from 'vitest';
import type { RuleCode, Severity } from '../../../server/src/engine/rules/rule.ts';
import { type AnalyseOptions, analyse, findingsOf, only } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';
import { expectInEachPack } from '../../support/packs/in-each-pack.ts';

/** A marked document, and for each `⟦…⟧` in it what is found there: the message, or the severity and the message. */
export interface RuleCase {
  name: string;
  text: string;
  found: readonly (string | [Severity, string])[];
  /** Of the marked ranges, those that are related places and not findings. */
  related?: readonly number[];
  berichtgevers?: readonly string[];
}

/** Runs one rule alone and compares: place, severity, words and related places. */
export function checkRule(
  code: RuleCode,
  severity: Severity,
  { text: marked, found, related = [], ...options }: RuleCase,
  /** Of all findings together, where some point at one place. */
  relatedInOrder = related,
) {
  const { text, ranges: all } = ranges(marked);
  const settings: AnalyseOptions = { ...options, rules: only(code) };
  const findings = findingsOf(analyse(text, settings));
  const places = all.filter((_, index) => !related.includes(index));
  expect(findings.map(({ code: found, severity: own, message, range }) => ({ found, own, message, range }))).toEqual(
    found.map((expected, index) => ({
      found: code,
      own: typeof expected === 'string' ? severity : expected[0],
      message: typeof expected === 'string' ? expected : expected[1],
      range: places[index],
    })),
  );
  expectInEachPack(text, settings);
  if (related.length > 0)
    expect(findings.flatMap((finding) => finding.related)).toEqual(relatedInOrder.map((i) => all[i]));
}
