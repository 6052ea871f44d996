import { expect, test } from 'vitest';
import { introducesFinding } from '../../../../server/src/engine/analysis/fixes/simulate-edits.ts';
import { activeRules } from '../../../../server/src/engine/rules/registry.ts';
import type { RecordEdit } from '../../../../server/src/engine/rules/rule.ts';
import { analyse, BSN, delivery, record } from '../../../support/delivery.ts';

type Values = Extract<RecordEdit, { kind: 'change' | 'copy' }>['values'];

/** Whether edits of the records of the first person, told by their place, would add a finding. */
function adds(records: readonly string[], edits: readonly ['change' | 'copy' | 'remove', number, Values?][]): boolean {
  const analysis = analyse(delivery(records));
  const own = analysis.recordsWith('bsn', BSN[0]);
  const rules = activeRules(analysis.pack, {});
  return introducesFinding(
    rules,
    edits.map(([kind, at, values = new Map()]): RecordEdit => ({ kind, record: own[at]!, values })),
    analysis,
  );
}

const ends = (day: string): Values => new Map([['einddatum', day]]);

test('nothing new where nothing is wrong afterwards', () => {
  expect(adds([record()], [['change', 0, ends('20250310')]])).toBe(false);
  expect(adds([record(), record({ start: '20250302' })], [['remove', 0]])).toBe(false);
});

test('what is wrong of the record itself', () => {
  expect(adds([record()], [['change', 0, ends('20250210')]])).toBe(true);
});

test('what is wrong of others then, although a rule speaks no more often than before', () => {
  // Ending the second leaves the first too long: the finding would only move.
  const two = [record({ type: '11', start: '20240910' }), record({ type: '11', start: '20250201' })];
  expect(adds(two, [['change', 1, ends('20250309')]])).toBe(true);
  expect(
    adds(two, [
      ['change', 0, ends('20250309')],
      ['change', 1, ends('20250309')],
    ]),
  ).toBe(false);
});

test('a record that comes', () => {
  const fresh = (start: string): Values =>
    new Map([
      ['begindatum', start],
      ['registratienummer', 'X'],
    ]);
  expect(adds([record()], [['copy', 0, fresh('20250302')]])).toBe(false);
  // The same person, type and start date.
  expect(adds([record()], [['copy', 0, fresh('20250301')]])).toBe(true);
  expect(adds([record()], [['copy', 0, fresh('20250401')]])).toBe(true);
});

test('a record that goes leaves another one first', () => {
  const three = [record(), record({ geslacht: '2', start: '20250302' }), record({ start: '20250303' })];
  expect(adds(three, [['remove', 0]])).toBe(true);
  expect(adds(three, [['remove', 1]])).toBe(false);
});

test('a record that joins others', () => {
  const text = [record({ bsn: '95020486' }), record({ bsn: BSN[1] })];
  const analysis = analyse(delivery(text));
  const [second] = analysis.recordsWith('bsn', BSN[1]);
  const rules = activeRules(analysis.pack, {});
  const change = (bsn: string): RecordEdit[] => [{ kind: 'change', record: second!, values: new Map([['bsn', bsn]]) }];
  expect(introducesFinding(rules, change(BSN[2]), analysis)).toBe(false);
  expect(introducesFinding(rules, change('952004869'), analysis)).toBe(true);
});

test('yes, to be on the safe side, where too many records share a value', () => {
  const many = Array.from({ length: 201 }, (_, n) => record({ start: `2024-${10 + (n % 3)}-0${1 + (n % 9)}` }));
  expect(adds(many, [['change', 0, ends('20250310')]])).toBe(true);
  expect(adds(many.slice(0, 180), [['change', 0, ends('20250310')]])).toBe(false);
});
