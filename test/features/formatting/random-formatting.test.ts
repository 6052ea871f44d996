import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, type TextEdit } from '../../../server/src/engine/text/text-range.ts';
import { type FormatStyle, formatNow } from '../../../server/src/features/formatting/formatting.ts';
import { formatOnType } from '../../../server/src/features/formatting/on-type-formatting.ts';
import { analyse, delivery, findingsOf, record } from '../../support/delivery.ts';
import { holds, sampled } from '../../support/property.ts';
import { deliveries, meaningOf, rangeOf, spots } from '../random-deliveries.ts';

const LINES: FormatStyle = { kind: 'lines', indent: '  ' };
const ONE_LINE: FormatStyle = { kind: 'oneLine' };

const layOut = (text: string, layout: FormatStyle) => applyEdits(text, formatNow(analyse(text), layout));

/** What is taken out and put in, is white space. */
function checkWhiteSpace(text: string, edits: readonly TextEdit[]): void {
  for (const { start, end, newText } of edits) expect(text.slice(start, end) + newText).toMatch(/^\s*$/);
}

describe('of random deliveries, formatting', () => {
  test('keeps what they say, and gives the same again', () => {
    holds(
      fc.property(deliveries, fc.constantFrom(LINES, ONE_LINE, { ...LINES, indent: '\t' }), (text, layout) => {
        const edits = formatNow(analyse(text), layout);
        checkWhiteSpace(text, edits);
        const after = applyEdits(text, edits);
        expect(meaningOf(after)).toEqual(meaningOf(text));
        expect(formatNow(analyse(after), layout)).toEqual([]);
      }),
      800,
    );
  });

  test('from one line to lines and back is the same', () => {
    holds(
      fc.property(deliveries, (text) => {
        const line = layOut(text, ONE_LINE);
        expect(layOut(layOut(line, LINES), ONE_LINE)).toBe(line);
      }),
      800,
    );
  });

  test('of a range keeps what they say', () => {
    holds(
      fc.property(deliveries, spots, (text, spot) => {
        const edits = formatNow(analyse(text), LINES, rangeOf(spot, text));
        checkWhiteSpace(text, edits);
        const whole = formatNow(analyse(text), LINES);
        expect(edits.every((edit) => whole.some((other) => JSON.stringify(other) === JSON.stringify(edit)))).toBe(true);
        expect(meaningOf(applyEdits(text, edits))).toEqual(meaningOf(text));
      }),
      800,
    );
  });

  test('on type keeps what they say', () => {
    holds(
      fc.property(deliveries, fc.nat(), fc.constantFrom('>', '\n'), (text, at, character) => {
        const analysis = analyse(text);
        const edits = formatOnType(analysis, at % (text.length + 1), character, '  ');
        checkWhiteSpace(text, edits);
        expect(meaningOf(applyEdits(text, edits))).toEqual(meaningOf(text));
      }),
      800,
    );
  });
});

test('on half-typed text it changes white space only, wherever the text ends', () => {
  const whole = delivery([record(), `<!-- c -->${record({ end: '20250309' })}`]);
  for (const end of sampled(0, whole.length)) {
    const text = whole.slice(0, end);
    const analysis = analyse(text);
    for (const layout of [LINES, ONE_LINE]) checkWhiteSpace(text, formatNow(analysis, layout));
    for (const character of ['>', '\n']) checkWhiteSpace(text, formatOnType(analysis, end, character, '  '));
  }
});

test('of a text that lacks a character, wherever, it is the same again and takes no finding away', () => {
  const text = delivery([
    '<!-- c -->',
    record({ nummer: 'A', end: '20250331' }),
    record({ nummer: 'B', rest: '<Loonkostensubsidie><Loonwaarde>050</Loonwaarde></Loonkostensubsidie>' }),
  ]);
  const codesOf = (of: string) =>
    Array.from(analyse(of).findings(), ({ code, severity }) => `${code} ${severity}`).sort();
  for (const laid of [text, layOut(text, LINES)]) {
    for (const at of sampled(0, laid.length - 1)) {
      const broken = laid.slice(0, at) + laid.slice(at + 1);
      for (const layout of [LINES, ONE_LINE]) {
        const once = layOut(broken, layout);
        expect(layOut(once, layout), broken).toBe(once);
        expect(codesOf(once), broken).toEqual(codesOf(broken));
      }
    }
  }
});

test.each([
  ['an element in a value', (text: string) => text.replace('>A<', '><X/><')],
  ['elements in a value', (text: string) => text.replace('>A<', '><X/><Y/><')],
  ['an element in a code', (text: string) => text.replace('>30<', '><X/><')],
  ['an element beside a value', (text: string) => text.replace('>A<', '>A<X/><')],
])('%s is what is found after formatting, too', (_name, change) => {
  const text = change(delivery([record({ nummer: 'A' })]));
  const messages = (of: string) => findingsOf(analyse(of)).map(({ message }) => message);
  for (const layout of [LINES, ONE_LINE]) {
    const once = layOut(text, layout);
    expect(layOut(once, layout)).toBe(once);
    expect(messages(once)).toEqual(messages(text));
  }
});

test('whatever stands in an element, all findings stay, and no other comes', () => {
  const whole = delivery([record({ end: '20250331' })]);
  const found = (text: string) => findingsOf(analyse(text)).map(({ code, message }) => `${code} ${message}`);
  for (const { 0: element, 1: name, index } of whole.matchAll(/<(\w+)>[^<]*<\/\1>/g)) {
    for (const content of ['<!-- a -->', '<?a?>', ' <!-- a --> ', '<![CDATA[]]>', '<b/>', '<b>1</b><!-- a -->', ' ']) {
      const text = `${whole.slice(0, index)}<${name}>${content}</${name}>${whole.slice(index + element.length)}`;
      for (const layout of [LINES, ONE_LINE]) {
        const after = layOut(text, layout);
        expect(found(after), after).toEqual(found(text));
        expect(layOut(after, layout)).toBe(after);
      }
    }
  }
});
