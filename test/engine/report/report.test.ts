import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { eachFinding, locateFindings } from '../../../server/src/engine/analysis/located-findings.ts';
import { hasMessage } from '../../../server/src/engine/messages/message.ts';
import { makeReport, type Report } from '../../../server/src/engine/report/report.ts';
import type { ReportOptions } from '../../../server/src/engine/report/report-options.ts';
import { RULES } from '../../../server/src/engine/rules/registry.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { type AnalyseOptions, analyse, BSN, delivery, packs, record } from '../../support/delivery.ts';
import { AFSPRAKEN, FAILING } from '../../support/schematron.ts';

const OPTIONS: ReportOptions = { language: 'nl', maskBsn: true, name: 'levering.srg.xml', maxFindings: 1000 };
const EXAMPLE = analyse(readFileSync('examples/met-fouten.srg.xml', 'utf8'));

const report = (text: string, options: Partial<ReportOptions> = {}, settings: AnalyseOptions = {}) =>
  makeReport(analyse(text, settings), { ...OPTIONS, ...options });
const counted = ({ rules }: Report) =>
  Object.fromEntries(rules.filter((r) => r.count > 0).map((r) => [r.code, r.count]));

const findings = ({ kinds }: Report) => kinds.flatMap(({ findings: rows }) => rows);

/** One of each: rejected, contact, information only, nothing wrong. */
const BAD_CODE = record({ type: '99', nummer: 'A' });
const REVERSED = record({ start: '20250310', end: '20250301', nummer: 'B' });
const LATE = record({ start: '20250101', end: '20250201', nummer: 'C' });
const RIGHT = record({ bsn: BSN[1], nummer: 'D' });

describe('the header', () => {
  test.each<[name: string, text: string, header: Partial<NonNullable<Report['header']>>]>([
    [
      'a municipality by name',
      delivery([RIGHT]),
      {
        gemeente: '0363',
        naam: 'Amsterdam',
        berichtgever: '0363',
        verslagmaand: 'maart 2025',
        softwarepakket: 'Ander pakket',
      },
    ],
    [
      'one that is in no list',
      delivery([], { gemeente: '9999' }),
      { gemeente: '9999', naam: undefined, berichtgever: '0363' },
    ],
    ['an invalid month', delivery([], { verslagmaand: '2025-13' }), { berichtgever: '0363', verslagmaand: undefined }],
    [
      'no values at all',
      delivery([], { header: '' }),
      { gemeente: undefined, berichtgever: undefined, softwarepakket: undefined },
    ],
  ])('%s', (_name, text, header) => {
    expect(report(text).header).toMatchObject(header);
  });

  test('in English', () => {
    expect(report(delivery(), { language: 'en' }).header).toMatchObject({ verslagmaand: 'March 2025' });
  });
});

