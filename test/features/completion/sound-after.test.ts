import { expect, test } from 'vitest';
import { Scanner } from '../../../server/src/engine/syntax/scanner.ts';
import { accept, ask, open, PLAIN } from '../../support/completions.ts';
import { BSN, delivery, record } from '../../support/delivery.ts';
import { head, NUMBER, PERSON, tail } from '../../support/laid-out.ts';
import { LONG, sampled } from '../../support/property.ts';

const BLOCK = '<Loonkostensubsidie><Loonwaarde>040</Loonwaarde></Loonkostensubsidie>';
const LAID_OUT =
  `${head()}    <Voorziening>\n      ${PERSON}\n      ${NUMBER}\n      <TypeVoorziening>10</TypeVoorziening>\n      ${BLOCK}\n` +
  `    </Voorziening>\n    <!-- x -->\n    <Voorziening>\n      <Persoon>\n      </Persoon>\n      <RegistratienummerVoorziening></RegistratienummerVoorziening>\n` +
  `      <TypeVoorziening/>\n    </Voorziening>\n${tail}`;
const ONE_LINE = delivery([record({ nummer: '1', bsn: BSN[1], rest: BLOCK }), record({ nummer: '2' })]).replace(
  /\n/g,
  '',
);

/** The municipalities are many, and all alike. */
const EVERY = 40;

function isWellFormed(text: string): boolean {
  const scanner = new Scanner(text, 0, { names: [], namespaces: [] });
  while (!scanner.atEnd) scanner.step(0);
  return scanner.errors.length === 0 && scanner.open.length === 0;
}

test.each<[what: string, text: string, typed: string]>([
  ['laid out', LAID_OUT, ''],
  [
    'with a prefix and CRLF',
    LAID_OUT.replace(/<(\/?)(?=[A-Z])/g, '<$1s:')
      .replace('xmlns=', 'xmlns:s=')
      .replace(/\n/g, '\r\n'),
    '',
  ],
  ['in one line', ONE_LINE, ''],
  ['laid out, behind a <', LAID_OUT, '<'],
])('whatever is taken anywhere in a sound delivery %s leaves it sound', (_what, text, typed) => {
  expect(isWellFormed(text)).toBe(true);
  let taken = 0;
  for (const at of sampled(0, text.length)) {
    // A `<` begins something in content alone.
    if (typed !== '' && text.lastIndexOf('>', at - 1) < text.lastIndexOf('<', at - 1)) continue;
    const marked = text.slice(0, at) + typed + text.slice(at);
    const { items } = ask(open(marked), at + typed.length, { client: PLAIN });
    const few = items.filter((_item, place) => items.length < EVERY || place % EVERY === 0);
    for (const item of few) {
      const after = accept(marked, item);
      const what = { item: item.label, before: marked.slice(0, at + typed.length), after };
      if (!isWellFormed(after)) expect(what).toEqual({ ...what, after: 'sound' });
      taken++;
    }
  }
  expect(taken).toBeGreaterThan((typed === '' ? 1000 : 200) / (LONG ? 1 : 400));
});
