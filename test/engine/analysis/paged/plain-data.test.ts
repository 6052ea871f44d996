import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteReader, ByteWriter } from '../../../../server/src/engine/analysis/paged/byte-buffer.ts';
import { PlainData } from '../../../../server/src/engine/analysis/paged/plain-data.ts';
import { holds } from '../../../support/property.ts';

const LARGEST = 2 ** 28 - 1;

const text = fc.oneof(fc.constantFrom('', 'datum', 'é€'), fc.string({ unit: 'binary', maxLength: 400 }));
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.integer({ min: -LARGEST, max: LARGEST }),
    fc.constantFrom(undefined, null, true, false),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'range', 'node'), tie('value'), { noNullPrototype: true }),
  ),
})).value;

/** What becomes of values that are written one by one, and then read. */
function throughBytes(data: PlainData, values: readonly unknown[]): unknown[] {
  const all = values.map((value) => {
    const writer = new ByteWriter();
    writer.begin();
    expect(data.write(value, writer)).toBe(true);
    return writer.written.slice();
  });
  return all.map((bytes) => data.read(new ByteReader(bytes, 0)));
}

test('plain data is what it was, in the same order', () => {
  const property = fc.property(fc.array(plain, { maxLength: 5 }), (values) => {
    const read = throughBytes(new PlainData(new Set()), values);
    expect(read).toStrictEqual(values);
    expect(JSON.stringify(read)).toBe(JSON.stringify(values));
  });
  holds(property, 12_000);
});

test('and so it is with more texts than get a number', () => {
  const texts = Array.from({ length: 20_000 }, (_, n) => `tekst ${n}`);
  expect(throughBytes(new PlainData(new Set()), [texts, texts])).toEqual([texts, texts]);
});

test('what is referred to is the same object', () => {
  const type = { name: 'Datum', self: {} };
  type.self = type;
  const [read] = throughBytes(new PlainData(new Set(['type'])), [{ type, other: { type: undefined } }]);
  expect((read as { type: object }).type).toBe(type);
  expect(read).toEqual({ type, other: { type: undefined } });
});

test.each([
  ['a fraction', 0.5],
  ['a large number', LARGEST + 1],
  ['what is no number', Number.NaN],
  ['a function', () => 1],
  ['an object of a class', new Map()],
])('%s is not written', (_, value) => {
  expect(new PlainData(new Set()).write({ a: [value] }, new ByteWriter())).toBe(false);
});
