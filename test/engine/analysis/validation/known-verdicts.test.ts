import { expect, test, vi } from 'vitest';
import { analyse, BSN, delivery, findingsOf, packs, record } from '../../../support/delivery.ts';

/** Each is validated by itself: not well-formed, or no record. */
const ALONE: readonly (readonly [name: string, text: string])[] = [
  ['an element of an unknown name', '<x/>'],
  ['a record with text before it', `los ${record({ nummer: 'A', type: '77' })}`],
  ['a record without its end tag', record({ nummer: 'A', type: '77' }).replace('</Voorziening>', '')],
  ['a record in which a tag is mistyped', record({ nummer: 'A' }).replace('</Persoon>', '</Person>')],
];

const OTHER = record({ bsn: BSN[1], nummer: 'B' });
const RULES = { 'SRG-T004': 'off', 'SRG-I119': 'off' } as const;
const told = (text: string, from = 0) =>
  findingsOf(analyse(text, { rules: RULES }))
    .map(({ code, range, message }) => ({ code, start: range.start - from, end: range.end - from, message }))
    .filter(({ start }) => start >= 0);

test.each(ALONE)('what is said of %s is said of each', (_name, text) => {
  const once = delivery([text, OTHER]);
  const twice = delivery([text, OTHER, text, OTHER]);
  const [one, both] = [told(once, once.indexOf(text)), told(twice, twice.indexOf(text))];
  const second = told(twice, twice.lastIndexOf(text));
  expect(one.length).toBeGreaterThan(0);
  expect(second).toEqual(one);
  expect(both.slice(0, one.length)).toEqual(one);
  expect(both).toHaveLength(2 * one.length);
});

test.each(ALONE)('%s is validated once, however often it is there', (_name, text) => {
  const validate = vi.spyOn(packs[0]!.validator, 'validate');
  const callsFor = (count: number) => {
    validate.mockClear();
    told(delivery(Array(count).fill(`${text}\n${OTHER}`)));
    return validate.mock.calls.length;
  };
  // The records between them are validated each by itself then.
  expect(callsFor(20) - callsFor(10)).toBeLessThanOrEqual(10);
  validate.mockRestore();
});

test.each(['<TypeVoorziening>', '<BegindatumVoorziening>', '</Persoon>', '<Geslacht>'])(
  'a record that ends before %s has a verdict of its own where the file does',
  (tag) => {
    const whole = record({ nummer: 'A', type: '77' });
    const cut = whole.slice(0, whole.indexOf(tag));
    const before = delivery(OTHER).slice(0, -'\n</Voorzieningen>\n</SRG>\n'.length);
    const alone = before + cut;
    const both = before + cut + OTHER + cut;
    expect(told(both, both.lastIndexOf(cut))).toEqual(told(alone, alone.lastIndexOf(cut)));
  },
);

/** Alike but for something that nothing follows from, in each. */
const ALIKE: readonly (readonly [name: string, of: (i: number) => string])[] = [
  ['empty records with an attribute each', (i) => `<Voorziening a${i}="1"/>`],
  ['records of another name with an attribute each', (i) => `<Vorziening a${i}="1"/>`],
  ['records of nothing but a wrong value each', (i) => `<Voorziening><Geslacht>x${i}</Geslacht></Voorziening>`],
  ['records of another name with a value each', (i) => `<Vorziening><Geslacht>x${i}</Geslacht></Vorziening>`],
  ['starts of records with an attribute each', (i) => `<Voorziening a${i}="1">`],
];

test.each(ALIKE)('%s are read together', (_name, of) => {
  const validate = vi.spyOn(packs[0]!.validator, 'validate');
  const callsFor = (count: number) => {
    validate.mockClear();
    told(delivery(Array.from({ length: count }, (_, i) => of(1_000 + i))));
    return validate.mock.calls.length;
  };
  // Fifty at a time, some times over.
  expect(callsFor(200) - callsFor(100)).toBeLessThanOrEqual(20);
  validate.mockRestore();
});
