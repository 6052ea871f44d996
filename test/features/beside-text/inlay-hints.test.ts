import { describe, expect, test } from 'vitest';
import type { MarkupContent } from 'vscode-languageserver-protocol';
import { parseDay } from '../../../server/src/engine/delivery/values/notation.ts';
import type { Language } from '../../../server/src/engine/messages/message.ts';
import { inlayHintsIn } from '../../../server/src/features/beside-text/inlay-hints.ts';
import { periodLength } from '../../../server/src/features/beside-text/period-length.ts';
import { analyse, delivery, record } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';
import { analysePersons, personDelivery } from '../../support/person-pack.ts';
import { applyTextEdits } from '../../support/text-edits.ts';

const ALL = { codes: true, periods: true, running: true, berichtgever: true };
const NONE = { codes: false, periods: false, running: false, berichtgever: false };
const OPTIONS = { language: 'nl', maskBsn: false } as const;

/** The text with each hint as `[label]` in its place. */
function shown(
  text: string,
  { hints = ALL, range = { start: 0, end: text.length }, language = 'nl' as Language, open = analyse } = {},
): string {
  const found = inlayHintsIn(open(text), range, { ...OPTIONS, language, hints });
  return applyTextEdits(
    text,
    found.map(({ position, label }) => ({ range: { start: position, end: position }, newText: `[${label}]` })),
  );
}

const line = (text: string, of: string) => text.split('\n').find((one) => one.includes(of))!;

describe('each kind, alone', () => {
  const text = delivery([record({ type: '10', start: '20250101', end: '20250630' }), record({ type: '30' })]);
  test.each<[kind: keyof typeof ALL, expected: string[]]>([
    [
      'codes',
      [
        ...['10[SRG]', 'and[Ander pakket]'],
        ...['1[Man]', '10[Onder WML]', '1[Re-integratie]', '10[LKS P-wet]'],
        ...['1[Man]', '10[Onder WML]', '1[Re-integratie]', '30[Jobcoach]'],
      ],
    ],
    ['periods', ['20250630[6 mnd]']],
    ['running', ['20250301[loopt]']],
    ['berichtgever', ['0363[Amsterdam]']],
  ])('%s', (kind, expected) => {
    const found = shown(text, { hints: { ...NONE, [kind]: true } });
    expect([...found.matchAll(/[\w-]+\[[^\]]+\]/g)].map(([hint]) => hint)).toEqual(expected);
  });

  test('none', () => {
    expect(shown(text, { hints: NONE })).toBe(text);
  });

  test('in English', () => {
    const found = shown(text, { language: 'en' });
    expect(found).toContain('20250630[6 mo]');
    expect(found).toContain('20250301[running]');
  });
});

describe('only where there is something to say', () => {
  test.each<[name: string, fields: Parameters<typeof record>[0], expected: RegExp]>([
    ['an unknown code', { type: '99' }, /<TypeVoorziening>99</],
    ['no code', { type: '' }, /<TypeVoorziening></],
    ['an end before the start', { end: '20250201' }, /<EinddatumVoorziening>20250201</],
    [
      'an end that is no date',
      { end: '20250230' },
      /<BegindatumVoorziening>20250301<.*<EinddatumVoorziening>20250230</,
    ],
    ['a start that is no date', { start: '1 maart' }, /<BegindatumVoorziening>1 maart</],
    ['white space around a date, which the schema refuses', { end: ' 20250301 ' }, /<EinddatumVoorziening> 20250301 </],
  ])('%s', (_name, fields, expected) => {
    expect(shown(delivery([record(fields)]))).toMatch(expected);
  });

  test('an unknown berichtgever', () => {
    expect(shown(delivery([], { berichtgever: '9999' }))).toContain('>9999<');
  });
});

