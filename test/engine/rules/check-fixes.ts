import { describe, expect, test } from 'vitest';
import { locateFindings } from '../../../server/src/engine/analysis/located-findings.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import type { OwnedEdit } from '../../../server/src/engine/rules/rule.ts';
import { applyEdits, shift } from '../../../server/src/engine/text/text-range.ts';
import { type AnalyseOptions, analyse, findingsOf } from '../../support/delivery.ts';
import { expectFixesInEachPack } from '../../support/packs/in-each-pack.ts';

export interface FixCase {
  name: string;
  text: string;
  /** The finding to put right; the first one of its code in the text. */
  code: string;
  /** For each fix its title and, where it is told, something that stands in the text afterwards (or must not: `!…`). */
  fixes: readonly (readonly [title: string, after?: string])[];
  berichtgevers?: readonly string[];
}

/** The codes found, most of all to see whether a new one has come. */
export function codes(text: string, options: AnalyseOptions): string[] {
  return findingsOf(analyse(text, options)).map(({ code, severity }) => `${code} ${severity}`);
}

/** Every fix takes the finding away and brings no other; gives the text after each. */
function checkFixes({ text, code, fixes, berichtgevers = [] }: FixCase, marks = true): string[] {
  const analysis = analyse(text, { berichtgevers });
  const before = codes(text, { berichtgevers });
  const located = locateFindings(analysis).find(({ finding }) => finding.code === code)!;
  expect(located, before.join()).toBeDefined();
  const offered = analysis.fixesOf(located.finding);
  const titles = offered.map((fix) => formatMessage(fix.title, { language: 'nl', maskBsn: false }));
  expect(titles).toEqual(fixes.map(([title]) => title));
  const texts: string[] = [];
  offered.forEach((fix, index) => {
    if (fix.edits.length === 0) return;
    const after = apply(text, fix.edits, (owner) => analysis.startOf(owner));
    const left = codes(after, { berichtgevers });
    const expected = [...before];
    expected.splice(expected.indexOf(`${code} ${located.finding.severity}`), 1);
    expect(
      left.filter((found) => !expected.includes(found)),
      after,
    ).toEqual([]);
    expect(left.length, after).toBeLessThan(before.length);
    const mark = fixes[index]![1];
    if (marks && mark?.startsWith('!')) expect(after).not.toContain(mark.slice(1));
    else if (marks && mark) expect(after).toContain(mark);
    texts.push(after);
  });
  expectFixesInEachPack(text, code, { berichtgevers });
  return texts;
}

/** Of each fix whether an editor prefers it, and whether nobody has to look at what it does. */
export function howSure({ text, code, berichtgevers = [] }: FixCase): string[] {
  const analysis = analyse(text, { berichtgevers });
  const finding = [...analysis.findings()].find((one) => one.code === code)!;
  return analysis
    .fixesOf(finding)
    .map(({ preferred, safe }) =>
      safe ? `${preferred ? '' : 'not preferred, but '}safe` : preferred ? 'preferred' : '',
    );
}

export function apply(text: string, edits: readonly OwnedEdit[], startOf: (owner: object) => number): string {
  return applyEdits(
    text,
    edits.map((edit) => ({ ...shift(edit, startOf(edit.owner)), newText: edit.newText })),
  );
}

/** Runs the cases as they stand, with CR LF line ends, and on one line. */
export function describeFixes(cases: readonly FixCase[]): void {
  describe('every fix takes its finding away and brings no other', () => {
    test.each(cases)('$name', (given) => {
      checkFixes(given);
    });
  });

  describe('with CR LF line ends', () => {
    test.each(cases)('$name', (given) => {
      checkFixes({ ...given, text: given.text.replace(/\n/g, '\r\n') }, false);
    });
  });

  describe('on one line', () => {
    test.each(cases)('$name', (given) => {
      checkFixes({ ...given, text: given.text.replace(/\n/g, '') }, false);
    });
  });
}
