import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import type { TextRange } from '../../../server/src/engine/text/text-range.ts';
import { LEGEND, semanticTokens, tokenEdits } from '../../../server/src/features/beside-text/semantic-tokens.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';
import { holds } from '../../support/property.ts';

function numbers(analysis: DeliveryAnalysis, range?: TextRange): number[] {
  const steps = semanticTokens(analysis, range);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Each token as an editor reads it: what it covers, and its type. */
function tokens(text: string, range?: TextRange): string[] {
  const analysis = analyse(text);
  const data = numbers(analysis, range);
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!;
    line += data[i]!;
    const start = analysis.source.offsetAt({ line, character });
    found.push(`${text.slice(start, start + data[i + 2]!)} ${LEGEND.tokenTypes[data[i + 3]!]}`);
  }
  return found;
}

const header = ['2025 date', '03 date', '10 enumMember', 'and enumMember', '0363 enumMember', '0363 enumMember'];
const person = [`${BSN[0]} bsn`, '19800505 date', '1 enumMember', '10 enumMember', '1 enumMember'];

describe('codes, dates and BSNs', () => {
  test('of the header and of records', () => {
    const text = delivery([record(), record({ end: '20250309', type: '42' })]);
    const expected = [
      ...header,
      ...person,
      '30 enumMember',
      '20250301 date',
      ...person,
      '42 enumMember',
      '20250301 date',
      '20250309 date',
    ];
    expect(tokens(text)).toEqual(expected);
    expect(tokens(text.replace(/\n/g, ''))).toEqual(expected);
    expect(tokens(text.replace(/\n/g, '\r\n'))).toEqual(expected);
    expect(tokens(text.replace(/\n/g, '\r'))).toEqual(expected);
    expect(tokens(text.replace(/></g, '>\n \n<'))).toEqual(expected);
  });

  test.each<[name: string, value: string, token: string[]]>([
    ['white space around it, which the schema refuses', ' \n 20250301\n ', []],
    ['no valid date', '20250230', []],
    ['CDATA', '<![CDATA[20250301]]>', []],
    ['a comment within', '2025<!-- -->0301', []],
    ['nothing', '', []],
  ])('a value with %s', (_name, value, token) => {
    expect(tokens(delivery(record({ start: value })))).toEqual([...header, ...person, '30 enumMember', ...token]);
  });

  test('of a record that is half typed', () => {
    const half = record().replace(/<BegindatumVoorziening>.*/, '<BegindatumVoorziening>20250301\n');
    expect(tokens(delivery([half, record()]))).toEqual([
      ...header,
      ...person,
      '30 enumMember',
      '20250301 date',
      ...person,
      '30 enumMember',
      '20250301 date',
    ]);
  });

  test('in a range: those of the parts that it touches', () => {
    const { text, ranges: marks } = ranges(
      delivery([record({ bsn: BSN[1] }), record().replace('30<', '⟦30⟧<'), record({ bsn: BSN[2] })]),
    );
    expect(tokens(text, marks[0])).toEqual([...person, '30 enumMember', '20250301 date']);
  });

  test('none on a line that is too long for an editor to lay out, and those of the other lines', () => {
    const all = Array.from({ length: 100 }, () => record()).join('');
    expect(tokens(delivery(all).replaceAll('\n', ''))).toEqual([]);
    expect(tokens(delivery([record(), all, record()]))).toEqual(tokens(delivery([record(), '', record()])));
  });

  test('none in a document of no known format', () => {
    expect(tokens('<SRG xmlns="urn:x"><BegindatumVoorziening>20250301</BegindatumVoorziening></SRG>')).toEqual([]);
  });
});

test('after edits they are those of the text as it is', () => {
  const text = delivery([record(), record(), record()]);
  const edits = fc.array(
    fc.record({
      at: fc.nat(text.length),
      length: fc.nat(30),
      newText: fc.constantFrom('', '\n', '1', '<', '>', record()),
    }),
    { minLength: 1, maxLength: 6 },
  );
  holds(
    fc.property(edits, (changes) => {
      const analysis = analyse(text);
      numbers(analysis);
      for (const { at, length, newText } of changes) {
        const start = Math.min(at, analysis.source.length);
        const end = Math.min(start + length, analysis.source.length);
        analysis.source.replace(start, end, newText);
        if (!analysis.edited({ start, end, length: newText.length })) return;
        analysis.run();
        numbers(analysis);
      }
      expect(numbers(analysis)).toEqual(numbers(analyse(analysis.source.toString())));
    }),
    800,
  );
});

test('the edits turn the old numbers into the new ones', () => {
  const list = fc.array(fc.nat(3), { maxLength: 30 });
  holds(
    fc.property(list, list, (before, now) => {
      const after = [...before];
      for (const { start, deleteCount, data = [] } of tokenEdits(before, now))
        after.splice(start, deleteCount, ...data);
      expect(after).toEqual(now);
    }),
    4000,
  );
  expect(tokenEdits([1, 2, 3], [1, 2, 3])).toEqual([]);
});

test('the manifest describes the types that are ours, and gives each a scope of the grammar', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  const own = contributes.semanticTokenTypes.map(({ id }: { id: string }) => id);
  expect(LEGEND.tokenTypes.filter((type) => type !== 'enumMember' && type !== 'comment')).toEqual(own);
  const [{ language, scopes }] = contributes.semanticTokenScopes;
  expect(language).toBe('srg-xml');
  expect(Object.keys(scopes).sort()).toEqual([...LEGEND.tokenTypes].sort());
  const grammar = readFileSync('syntaxes/srg-xml.tmLanguage.json', 'utf8');
  for (const [scope] of Object.values(scopes) as string[][]) expect(grammar).toContain(`"${scope}"`);
});
