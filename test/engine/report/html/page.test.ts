import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { CATALOGUES } from '../../../../server/src/engine/messages/message.ts';
import { renderPage } from '../../../../server/src/engine/report/html/page.ts';
import { REPORT_STYLE } from '../../../../server/src/engine/report/html/style.ts';
import { timelinePicture } from '../../../../server/src/engine/report/html/timeline-picture.ts';
import {
  renderViewDocument,
  viewFrame,
  viewLayout,
  viewParts,
} from '../../../../server/src/engine/report/html/view.ts';
import { makeReport, type Report } from '../../../../server/src/engine/report/report.ts';
import type { ReportOptions } from '../../../../server/src/engine/report/report-options.ts';
import { makeTimeline, recordAtPlace } from '../../../../server/src/engine/report/timeline.ts';
import { analyse, BSN, delivery, record } from '../../../support/delivery.ts';

const STYLE = REPORT_STYLE.sheets.join('');
const { hash: STYLE_HASH } = REPORT_STYLE;
const OPTIONS: ReportOptions = { language: 'nl', maskBsn: true, name: 'levering.srg.xml', maxFindings: 1000 };
const EXAMPLE = readFileSync('examples/met-fouten.srg.xml', 'utf8');

const report = (text: string, options: Partial<ReportOptions> = {}) =>
  makeReport(analyse(text), { ...OPTIONS, ...options });
const view = (one: Report) =>
  viewParts(one, viewLayout(one.language))
    .map(({ markup }) => markup.text)
    .join('');

test('the page of the example', async () => {
  const page = renderPage([report(EXAMPLE, { name: 'met-fouten.srg.xml' })], 'nl');
  await expect(page.replace(STYLE, '')).toMatchFileSnapshot('met-fouten.golden.html');
});

test('the page of two files in English', async () => {
  const reports = [
    report(delivery(), { language: 'en', name: 'leeg.srg.xml' }),
    report('<SRG/>', { language: 'en', name: 'onbekend.srg.xml' }),
    report('<note/>', { language: 'en', name: 'anders.xml' }),
  ];
  await expect(renderPage(reports, 'en').replace(STYLE, '')).toMatchFileSnapshot('several.golden.html');
});

