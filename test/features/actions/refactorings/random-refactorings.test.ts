import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeliveryAnalysis } from '../../../../server/src/engine/analysis/delivery-analysis.ts';
import { isSure } from '../../../../server/src/engine/analysis/fixes/try-fixes.ts';
import type { TextRange } from '../../../../server/src/engine/text/text-range.ts';
import { atOnce } from '../../../../server/src/engine/text/time-sliced.ts';
import { refactoringActions } from '../../../../server/src/features/actions/refactoring-actions.ts';
import { duplicateRecord } from '../../../../server/src/features/actions/refactorings/duplicate-record.ts';
import { extractDelivery } from '../../../../server/src/features/actions/refactorings/extract-delivery.ts';
import { fixAllOfKind } from '../../../../server/src/features/actions/refactorings/fix-all-of-kind.ts';
import { insertRequiredElements } from '../../../../server/src/features/actions/refactorings/insert-required-elements.ts';
import { newVoorziening } from '../../../../server/src/features/actions/refactorings/new-voorziening.ts';
import { normaliseDates } from '../../../../server/src/features/actions/refactorings/normalise-dates.ts';
import {
  changeOf,
  inDocument,
  type Refactoring,
} from '../../../../server/src/features/actions/refactorings/refactoring.ts';
import { sortChildren } from '../../../../server/src/features/actions/refactorings/sort-children.ts';
import { unwrapComment } from '../../../../server/src/features/actions/refactorings/unwrap-comment.ts';
import { wrapInComment } from '../../../../server/src/features/actions/refactorings/wrap-in-comment.ts';
import { analyse, delivery, findingsOf, record } from '../../../support/delivery.ts';
import { holds, LONG, sampled } from '../../../support/property.ts';
import { deliveries, type Meaning, meaningOf, rangeOf, spots } from '../../random-deliveries.ts';
import { proposals, textAfter, URI } from './check-refactoring.ts';

const OPTIONS = {
  uri: URI,
  version: 1,
  language: 'nl',
  maskBsn: false,
  versionedEdits: true,
  createsDocuments: true,
  resolvesEdits: false,
} as const;

interface Change {
  readonly before: string;
  readonly after: string;
  readonly range: TextRange;
  readonly analysis: DeliveryAnalysis;
}

/**
 * Holds of every change that a refactoring offers somewhere in random deliveries; of some at least.
 * @param aim what the cursor is put at, where it is there
 */
function always(refactoring: Refactoring, check: (change: Change) => void, aim?: string): void {
  let changes = 0;
  holds(
    fc.property(deliveries, spots, (before, context) => {
      const analysis = analyse(before);
      const aimed = aim === undefined ? -1 : before.indexOf(aim);
      const range = aimed < 0 ? rangeOf(context, before) : { start: aimed, end: aimed };
      for (const proposal of proposals(refactoring, analysis, range)) {
        changes++;
        check({ before, after: textAfter(before, atOnce(changeOf(proposal))), range, analysis });
      }
    }),
    1600,
  );
  if (LONG) expect(changes).toBeGreaterThan(0);
}

/** The names, values and comments in a text, in no order. */
function inventory(text: string): string[] {
  const leaves = (node: Meaning): string[] => {
    const inside = node.slice(1).flatMap((child) => (typeof child === 'string' ? [child] : leaves(child)));
    return [node[0], ...inside];
  };
  return meaningOf(text).flatMap(leaves).sort();
}

/** What is in the second list and not in the first. */
function extra(before: readonly string[], after: readonly string[]): string[] {
  const left = [...after];
  for (const thing of before) {
    const at = left.indexOf(thing);
    if (at >= 0) left.splice(at, 1);
  }
  return left;
}

/** What stands between the tags of the container. */
function recordsIn(text: string): Meaning[] {
  const root = meaningOf(text).find(([name]) => name === 'SRG')!;
  const container = root.slice(1).find((child) => child[0] === 'Voorzieningen') as Meaning;
  return container.slice(1).filter((child): child is Meaning => typeof child !== 'string');
}

