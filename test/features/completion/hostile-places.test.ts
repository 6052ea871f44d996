import { expect, test } from 'vitest';
import { ask } from '../../support/completions.ts';
import { analyse } from '../../support/delivery.ts';
import { RIGHT } from '../../support/hostile/hostile-file.ts';

const LENGTH = 200_000;
/** Of the processor, in milliseconds: some hundred times what it takes, and a small part of what the square of the length would. */
const MOST = 5_000;

/** What is half typed before the cursor, or all of it. */
const TYPED = {
  'a long name of an attribute': (n) => `<Voorziening ${'x'.repeat(n)}`,
  'a long value of an attribute': (n) => `<Voorziening a="${'x'.repeat(n)}`,
  'a long value without quotes': (n) => `<Voorziening a=${'x'.repeat(n)}`,
  attributes: (n) => `<Voorziening ${'a="1" '.repeat(n / 6)}`,
  'equals signs': (n) => `<Voorziening a${' ='.repeat(n / 2)}`,
  'white space in a tag': (n) => `<Voorziening ${' '.repeat(n)}`,
  'a long name of an element': (n) => `<${'x'.repeat(n)}`,
  'a long name in an end tag': (n) => `</${'x'.repeat(n)}`,
  'a long value': (n) => `<Persoon>${'x'.repeat(n)}`,
  'ampersands in a value': (n) => `<Persoon>${'&'.repeat(n)}`,
  'tags without an end': (n) => '<x '.repeat(n / 3),
  'values without an end': (n) => '<x a="'.repeat(n / 6),
  'elements without an end tag': (n) => '<x>'.repeat(n / 3),
} satisfies Record<string, (length: number) => string>;

test.each(Object.entries(TYPED))('%s before the cursor costs no more than its length', (_name, of) => {
  const typed = of(LENGTH);
  for (const [before, behind] of [RIGHT.split('<Voorziening>'), ['', RIGHT]]) {
    const analysis = analyse(before + typed + behind);
    const begun = process.cpuUsage();
    ask(analysis, (before + typed).length);
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(MOST);
  }
});
