import { expect } from 'vitest';
import type { DeliveryAnalysis } from '../../../../server/src/engine/analysis/delivery-analysis.ts';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { applyEdits, type TextRange } from '../../../../server/src/engine/text/text-range.ts';
import { atOnce } from '../../../../server/src/engine/text/time-sliced.ts';
import {
  type Change,
  changeOf,
  contextAt,
  type Proposal,
  type Refactoring,
} from '../../../../server/src/features/actions/refactorings/refactoring.ts';
import { analyse } from '../../../support/delivery.ts';
import { head, tail } from '../../../support/laid-out.ts';
import { ranges } from '../../../support/markers.ts';

export const URI = 'file:///map/levering.srg.xml';

/** Text with a selection `⟦…⟧`, or a cursor `‹|›`. */
export function selection(marked: string): { text: string; range: TextRange } {
  const { text, ranges: found } = ranges(marked.replace('‹|›', '⟦⟧'));
  if (found.length !== 1) throw new Error('one selection or cursor, please');
  return { text, range: found[0]! };
}

export function proposals(refactoring: Refactoring, analysis: DeliveryAnalysis, range: TextRange): Proposal[] {
  return refactoring.proposals(contextAt(analysis, URI, range));
}

/** Checks that the edits of a change keep out of each other's way, and gives the text after them. */
export function textAfter(text: string, change: Change): string {
  if ('create' in change) return change.create.text;
  const edits = [...change.edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let end = 0;
  for (const edit of edits) {
    expect(edit.start).toBeGreaterThanOrEqual(end);
    expect(edit.end).toBeGreaterThanOrEqual(edit.start);
    end = edit.end;
  }
  expect(end).toBeLessThanOrEqual(text.length);
  return applyEdits(text, edits);
}

/** The text after the one proposal of a refactoring; undefined where there is none. */
export function refactored(refactoring: Refactoring, marked: string): { title: string; text: string } | undefined {
  const { text, range } = selection(marked);
  const [proposal, ...others] = proposals(refactoring, analyse(text), range);
  expect(others).toEqual([]);
  if (!proposal) return undefined;
  const title = formatMessage(proposal.title, { language: 'nl', maskBsn: false });
  return { title, text: textAfter(text, atOnce(changeOf(proposal))) };
}

/** A delivery laid out in lines around what stands between the tags of the container. */
export function around(body: string): string {
  return `${head().trimEnd()}${body}${tail.trimStart()}`;
}

/** A valid record laid out in lines, four spaces in. */
export const RECORD = `
    <Voorziening>
      <Persoon>
        <Burgerservicenummer>950204869</Burgerservicenummer>
        <Geboortedatum>19800505</Geboortedatum>
        <Geslacht>1</Geslacht>
        <Arbeidsvermogen>10</Arbeidsvermogen>
        <DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>
      </Persoon>
      <RegistratienummerVoorziening>A</RegistratienummerVoorziening>
      <TypeVoorziening>30</TypeVoorziening>
      <BegindatumVoorziening>20250301</BegindatumVoorziening>
    </Voorziening>`;