describe('in random deliveries, whatever is offered', () => {
  test('insert required elements: nothing is lost, and nothing more is missing there', () => {
    always(insertRequiredElements, ({ before, after, analysis }) => {
      expect(
        extra(inventory(after), inventory(before)).filter((thing) => !/^<(\w+:)?\w+\s*(\/>|><\/)/.test(thing)),
      ).toEqual([]);
      const missing = (text: string) =>
        findingsOf(analyse(text)).filter(({ message }) => /ontbreekt|verplicht/i.test(message)).length;
      expect(missing(after)).toBeLessThanOrEqual(missing(before));
      expect(analyse(after).recordCount).toBe(analysis.recordCount);
    });
  });

  test('sort children: the same things stand there, and there is an end to it', () => {
    always(
      sortChildren,
      ({ before, after, range, analysis }) => {
        expect(inventory(after)).toEqual(inventory(before));
        expect(after.length).toBe(before.length);
        expect(analyse(after).recordCount).toBe(analysis.recordCount);
        let text = after;
        for (let rounds = 0; ; rounds++) {
          const [more] = proposals(sortChildren, analyse(text), range);
          if (!more) break;
          expect(rounds).toBeLessThan(5);
          text = textAfter(text, atOnce(changeOf(more)));
        }
      },
      'Geboortedatum>',
    );
  });

  test('duplicate: one record more, which says the same but for its number', () => {
    always(duplicateRecord, ({ before, after }) => {
      const [old, now] = [recordsIn(before), recordsIn(after)];
      const place = now.findIndex((one, at) => JSON.stringify(one) !== JSON.stringify(old[at]));
      const at = place < 0 ? now.length - 1 : place;
      expect([...now.slice(0, at), ...now.slice(at + 1)]).toEqual(old);
      const numbered = (one: Meaning) =>
        JSON.stringify(one).replace(/(RegistratienummerVoorziening[^>]*>)[^<]*/g, '$1');
      expect(old.map(numbered)).toContain(numbered(now[at]!));
      const number = /RegistratienummerVoorziening>([^<]+)</.exec(JSON.stringify(now[at]))?.[1];
      if (number) expect(before).not.toContain(`>${number}<`);
    });
  });

  test('new voorziening: one record more, for a person who is there', () => {
    always(newVoorziening, ({ before, after }) => {
      const [old, now] = [recordsIn(before), recordsIn(after)];
      expect(now.length).toBe(old.length + 1);
      const persons = (all: Meaning[]) => new Set(JSON.stringify(all).match(/Burgerservicenummer>\d+/g));
      expect(persons(now)).toEqual(persons(old));
    });
  });

  test('extract: the header, and records as they were', () => {
    always(extractDelivery, ({ before, after }) => {
      const header = (text: string) => (meaningOf(text).find(([name]) => name === 'SRG')![1] as Meaning)[0];
      expect(header(after)).toBe(header(before));
      const old = recordsIn(before).map((one) => JSON.stringify(one));
      expect(recordsIn(after).length).toBeGreaterThan(0);
      for (const one of recordsIn(after)) expect(old).toContain(JSON.stringify(one));
    });
  });

  test('wrap in a comment: the text is sound, and unwrapping gives it back', () => {
    always(wrapInComment, ({ before, after }) => {
      meaningOf(after);
      let at = 0;
      while (before[at] === after[at]) at++;
      const start = after.lastIndexOf('<!-- ', at);
      const [unwrap] = proposals(unwrapComment, analyse(after), { start, end: start });
      expect(textAfter(after, atOnce(changeOf(unwrap!)))).toBe(before);
    });
  });

  test('unwrap a comment: the text is sound', () => {
    always(
      unwrapComment,
      ({ before, after }) => {
        meaningOf(after);
        expect(after.length).toBeLessThan(before.length);
      },
      '<!--<B>',
    );
  });

  test('normalise dates: nothing else changes, and the schema finds no more', () => {
    always(normaliseDates, ({ before, after }) => {
      const odd = extra(inventory(before), inventory(after));
      for (const thing of odd) expect(thing).toMatch(/>\s*(\d{8}|\d{4}|\d\d)\s*</);
      // A date that can be read may well give the content rules something to say.
      const refused = (text: string) => findingsOf(analyse(text)).filter(({ code }) => code === 'SRG-T002').length;
      expect(refused(after)).toBeLessThanOrEqual(refused(before));
    });
  });

  test('fix all of a kind: the text is sound, and all that was done is what sure fixes do', () => {
    always(fixAllOfKind, ({ before, after, analysis, range }) => {
      meaningOf(after);
      const sure = [...analysis.findings()].flatMap((finding) => analysis.fixesOf(finding).filter(isSure));
      const known = inDocument(
        analysis,
        sure.flatMap(({ edits }) => edits),
      );
      for (const proposal of proposals(fixAllOfKind, analysis, range)) {
        const change = atOnce(changeOf(proposal));
        const edits = 'edits' in change ? change.edits : [];
        expect(edits.length).toBeGreaterThan(0);
        for (const edit of edits) expect(known).toContainEqual(edit);
      }
      expect(after).not.toBe(before);
    });
  });
});

test('on half-typed text nothing fails, wherever the cursor is', () => {
  const whole = delivery([record({ start: '1-3-2025' }), `<!-- <a/> -->${record({ end: '20250309' })}`]);
  for (const end of sampled(0, whole.length, 11)) {
    const text = whole.slice(0, end) + whole.slice(end + 3);
    const analysis = analyse(text);
    for (let at = end % 5; at <= text.length; at += LONG ? 11 : 97) {
      for (const range of [
        { start: at, end: at },
        { start: at, end: Math.min(text.length, at + 300) },
      ]) {
        atOnce(refactoringActions(analysis, range, () => true, OPTIONS));
      }
    }
  }
});