describe('the verdict and what it comes from', () => {
  test.each<[name: string, text: string, settings: AnalyseOptions, verdict: Report['verdict'], reasons: string[]]>([
    ['nothing wrong', delivery([RIGHT]), {}, 'goedgekeurd', []],
    ['an empty delivery', delivery(), {}, 'goedgekeurd', []],
    ['information only', delivery([LATE]), {}, 'goedgekeurd', []],
    ['a content check', delivery([REVERSED, LATE]), {}, 'contact', ['SRG-I101']],
    ['a technical check beside it', delivery([BAD_CODE, REVERSED]), {}, 'afkeur', ['SRG-T002']],
    [
      'what the user calls information',
      delivery([REVERSED]),
      { rules: { 'SRG-I101': 'information' } },
      'contact',
      ['SRG-I101'],
    ],
    ['what the user calls an error', delivery([LATE]), { rules: { 'SRG-I106': 'error' } }, 'goedgekeurd', []],
    ['what the user switched off', delivery([REVERSED]), { rules: { 'SRG-I101': 'off' } }, 'goedgekeurd', []],
    ['an unknown format', '<SRG/>', {}, 'niet-te-beoordelen', ['SRG-T005']],
    ['an unknown format, not said', '<SRG/>', { rules: { 'SRG-T005': 'off' } }, 'niet-te-beoordelen', ['SRG-T005']],
    [
      'a mistake that could not be seen',
      delivery([BAD_CODE, REVERSED]),
      { rules: { 'SRG-T002': 'off' } },
      'niet-te-beoordelen',
      ['SRG-T002'],
    ],
    [
      'a record that stands there twice, not seen',
      delivery([RIGHT, RIGHT]),
      { rules: { 'SRG-T004': 'off', 'SRG-I119': 'off' } },
      'niet-te-beoordelen',
      ['SRG-T004'],
    ],
    [
      'the same where a configuration says so',
      delivery([RIGHT, RIGHT]),
      { rules: { 'SRG-T004': 'off', 'SRG-I119': 'off' }, offByConfiguration: new Set(['SRG-T004']) },
      'niet-te-beoordelen',
      ['SRG-T004'],
    ],
    ['none of what is off', delivery([REVERSED]), { rules: { 'SRG-T002': 'off' } }, 'contact', ['SRG-I101']],
    [
      'rejected, whatever else could not be seen',
      delivery([RIGHT, '<Voorziening>&']),
      { rules: { 'SRG-T002': 'off' } },
      'afkeur',
      ['SRG-T001'],
    ],
    ['no XML', 'x', {}, 'afkeur', ['SRG-T001']],
    ['another language', '<note/>', {}, undefined, []],
  ])('%s', (_name, text, settings, verdict, reasons) => {
    expect(report(text, {}, settings)).toMatchObject({ verdict, reasons });
  });

  test('are those of the analysis, and the counts with them', () => {
    const { verdict, suppressed, ...counts } = EXAMPLE.tally;
    expect(makeReport(EXAMPLE, OPTIONS)).toMatchObject({ verdict, suppressed, counts, partial: undefined });
  });

  test('of work that was called off are as far as is known', () => {
    const text = delivery(Array.from({ length: 2000 }, (_, i) => record({ nummer: `N-${i}` })));
    const analysis = new DeliveryAnalysis(new SourceText(text), { packs, rules: {}, berichtgevers: [] });
    let steps = 0;
    analysis.run(() => ++steps > 3);
    const { partial, verdict } = makeReport(analysis, OPTIONS);
    expect(partial).toBeGreaterThanOrEqual(0);
    expect(partial).toBeLessThan(1);
    expect(verdict).toBe('goedgekeurd');
  });
});

describe('counts by rule', () => {
  test('has each rule, with what it is', () => {
    const { rules } = report(delivery([REVERSED, LATE]), {}, { rules: { 'SRG-I101': 'error', 'SRG-I107': 'off' } });
    expect(rules.map(({ code }) => code)).toEqual(RULES.map(({ code }) => code));
    expect(rules.find(({ code }) => code === 'SRG-I101')).toEqual({
      code: 'SRG-I101',
      name: 'datumvolgorde',
      consequence: 'contact',
      provenance: ['slides'],
      severity: 'error',
      state: 'applied',
      counts: { error: 1, warning: 0, information: 0 },
      count: 1,
      suppressed: 0,
      weighs: true,
    });
    expect(rules.find(({ code }) => code === 'SRG-I106')).toMatchObject({ count: 1, weighs: false });
    expect(rules.find(({ code }) => code === 'SRG-I107')).toMatchObject({ count: 0, state: 'setting' });
  });

  test('a format that is in no pack leaves nearly all of them without a say', () => {
    const { rules } = report('<SRG/>');
    expect(rules.filter(({ state }) => state === 'applied').map(({ code }) => code)).toEqual(['SRG-T005']);
    expect(new Set(rules.map(({ state }) => state))).toEqual(new Set(['applied', 'format']));
  });
});

