import { expect, test } from 'vitest';
import { type RecordFacts, readFacts } from '../../../server/src/engine/delivery/record-facts.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { BSN, delivery, packs, record } from '../../support/delivery.ts';

function read(text: string): { facts: RecordFacts[]; pauses: number } {
  const steps = readFacts(text, packs);
  for (let pauses = 0; ; pauses++) {
    const { done, value } = steps.next();
    if (done) return { facts: value, pauses };
  }
}

test('of each record its values and where it stands are kept', () => {
  const one = record({ nummer: 'A', type: '10', start: '20250301' });
  const two = record({ nummer: ' B  1\n', type: '30', start: '20250302', end: '20250331', bsn: BSN[1] });
  for (const text of [delivery([one, two]), delivery([one, two.replaceAll('><', '>\r\n<')]), delivery(one + two)]) {
    const source = new SourceText(text);
    const { facts } = read(text);
    expect(facts).toMatchObject([
      { number: 'A', bsn: BSN[0], type: '10', start: '20250301', end: '' },
      { number: 'B 1', bsn: BSN[1], type: '30', start: '20250302', end: '20250331' },
    ]);
    for (const { line, character, endLine, endCharacter } of facts) {
      const [start, end] = [
        { line, character },
        { line: endLine, character: endCharacter },
      ];
      expect(text.slice(source.offsetAt(start), source.offsetAt(end))).toMatch(
        /^<Voorziening>(?:(?!<Voorziening>).)*<\/Voorziening>$/s,
      );
    }
  }
});

test('what stands between records is none', () => {
  expect(
    read(delivery([record(), '<Anders><Burgerservicenummer>1</Burgerservicenummer></Anders>'])).facts,
  ).toHaveLength(1);
});

test('of a value that goes on and on the first characters are kept', () => {
  expect(read(delivery([record({ nummer: 'x'.repeat(10_000) })])).facts[0]!.number).toBe('x'.repeat(80));
});

test('a long file is read with pauses between records', () => {
  const { facts, pauses } = read(delivery(Array.from({ length: 1_000 }, () => record())));
  expect(facts).toHaveLength(1_000);
  expect(pauses).toBeGreaterThan(5);
  expect(pauses).toBeLessThan(100);
});

test('what is no delivery has none', () => {
  expect(read('<html/>').facts).toEqual([]);
  expect(read('').facts).toEqual([]);
  expect(read(delivery().replace(/<Voorzieningen>\s*<\/Voorzieningen>/, '<Voorzieningen/>')).facts).toEqual([]);
});
