import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileSchematron } from '../../../server/src/engine/schematron/compile.ts';
import { problemsOf } from '../../../server/src/engine/schematron/evaluate.ts';
import { delivery, record } from '../../support/delivery.ts';
import { holds } from '../../support/property.ts';
import { apply, compiled, layout, recordTest } from './check-schematron.ts';

const text = readFileSync('examples/afspraken.sch', 'utf8');
const good = delivery([record({ type: '42', start: '20240101', end: '20250301' }), record({ type: '23' })]);

/** Holds what must hold of any text: ranges within it, and no exception. */
function use(source: string): void {
  const { schema, problems } = compileSchematron(source, layout);
  for (const { range } of problems) {
    expect(range.start).toBeGreaterThanOrEqual(0);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    expect(range.end).toBeLessThanOrEqual(source.length);
  }
  if (schema) problemsOf(apply(schema, good).failures);
}

test('a schema with a piece cut out or doubled never throws', () => {
  const place = fc.nat(text.length);
  holds(
    fc.property(place, fc.nat(40), fc.boolean(), (at, length, doubled) => {
      const piece = text.slice(at, at + length);
      use(text.slice(0, at) + (doubled ? piece + piece : '') + text.slice(at + length));
    }),
    2000,
  );
});

test('any pieces of XPath in a row never throw', () => {
  const pieces = [
    'srg:Voorziening',
    'srg:BegindatumVoorziening',
    '*',
    '@*',
    '.',
    '..',
    '/',
    '//',
    '[',
    ']',
    '(',
    ')',
    '|',
    ' + ',
    ' - ',
    ' * ',
    ' = ',
    ' != ',
    ' and ',
    ' or ',
    ' div ',
    ' mod ',
    '1',
    "'a'",
    '$a',
    'count(',
    'not(',
    'string(',
    'sum(',
    'name(',
    'substring(',
    ',',
    'current()',
    'position()',
    'last()',
    'ancestor::',
    'following::',
    'self::node()',
    'text()',
    'x:y',
    'id(',
    '::',
    '$',
    '!',
    'preceding-sibling::',
  ];
  holds(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }), (list) => {
      use(recordTest(list.join('')));
      use(recordTest('true()').replace('"srg:Voorziening"', `"${list.join('')}"`));
    }),
    6000,
  );
});

test('a delivery with a piece cut out never throws', () => {
  const schema = compiled(text);
  holds(
    fc.property(fc.nat(good.length), fc.nat(30), (at, length) => {
      const source = good.slice(0, at) + good.slice(at + length);
      for (const { range } of apply(schema, source).found) {
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThanOrEqual(source.length);
      }
    }),
    4000,
  );
});
