import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { locateFindings } from '../../../server/src/engine/analysis/located-findings.ts';
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
    expect(makeReport(EXAMPLE, OPTIONS)).toMatchObject({ verdict, suppressed, counts, hidden: 0, partial: undefined });
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
    expect(report(text).findings).toEqual([
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
      findings: expect.arrayContaining([
        expect.objectContaining({ bsn: '952004868', registratienummer: 'X-952004868' }),
      ]),
    });
  });

  const { error, warning, information } = EXAMPLE.tally;
  const all = error + warning + information;
  test.each([0, 1, 2, error, error + 1, all, all + 1])(
    'the %i most severe, in the order of the text',
    (maxFindings) => {
      const { findings, hidden } = makeReport(EXAMPLE, { ...OPTIONS, maxFindings });
      expect(findings).toHaveLength(Math.min(maxFindings, all));
      expect(hidden).toBe(all - findings.length);
      expect(findings.filter(({ severity }) => severity === 'error')).toHaveLength(Math.min(maxFindings, error));
      const lines = findings.map(({ start }) => start.line);
      expect(lines).toEqual([...lines].sort((a, b) => a - b));
    },
  );

  test('everything wrong: all are counted, and as many as can be shown are told', () => {
    const records = Array.from({ length: 3000 }, (_, i) =>
      record({ bsn: '952004868', end: '20240101', nummer: `N-${i}` }),
    );
    const whole = report(delivery(records), { maxFindings: 100 }, { rules: { 'SRG-I119': 'off' } });
    expect(counted(whole)).toEqual({ 'SRG-I101': 3000, 'SRG-I106': 3000, 'SRG-I107': 3000 });
    expect(whole.findings).toHaveLength(100);
    expect(whole.hidden).toBe(8900);
    expect(whole.findings.every(({ record: place }) => place !== undefined && place < 50)).toBe(true);
  });

  test('those of the command line, in its order', () => {
    const places = (analysis: DeliveryAnalysis) =>
      locateFindings(analysis).map(({ finding, range }) => [finding.code, analysis.source.positionAt(range.start)]);
    expect(makeReport(EXAMPLE, OPTIONS).findings.map(({ code, start }) => [code, start])).toEqual(places(EXAMPLE));
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
    expect(told.findings.map(({ code }) => code)).toContain('SOMS');
  });

  test('that comments suppress are counted', () => {
    const text = two.replace('<Voorziening>', '<!-- srg-disable SOMS: x -->$&');
    const some = own(report(text, {}, { schematron: [FAILING] })).find(({ code }) => code === 'SOMS');
    expect(some).toMatchObject({ count: 1, suppressed: 1 });
  });
});
