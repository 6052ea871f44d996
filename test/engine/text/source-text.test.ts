import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { holds } from '../../support/property.ts';

const piece = fc.oneof(
  fc.constantFrom('\n', '\r', '\r\n', 'a', 'bc', '😀', '', '\r\r\n\n'),
  fc.integer({ min: 1, max: 80_000 }).map((length) => 'x'.repeat(length)),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

/** The offsets at which lines start, told in the plainest way. */
function lineStarts(content: string): number[] {
  const starts = [0];
  for (const match of content.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return starts;
}

function compare(source: SourceText, content: string, probes: readonly number[]): void {
  expect(source.length).toBe(content.length);
  expect(source.toString() === content).toBe(true);
  const starts = lineStarts(content);
  expect(source.lineCount).toBe(starts.length);
  for (const probe of probes) {
    const offset = probe % (content.length + 1);
    const line = starts.findLastIndex((start) => start <= offset);
    expect(source.positionAt(offset)).toEqual({ line, character: offset - starts[line]! });
    expect(source.lineLength(line)).toBe((starts[line + 1] ?? content.length) - starts[line]!);
    // Between a CR and its LF there is no place for a cursor.
    const inside = content.slice(offset - 1, offset + 1) === '\r\n' && offset > 0;
    expect(source.offsetAt(source.positionAt(offset))).toBe(inside ? offset - 1 : offset);
    expect(source.slice(offset, offset + 10)).toBe(content.slice(offset, offset + 10));
  }
}

test('after any edits it is what a plain string is', () => {
  const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 40_000 }), newText: text });
  holds(
    fc.property(
      text,
      fc.array(edit, { maxLength: 5 }),
      fc.array(fc.nat(), { maxLength: 8 }),
      (first, edits, probes) => {
        const source = new SourceText(first);
        let content = first;
        compare(source, content, probes);
        for (const { at, length, newText } of edits) {
          const start = at % (content.length + 1);
          const end = Math.min(content.length, start + length);
          source.replace(start, end, newText);
          content = content.slice(0, start) + newText + content.slice(end);
          compare(source, content, probes);
        }
      },
    ),
    2000,
  );
});

test('positions outside the text are brought to its ends', () => {
  const source = new SourceText('ab\r\ncd');
  expect(source.offsetAt({ line: 0, character: 99 })).toBe(2);
  expect(source.offsetAt({ line: 9, character: 0 })).toBe(6);
  expect(source.offsetAt({ line: -1, character: 0 })).toBe(0);
  expect(source.offsetAt({ line: 1.5, character: 1.5 })).toBe(5);
  expect(source.offsetAt({ line: Number.NaN, character: Number.NaN })).toBe(0);
  expect(source.positionAt(99)).toEqual({ line: 1, character: 2 });
});

test('edits apply in any order, and one that overlaps an earlier one is left out', () => {
  const edits = [
    { start: 4, end: 5, newText: 'E' },
    { start: 0, end: 2, newText: 'X' },
    { start: 1, end: 3, newText: 'no' },
  ];
  expect(applyEdits('abcdef', edits)).toBe('XcdEf');
});

test('read in pieces, cut anywhere, it is what the whole text is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 5 }),
      async (pieces, probes) => {
        const source = await SourceText.read(pieces);
        compare(source, pieces.join(''), probes);
        async function* slowly() {
          yield* pieces;
        }
        expect((await SourceText.read(slowly())).toString()).toBe(pieces.join(''));
        source.replace(0, 1, '\n');
        compare(source, `\n${pieces.join('').slice(1)}`, probes);
      },
    ),
    { numRuns: 60 },
  );
});
