import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { fictitiousBsn } from '../../../../bench/generate-delivery.ts';
import { Follower } from '../../../../server/src/engine/analysis/validation/known/precedents.ts';
import { analyse, delivery, record } from '../../../support/delivery.ts';
import { formIn, mistake, withMistake } from '../../../support/hostile/record-mistakes.ts';
import { holds } from '../../../support/property.ts';

const VALUES = ['1', '2', '77', '0363', '20250305', '20250230', '050', 'A-7', 'x', 'niet', 'Geslacht', '7'] as const;

/** Which value of a record is another, and which: as it was where there is none of that number. */
const changes = fc.array(fc.tuple(fc.nat({ max: 24 }), fc.constantFrom(...VALUES)), { maxLength: 3 });
/** Records with the same mistakes, and attributes of other names, in which some values differ. */
const alike = fc.record({
  mistakes: fc.array(mistake, { maxLength: 3 }),
  attribute: fc.boolean(),
  records: fc.array(changes, { minLength: 3, maxLength: 8 }),
});
const groups = fc.array(alike, { minLength: 1, maxLength: 3 });

function withValues(text: string, given: readonly (readonly [number, string])[]): string {
  let place = 0;
  return text.replace(/(?<=>)[^<>&\s]+(?=<\/)/g, (value) => {
    const at = place++;
    return given.find(([number]) => number === at)?.[1] ?? value;
  });
}

/** Judged like others, in a property. */
function followed(): { readonly count: number; restore(): void } {
  const verdict = vi.spyOn(Follower.prototype, 'verdict');
  return {
    get count() {
      return verdict.mock.results.filter(({ value }) => value !== undefined).length;
    },
    restore: () => verdict.mockRestore(),
  };
}

test.each([
  ['', (text: string) => text],
  [
    'with prefixes',
    (text: string) => text.replace(/(<\/?)(?=[A-Za-z])/g, '$1s:').replace('SRG xmlns=', 'SRG xmlns:s='),
  ],
])('records alike but for their values have the findings of each alone %s', (_name, prefixed) => {
  const judged = followed();
  const start = prefixed(delivery('')).indexOf('\n\n') + 1;
  const property = fc.property(groups, (given) => {
    const texts = given.flatMap(({ mistakes, attribute, records }, group) =>
      records.map((values, n) => {
        const text = mistakes.reduce(withMistake, record({ bsn: fictitiousBsn(n), nummer: `N-${group}-${n}` }));
        const named = attribute ? text.replace(/^<\w+/, (tag) => `${tag} u${n}="1"`) : text;
        return prefixed(withValues(named, values));
      }),
    );
    const together = analyse(prefixed(delivery('')).replace('\n\n', () => `\n${texts.join('\n')}\n`));
    let at = start;
    for (const text of texts) {
      const alone = analyse(prefixed(delivery('')).replace('\n\n', () => `\n${text}\n`));
      expect(formIn(together, at, at + text.length), text).toEqual(formIn(alone, start, start + text.length));
      at += text.length + 1;
    }
  });
  holds(property, 2_000);
  expect(judged.count).toBeGreaterThan(0);
  judged.restore();
});

/** Each with something of its own, from which nothing follows for what else is told. */
const SLIPS: readonly (readonly [name: string, of: (i: number) => string])[] = [
  ['empty records with an attribute each', (i) => `<Voorziening a${i}="1"></Voorziening>`],
  ['empty records with an attribute without a value each', (i) => `<Voorziening a${i}/>`],
  ['records of nothing but a wrong value each', (i) => `<Voorziening><Geslacht>x${i}</Geslacht></Voorziening>`],
  ['starts of records with a wrong value each', (i) => `<Voorziening><Geslacht>x${i}</Geslacht>`],
  ['records of another name with an attribute each', (i) => `<Vorziening a${i}="1"/>`],
  ['records of another name with a value each', (i) => `<Vorziening><Geslacht>x${i}</Geslacht></Vorziening>`],
  [
    'records without a type',
    (i) => record({ nummer: `N-${i}` }).replace(/<TypeVoorziening>.*?<\/TypeVoorziening>/, ''),
  ],
];

test.each(SLIPS)('all but the first few %s are judged like those', (_name, of) => {
  const judged = followed();
  analyse(delivery(Array.from({ length: 40 }, (_, i) => of(10 + i))));
  expect(judged.count).toBeGreaterThanOrEqual(36);
  judged.restore();
});

test('a value that tells what an element is meant for is looked at in each', () => {
  const named = (bsn: string) => record({ nummer: 'A', bsn }).replaceAll('Burgerservicenummer>', 'X>');
  const texts = [fictitiousBsn(1), fictitiousBsn(2), '1', fictitiousBsn(3), '2'].map(named);
  const start = delivery('').indexOf('\n\n') + 1;
  const all = analyse(delivery(texts));
  let at = start;
  const counts = texts.map((text) => {
    const found = formIn(all, at, at + text.length);
    expect(found).toEqual(formIn(analyse(delivery([text])), start, start + text.length));
    at += text.length + 1;
    return found.length;
  });
  expect(counts).toEqual([1, 1, 2, 1, 2]);
});