describe('the content security policy', () => {
  test('knows the style by its hash', () => {
    expect(STYLE_HASH).toBe(`sha256-${createHash('sha256').update(STYLE).digest('base64')}`);
  });

  test('lets a file have nothing but its style', () => {
    const page = renderPage([report(EXAMPLE)], 'nl');
    const policy = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
    expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy.replaceAll("'", '&#39;')}">`);
    expect(page).toContain(`<style>${STYLE}</style>`);
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\sstyle=|\son\w+=|https?:|javascript:|url\((?!#)/i);
  });

  test('lets the view have its script, too', () => {
    const page = renderViewDocument('https://view.test/report-view.js', 'https://view.test', 'nl');
    expect(page).toContain("default-src 'none'; ".replaceAll("'", '&#39;'));
    expect(page).toContain('script-src https://view.test; ');
    const [texts, ...scripts] = page.match(/<script[\s\S]*?<\/script>/g)!;
    expect(scripts).toEqual(['<script src="https://view.test/report-view.js"></script>']);
    // Data, which no policy lets run.
    const [, data] = /^<script type="application\/json" id="texts">([^<]*)<\/script>$/.exec(texts!)!;
    expect(JSON.parse(data!)).toEqual(CATALOGUES);
    expect(page + view(report(EXAMPLE)) + viewFrame(viewLayout('nl'))).not.toMatch(/\sstyle=|\son\w+=|unsafe/);
  });
});

describe('what comes from a delivery stays text', () => {
  const HOSTILE = `<img src=x onerror="alert('x')">`;
  const ESCAPED = '&lt;img src=x onerror=&quot;alert(&#39;x&#39;)&quot;&gt;';
  const inXml = HOSTILE.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const text = delivery([
    record({ nummer: inXml, start: '20250310', end: '20250301' }),
    record({ nummer: 'B', type: inXml }),
    record({ nummer: inXml, type: '40' }),
  ]);
  const analysis = analyse(text);
  const picture = timelinePicture(
    makeTimeline(analysis, recordAtPlace(analysis, 0)!, { language: 'nl', maskBsn: true }),
    viewLayout('nl'),
  ).text;

  test.each<[string, string]>([
    ['the page', renderPage([report(text, { name: HOSTILE })], 'nl')],
    ['the view', view(report(text, { name: HOSTILE }))],
    ['a timeline', picture],
    [
      'missing records',
      view({
        ...report(delivery()),
        missing: {
          from: HOSTILE,
          isConversion: false,
          remarks: [],
          records: [{ bsn: HOSTILE, type: HOSTILE, label: HOSTILE, start: HOSTILE, registratienummer: HOSTILE }],
          hidden: 0,
        },
      }),
    ],
  ])('%s', (_name, page) => {
    expect(page).not.toContain('<img');
    expect(page).toContain(ESCAPED);
  });
});

describe('structure', () => {
  const several = [report(EXAMPLE), report(delivery([record()]))];
  test.each<[string, string]>([
    ['one file', renderPage([report(EXAMPLE)], 'nl')],
    ['several files', renderPage(several, 'nl')],
    ['no file', renderPage([], 'nl')],
    ['the view', `<html>${viewFrame(viewLayout('nl'))}${view(report(EXAMPLE))}</html>`],
  ])('%s: ids differ, and what is named by one is there', (_name, page) => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...page.matchAll(/(?:aria-labelledby|for)="([^"]+)"|href="#([^"]+)"|url\(#(\w+)\)/g)].map(
      (match) => match[1] ?? match[2] ?? match[3]!,
    );
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  test.each<[string, string]>([
    ['one file', renderPage([report(EXAMPLE)], 'nl')],
    ['several files', renderPage(several, 'nl')],
  ])('%s: one first heading, and none is left out below it', (_name, page) => {
    const levels = [...page.matchAll(/<h(\d)/g)].map((match) => Number(match[1]));
    expect(levels.filter((level) => level === 1)).toEqual([1]);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  test('tags are closed', () => {
    const errors: string[] = [];
    const parser = new DOMParser({ onError: (level, message) => level !== 'warning' && errors.push(message) });
    for (const segment of viewParts(report(EXAMPLE), viewLayout('nl')))
      parser.parseFromString(`<p>${segment.markup}</p>`, 'text/xml');
    expect(errors).toEqual([]);
  });
});

describe('words', () => {
  test('a template has no verdict of CBS', () => {
    const page = renderPage([makeReport(analyse(delivery(record({ start: '{{start}}' }))), OPTIONS)], 'nl');
    expect(page).toContain('Dit bestand is een sjabloon');
    expect(page).not.toContain('CBS heeft geen reden');
  });

  test('the notes of a reconstructed pack, and of checks that were left out', () => {
    const analysis = analyse(delivery([record()]), { rules: { 'SRG-I107': 'off' } });
    const page = renderPage([makeReport(analysis, OPTIONS)], 'nl');
    expect(page).toContain('is een reconstructie en niet de officiële XSD van CBS');
    expect(page).toContain(
      'Niet nagegaan: SRG-T003 (geen berichtgevercode opgegeven), SRG-I104 (geen bestand van vorige maand), SRG-I107 (uitgezet).',
    );
    expect(page).toContain('Goedgekeurd');
  });

  test('numbers and shares as the language has them', () => {
    const records = Array.from({ length: 1200 }, (_, i) =>
      record({
        type: i % 3 === 0 ? '29' : '30',
        nummer: `N-${i}`,
        start: `202503${String(1 + (i % 28)).padStart(2, '0')}`,
      }),
    );
    const analysis = analyse(delivery(records), { rules: { 'SRG-T004': 'off' } });
    expect(renderPage([makeReport(analysis, OPTIONS)], 'nl')).toContain('33,3% van de records (400 van 1.200)');
    const english = makeReport(analysis, { ...OPTIONS, language: 'en' });
    expect(renderPage([english], 'en')).toContain('33.3% of the records (400 of 1,200)');
  });

  test('a page that does not name all of a kind says so', () => {
    const text = delivery([1, 2, 3].map((n) => record({ start: '20250310', end: '20250301', nummer: `R-${n}` })));
    const rules = { 'SRG-I119': 'off' } as const;
    const page = (maxFindings: number) =>
      renderPage([makeReport(analyse(text, { rules }), { ...OPTIONS, maxFindings })], 'nl');
    expect(page(2)).toContain('En nog 1 van deze soort.');
    expect(page(3)).not.toContain('En nog');
  });

  test('a page that is handed on says what it is of', () => {
    const made = { on: 20_148, version: '1.2.3', sha256: 'abc123' };
    const page = renderPage([report(EXAMPLE, { made })], 'nl');
    expect(page).toContain('1 maart 2025, met SRG XML 1.2.3');
    expect(page).toContain('abc123');
    expect(renderPage([report(EXAMPLE, { made: { ...made, sha256: undefined } })], 'nl')).toContain('niet bekend: ');
  });

  test('a page of a usual file is some pages long', () => {
    const text = delivery(
      Array.from({ length: 400 }, (_, i) => record({ type: i % 2 ? '30' : '77', nummer: `N-${i}`, bsn: BSN[i % 3]! })),
    );
    const page = renderPage([report(text, { maxFindings: 24 })], 'nl').replace(STYLE, '');
    expect(page.match(/<li>|<tr|<p/g)!.length).toBeLessThan(200);
  });

  test('what is missing from last month: some, none, not known', () => {
    const previous = delivery([record({ bsn: BSN[0], nummer: 'A' }), record({ bsn: BSN[1], nummer: 'B' })], {
      verslagmaand: '2025-02',
    }).replaceAll('20250301', '20250201');
    const made = (text: string, options: Partial<ReportOptions> = {}, last: string | undefined = previous) =>
      makeReport(analyse(text, last === undefined ? {} : { previous: last }), { ...OPTIONS, ...options });
    const [header, ...records] = previous.split('<Voorzieningen>');
    const whole = [header!.replace('>02<', '>03<'), ...records].join('<Voorzieningen>');
    expect(view(makeReport(analyse(delivery()), OPTIONS))).not.toContain('ten opzichte van vorige maand');
    expect(view(made(whole))).toContain('Alles wat in vorige-maand.srg.xml nog liep, staat ook in deze levering.');
    for (const page of [view(made(delivery())), renderPage([made(delivery())], 'nl')]) {
      expect(page).toContain(
        'Deze voorzieningen liepen volgens vorige-maand.srg.xml aan het eind van vorige maand nog',
      );
      expect(page).toContain('1 februari 2025');
      expect(page).toContain('*****4869');
      expect(page).not.toMatch(/\d{9}|Hier niet getoond/);
    }
    const cut = view(made(delivery(), { maxMissing: 1, maskBsn: false }));
    expect(cut).toContain(BSN[0]);
    expect(cut).not.toContain(BSN[1]);
    expect(cut).toContain('Hier niet getoond: 1.');
  });

  test.each<[verdict: Report['verdict'], heading: string]>([
    ['goedgekeurd', 'Nog niet bekend'],
    ['contact', 'Nog niet bekend'],
    ['afkeur', 'Afkeur'],
  ])('a file that was not looked at as a whole, so far %s: %s', (verdict, heading) => {
    const page = renderPage([{ ...report(delivery()), partial: 0.428, verdict }], 'nl');
    expect(page).toContain(`</span> ${heading}</h2>`);
    expect(page).toContain('De controle van dit bestand is afgebroken bij 42%.');
  });

  test('whether BSNs can be read', () => {
    expect(renderPage([report(EXAMPLE)], 'nl')).toContain('BSN’s zijn onleesbaar gemaakt.');
    expect(renderPage([report(EXAMPLE)], 'nl')).not.toMatch(/\d{9}/);
    expect(renderPage([report(EXAMPLE, { maskBsn: false })], 'nl')).toContain('Let op: dit rapport bevat BSN’s.');
  });
});
