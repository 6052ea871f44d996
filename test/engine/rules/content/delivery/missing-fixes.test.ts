import { describe, expect, test } from 'vitest';
import { locateFindings } from '../../../../../server/src/engine/analysis/located-findings.ts';
import { type PreviousFile, PreviousReader } from '../../../../../server/src/engine/delivery/previous-delivery.ts';
import { formatMessage } from '../../../../../server/src/engine/messages/message.ts';
import { applyEdits, shift } from '../../../../../server/src/engine/text/text-range.ts';
import { analyse, BSN, delivery, findingsOf, PREVIOUS_URI, packs, record } from '../../../../support/delivery.ts';

const [ANNA, BRAM, CAROL] = BSN;
const A = { bsn: ANNA, nummer: 'A', start: '20250101' };
const B = { bsn: BRAM, nummer: 'B', start: '20250101' };
const C = { bsn: CAROL, nummer: 'C', start: '20250101' };
const title = (number: string, label = 'Jobcoach/begeleiding op de werkplek', start = '1 januari 2025') =>
  `Neem weer op: ${label} vanaf ${start}, registratienummer ${number}`;
const ALL = (count: number) => `Neem alle ${count} ontbrekende voorzieningen weer op`;

/** One element a line, indented by two. */
function indented(text: string): string {
  let depth = 0;
  return text
    .replace(/\n/g, '')
    .replace(/<!--[^>]*-->|<([\w:]+)[^>]*>[^<]*<\/\1>|<\/?[^>]+>/g, (piece, leaf: string | undefined) => {
      if (piece.startsWith('</')) depth--;
      const line = `${'  '.repeat(depth)}${piece}\n`;
      if (leaf === undefined && !/^<\/|^<!|\/>$/.test(piece)) depth++;
      return line;
    });
}

const prefixed = (text: string, prefix: string) =>
  text.replace(/(<\/?)(?=[A-Z])/g, `$1${prefix}:`).replace('xmlns=', `xmlns:${prefix}=`);

/** The texts after each fix of the finding on the verslagmaand; none of them may have a finding that was not there. */
function fixed(now: string, before: string) {
  const analysis = analyse(now, { previous: before });
  const { finding } = locateFindings(analysis).find(({ finding: { code } }) => code === 'SRG-I104')!;
  const codes = (text: string) => findingsOf(analyse(text, { previous: before })).map(({ code }) => code);
  const was = codes(now);
  return analysis.fixesOf(finding).map((fix) => {
    const after = applyEdits(
      now,
      fix.edits.map((edit) => ({ ...shift(edit, analysis.startOf(edit.owner)), newText: edit.newText })),
    );
    const left = codes(after);
    for (const code of new Set(left)) {
      const count = (all: string[]) => all.filter((one) => one === code).length;
      expect(count(left), after).toBeLessThanOrEqual(count(was));
    }
    return { title: formatMessage(fix.title, { language: 'nl', maskBsn: false }), after, left };
  });
}

const february = (records: string[]) => delivery(records, { verslagmaand: '2025-02' });

describe('a missing record comes back', () => {
  test('at the end, as it was', () => {
    const [only, ...others] = fixed(delivery([record(A)]), february([record(A), record(B)]));
    expect(others).toEqual([]);
    expect(only).toEqual({ title: title('B'), after: delivery([record(A), record(B)]), left: [] });
  });

  test('behind the last record of the person', () => {
    const [only] = fixed(
      delivery([record(A), record(C)]),
      february([record({ ...A, type: '42', nummer: 'A2' }), record(A), record(C)]),
    );
    expect(only!.after).toBe(delivery([record(A), record({ ...A, type: '42', nummer: 'A2' }), record(C)]));
  });

  test('with the end date that was planned', () => {
    const [only] = fixed(delivery([record(A)]), february([record(A), record({ ...B, end: '20250630' })]));
    expect(only!.after).toContain('<EinddatumVoorziening>20250630</EinddatumVoorziening>');
    expect(only!.left).toEqual([]);
  });

  test('one by one, the first five, and all at once', () => {
    const many = Array.from({ length: 8 }, (_, i) => record({ ...B, nummer: `B${i}`, start: `2025010${i + 1}` }));
    const fixes = fixed(delivery([record(A)]), february([record(A), ...many]));
    const day = (i: number) => `${i + 1} januari 2025`;
    expect(fixes.map((fix) => fix.title)).toEqual([
      ...[0, 1, 2, 3, 4].map((i) => title(`B${i}`, undefined, day(i))),
      ALL(8),
    ]);
    expect(fixes[5]!.after).toBe(delivery([record(A), ...many]));
    expect(fixes[5]!.left).toEqual([]);
    expect(fixes[0]!.left).toEqual(['SRG-I104']);
  });

  test('all at once in several places', () => {
    const A2 = record({ ...A, type: '42', nummer: 'A2' });
    const fixes = fixed(delivery([record(A), record(C)]), february([record(A), A2, record(B), record(C)]));
    expect(fixes[2]!.title).toBe(ALL(2));
    expect(fixes[2]!.after).toBe(delivery([record(A), A2, record(C), record(B)]));
  });
});

