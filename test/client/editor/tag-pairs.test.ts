import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { followedPairs, followingEdits, isInTagName, pairsAfter } from '../../../client/src/editor/tag-pairs.ts';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { ranges } from '../../support/markers.ts';

test.each([
  ['<Persoon', true],
  ['</Persoon', true],
  ['  <Voorziening><srg:Per', true],
  ['<', true],
  ['</', true],
  ['<Persoon>', false],
  ['<Persoon ', false],
  ['<Persoon xmlns="urn', false],
  ['<Persoon>10', false],
  ['<!-- x', false],
  ['<!--', false],
  ['<?xml', false],
  ['', false],
])('%j ends in the name of a tag: %j', (before, isName) => {
  expect(isInTagName(before)).toBe(isName);
  expect(isInTagName(`<Levering>${'x'.repeat(1_000_000)}${before}`)).toBe(isName);
});

/** Each edit is of the text that the one before it left, as VS Code tells of them. */
function after(marked: string, cursors: readonly number[], changes: readonly [number, number, string][]) {
  const { text, ranges: names } = ranges(marked);
  const found = names.flatMap((name, i) => (i % 2 === 0 ? [[name, names[i + 1]!] as const] : []));
  const edited = changes.reduce((all, [at, length, put]) => all.slice(0, at) + put + all.slice(at + length), text);
  const pairs = pairsAfter(
    followedPairs(found, cursors),
    changes.map(([rangeOffset, rangeLength, put]) => ({ rangeOffset, rangeLength, text: put })),
  );
  const edits = followingEdits(pairs, ({ start, end }) => edited.slice(start, end));
  return applyEdits(
    edited,
    edits.map(({ text: newText, ...stretch }) => ({ ...stretch, newText })),
  );
}

test.each<[string, string, readonly number[], readonly [number, number, string][], string]>([
  ['a letter at the end', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[3, 0, 'c']], '<Abc>1</Abc>'],
  ['a letter at the beginning', '<⟦Ab⟧>1</⟦Ab⟧>', [1], [[1, 0, 'c']], '<cAb>1</cAb>'],
  ['a letter between', '<⟦Ab⟧>1</⟦Ab⟧>', [2], [[2, 0, 'c']], '<Acb>1</Acb>'],
  ['a letter in the end tag', '<⟦Ab⟧>1</⟦Ab⟧>', [9], [[9, 0, 'c']], '<Abc>1</Abc>'],
  ['a letter taken away', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[2, 1, '']], '<A>1</A>'],
  ['all taken away', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[1, 2, '']], '<>1</>'],
  ['another name', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[1, 2, 'Cde']], '<Cde>1</Cde>'],
  ['a prefix', '<⟦Ab⟧>1</⟦Ab⟧>', [1], [[1, 0, 's:']], '<s:Ab>1</s:Ab>'],
  ['a space behind the name', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[3, 0, ' ']], '<Ab >1</Ab>'],
  ['a space in the name', '<⟦Ab⟧>1</⟦Ab⟧>', [2], [[2, 0, ' ']], '<A b>1</Ab>'],
  ['the bracket taken away', '<⟦Ab⟧>1</⟦Ab⟧>', [1], [[0, 1, '']], 'Ab>1</Ab>'],
  ['the bracket and more', '<⟦Ab⟧>1</⟦Ab⟧>', [2], [[0, 2, 'x']], 'xb>1</Ab>'],
  ['name and bracket', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[2, 2, '']], '<A1</Ab>'],
  ['the name with its bracket', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[0, 3, '<Cde']], '<Cde>1</Cde>'],
  ['the end tag’s with its bracket', '<⟦Ab⟧>1</⟦Ab⟧>', [9], [[5, 4, '</Cde']], '<Cde>1</Cde>'],
  ['a start tag that becomes an end tag', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[0, 3, '</Ab']], '</Ab>1</Ab>'],
  [
    'both tags at once',
    '<⟦Ab⟧>1</⟦Ab⟧>',
    [3],
    [
      [7, 2, 'Cd'],
      [1, 2, 'Cd'],
    ],
    '<Cd>1</Cd>',
  ],
  [
    'the other tag, otherwise',
    '<⟦Ab⟧>1</⟦Ab⟧>',
    [3],
    [
      [7, 1, 'Cd'],
      [1, 2, 'Cd'],
    ],
    '<Cd>1</Cd>',
  ],
  ['what it holds', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[4, 1, '22']], '<Ab>22</Ab>'],
  ['before it', ' <⟦Ab⟧>1</⟦Ab⟧>', [4], [[0, 1, '  ']], '  <Ab>1</Ab>'],
  [
    'before it, and then it',
    ' <⟦Ab⟧>1</⟦Ab⟧>',
    [4],
    [
      [0, 1, '  '],
      [5, 0, 'x'],
    ],
    '  <Abx>1</Abx>',
  ],
  ['a completion with what the element holds', '<⟦Ab⟧>1</⟦Ab⟧>', [3], [[1, 2, 'Cd>\n</Cd']], '<Cd>\n</Cd>1</Ab>'],
  [
    'two cursors, the last first',
    '<⟦A⟧></⟦A⟧><⟦B⟧></⟦B⟧>',
    [2, 9],
    [
      [9, 0, 'x'],
      [2, 0, 'x'],
    ],
    '<Ax></Ax><Bx></Bx>',
  ],
  [
    'a cursor in each tag',
    '<⟦A⟧></⟦A⟧>',
    [2, 6],
    [
      [6, 0, 'x'],
      [2, 0, 'x'],
    ],
    '<Ax></Ax>',
  ],
])('%s', (_what, marked, cursors, changes, wanted) => {
  expect(after(marked, cursors, changes)).toBe(wanted);
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', ':', 'é'), maxLength: 4 });

test('whatever is typed in a name, letter by letter or at once, the other tag has it', () => {
  fc.assert(
    fc.property(
      letters,
      fc.array(fc.tuple(fc.nat(), fc.nat(3), letters), { maxLength: 8 }),
      fc.boolean(),
      (name, edits, isEnd) => {
        const marked = `<x><⟦${name}⟧ y="">1</⟦${name}⟧></x>`;
        const at = isEnd ? `<x><${name} y="">1</`.length : '<x><'.length;
        // The name itself, as the edits leave it: what is typed stays within it.
        let now = name;
        const changes = edits.map(([from, length, put]): [number, number, string] => {
          const start = from % (now.length + 1);
          const taken = Math.min(length, now.length - start);
          now = now.slice(0, start) + put + now.slice(start + taken);
          return [at + start, taken, put];
        });
        expect(after(marked, [at], changes)).toBe(`<x><${now} y="">1</${now}></x>`);
      },
    ),
  );
});
