import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse, delivery, record } from '../../../support/delivery.ts';
import { formIn, mistake, withMistake } from '../../../support/hostile/record-mistakes.ts';
import { holds } from '../../../support/property.ts';

const records = fc.array(fc.array(mistake, { maxLength: 4 }), { minLength: 2, maxLength: 12 });

test.each(['', 's'])('records with prefix "%s" that are judged together have the findings of each alone', (prefix) => {
  const prefixed = (text: string) =>
    prefix === ''
      ? text
      : text.replace(/(<\/?)(?=[A-Za-z])/g, `$1${prefix}:`).replace('SRG xmlns=', `SRG xmlns:${prefix}=`);
  let found = 0;
  const property = fc.property(records, (given) => {
    const texts = given.map((mistakes, n) =>
      mistakes.reduce(withMistake, record({ nummer: `N-${n}`, end: '20250320' })),
    );
    const together = analyse(prefixed(delivery(texts)));
    const start = prefixed(delivery('')).indexOf('\n\n') + 1;
    let at = start;
    for (const text of texts) {
      const { length } = prefixed(text);
      const alone = formIn(analyse(prefixed(delivery([text]))), start, start + length);
      expect(formIn(together, at, at + length), text).toEqual(alone);
      found += alone.length;
      at += length + 1;
    }
  });
  holds(property, 2_000);
  expect(found).toBeGreaterThan(10);
});
