import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Comparison, compareDeliveries } from '../../../server/src/engine/compare/compare-deliveries.ts';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { analyse, BSN, delivery, type HeaderFields, type RecordFields, record } from '../../support/delivery.ts';
import { isPlain } from '../../support/packs/in-each-pack.ts';
import { heldBy, UNLIKE_PACKS } from '../../support/packs/unlike-packs.ts';
import { holds } from '../../support/property.ts';

const [ANNA, BRAM, CEES] = BSN;
const FEBRUARY: HeaderFields = { verslagmaand: '2025-02' };
const MARCH: HeaderFields = { verslagmaand: '2025-03' };
const A: RecordFields = { bsn: ANNA, nummer: 'A', start: '20250101' };
const B: RecordFields = { bsn: BRAM, nummer: 'B', start: '20250101' };

type Records = readonly RecordFields[] | string;

function text(records: Records, header: HeaderFields): string {
  return delivery(typeof records === 'string' ? records : records.map((one) => record(one)), header);
}

/** What a reader wants to know, records by their registratienummer; empty lists are left out. */
function listsOf(result: Comparison, withTexts = true) {
  const number = (record: { value(concept: 'registratienummer'): string | undefined }) =>
    record.value('registratienummer');
  const changes = (pair: (typeof result.changed)[number]) =>
    [
      number(pair.now),
      ...pair.changes.map(({ concept, old, now }) => (withTexts ? `${concept} ${old.text} ${now.text}` : concept)),
    ].join(', ');
  const lists = {
    added: result.added.map(
      ({ record, late, duplicate }) => `${number(record)}${late ? ' late' : ''}${duplicate ? ' duplicate' : ''}`,
    ),
    ended: result.ended.map(changes),
    changed: result.changed.map(changes),
    startChanged: result.startChanged.map(changes),
    vanished: result.vanished.map(number),
    dropped: result.dropped.map(({ record, reason }) => `${number(record)} ${reason}`),
    incomparable: [
      ...result.incomparable.old.map(number),
      ...result.incomparable.now.map((one) => `${number(one)} new`),
    ],
    unchanged: result.unchanged > 0 ? [result.unchanged] : [],
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

function compared(old: Records, now: Records, oldHeader = FEBRUARY, newHeader = MARCH) {
  const pair = [analyse(text(old, oldHeader)), analyse(text(now, newHeader))] as const;
  const result = compareDeliveries(...pair);
  const held = pair.map((one) => (isPlain(one) ? heldBy(one) : undefined));
  // Written in other packs, the same became of the same records.
  for (const { name, pack, write } of UNLIKE_PACKS) {
    const [before, after] = held.map((one) => one?.month !== undefined && analyse(write(one), { packs: [pack] }));
    if (!before || !after) continue;
    const other = compareDeliveries(before, after);
    expect({ name, ...listsOf(other, false), different: other.different }).toEqual({
      name,
      ...listsOf(result, false),
      different: result.different,
    });
  }
  return { result, found: listsOf(result), different: result.different };
}

describe('what became of records from February to March 2025', () => {
  test.each<[name: string, old: Records, now: Records, found: object]>([
    ['the same', [A, B], [B, A], { unchanged: [2] }],
    ['new, started in March', [A], [A, { ...B, start: '20250301' }], { added: ['B'], unchanged: [1] }],
    ['new, started before March', [A], [A, { ...B, start: '20250228' }], { added: ['B late'], unchanged: [1] }],
    [
      'ended on the last day of March',
      [A],
      [{ ...A, end: '20250331' }],
      { ended: ['A, einddatum undefined 20250331'] },
    ],
    ['ends in April: planned', [A], [{ ...A, end: '20250401' }], { changed: ['A, einddatum undefined 20250401'] }],
    ['ended as planned', [{ ...A, end: '20250310' }], [{ ...A, end: '20250310' }], { ended: ['A'] }],
    [
      'ended earlier than planned',
      [{ ...A, end: '20250501' }],
      [{ ...A, end: '20250310' }],
      { ended: ['A, einddatum 20250501 20250310'] },
    ],
    [
      'ended before the month after all',
      [A],
      [{ ...A, end: '20250220' }],
      { ended: ['A, einddatum undefined 20250220'] },
    ],
    ['running again', [{ ...A, end: '20250220' }], [A], { changed: ['A, einddatum 20250220 undefined'] }],
    [
      'ended in February and delivered again',
      [{ ...A, end: '20250220' }],
      [{ ...A, end: '20250220' }],
      { unchanged: [1] },
    ],
    ['vanished, without an end date', [A, B], [B], { vanished: ['A'], unchanged: [1] }],
    ['vanished, with an end date to come', [{ ...A, end: '20250301' }], [], { vanished: ['A'] }],
    ['ended on the last day of February', [{ ...A, end: '20250228' }], [], { dropped: ['A ended'] }],
    ['another start date', [A], [{ ...A, start: '20250108' }], { startChanged: ['A, begindatum 20250101 20250108'] }],
    [
      'another start date, and ended',
      [A],
      [{ ...A, start: '20250108', end: '20250310' }],
      { startChanged: ['A, begindatum 20250101 20250108, einddatum undefined 20250310'] },
    ],
    ['another type', [A], [{ ...A, type: '40' }], { changed: ['A, typeVoorziening 30 40'] }],
    ['another BSN', [A], [{ ...A, bsn: CEES }], { changed: [`A, bsn ${ANNA} ${CEES}`] }],
    ['another number', [A], [{ ...A, nummer: 'X' }], { changed: ['X, registratienummer A X'] }],
    ['an empty delivery', [A, B], [], { vanished: ['A', 'B'] }],
    ['an empty delivery before', [], [A], { added: ['A late'] }],
    ['both empty', [], [], {}],
    ['one more of the same key', [A], [{ ...A, nummer: 'A2' }, A], { added: ['A2 late duplicate'], unchanged: [1] }],
    [
      'two new ones of the same key',
      [],
      [
        { ...A, start: '20250301' },
        { ...A, start: '20250301', nummer: 'A2' },
      ],
      { added: ['A', 'A2 duplicate'] },
    ],
    ['one less of the same key', [A, { ...A, nummer: 'A2' }], [A], { dropped: ['A2 duplicate'], unchanged: [1] }],
    ['an invalid date put right', [{ ...A, start: '1-1-2025' }], [A], { changed: ['A, begindatum 1-1-2025 20250101'] }],
    ['the same invalid date', [{ ...A, start: '1-1-2025' }], [{ ...A, start: '1-1-2025' }], { unchanged: [1] }],
    [
      'another invalid date',
      [{ ...A, start: '1-1-2025' }],
      [{ ...A, start: '2-1-2025' }],
      { changed: ['A, begindatum 1-1-2025 2-1-2025'] },
    ],
    ['an end date that came to nothing', [{ ...A, end: '31-2-2025' }], [], { incomparable: ['A'] }],
    ['without a key, gone and new', [{ ...A, start: '' }], [{ ...B, bsn: '12' }], { incomparable: ['A', 'B new'] }],
  ])('%s', (_name, old, now, expected) => {
    const { found, different } = compared(old, now);
    expect(found).toEqual(expected);
    expect(different).toBe(Object.keys(expected).some((list) => list !== 'unchanged'));
  });
});

describe('fields', () => {
  const lks = (inner: string) => `<Loonkostensubsidie>${inner}</Loonkostensubsidie>`;
  const block = lks('<Loonwaarde>060</Loonwaarde>');
  const one: RecordFields = { ...A, type: '10', rest: block };

  test.each<[name: string, now: RecordFields, changed: string[]]>([
    ['white space around a value', { ...one, nummer: ' A\n' }, []],
    ['an entity', { ...one, nummer: '&#65;' }, []],
    [
      'several',
      { ...one, arbeidsvermogen: '20', rest: block.replace('060', '065') },
      ['arbeidsvermogen', 'loonwaarde'],
    ],
    ['a block that went is told by what was in it', { ...one, rest: '' }, ['loonwaarde']],
    ['an element of it that went', { ...one, rest: lks('') }, ['loonwaarde']],
    ['an invalid value', { ...one, arbeidsvermogen: '12' }, ['arbeidsvermogen']],
  ])('%s', (_name, now, changed) => {
    const { result } = compared([one], [now]);
    expect(result.changed.flatMap(({ changes }) => changes.map(({ concept }) => concept))).toEqual(changed);
    expect(result.unchanged).toBe(changed.length === 0 ? 1 : 0);
  });

  test('a block came; with nothing in it, it is none', () => {
    const none = { ...one, rest: lks('') };
    expect(compared([{ ...one, rest: '' }], [none]).result.changed).toEqual([]);
    const [change] = compared([none], [{ ...one, rest: lks('<Anders/>') }]).result.changed[0]!.changes;
    expect(change).toMatchObject({ concept: 'loonkostensubsidie', old: { state: 'absent' }, now: { state: 'valid' } });
  });

  test('an invalid value is told as it stands there, references resolved', () => {
    const [change] = compared([A], [{ ...A, arbeidsvermogen: ' 1&#48;x ' }]).result.changed[0]!.changes;
    expect(change!.now).toEqual({ state: 'invalid', text: '10x' });
    const [empty] = compared([A], [{ ...A, arbeidsvermogen: '' }]).result.changed[0]!.changes;
    expect(empty!.now).toEqual({ state: 'invalid', text: '' });
  });
});

describe('totals by type', () => {
  test('old, plus, minus and new, those without a type last', () => {
    const old: RecordFields[] = [A, { ...B, type: '40' }, { bsn: CEES, nummer: 'C', type: '99' }];
    const now: RecordFields[] = [A, { ...B, type: '42' }, { bsn: CEES, nummer: 'D', type: '30' }];
    expect(compared(old, now).result.types).toEqual([
      { type: '30', old: 1, now: 2, plus: 1, minus: 0 },
      { type: '40', old: 1, now: 0, plus: 0, minus: 1 },
      { type: '42', old: 0, now: 1, plus: 1, minus: 0 },
      { type: undefined, old: 1, now: 0, plus: 0, minus: 1 },
    ]);
  });
});

describe('months', () => {
  test.each<
    [name: string, oldMonth: string, newMonth: string, old: RecordFields[], now: RecordFields[], found: object]
  >([
    [
      'of one month, what isn’t there has vanished',
      '2025-03',
      '2025-03',
      [{ ...A, end: '20250310' }],
      [],
      { vanished: ['A'] },
    ],
    [
      'of one month, ended in it',
      '2025-03',
      '2025-03',
      [A],
      [{ ...A, end: '20250310' }],
      { ended: ['A, einddatum undefined 20250310'] },
    ],
    [
      'of one month, ended in both',
      '2025-03',
      '2025-03',
      [{ ...A, end: '20250310' }],
      [{ ...A, end: '20250310' }],
      { unchanged: [1] },
    ],
    [
      'the other way round',
      '2025-03',
      '2025-02',
      [{ ...A, end: '20250310' }, B],
      [A],
      { changed: ['A, einddatum 20250310 undefined'], vanished: ['B'] },
    ],
    [
      'over the turn of the year',
      '2024-12',
      '2025-01',
      [{ ...A, end: '20241231' }, B],
      [{ ...B, end: '20250131' }],
      { dropped: ['A ended'], ended: ['B, einddatum undefined 20250131'] },
    ],
    [
      'the old one unknown',
      '2025',
      '2025-03',
      [{ ...A, end: '20250310' }, B],
      [],
      { vanished: ['B'], dropped: ['A ended'] },
    ],
    [
      'the new one unknown',
      '2025-02',
      '2025',
      [A],
      [{ ...A, end: '20250909' }],
      { ended: ['A, einddatum undefined 20250909'] },
    ],
  ])('%s', (_name, oldMonth, newMonth, old, now, expected) => {
    expect(compared(old, now, { verslagmaand: oldMonth }, { verslagmaand: newMonth }).found).toEqual(expected);
  });
});

describe('remarks', () => {
  test.each<[name: string, old: [Records, HeaderFields], now: [Records, HeaderFields], remarks: string[]]>([
    ['none', [[A], FEBRUARY], [[A], MARCH], []],
    [
      'another berichtgever',
      [[A], FEBRUARY],
      [[A], { ...MARCH, berichtgever: '0344' }],
      [
        'De leveringen zijn van verschillende berichtgevers: 0363 (Amsterdam) en 0344 (Utrecht). Kloppen de bestanden? Alleen bij een herindeling of een nieuwe code is dat te verwachten.',
      ],
    ],
    [
      'months in reverse',
      [[A], MARCH],
      [[A], FEBRUARY],
      [
        'De oude levering gaat over een latere maand (maart 2025) dan de nieuwe (februari 2025). Zijn de bestanden verwisseld?',
      ],
    ],
    [
      'one month',
      [[A], MARCH],
      [[A], MARCH],
      ['Beide leveringen gaan over maart 2025. Alles wat in de nieuwe ontbreekt, staat onder Ontbreekt.'],
    ],
    [
      'a month between',
      [[A], { verslagmaand: '2025-01' }],
      [[A], MARCH],
      [
        'Tussen januari 2025 en maart 2025 zit ten minste één andere verslagmaand. Wat daarin is beëindigd, staat hier onder Ontbreekt.',
      ],
    ],
    [
      'no month',
      [[A], { verslagmaand: '2025' }],
      [[A], MARCH],
      ['De verslagmaand van de oude levering ontbreekt of is ongeldig.'],
    ],
    [
      'a conversie',
      [[A], FEBRUARY],
      [[A], { ...MARCH, softwarepakket: 'ssd' }],
      [
        'De leveringen noemen een ander softwarepakket (and en ssd). Dit lijkt een conversie: registratienummers kunnen opnieuw zijn uitgegeven.',
      ],
    ],
    [
      'empty',
      [[A], FEBRUARY],
      [[], MARCH],
      [
        'Er staan geen voorzieningen in de nieuwe levering.',
        'Ontbrekende voorzieningen volgens het rapport over de nieuwe levering (SRG-I104): 1, alle onder Ontbreekt.',
      ],
    ],
    [
      'doubles and invalid values',
      [[A, A, { ...A, nummer: 'A2' }], FEBRUARY],
      [[A, { ...B, type: '99' }], MARCH],
      [
        'Dubbele records in de oude levering (SRG-T004): 2.',
        'Records met een ongeldige waarde in de nieuwe levering: 1. Laat dat bestand eerst controleren.',
      ],
    ],
    [
      'a record that can’t be read',
      [[A], FEBRUARY],
      [`${record(A)}\n<Voorziening><Persoon></Voorziening>`, MARCH],
      [
        'De XML van de nieuwe levering is niet welgevormd (SRG-T001): er kunnen voorzieningen buiten de vergelijking zijn gebleven.',
        'Onleesbare records in de nieuwe levering, die niet zijn vergeleken: 1.',
      ],
    ],
  ])('%s', (_name, [old, oldHeader], [now, newHeader], remarks) => {
    const { result } = compared(old, now, oldHeader, newHeader);
    expect(result.remarks.map((remark) => formatMessage(remark, { language: 'nl', maskBsn: true }))).toEqual(remarks);
  });

  test('what can’t be read is never the same', () => {
    const broken = `${record(A)}\n<Voorziening><Persoon></Voorziening>`;
    expect(compared(broken, broken).result).toMatchObject({ unchanged: 1, different: true });
  });

  test('a header that says nothing', () => {
    const { result } = compared([A], [A], { header: '' }, { header: '<Statistiekjaar/>' });
    expect(result.unchanged).toBe(1);
    expect(result.remarks.map(({ key }) => key)).toEqual(['compare.remark.noMonth', 'compare.remark.noMonth']);
  });
});

describe('any two deliveries', () => {
  const fields = fc.record({
    bsn: fc.constantFrom(ANNA, BRAM, '12345678', ''),
    type: fc.constantFrom('10', '30', '99'),
    start: fc.constantFrom('20250101', '20250215', '20250301', '1-3-2025', ''),
    end: fc.constantFrom(undefined, '20250228', '20250301', '20250331', 'x'),
    nummer: fc.constantFrom('A', 'B', 'C', 'D', ''),
    arbeidsvermogen: fc.constantFrom('10', '20', 'x'),
  }) as fc.Arbitrary<RecordFields>;
  const records = fc.array(fields, { maxLength: 12 });
  const months = fc.constantFrom<HeaderFields>(FEBRUARY, MARCH, { verslagmaand: 'x' });

  test('each record is told of once, and the totals add up', () => {
    holds(
      fc.property(records, records, months, months, (old, now, oldMonth, newMonth) => {
        const { result } = compared(old, now, oldMonth, newMonth);
        const pairs = [...result.ended, ...result.changed, ...result.startChanged];
        const newOnes = [
          ...pairs.map((pair) => pair.now),
          ...result.added.map((added) => added.record),
          ...result.incomparable.now,
        ];
        const oldOnes = [
          ...pairs.map((pair) => pair.old),
          ...result.vanished,
          ...result.dropped.map((dropped) => dropped.record),
          ...result.incomparable.old,
        ];
        expect(new Set(newOnes).size + result.unchanged).toBe(now.length);
        expect(new Set(oldOnes).size + result.unchanged).toBe(old.length);
        for (const type of result.types) expect(type.old - type.minus + type.plus).toBe(type.now);
        expect(result.types.reduce((sum, type) => sum + type.now, 0)).toBe(now.length);
      }),
      2000,
    );
  });

  test('a delivery and itself are the same', () => {
    holds(
      fc.property(records, months, (old, month) => {
        expect(compared(old, old, month, month)).toMatchObject({ different: false, result: { unchanged: old.length } });
      }),
      2000,
    );
  });
});
