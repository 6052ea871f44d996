import { expect, test } from 'vitest';
import { ClosedDeliveries } from '../../../server/src/engine/workspace/closed-deliveries.ts';
import type { DeliveryFiles } from '../../../server/src/engine/workspace/delivery-files.ts';
import { BSN, delivery, packs, record } from '../../support/delivery.ts';

/** Files in memory that count how often they are read. */
function filesOf(texts: Record<string, string>) {
  const read: string[] = [];
  const files = {
    read: async (uri: string) => {
      read.push(uri);
      const text = texts[uri];
      if (text === undefined) throw new Error('absent');
      return text;
    },
  } as DeliveryFiles;
  const entryOf = (uri: string) => ({ uri, size: 0, stamp: texts[uri] ?? '' });
  return { files, read, entryOf };
}

const always = () => true;
const URI = 'file:///a.xml';
const numbers = (records: readonly { number: string }[]) => records.map(({ number }) => number);

test('a file is read once, and again when it has changed or packs have', async () => {
  const texts = { [URI]: delivery([record({ nummer: 'VZ-1' }), record({ nummer: 'X-2' })]) };
  const { files, read, entryOf } = filesOf(texts);
  const closed = new ClosedDeliveries(files);
  const ask = (wanted: string, known = packs) => closed.recordsOf(entryOf(URI), wanted, known, always);
  expect(numbers(await ask('vz-1'))).toEqual(['VZ-1', 'X-2']);
  expect(numbers(await ask('x-2'))).toEqual(['VZ-1', 'X-2']);
  expect(read).toHaveLength(1);
  texts[URI] = delivery([record({ nummer: 'VZ-9' })]);
  expect(numbers(await ask('vz-9'))).toEqual(['VZ-9']);
  expect(read).toHaveLength(2);
  expect(await ask('vz-9', [])).toEqual([]);
  expect(read).toHaveLength(3);
});

test('a file that does not hold what is asked for is not taken apart, nor read again for a longer query', async () => {
  const { files, read, entryOf } = filesOf({ [URI]: delivery([record({ nummer: 'VZ-1' })]) });
  const closed = new ClosedDeliveries(files);
  const ask = (wanted: string) => closed.recordsOf(entryOf(URI), wanted, packs, always);
  expect(await ask('vz-2')).toEqual([]);
  expect(await ask('vz-23')).toEqual([]);
  expect([read.length, closed.kept]).toEqual([1, 0]);
  expect(await ask('vz-1')).toHaveLength(1);
  expect([read.length, closed.kept]).toEqual([2, 1]);
});

test.each(['VZ&#45;1', 'VZ<![CDATA[-1]]>'])('characters may be written in another way: %s', async (nummer) => {
  const { files, entryOf } = filesOf({ [URI]: delivery([record({ nummer })]) });
  expect(numbers(await new ClosedDeliveries(files).recordsOf(entryOf(URI), 'vz-1', packs, always))).toEqual(['VZ-1']);
});

test('a file that can not be read has none', async () => {
  const { files, entryOf } = filesOf({});
  expect(await new ClosedDeliveries(files).recordsOf(entryOf(URI), 'vz', packs, always)).toEqual([]);
});

test('an answer that is of no use any more is given up, and not taken for the whole', async () => {
  const { files, entryOf } = filesOf({ [URI]: delivery([record({ nummer: 'VZ-1' })]) });
  const closed = new ClosedDeliveries(files);
  expect(await closed.recordsOf(entryOf(URI), 'vz-1', packs, () => false)).toEqual([]);
  expect(closed.kept).toBe(0);
  expect(await closed.recordsOf(entryOf(URI), 'vz-1', packs, always)).toHaveLength(1);
});

test('no more than 100,000 records are kept: those of the files that were asked last', async () => {
  const many = (nummer: string) => delivery(Array(40_000).fill(record({ bsn: BSN[1], nummer })));
  const { files, read, entryOf } = filesOf({ a: many('VZ-1'), b: many('VZ-1'), c: many('VZ-1') });
  const closed = new ClosedDeliveries(files);
  const ask = async (uri: string) =>
    expect(await closed.recordsOf(entryOf(uri), 'vz', packs, always)).toHaveLength(40_000);
  for (const uri of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(uri);
  expect(closed.kept).toBe(80_000);
  expect(read).toEqual(['a', 'b', 'c', 'b']);
});

test('a file that can not be read for a moment is read when it can', async () => {
  const texts: Record<string, string> = {};
  const { files, entryOf } = filesOf(texts);
  const entry = entryOf(URI);
  const closed = new ClosedDeliveries(files);
  expect(await closed.recordsOf(entry, 'vz-1', packs, always)).toEqual([]);
  texts[URI] = delivery([record({ nummer: 'VZ-1' })]);
  expect(numbers(await closed.recordsOf(entry, 'vz-1', packs, always))).toEqual(['VZ-1']);
});
