import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { analyse, delivery, findingsOf, packs, record } from '../../../support/delivery.ts';
import { holds } from '../../../support/property.ts';

type Parts = Readonly<Record<string, (i: number) => string>>;

/** What stands between records, another text each time. */
const STRANGERS: Parts = {
  'elements of another name': (i) => `<x${i}/>`,
  'elements with another attribute': (i) => `<x a${i}="1"><y/></x>`,
  'elements in another namespace': (i) => `<x xmlns="u${i}"/>`,
  'elements with another prefix': (i) => `<p${i}:x xmlns:p${i}="u"/>`,
  'elements behind another text': (i) => `los ${i}<x/>`,
  'elements with an attribute without quotes': (i) => `<x${i} a=1/>`,
};
const BEHIND_TEXT: Parts = {
  'records behind another text': (i) => `los ${i}${record({ nummer: `D-${i}`, type: '77' })}`,
};
/** Records, another text each time. */
const RECORDS: Parts = {
  'start tags of records': (i) => `<Voorziening a="${i}">`,
  'records without their end tag': (i) => record({ nummer: `A-${i}`, type: '77' }).replace('</Voorziening>', ''),
  'records in which a tag is mistyped': (i) => record({ nummer: `B-${i}` }).replace('</Persoon>', '</Person>'),
};

const told = (text: string) =>
  findingsOf(analyse(text))
    .filter(({ code }) => /^SRG-T00[12]$/.test(code))
    .map(({ code, range: { start, end }, message }) => ({ code, start, end, message }));

test.each(Object.entries({ ...STRANGERS, ...BEHIND_TEXT, ...RECORDS }))('%s are validated together', (_name, part) => {
  const validate = vi.spyOn(packs[0]!.validator, 'validate');
  const callsFor = (count: number) => {
    validate.mockClear();
    told(delivery(Array.from({ length: count }, (_, i) => part(i))));
    return validate.mock.calls.length;
  };
  expect(callsFor(200) - callsFor(100)).toBeLessThanOrEqual(25);
  validate.mockRestore();
});

test('of each is told what is told of it alone', () => {
  const some = (parts: Parts) => fc.array(fc.constantFrom(...Object.values(parts)), { maxLength: 8 });
  // Behind a record without its end tag others would stand in it.
  const parts = fc.tuple(
    some({ ...STRANGERS, ...BEHIND_TEXT }),
    some({ ...RECORDS, right: (i) => record({ nummer: `C-${i}` }) }),
  );
  const start = delivery('').indexOf('\n\n') + 1;
  const property = fc.property(parts, (given) => {
    const texts = given.flat().map((part, i) => `${part(i)}\n`);
    const together = told(delivery(texts.join('')));
    let at = start;
    for (const text of texts) {
      const alone = told(delivery(text)).filter((one) => one.start >= start && one.start < start + text.length);
      const inAll = together.filter((one) => one.start >= at && one.start < at + text.length);
      expect(inAll.map((one) => ({ ...one, start: one.start - at, end: one.end - at }))).toEqual(
        alone.map((one) => ({ ...one, start: one.start - start, end: one.end - start })),
      );
      at += text.length;
    }
  });
  holds(property, 2_000);
});
