import { expect, test } from 'vitest';
import { dayOf } from '../../../../server/src/engine/delivery/day.ts';
import { notationAt, parseValue, writtenDay } from '../../../../server/src/engine/delivery/values/value-notation.ts';
import type { Pack } from '../../../../server/src/engine/packs/load-pack.ts';
import { packs } from '../../../support/delivery.ts';

/** A pack that says in which way days are written, or doesn't. */
function packWith(format?: string): Pack {
  const [pack] = packs;
  const { begindatum, ...concepts } = pack!.manifest.concepts;
  const { format: _, ...place } = begindatum!;
  const manifest = {
    ...pack!.manifest,
    concepts: { ...concepts, begindatum: { ...place, ...(format && { format }) } },
  };
  return Object.assign(Object.create(pack!), { manifest });
}

test.each([
  ['jjjjmmdd', '20250301'],
  ['jjjj-mm-dd', '2025-03-01'],
  ['dd-mm-jjjj', '01-03-2025'],
  ['jjjj-mm-ddThh:mm:ss', '2025-03-01T00:00:00'],
  [undefined, '2025-03-01'],
])('days of a pack that writes them as %s are written, and read, as %s', (format, written) => {
  const pack = packWith(format);
  const day = dayOf(2025, 3, 1);
  expect(writtenDay(pack, 'begindatum', day)).toBe(written);
  expect(parseValue(written, notationAt(pack, 'begindatum', 'string')!)).toBe(day);
});

test.each([
  ['date', '2025-03-01', dayOf(2025, 3, 1)],
  ['gYear', '2025', 2025],
  ['gMonth', '--03', 3],
  ['string', undefined, undefined],
  [undefined, undefined, undefined],
])('where no concept is, the type %s says how values are written', (base, written, value) => {
  const notation = notationAt(packs[0]!, undefined, base);
  expect(written === undefined ? notation : parseValue(written, notation!)).toBe(value);
});
