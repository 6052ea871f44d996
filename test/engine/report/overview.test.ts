import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { factsOf, type OverviewRow, worstFirst } from '../../../server/src/engine/report/overview/overview.ts';
import { overviewCsv, renderOverview } from '../../../server/src/engine/report/overview/overview-page.ts';
import { analyse, delivery, record } from '../../support/delivery.ts';

const NL = { language: 'nl', maskBsn: true } as const;
const VIEW = { kind: 'view', script: 'https://view.test/overview-view.js', source: 'https://view.test' } as const;
const GOOD = analyse(delivery([record({ nummer: 'A' })]));
const BAD = analyse(delivery([record({ nummer: 'A', type: '77' }), record({ nummer: 'B', type: '77' })]));
const ROWS: readonly OverviewRow[] = [
  { uri: 'file:///goed.xml', name: 'goed.xml', outcome: 'goedgekeurd', facts: factsOf(GOOD) },
  { uri: 'file:///weg.xml', name: '=weg<i>.xml', outcome: 'unchecked', facts: undefined },
  { uri: 'file:///b.xml', name: 'b.xml', outcome: 'contact', facts: factsOf(GOOD) },
  { uri: 'file:///fout.xml', name: 'fout.xml', outcome: 'afkeur', facts: factsOf(BAD) },
];

test('the worst comes first', () => {
  expect(worstFirst(ROWS).map(({ name }) => name)).toEqual(['fout.xml', '=weg<i>.xml', 'b.xml', 'goed.xml']);
});

test('what a file is, and what is in it', () => {
  expect(factsOf(BAD)).toMatchObject({ gemeente: 'Amsterdam (0363)', records: 2, counts: { error: 2 } });
  expect(factsOf(analyse('<SRG/>'))).toMatchObject({ gemeente: undefined, verslagmaand: undefined, records: 0 });
});

test('a page stands by itself, and names are text', () => {
  const page = renderOverview(ROWS, { kind: 'page' }, NL);
  expect(page).not.toMatch(/<script|<button|<i>|\sstyle=|\son\w+=|https?:/);
  expect(page).toContain('4 bestanden: 1 Afkeur, 1 Niet gecontroleerd, 1 Contact, 1 Goedgekeurd');
  expect(page).toContain('=weg&lt;i&gt;.xml');
  expect(page).toContain('maart 2025');
});

test('a view opens and sorts: each column has a button, each cell what it is sorted by', () => {
  const view = renderOverview(ROWS, VIEW, NL);
  const table = new DOMParser().parseFromString(view.match(/<table[\s\S]*<\/table>/)![0], 'text/xml');
  const rows = Array.from(table.getElementsByTagName('tbody')[0]!.getElementsByTagName('tr'));
  expect(rows).toHaveLength(4);
  const heads = table.getElementsByTagName('thead')[0]!.getElementsByTagName('button');
  for (const row of rows) {
    const cells = Array.from(row.childNodes).filter(({ nodeName }) => nodeName === 'th' || nodeName === 'td');
    expect(cells).toHaveLength(heads.length);
    for (const cell of cells) expect((cell as unknown as Element).hasAttribute('data-key')).toBe(true);
  }
  expect(view).toContain('data-open="file:///fout.xml"');
  expect(view).toContain('script-src https://view.test; ');
});

test('CSV has numbers as numbers, and no cell begins a formula', () => {
  expect(overviewCsv(ROWS, NL).split('\r\n')).toEqual([
    '\ufeffBestand;Oordeel;Gemeente;Verslagmaand;Fouten;Waarschuwingen;Informatie;Records',
    'fout.xml;Afkeur;Amsterdam (0363);maart 2025;2;0;0;2',
    "'=weg<i>.xml;Niet gecontroleerd;;;;;;",
    'b.xml;Contact;Amsterdam (0363);maart 2025;0;0;0;1',
    'goed.xml;Goedgekeurd;Amsterdam (0363);maart 2025;0;0;0;1',
    '',
  ]);
});

test('nothing was found', () => {
  expect(renderOverview([], { kind: 'page' }, NL)).toContain('Geen SRG-leveringen gevonden');
});
