import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { Binder } from '../../../server/src/engine/delivery/binder.ts';
import { RecordWindows } from '../../../server/src/engine/delivery/record-windows.ts';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import { BSN, delivery, packs, record } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';
import { PLACES, randomEdits } from '../../support/random-edits.ts';
import { inPagesOf } from '../analysis/paged/told.ts';

const { shape } = new Binder(packs[0]!);

/** Compares the records of a text through windows with those of the whole; gives how many there are. */
function compareWithWhole(text: string, window: number, page: number): number {
  const whole = new DocumentScanner(text, shape);
  const { openElements, end } = whole.scanHeader();
  fc.pre(openElements !== undefined);
  const windows = new RecordWindows(inPagesOf(text, page), shape, openElements!, end, window);
  for (let found = 0; ; found++) {
    const expected = whole.nextRecord();
    const next = windows.next(() => false);
    if (next === 'yielded') throw new Error('it was not asked to');
    const { fragment, from = 0 } = next ?? {};
    const { start = 0, end: until = 0, name, wellFormed, errors } = expected ?? {};
    expect([from + (fragment?.start ?? 0), from + (fragment?.end ?? 0)]).toEqual([start, until]);
    expect([fragment?.name, fragment?.wellFormed, fragment?.errors.length]).toEqual([name, wellFormed, errors?.length]);
    if (!expected) return found;
  }
}

test('records are the same through windows of any length', () => {
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
      found += compareWithWhole(text, window, 333);
    },
  );
  holds(property, 3_000);
  expect(found).toBeGreaterThan(50);
});

test.each([
  ['records', '<Voorziening><a/></Voorziening><Voorziening/>'],
  ['a record without its end tag', '<Voorziening><a/><Voorziening><b/></Voorziening>'],
  ['an end tag that is cut short', '<Voorziening><a/></Voorziening<Voorziening><b/></Voorziening>'],
  ['end tags of nothing', '<Voorziening><a/></a></Voorziening></Voorziening><Voorziening/>'],
  ['text between', '<Voorziening/>x<Voorziening/> ]]> <!-- y --><?p q?><Voorziening/>'],
  ['what is not closed', '<Voorziening><!-- </Voorziening><Voorziening/>'],
  ['a tag that is not closed', '<Voorziening a="1<b></b></Voorziening><Voorziening a="/>'],
  ['other elements', '<Anders><b/></Anders><Voorziening><Anders></Voorziening><Anders/>'],
])('and through windows that end at each character: %s', (_name, records) => {
  const text = delivery(records).replace(/\n/g, '');
  for (let window = 1; window <= text.length; window++) compareWithWhole(text, window, 7);
});
