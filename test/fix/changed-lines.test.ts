import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChangedLines } from '../../server/src/cli/fix/changed-lines.ts';
import { holds } from '../support/property.ts';

/** Edits that don't overlap, as two places and what comes between, by the length of the text. */
const pieces = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), fc.stringMatching(/^[ab\n]{0,4}$/)), { maxLength: 4 });

function editsIn(text: string, given: readonly (readonly [number, number, string])[]) {
  const edits = given
    .map(([at, length, newText]) => {
      const start = at % (text.length + 1);
      return { start, end: Math.min(text.length, start + length), newText };
    })
    .sort((a, b) => a.start - b.start);
  return edits.filter((edit, n) => n === 0 || edit.start > Math.max(...edits.slice(0, n).map(({ end }) => end)));
}

test('whatever the edits, in rounds: the text is as edited, and the changes lead from the old one to the new', () => {
  const property = fc.property(
    fc.stringMatching(/^[ab\n\r]{0,30}$/),
    fc.array(pieces, { maxLength: 3 }),
    (text, rounds) => {
      const lines = new ChangedLines(text);
      let expected = text;
      for (const round of rounds) {
        const edits = editsIn(expected, round);
        lines.apply(edits);
        for (const { start, end, newText } of [...edits].reverse())
          expected = expected.slice(0, start) + newText + expected.slice(end);
      }
      expect(lines.text).toBe(expected);
      const patched = text.split('\n');
      for (const { from, old, now } of [...lines.changes()].reverse())
        expect(patched.splice(from, old.length, ...now)).toEqual(old);
      expect(patched.join('\n')).toBe(expected);
    },
  );
  holds(property, 20_000);
});
