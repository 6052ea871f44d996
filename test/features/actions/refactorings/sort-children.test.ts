import { describe, expect, test } from 'vitest';
import { sortChildren } from '../../../../server/src/features/actions/refactorings/sort-children.ts';
import { around, RECORD, refactored } from './check-refactoring.ts';

const after = (body: string) => refactored(sortChildren, around(body))?.text;
const type = '<TypeVoorziening>30</TypeVoorziening>';
const start = '<BegindatumVoorziening>20250301</BegindatumVoorziening>';
const open = '<BegindatumVoorziening>{{ start }}</BegindatumVoorziening>';
const number = '<RegistratienummerVoorziening>A</RegistratienummerVoorziening>';

describe('sort the children', () => {
  test('of a record, without touching the white space', () => {
    const before = RECORD.replace(/(<Geb.*>)(\n *)(<Geslacht>.*>)/, '$3$2‹|›$1');
    expect(refactored(sortChildren, around(before))).toEqual({
      title: 'Zet de elementen in Persoon in de volgorde van het schema',
      text: around(RECORD),
    });
  });

  test.each<[name: string, before: string, after: string]>([
    ['on one line', `${start}${type}${number}`, `${number}${type}${start}`],
    [
      'comments go with the element behind them',
      `<!--s-->${start}<!--t1-->\n<!--t2-->\n${type}`,
      `<!--t1-->\n<!--t2-->\n${type}${'<!--s-->'}${start}`,
    ],
    [
      'a comment behind an element goes with that',
      `${start} <!--s-->\n${type} <!--t-->\n`,
      `${type} <!--t-->\n${start} <!--s-->\n`,
    ],
    ['an instruction goes along', `${start}<?t?>${type}`, `<?t?>${type}${start}`],
    [
      'none goes past an element that is unknown',
      `${start}${type}<Extra/>${start}${number}`,
      `${type}${start}<Extra/>${number}${start}`,
    ],
    [
      'what comes twice keeps its order',
      `${start}<TypeVoorziening>1</TypeVoorziening><TypeVoorziening>2</TypeVoorziening>`,
      `<TypeVoorziening>1</TypeVoorziening><TypeVoorziening>2</TypeVoorziening>${start}`,
    ],
  ])('%s', (_name, before, sorted) => {
    expect(after(`<Voorziening>‹|›${before}</Voorziening>`)).toBe(around(`<Voorziening>${sorted}</Voorziening>`));
  });

  test('of the element around the cursor that needs it', () => {
    const body = `<Voorziening>${type}${number.replace('A', 'A‹|›')}</Voorziening>`;
    expect(after(body)).toBe(around(`<Voorziening>${number}${type}</Voorziening>`));
  });

  test.each<[name: string, body: string]>([
    ['they are in order', `<Voorziening>‹|›${type}${start}</Voorziening>`],
    ['only unknown ones stand between', `<Voorziening>‹|›${start}<Extra/>${type}</Voorziening>`],
    ['there is text among them', `<Voorziening>‹|›${start}x${type}</Voorziening>`],
    ['a control line stands among them', `<Voorziening>‹|›${open}{% if a %}${type}{% endif %}</Voorziening>`],
    ['the record is broken', `<Voorziening>‹|›${start}${type}<a></Voorziening>`],
  ])('not where %s', (_name, body) => {
    expect(after(body)).toBeUndefined();
  });
});
