import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateDelivery } from '../../../bench/generate-delivery.ts';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { Placeholders } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { analyse, delivery, packs, previousOf, record } from '../../support/delivery.ts';
import { holds, LONG } from '../../support/property.ts';
import { PLACES, playEdits, randomEdits, visible } from '../../support/random-edits.ts';
import { AFSPRAKEN, FAILING, HEADER_READING } from '../../support/schematron.ts';

const SETTINGS = { packs, rules: {}, berichtgevers: [] };

const EXAMPLE = readFileSync('examples/met-fouten.srg.xml', 'utf8');
/**
 * Of the large example the header segment, some records and the trailer segment: small enough to try thousands of edits. Among them a
 * person's pairs of records that don't go together, contradict each other, or follow on each other.
 */
const RECORDS = EXAMPLE.match(/ *<Voorziening>[\s\S]*?<\/Voorziening>\n/g)!;
const HEAD = EXAMPLE.slice(EXAMPLE.indexOf('<SRG'), EXAMPLE.indexOf('<Voorzieningen>') + 16);
const TAIL = '  </Voorzieningen>\n</SRG>\n';
const PAIRS = [...RECORDS.slice(6, 8), ...RECORDS.slice(16, 18), ...RECORDS.slice(20, 22)];
const SMALL = [HEAD, ...RECORDS.slice(0, 3), ...PAIRS, ...RECORDS.slice(-5), TAIL].join('');
const PASTED = [...RECORDS.slice(0, 4), ...RECORDS.slice(-3)];

/** More than is bound in one go. */
const MANY = '<x/>'.repeat(2_500);

const taken = { kept: 0, anew: 0 };

test.each<[name: string, text: string, runs: number]>([
  ['a delivery with mistakes', SMALL, 1600],
  ['the same on one line', SMALL.replace(/\n\s*/g, ''), 500],
  ['the same cut off', SMALL.slice(0, -200), 320],
  ['one with thousands of elements in a record', SMALL.replace('</Voorziening>', `${MANY}$&`), 24],
  ['one with thousands of elements in its header', SMALL.replace('</Levering>', `${MANY}$&`), 24],
  ['the same with its end tags too early', SMALL.replace('</Voorziening>\n', `</Voorziening>\n${TAIL}`), 320],
])(
  'after any edits of %s the state equals that of a fresh analysis',
  (_name, text, runs) => {
    const property = fc.property(randomEdits(PASTED), (script) => playEdits(text, script, SETTINGS, taken));
    holds(property, runs);
  },
  900_000,
);

test('and of records in records, whose end tags come and go far behind', () => {
  const within = (outer: string, inner: string) => outer.replace('</Voorziening>', `${inner}</Voorziening>`);
  const nested = within(RECORDS[0]!, RECORDS[1]!);
  const text = [
    HEAD,
    nested,
    '<Voorziening/>',
    RECORDS[2],
    within('<Voorziening></Voorziening>', nested),
    ...PAIRS,
    TAIL,
  ];
  const tags = ['<Voorziening', '<Voorziening/>', '</Voorziening>', '<!-- </Voorziening> -->', '<X>', '</X>', nested];
  // Half of the edits is one of these.
  const more = Array.from({ length: 5 }, () => tags).flat();
  const property = fc.property(randomEdits([...PASTED, nested], 12, more), (script) =>
    playEdits(text.join(''), script, SETTINGS, taken),
  );
  holds(property, 800);
}, 900_000);

test.each<[name: string, between: string]>([
  ['right behind it', ''],
  ['elements further on', '<X/><X></X><!-- c --><X/>'],
  ['further on than is looked', `<X>${'x'.repeat(20_000)}</X><X/>`],
])('and where the end tag of a record around another one comes and goes: %s', (_name, between) => {
  const text = [HEAD, RECORDS[0], '<Voorziening>', RECORDS[1], between, '\n', RECORDS[2], TAIL].join('');
  const source = new SourceText(text);
  const analysis = new DeliveryAnalysis(source, SETTINGS);
  analysis.run();
  const at = text.lastIndexOf('\n', text.indexOf(RECORDS[2]!)) - 1;
  for (const [from, to, newText] of [
    [at, at, '</Voorziening>'],
    [at, at + '</Voorziening>'.length, ''],
  ] as const) {
    source.replace(from, to, newText);
    expect(analysis.edited({ start: from, end: to, length: newText.length })).toBe(true);
    analysis.run();
    expect(visible(analysis)).toEqual(visible(analyse(source.toString())));
  }
});

test('and where that end tag begins as far behind as is looked, or nearly so', () => {
  const inner = record({ nummer: 'A' });
  for (let before = 0; before < 40; before += 3) {
    const between = `<X>${'x'.repeat(16_384 - inner.length - '<X></X>'.length - before)}</X>`;
    const text = delivery([`<Voorziening>${inner}${between}</VoorzieningX>`, record({ nummer: 'B' })]);
    const source = new SourceText(text);
    const analysis = new DeliveryAnalysis(source, SETTINGS);
    analysis.run();
    const at = text.indexOf('X>', text.indexOf('</VoorzieningX>'));
    source.replace(at, at + 1, '');
    expect(analysis.edited({ start: at, end: at + 1, length: 0 })).toBe(true);
    analysis.run();
    expect(visible(analysis)).toEqual(visible(analyse(source.toString())));
  }
});