describe('records by type', () => {
  test('in the groups and the order of the code list, with the share of the rest', () => {
    const types = ['30', '29', '10', '30', '98', '21'].map((type, i) => record({ type, nummer: `T-${i}` }));
    expect(report(delivery([...types, BAD_CODE])).types).toEqual({
      groups: [
        {
          label: 'Financiële compensatie',
          count: 1,
          types: [{ code: '10', label: 'Loonkostensubsidie o.g.v. de Participatiewet', count: 1, overig: false }],
        },
        {
          label: 'Werkplekken',
          count: 2,
          types: [
            { code: '21', label: 'Beschut werk', count: 1, overig: false },
            { code: '29', label: 'Overige werkplekken', count: 1, overig: true },
          ],
        },
        {
          label: 'Ondersteuning op de werkplek',
          count: 2,
          types: [{ code: '30', label: 'Jobcoach/begeleiding op de werkplek', count: 2, overig: false }],
        },
        { label: 'Anders', count: 1, types: [{ code: '98', label: 'Niet nader in te delen', count: 1, overig: true }] },
      ],
      untyped: 1,
      overig: 2,
    });
  });

  test.each(['', '<SRG/>', '<note/>', delivery()])('nothing to count in %j', (text) => {
    expect(report(text)).toMatchObject({ records: 0, types: undefined });
  });
});

describe('findings', () => {
  test('with their place, record and person', () => {
    const text = delivery([RIGHT, REVERSED]);
    const line = text.split('\n').findIndex((one) => one.includes('20250310'));
    const character = text.split('\n')[line]!.indexOf('20250301<');
    expect(findings(report(text))).toEqual([
      {
        code: 'SRG-I101',
        severity: 'warning',
        message:
          'De einddatum (1 maart 2025) ligt vóór de begindatum (10 maart 2025), dus deze voorziening heeft geen looptijd. Ga na welke datum klopt; misschien zijn ze verwisseld.',
        start: { line, character },
        end: { line, character: character + 8 },
        record: 1,
        bsn: '*****4869',
        registratienummer: 'B',
      },
    ]);
  });

  test('a BSN is masked wherever it stands, until it is asked for', () => {
    const text = delivery([record({ bsn: '952004868', nummer: 'X-952004868', end: '20250201' })]);
    expect(JSON.stringify(report(text))).not.toContain('952004868');
    expect(report(text, { maskBsn: false })).toMatchObject({
      bsnShown: true,
      kinds: expect.arrayContaining([
        expect.objectContaining({
          findings: [expect.objectContaining({ bsn: '952004868', registratienummer: 'X-952004868' })],
        }),
      ]),
    });
  });

  test.each([0, 1, 2, 1000])('the first %i of each kind, in the order of the text', (maxFindings) => {
    const { kinds } = makeReport(EXAMPLE, { ...OPTIONS, maxFindings });
    for (const { count, findings: rows } of kinds) {
      expect(rows).toHaveLength(Math.min(maxFindings, count));
      const lines = rows.map(({ start }) => start.line);
      expect(lines).toEqual([...lines].sort((a, b) => a - b));
    }
    const { error, warning, information } = EXAMPLE.tally;
    expect(kinds.reduce((sum, { count }) => sum + count, 0)).toBe(error + warning + information);
  });

  test('everything wrong: all are counted, and as many as can be shown are told', () => {
    const records = Array.from({ length: 3000 }, (_, i) =>
      record({ bsn: '952004868', end: '20240101', nummer: `N-${i}` }),
    );
    const whole = report(delivery(records), { maxFindings: 100 }, { rules: { 'SRG-I119': 'off' } });
    expect(counted(whole)).toEqual({ 'SRG-I101': 3000, 'SRG-I106': 3000, 'SRG-I107': 3000 });
    expect(whole.kinds.map(({ code, count, records }) => [code, count, records])).toEqual([
      ['SRG-I101', 3000, 3000],
      ['SRG-I106', 3000, 3000],
      ['SRG-I107', 3000, 3000],
    ]);
    expect(findings(whole)).toHaveLength(300);
    expect(findings(whole).every(({ record: place }) => place !== undefined && place < 100)).toBe(true);
  });

  test('those of the command line', () => {
    const told = findings(makeReport(EXAMPLE, OPTIONS)).map(({ code, start }) => [code, start]);
    const places = locateFindings(EXAMPLE).map(({ finding, range }) => [
      finding.code,
      EXAMPLE.source.positionAt(range.start),
    ]);
    expect(told).toEqual(expect.arrayContaining(places));
    expect(told).toHaveLength(places.length);
  });
});

