import { describe, expect, test } from 'vitest';
import { accept, ask, open, PLAIN } from '../../support/completions.ts';
import { BSN, delivery, record } from '../../support/delivery.ts';
import { head, NUMBER, PERSON, tail } from '../../support/laid-out.ts';

/** Records with others before and behind them, and every element that the schema has. */
const LAID_OUT = head() + `    <Voorziening>\n      ${PERSON}\n      ${NUMBER}\n    </Voorziening>\n`.repeat(2) + tail;
const BLOCK = '<Loonkostensubsidie><Loonwaarde>040</Loonwaarde></Loonkostensubsidie>';
const ONE_LINE = delivery([
  record({ nummer: '1', bsn: BSN[1], end: '20250302' }),
  record({ nummer: '2', type: '10', rest: BLOCK }),
  record({ nummer: '3', bsn: BSN[2] }),
]).replace(/\n/g, '');

interface Tags {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The names in the tags of all elements but the root. */
function* elementsOf(text: string): Generator<Tags> {
  const stack: { name: string; start: number }[] = [];
  for (const { 1: slash, 2: name, index } of text.matchAll(/<(\/?)([\w:]+)/g)) {
    if (slash === '') stack.push({ name: name!, start: index + 1 });
    else if (stack.length > 1) yield { ...stack.pop()!, end: index + 2 };
  }
}

function cutOff(text: string, { name, start, end }: Tags, kept: number, both: boolean): string {
  const cut = (at: number, from: string) => from.slice(0, at + kept) + from.slice(at + name.length);
  return cut(start, both ? cut(end, text) : text);
}

describe.each([
  ['laid out', LAID_OUT],
  ['with a prefix', LAID_OUT.replace(/<(\/?)(?=[A-Z])/g, '<$1s:').replace('xmlns=', 'xmlns:s=')],
  ['in one line', ONE_LINE],
])('in a delivery %s', (_layout, text) => {
  test.each<[what: string, both: boolean, keep: (name: string) => number]>([
    ['both tags lose their last letters', true, (name) => name.length - 2],
    ['the start tag loses its last letters', false, (name) => name.length - 2],
    ['both tags lose all but the first letters', true, (name) => name.indexOf(':') + 3],
  ])('%s: who takes the name again has the old text', (_what, both, keep) => {
    const elements = [...elementsOf(text)];
    expect(elements.length).toBeGreaterThan(15);
    for (const element of elements) {
      const kept = keep(element.name);
      const typed = cutOff(text, element, kept, both);
      const { items } = ask(open(typed), element.start + kept, { client: PLAIN });
      const [item, ...others] = items.filter(({ label }) => label === element.name);
      expect({ element, item: item !== undefined, others }).toEqual({ element, item: true, others: [] });
      expect(accept(typed, item!)).toBe(text);
    }
  });
});
