import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatMessage } from '../../../../server/src/engine/messages/message.ts';
import { Placeholders } from '../../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { atOnce } from '../../../../server/src/engine/text/time-sliced.ts';
import { safeEdits } from '../../../../server/src/features/actions/code-actions.ts';
import { analyse, delivery, record } from '../../../support/delivery.ts';
import { apply, codes } from '../check-fixes.ts';

test.each<[value: string, fixed: string | undefined]>([
  ['62', '062'],
  [' 62', '062'],
  ['62%', '062'],
  ['62,0', '062'],
  ['062', undefined],
  ['62,5', undefined],
  ['zestig', undefined],
  ['1062', undefined],
])('a loonwaarde of %j, in three digits', (value, fixed) => {
  const text = delivery(
    record({
      type: '10',
      arbeidsvermogen: '10',
      rest: `<Loonkostensubsidie><Loonwaarde>${value}</Loonwaarde></Loonkostensubsidie>`,
    }),
  );
  const titles = value === '062' ? [] : schemaFixes(text).map(([title]) => title);
  expect(titles).toEqual(fixed === undefined ? [] : [`Vervang door ${fixed}`]);
});

test('what is safe, all at once', () => {
  const text = readFileSync('examples/met-fouten.srg.xml', 'utf8');
  const analysis = analyse(text);
  const after = apply(text, atOnce(safeEdits(analysis)), (owner) => analysis.startOf(owner));
  expect(after).toContain('<BegindatumVoorziening>20250301</BegindatumVoorziening>');
  const left = codes(after, {});
  expect(left).not.toContain('SRG-T002 error');
  expect(
    codes(text, {})
      .filter((found) => !left.includes(found))
      .every((found) => /T002|T004/.test(found)),
  ).toBe(true);
});

/** The fixes of the first finding of the schema: what they are called, and whether nobody has to look at them. */
function schemaFixes(text: string): (readonly [title: string, safe: boolean])[] {
  const analysis = analyse(text);
  const [finding] = [...analysis.findings()].filter(({ code }) => code === 'SRG-T002');
  return analysis
    .fixesOf(finding!)
    .map(({ title, safe }) => [formatMessage(title, { language: 'nl', maskBsn: false }), safe === true]);
}

test.each<[value: string, safe: boolean]>([
  ['2025-03-01', true],
  ['1-3-2025', true],
  ['2025-03-01+01:00', true],
  ['2025-03-01+02:00', true],
  // What midnight of the next day is called in other zones.
  ['2025-03-01Z', false],
  ['2025-03-01+00:00', false],
  ['2025-03-01-05:00', false],
  ['01/03/2025', false],
  ['1/03/2025', false],
  ['13/03/2025', true],
])('the same day without a doubt: %s', (value, safe) => {
  expect(schemaFixes(delivery(record({ start: value }))).map(([, isSafe]) => isSafe)).toEqual([safe]);
});

test.each<[name: string, text: string, titles: string[]]>([
  ['that is all of it', record().replace('>1<', '><b>1</b><'), ['Verwijder de tags <b> en bewaar de inhoud']],
  ['that is a part of it', record({ geboortedatum: '19<i>80</i>0505' }), ['Verwijder de tags <i> en bewaar de inhoud']],
  ['that stands behind it', record().replace('>1<', '>1<br/><'), ['Verwijder br']],
  ['that stands in it', record({ nummer: 'N<wbr></wbr>-1' }), ['Verwijder wbr']],
  [
    'of which either may be meant',
    record({ nummer: 'A<sup>2</sup>' }),
    ['Verwijder de tags <sup> en bewaar de inhoud', 'Verwijder sup'],
  ],
])('an element in a value goes where a value is left: %s', (_name, one, titles) => {
  expect(schemaFixes(delivery(one)).map(([title]) => title)).toEqual(titles);
});

test('in a template an element is moved where none of its own stands beside it', () => {
  const moved = (beside: string) => {
    const swapped = record().replace(
      /(<TypeVoorziening>.*?<\/TypeVoorziening>)(<BegindatumVoorziening>.*?<\/BegindatumVoorziening>)/,
      `$2${beside}$1`,
    );
    const analysis = analyse(delivery(swapped), { templates: { isNamed: true, placeholders: new Placeholders() } });
    const fixes = [...analysis.findings()].flatMap((finding) => analysis.fixesOf(finding));
    return fixes.some(({ title }) => title.key === 'fix.move');
  };
  expect(moved('')).toBe(true);
  expect(moved('{{#if x}}')).toBe(false);
});