test('only those in the range', () => {
  const { text, ranges: marked } = ranges(
    delivery([record({ nummer: 'EEN' }), `⟦${record({ nummer: 'TWEE' })}⟧`, record({ nummer: 'DRIE' })]),
  );
  const found = shown(text, { range: marked[0]! });
  expect(line(found, 'TWEE')).toContain('30[Jobcoach]');
  expect(found.replace(line(found, 'TWEE'), '')).not.toContain('[');
});

test('tooltips tell it in full', () => {
  const text = delivery([record({ type: '10', start: '20250101', end: '20250630' })]);
  const found = inlayHintsIn(analyse(text), { start: 0, end: text.length }, { ...OPTIONS, hints: ALL });
  const tooltip = (label: string) => (found.find((hint) => hint.label === label)!.tooltip as MarkupContent).value;
  expect(tooltip('LKS P-wet')).toMatch(/^\*\*10 · Loonkostensubsidie o\.g\.v\. de Participatiewet\*\*\n\nSubsidie/);
  expect(tooltip('6 mnd')).toBe('Periode: 1 januari 2025 tot en met 30 juni 2025, 181 dagen.');
  expect(tooltip('Amsterdam')).toBe('Amsterdam (Noord-Holland)');
});

test('in a record that is half typed', () => {
  const half = record({ type: '10', start: '20250101', end: '20250121' }).replace('</Voorziening>', '<Loonkost');
  const found = shown(delivery([half]));
  expect(found).toContain('10[LKS P-wet]');
  expect(found).toContain('20250121[21 dgn]');
});

test('behind the quote of an attribute, and once for what records share', () => {
  const text = personDelivery([
    '<Persoon bsn="950204869" vermogen="1"><V nr="1" soort="A"><Van>2025-01-01</Van></V>' +
      '<V nr="2" soort="B"><Van>2025-01-01</Van><Tot>2025-01-01</Tot></V></Persoon>',
  ]);
  const found = shown(text, { open: analysePersons });
  expect(line(found, 'bsn')).toBe(
    '<Persoon bsn="950204869" vermogen="1"[Laag]><V nr="1" soort="A"[Soort A]><Van>2025-01-01[loopt]</Van></V>' +
      '<V nr="2" soort="B"[Soort B]><Van>2025-01-01</Van><Tot>2025-01-01[1 dag]</Tot></V></Persoon>',
  );
});

describe('of a whole file', () => {
  const all = Array.from({ length: 600 }, () => record());
  const hints = (text: string) =>
    inlayHintsIn(analyse(text), { start: 0, end: text.length }, { ...OPTIONS, hints: ALL });

  test('no more than an editor shows', () => {
    expect(hints(delivery(all))).toHaveLength(1_500);
  });

  test('none on a line that is too long for an editor to lay out, and those of the other lines', () => {
    expect(hints(delivery(all.join('')).replaceAll('\n', ''))).toEqual([]);
    const alone = hints(delivery([record(), '', record()]));
    const around = hints(delivery([record(), all.join(''), record()]));
    expect(around).toEqual(alone);
  });
});

test.each<[start: string, end: string, length: string]>([
  ['20250301', '20250301', '1 dag'],
  ['20250301', '20250330', '30 dgn'],
  ['20250301', '20250331', '1 mnd'],
  ['20250301', '20250401', '1 mnd 1 dag'],
  ['20241001', '20250331', '6 mnd'],
  ['20240831', '20250227', '6 mnd'],
  ['20240831', '20250228', '6 mnd 1 dag'],
  ['20240229', '20240828', '6 mnd'],
  ['20250131', '20250227', '1 mnd'],
  ['20250131', '20250226', '27 dgn'],
  ['20240101', '20241231', '1 jr'],
  ['20230115', '20240320', '1 jr 2 mnd 6 dgn'],
  ['20000101', '20241231', '25 jr'],
])('from %s to %s: %s', (start, end, length) => {
  expect(periodLength(parseDay(start, 'jjjjmmdd')!, parseDay(end, 'jjjjmmdd')!, OPTIONS)).toBe(length);
});
