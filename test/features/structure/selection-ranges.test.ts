import { describe, expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver-protocol';
import { selectionRangeAt } from '../../../server/src/features/structure/selection-ranges.ts';
import { analyse, delivery, record } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';
import { analysePersons, personDelivery } from '../../support/person-pack.ts';

/** The steps as text, the longer ones by their beginning and end. */
function steps(marked: string, open = analyse): string[] {
  const { text, offset } = cursor(marked);
  const analysis = open(text);
  const found: string[] = [];
  for (let at: SelectionRange | undefined = selectionRangeAt(analysis, offset); at; at = at.parent) {
    const { source } = analysis;
    const step = text.slice(source.offsetAt(at.range.start), source.offsetAt(at.range.end));
    found.push(step.length > 42 ? `${step.slice(0, 10)}…${step.slice(-14)}`.replace(/\n/g, '¶') : step);
  }
  return found;
}

const around = [
  '<Persoon><…umVoorziening>',
  '<Voorzieni…</Voorziening>',
  '¶<Voorzien…/Voorziening>¶',
  '<Voorzieni…Voorzieningen>',
  '¶<Levering…oorzieningen>¶',
  '<SRG xmlns…ningen>¶</SRG>',
  '<SRG xmlns…ingen>¶</SRG>¶',
];

describe('a selection grows', () => {
  test.each<[name: string, marked: string, expected: string[]]>([
    [
      'from a value, over the frame, to the whole text',
      delivery([record({ nummer: 'V‹|›1', start: '20250101' })]),
      ['V1', '<Registrat…erVoorziening>', ...around],
    ],
    [
      'from a value with space around it',
      delivery([record({ nummer: ' V‹|›1 ' })]),
      ['V1', ' V1 ', '<Registrat…erVoorziening>', ...around],
    ],
  ])('%s', (_name, marked, expected) => {
    expect(steps(marked)).toEqual(expected);
  });

  test('from the name in a start tag', () => {
    expect(steps(delivery([record().replace('<Persoon>', '<Per‹|›soon>')])).slice(0, 3)).toEqual([
      'Persoon',
      '<Persoon>',
      '<Persoon><…gen></Persoon>',
    ]);
  });

  test('from the name in an end tag', () => {
    expect(steps(delivery([record().replace('</Persoon>', '</Per‹|›soon>')])).slice(0, 3)).toEqual([
      'Persoon',
      '</Persoon>',
      '<Persoon><…gen></Persoon>',
    ]);
  });

  test('from an attribute', () => {
    const marked = personDelivery(['<Persoon bsn="95‹|›0204869"><V><Van>20250101</Van></V></Persoon>']);
    expect(steps(marked, analysePersons).slice(0, 4)).toEqual([
      '950204869',
      'bsn="950204869"',
      '<Persoon bsn="950204869">',
      '<Persoon b…</V></Persoon>',
    ]);
  });

  test('from a comment', () => {
    expect(steps(delivery(['<!-- ‹|› -->', record()]))).toEqual([
      '  ',
      '<!--  -->',
      '¶<!--  -->…/Voorziening>¶',
      ...around.slice(3),
    ]);
  });

  test('from the tags of the frame', () => {
    for (const tag of ['<Voorzie‹|›ningen>', '</Voorzie‹|›ningen>']) {
      const plain = tag.replace('‹|›', '');
      const found = steps(delivery([record()]).replace(plain, tag));
      expect(found.slice(0, 2)).toEqual(['Voorzieningen', plain]);
      expect(found.slice(2)).toEqual(around.slice(3));
    }
  });
});

test('another language is one step', () => {
  expect(steps('<html><p>‹|›</p></html>')).toEqual(['<html><p></p></html>']);
});