describe('kinds', () => {
  test('worst first, of these the most, each with what to do', () => {
    const bad = (type: string, nummer: string) => record({ type, nummer, bsn: BSN[1] });
    const text = delivery([LATE, REVERSED, bad('00', 'E'), bad('77', 'F'), bad('77', 'G')]);
    const { kinds } = report(text, {}, { rules: { 'SRG-I118': 'off', 'SRG-I119': 'off' } });
    expect(
      kinds.map(({ id, severity, count, title, consequence }) => [id, severity, count, title, consequence]),
    ).toEqual([
      ['SRG-T002/code/typeVoorziening/77', 'error', 2, 'TypeVoorziening: 77 is geen geldige code', 'afkeur'],
      ['SRG-T002/code/typeVoorziening/00', 'error', 1, 'TypeVoorziening: 00 is geen geldige code', 'afkeur'],
      ['SRG-I101', 'warning', 1, 'Einddatum vóór begindatum', 'contact'],
      ['SRG-I106/late', 'information', 1, 'Late aanvulling', 'contact'],
    ]);
    expect(kinds[0]!.advice).toContain('een code uit de geldende lijst');
    expect(kinds.every(({ advice }) => advice !== undefined)).toBe(true);
  });

  test('what is missing of last month weighs as much as it is', () => {
    const last = delivery(
      ['E', 'F', 'G'].map((nummer) => record({ nummer, bsn: BSN[1], type: '40', start: '20250101' })),
      { verslagmaand: '2025-02' },
    );
    const { kinds } = report(delivery([REVERSED]), {}, { previous: last });
    expect(kinds.map(({ title, count, weight }) => [title, count, weight])).toEqual([
      ['3 voorzieningen van vorige maand ontbreken', 1, 3],
      ['Einddatum vóór begindatum', 1, 1],
    ]);
  });

  test('each rule has advice, in both languages', () => {
    for (const language of ['nl', 'en'] as const) {
      const without = RULES.filter(({ code }) => !hasMessage(`advice.${code}`)).map(({ code }) => code);
      expect(without, language).toEqual([]);
    }
  });

  test('what a baseline accepts is not there', () => {
    const all = () => [...eachFinding(EXAMPLE)].filter(({ finding }) => finding.code === 'SRG-I101');
    const { kinds } = makeReport(EXAMPLE, { ...OPTIONS, findings: { counts: EXAMPLE.tally, all } });
    expect(new Set(kinds.map(({ code }) => code))).toEqual(new Set(['SRG-I101']));
  });
});

test('the report is plain data', () => {
  const whole = makeReport(EXAMPLE, OPTIONS);
  expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
});

describe('rules of the user’s own', () => {
  const two = delivery([record({ bsn: BSN[1], nummer: 'D' }), record({ nummer: 'E' })]);
  const own = ({ rules }: Report) => rules.filter(({ consequence }) => consequence === undefined);

  test('stand behind ours, as far as they found something, and weigh nothing', () => {
    const told = report(two, {}, { schematron: [FAILING, AFSPRAKEN] });
    expect(own(told).map(({ code, name, count, severity, weighs }) => [code, name, count, severity, weighs])).toEqual([
      ['KOP', 'soms.sch', 1, 'error', false],
      ['LOOPT', 'soms.sch', 2, 'information', false],
      ['SOMS', 'soms.sch', 2, 'warning', false],
    ]);
    expect(told.rules.slice(-3)).toEqual(own(told));
    expect(told).toMatchObject({
      verdict: 'goedgekeurd',
      reasons: [],
      counts: { error: 1, warning: 2, information: 2 },
    });
    expect(findings(told).map(({ code }) => code)).toContain('SOMS');
  });

  test('that comments suppress are counted', () => {
    const text = two.replace('<Voorziening>', '<!-- srg-disable SOMS: x -->$&');
    const some = own(report(text, {}, { schematron: [FAILING] })).find(({ code }) => code === 'SOMS');
    expect(some).toMatchObject({ count: 1, suppressed: 1 });
  });
});
