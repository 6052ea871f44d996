import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { Binder } from '../../../server/src/engine/delivery/binder.ts';
import { RecordWindows } from '../../../server/src/engine/delivery/record-windows.ts';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import { BSN, packs, record } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';
import { PLACES, randomEdits } from '../../support/random-edits.ts';
import { inPagesOf } from '../analysis/paged/told.ts';

test('records are the same through windows of any length', () => {
  const { shape } = new Binder(packs[0]!);
  const pasted = [record({ bsn: BSN[1] }), record().repeat(3)];
  let found = 0;
  const property = fc.property(
    fc.nat(),
    randomEdits(pasted, 5),
    fc.integer({ min: 20, max: 3_000 }),
    (seed, script, window) => {
      const text = script.reduce(
        (all, { at, length, text: put }) => {
          const start = Math.floor((at / PLACES) * all.length);
          return all.slice(0, start) + put + all.slice(start + length);
        },
        generateDelivery({ records: 30, seed, oneLine: false, faulty: 0.2 }),
      );
      const whole = new DocumentScanner(text, shape);
      const { openElements, end } = whole.scanHeader();
      fc.pre(openElements !== undefined);
      const windows = new RecordWindows(inPagesOf(text, 333), shape, openElements!, end, window);
      for (let expected = whole.nextRecord(); ; expected = whole.nextRecord()) {
        const next = windows.next(() => false);
        if (next === 'yielded') throw new Error('it was not asked to');
        const { fragment, from = 0 } = next ?? {};
        const { start = 0, end: until = 0, name, wellFormed, errors } = expected ?? {};
        expect([from + (fragment?.start ?? 0), from + (fragment?.end ?? 0)]).toEqual([start, until]);
        expect([fragment?.name, fragment?.wellFormed, fragment?.errors.length]).toEqual([
          name,
          wellFormed,
          errors?.length,
        ]);
        if (!expected) break;
        found++;
      }
    },
  );
  holds(property, 3_000);
  expect(found).toBeGreaterThan(50);
});
