import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareDeliveries } from '../../../server/src/engine/compare/compare-deliveries.ts';
import { analyse, BSN, delivery, type HeaderFields, type RecordFields, record } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';

const [ANNA, BRAM, CEES] = BSN;
const FEBRUARY: HeaderFields = { verslagmaand: '2025-02' };
const MARCH: HeaderFields = { verslagmaand: '2025-03' };
const A: RecordFields = { bsn: ANNA, nummer: 'A', start: '20250101' };
const B: RecordFields = { bsn: BRAM, nummer: 'B', start: '20250101' };

const textOf = (records: readonly RecordFields[], header: HeaderFields) =>
  delivery(
    records.map((one) => record(one)),
    header,
  );

test('the number of SRG-I104 is explained where it is another than the list has', () => {
  const old = analyse(textOf([A, B], FEBRUARY));
  const now = analyse(textOf([{ ...A, bsn: CEES }], MARCH));
  const { vanished, remarks } = compareDeliveries(old, now);
  expect(vanished).toHaveLength(1);
  expect(remarks).toEqual([
    { key: 'compare.remark.continuityKeyChanged', parameters: { count: 2, vanished: 1, others: 1 } },
  ]);
});

test('it is as many as the report on the new delivery says', () => {
  const fields = fc.record({
    bsn: fc.constantFrom(ANNA, BRAM, '12345678', ''),
    type: fc.constantFrom('10', '30', '99'),
    start: fc.constantFrom('20250101', '20250215', '20250301', '1-3-2025', ''),
    end: fc.constantFrom(undefined, '20250228', '20250301', '20250331', 'x'),
    nummer: fc.constantFrom('A', 'B', 'C', 'D', ''),
  }) as fc.Arbitrary<RecordFields>;
  const records = fc.array(fields, { maxLength: 12 });
  holds(
    fc.property(records, records, (old, now) => {
      const [oldText, newText] = [textOf(old, FEBRUARY), textOf(now, MARCH)];
      const { remarks } = compareDeliveries(analyse(oldText), analyse(newText));
      const told = remarks.find(({ key }) => key.startsWith('compare.remark.continuity'));
      const facts = analyse(newText, { previous: oldText }).continuityFacts;
      // Where neither list explains the difference, nothing is said.
      if (told) expect(told.parameters!.count).toBe(facts!.missingCount);
    }),
    1000,
  );
});
