import { describe, expect, test } from 'vitest';
import {
  type CodeLensData,
  codeLensesOf,
  resolveCodeLens,
} from '../../../server/src/features/beside-text/code-lens.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';

const URI = 'file:///levering.srg.xml';
const OPTIONS = { language: 'nl', maskBsn: false, uri: URI, canShowReferences: true } as const;
const [A, B, C] = BSN;

function lenses(text: string, options: Parameters<typeof resolveCodeLens>[2] = OPTIONS) {
  const analysis = analyse(text);
  return codeLensesOf(analysis, URI).map(({ range, data }) => ({
    line: range.start.line,
    command: resolveCodeLens(analysis, data as CodeLensData, options),
  }));
}

const text = delivery([
  record({ bsn: A, type: '10' }),
  record({ bsn: A, type: '30' }),
  record({ bsn: B, type: '30' }),
  record({ bsn: A, type: '30' }),
  record({ bsn: C, type: '99' }),
]);

describe('code lenses', () => {
  test('the counts by type, and persons with more than one record, where a run of these begins', () => {
    expect(lenses(text).map(({ line, command }) => [line, command?.title])).toEqual([
      [1, '5 voorzieningen: 3 × Jobcoach, 1 × LKS P-wet, 1 × ?'],
      [3, '3 voorzieningen van deze persoon'],
      [6, '3 voorzieningen van deze persoon'],
    ]);
  });

  test('a click lists the person’s records', () => {
    const { command } = lenses(text)[1]!;
    expect(command!.command).toBe('srg.showReferences');
    const [uri, position, places] = command!.arguments!;
    expect([uri, position]).toEqual([URI, { line: 3, character: 1 }]);
    expect(places.map((place: { range: { start: { line: number } } }) => place.range.start.line)).toEqual([3, 4, 6]);
  });

  test('or does nothing where the client has no command for it', () => {
    const found = lenses(text, { ...OPTIONS, canShowReferences: false });
    expect(found.map(({ command }) => command?.command)).toEqual(['', '', '']);
  });

  test('of many types the six most frequent', () => {
    const types = ['10', '11', '12', '20', '21', '22', '23', '24'];
    const [header] = lenses(delivery(types.map((type, i) => record({ bsn: String(900_000_000 + i), type }))));
    expect(header!.command!.title).toMatch(/^8 voorzieningen: (1 × [^,]+, ){6}…$/);
  });

  test('of an empty delivery', () => {
    expect(lenses(delivery([])).map(({ command }) => command?.title)).toEqual(['0 voorzieningen']);
  });

  test('nothing for a record that is gone', () => {
    const data: CodeLensData = { uri: URI, kind: 'person', offset: 10 };
    expect(resolveCodeLens(analyse(delivery([])), data, OPTIONS)).toBeUndefined();
  });

  test('none in another language', () => {
    expect(lenses('<html/>')).toEqual([]);
  });
});