describe('written as its neighbours', () => {
  const twoA = [record(A), record(B)];
  const lks = record({
    ...B,
    type: '10',
    rest: '<Loonkostensubsidie><Loonwaarde>060</Loonwaarde></Loonkostensubsidie>',
  });

  test.each<[name: string, now: string, before: string, after: string]>([
    [
      'one line into lines',
      indented(delivery([record(A)])),
      february([record(A), lks]),
      indented(delivery([record(A), lks])),
    ],
    ['lines into one line', delivery([record(A)]), indented(february([record(A), lks])), delivery([record(A), lks])],
    [
      'all on one line',
      delivery([record(A)]).replace(/\n/g, ''),
      indented(february(twoA)),
      delivery(twoA).replace(/\n/g, ''),
    ],
    [
      'with CR LF line ends',
      indented(delivery([record(A)])).replace(/\n/g, '\r\n'),
      indented(february(twoA)),
      indented(delivery(twoA)).replace(/\n/g, '\r\n'),
    ],
    [
      'indented by tabs',
      indented(delivery([record(A)])).replace(/ {2}/g, '\t'),
      indented(february(twoA)),
      indented(delivery(twoA)).replace(/ {2}/g, '\t'),
    ],
    ['with a prefix', prefixed(delivery([record(A)]), 's'), february(twoA), prefixed(delivery(twoA), 's')],
    ['without a prefix', delivery([record(A)]), prefixed(february(twoA), 'srg'), delivery(twoA)],
    [
      'with another prefix',
      prefixed(delivery([record(A)]), 's'),
      prefixed(february(twoA), 'x'),
      prefixed(delivery(twoA), 's'),
    ],
    [
      'behind a record that a comment stands before',
      indented(delivery([`<!-- nagekeken -->${record(A)}`])),
      february(twoA),
      indented(delivery([`<!-- nagekeken -->${record(A)}`, record(B)])),
    ],
    [
      'with a comment in it',
      indented(delivery([record(A)])),
      february([record(A), record(B).replace('<Persoon>', '<Persoon><!-- nagekeken -->')]),
      indented(delivery([record(A), record(B).replace('<Persoon>', '<Persoon><!-- nagekeken -->')])),
    ],
    [
      'with references and CDATA as they are',
      delivery([record(A)]),
      february([record(A), record({ ...B, nummer: 'B&amp;<![CDATA[<1>]]>' })]),
      delivery([record(A), record({ ...B, nummer: 'B&amp;<![CDATA[<1>]]>' })]),
    ],
    [
      'into a container without records',
      indented(delivery([])),
      february([record(B)]),
      indented(delivery([record(B)])),
    ],
    [
      'into an empty tag',
      indented(delivery([]).replace(/<Voorzieningen>\s*<\/Voorzieningen>/, '<Voorzieningen/>')),
      february([record(B)]),
      indented(delivery([record(B)])),
    ],
    [
      'into an empty tag on one line, with a prefix',
      prefixed(
        delivery([])
          .replace(/<Voorzieningen>\s*<\/Voorzieningen>/, '<Voorzieningen/>')
          .replace(/\n/g, ''),
        's',
      ),
      february([record(B)]),
      prefixed(delivery([record(B)]).replace(/\n/g, ''), 's'),
    ],
  ])('%s', (_name, now, before, after) => {
    const [only, ...others] = fixed(now, before);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ after, left: [] });
  });
});