test('and of generated deliveries of several blocks of records, faulty, with prefixes and on one line', () => {
  const shape = fc.record({
    records: fc.integer({ min: 0, max: 450 }),
    seed: fc.nat(),
    oneLine: fc.boolean(),
    faulty: fc.constantFrom(0, 0.1, 1),
    prefix: fc.constantFrom('', 's'),
  });
  const property = fc.property(shape, randomEdits(PASTED, 4), ({ prefix, ...rest }, script) => {
    playEdits(generateDelivery(prefix === '' ? rest : { ...rest, prefix }), script, SETTINGS, taken);
  });
  holds(property, 64);
}, 900_000);

/** The same records a month before, with some changed and one more, and another month's. */
const LAST_MONTH = [HEAD, ...RECORDS.slice(0, 6), ...RECORDS.slice(-6), TAIL]
  .join('')
  .replace('>03<', '>02<')
  .replace(/<BegindatumVoorziening>2023/, '<BegindatumVoorziening>2020');
const PREVIOUS = [
  previousOf(LAST_MONTH),
  previousOf(LAST_MONTH.replace(/<RegistratienummerVoorziening>/g, '$&X')),
  undefined,
  previousOf(LAST_MONTH.replace('>02<', '>01<')),
];

test('and with deliveries of the month before that come and go', () => {
  const property = fc.property(
    randomEdits(PASTED),
    fc.shuffledSubarray(PREVIOUS, { minLength: 1 }),
    (script, previous) => playEdits(SMALL, script, { ...SETTINGS, previous: previous[0] }, taken, previous),
  );
  holds(property, 1200);
}, 900_000);

test('which has something to say', () => {
  const codes = Array.from(
    analyse(SMALL, { previous: LAST_MONTH }).findings(),
    ({ code, severity }) => `${code} ${severity}`,
  );
  expect(codes).toContain('SRG-I104 warning');
  expect(codes).toContain('SRG-I104 information');
});

describe('and with rules of the user’s own', () => {
  const settings = { ...SETTINGS, schematron: [AFSPRAKEN, FAILING, HEADER_READING] };
  const MORE = [
    `<!-- srg-disable LOOPT, gem-01: nagegaan -->${record()}`,
    `<!-- srg-disable SOMS, GEM-99: x -->${record()}`,
    record({ type: '12', start: '20200101', end: '20240101' }),
    record({ type: '12', start: '20200101' }),
  ];
  const withCourses = SMALL.replace(TAIL, `${MORE.join('\n')}\n${TAIL}`);
  const without11 = withCourses.replaceAll('<TypeVoorziening>11', '<TypeVoorziening>30');

  test('which have something to say, and something to hide where one fails', () => {
    const codesIn = (text: string) => new Set(Array.from(analyse(text, settings).findings(), ({ code }) => code));
    const some = codesIn(without11);
    expect([...some]).toEqual(expect.arrayContaining(['GEM-01', 'GEM-01-loopt', 'SOMS', 'LOOPT', 'KOP', 'MAAND']));
    const fewer = codesIn(withCourses);
    expect(fewer.has('LOOPT')).toBe(true);
    expect(fewer.has('SOMS')).toBe(false);
  });

  test.each([
    ['a delivery in which one fails', withCourses],
    ['one in which none does', without11],
  ])(
    'anywhere in %s',
    (_name, text) => {
      const property = fc.property(randomEdits(PASTED), (script) => playEdits(text, script, settings, taken));
      holds(property, 480);
    },
    900_000,
  );

  test.each([
    ['that no rule of records reads', [FAILING], 1200],
    ['that rules of records read', [HEADER_READING], 480],
    ['that some read', settings.schematron, 480],
  ])(
    'in a header %s',
    (_name, schematron, runs) => {
      const places = Math.floor((PLACES * HEAD.length) / without11.length);
      const property = fc.property(randomEdits(PASTED), (script) => {
        const inHead = script.map((edit) => ({ ...edit, at: edit.at % places, length: Math.min(edit.length, 12) }));
        playEdits(without11, inHead, { ...SETTINGS, schematron }, taken);
      });
      holds(property, runs);
    },
    900_000,
  );

  test('in a template', () => {
    const property = fc.property(randomEdits([...PASTED, '{{x}}']), (script) => {
      const filled = script.map((edit) => (edit.text.length === 1 ? { ...edit, text: '{{x}}' } : edit));
      const templates = { isNamed: true, placeholders: new Placeholders() };
      playEdits(without11, filled, { ...settings, templates }, taken);
    });
    holds(property, 480);
  }, 900_000);

  test('of several blocks of records', () => {
    const shape = fc.record({
      records: fc.integer({ min: 0, max: 450 }),
      seed: fc.nat(),
      oneLine: fc.boolean(),
      faulty: fc.constantFrom(0, 0.1),
    });
    const property = fc.property(shape, randomEdits(PASTED, 4), (rest, script) => {
      playEdits(generateDelivery(rest), script, settings, taken);
    });
    holds(property, 40);
  }, 900_000);
});

test('most edits were taken in, so that the comparison says something', () => {
  expect(taken.kept).toBeGreaterThan(LONG ? 2 * taken.anew : 0);
});