describe('what would be a new finding is not offered', () => {
  test.each<[name: string, now: string[], before: string[], titles: string[]]>([
    ['a BSN that fails the 11-proof', [record(A)], [record(A), record({ ...B, bsn: '952004869' })], []],
    ['a number that was handed out anew', [record({ ...A, nummer: 'B' })], [record(A), record(B)], []],
    [
      'forfaitaire LKS that runs too long by now',
      [record(A)],
      [record(A), record({ ...B, type: '11', start: '20240915' })],
      [],
    ],
    [
      'a value that the schema refuses',
      [record(A)],
      [record(A), record(B).replace('<Geslacht>1<', '<Geslacht>7<')],
      [],
    ],
    [
      'one of three',
      [record(A)],
      [record(A), record(B), record({ ...C, bsn: '952004869' }), record(C)],
      [
        title('B'),
        title('C'),
        'Neem 2 van de 3 ontbrekende voorzieningen weer op (de andere zouden een nieuwe melding geven)',
      ],
    ],
    [
      'the second of two with one number',
      [record(A)],
      [record(A), record(B), record({ ...B, type: '42' })],
      [title('B')],
    ],
    [
      'but a record that declares a namespace of its own, without that',
      [record(A)],
      [record(A), record(B).replace('<Persoon>', '<Persoon xmlns:x="urn:x">')],
      [title('B')],
    ],
  ])('%s', (_name, now, before, titles) => {
    expect(fixed(delivery(now), february(before)).map((fix) => fix.title)).toEqual(titles);
  });

  test('nor anything at all where more is missing than an edit could mend: no more than the first five', () => {
    const titles = (count: number) => {
      const day = (i: number) => `${2000 + Math.floor(i / 28)}01${String(1 + (i % 28)).padStart(2, '0')}`;
      const many = Array.from({ length: count }, (_, i) => record({ ...B, nummer: `B${i}`, start: day(i) }));
      return fixed(delivery([record(C)]), february([record(C), ...many])).map((fix) => fix.title);
    };
    expect(titles(500).slice(5)).toEqual([ALL(500)]);
    expect(titles(501)).toHaveLength(5);
  });

  test.each<[what: string, textOf: (whole: string) => PreviousFile['textOf']]>([
    ['can’t be read', () => () => undefined],
    ['is shorter than it was', (whole) => (start, end) => whole.slice(start, end - 1)],
    ['has something else there', () => (start, end) => 'x'.repeat(end - start)],
    ['has more there', (whole) => (start, end) => `${whole.slice(start, end)}<Voorziening/>`],
    [
      'has a broken record there',
      (whole) => (start, end) => whole.slice(start, end).replace('</Geslacht>', '<Geslacht>'),
    ],
    ['has a record there that begins elsewhere', (whole) => (start, end) => ` ${whole.slice(start, end)}`],
  ])('anything of a file that %s by now', (_what, textOf) => {
    const text = february([record(A), record(B)]);
    const titles = (readText: PreviousFile['textOf'] | undefined) => {
      const reader = new PreviousReader(PREVIOUS_URI, text, packs, readText);
      reader.run();
      const analysis = analyse(delivery([record(A)]), { previousDelivery: reader.result() });
      const finding = [...analysis.findings()].find(({ code }) => code === 'SRG-I104')!;
      return analysis.fixesOf(finding).map((fix) => formatMessage(fix.title, { language: 'nl', maskBsn: false }));
    };
    expect(titles(undefined)).toEqual([title('B')]);
    expect(titles(textOf(text))).toEqual([]);
  });

  test('a fix of another finding that would take a record away from its past', () => {
    const now = delivery([record({ ...A, start: '20250320', end: '20250310' })]);
    const before = february([record({ ...A, start: '20250320' })]);
    const titlesWith = (previous?: string) => {
      const analysis = analyse(now, previous === undefined ? {} : { previous });
      const { finding } = locateFindings(analysis).find(({ finding: { code } }) => code === 'SRG-I101')!;
      return analysis.fixesOf(finding).map((fix) => fix.title.key);
    };
    expect(titlesWith()).toEqual(['fix.swapDates', 'fix.removeEinddatum']);
    expect(titlesWith(before)).toEqual(['fix.removeEinddatum']);
  });
});

test('a changed start date is set back', () => {
  const [only, ...others] = fixed(delivery([record({ ...A, start: '20250102' })]), february([record(A)]));
  expect(others).toEqual([]);
  expect(only).toEqual({
    title: 'Zet de begindatum terug op 1 januari 2025',
    after: delivery([record(A)]),
    left: [],
  });
});
