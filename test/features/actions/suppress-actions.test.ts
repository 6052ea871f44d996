import { describe, expect, test } from 'vitest';
import type { CodeAction, Range, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { locateFindings, locateSuppressed } from '../../../server/src/engine/analysis/located-findings.ts';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { codeActionsAt } from '../../../server/src/features/actions/code-actions.ts';
import { suppressActions } from '../../../server/src/features/actions/suppress-actions.ts';
import { type AnalyseOptions, analyse, BSN, delivery, findingsOf, record } from '../../support/delivery.ts';
import { head, tail } from '../../support/laid-out.ts';
import { personDelivery, personPack } from '../../support/person-pack.ts';
import { applyTextEdits } from '../../support/text-edits.ts';

const OPTIONS = {
  language: 'nl',
  maskBsn: false,
  uri: 'file:///x.srg.xml',
  version: 1,
  versionedEdits: true,
  resolvesEdits: false,
  createsDocuments: false,
  takesEdits: false,
  only: ['quickfix'],
  maxProblems: 500,
  canGoTo: true,
  pageOf: () => undefined,
} as const;

const LATE = record({ start: '20250401', nummer: 'A' });

/** What can be suppressed in a text, with the text after each. */
function actionsIn(text: string, options: AnalyseOptions = {}): { action: CodeAction; after: string }[] {
  const analysis = analyse(text, options);
  return atOnce(suppressActions(analysis, { start: 0, end: text.length }, OPTIONS)).map((action) => {
    const [change] = action.edit!.documentChanges as TextDocumentEdit[];
    return { action, after: applyTextEdits(text, change!.edits as TextEdit[]) };
  });
}

const laidOut = (record: string) => `${head()}    ${record}\n${tail}`;

describe('a comment suppresses the finding', () => {
  test.each<[name: string, text: string, after: string, options?: AnalyseOptions]>([
    [
      'on a line of its own, as far in as the record',
      laidOut(LATE),
      laidOut(`<!-- srg-disable SRG-I106:  -->\n    ${LATE}`),
    ],
    [
      'with CR LF',
      laidOut(LATE).replace(/\n/g, '\r\n'),
      laidOut(`<!-- srg-disable SRG-I106:  -->\n    ${LATE}`).replace(/\n/g, '\r\n'),
    ],
    [
      'on the one line that there is',
      delivery([LATE]).replace(/\n/g, ''),
      delivery([`<!-- srg-disable SRG-I106:  -->${LATE}`]).replace(/\n/g, ''),
    ],
    [
      'behind another comment',
      laidOut(`<!-- let op -->\n    ${LATE}`),
      laidOut(`<!-- let op -->\n    <!-- srg-disable SRG-I106:  -->\n    ${LATE}`),
    ],
    [
      'of the header, first in the root',
      delivery([], { gemeente: '9999' }),
      delivery([], { gemeente: '9999' }).replace('<Lev', '<!-- srg-disable SRG-I114:  -->\n<Lev'),
    ],
    [
      'of a record under a person',
      personDelivery(['<Persoon bsn="950204869">\n  <V nr="1"><Van>2025-04-01</Van></V>\n</Persoon>']),
      personDelivery([
        '<Persoon bsn="950204869">\n  <!-- srg-disable SRG-I106:  -->\n  <V nr="1"><Van>2025-04-01</Van></V>\n</Persoon>',
      ]),
      { packs: [personPack] },
    ],
  ])('%s', (_name, text, after, options) => {
    const actions = actionsIn(text, options);
    expect(actions.map((one) => one.after)).toEqual([after]);
    // It is suppressed, and what is left to say is that a reason is to be given.
    const analysis = analyse(after, options);
    expect(locateSuppressed(analysis)).toHaveLength(1);
    expect(findingsOf(analysis).map(({ code, message }) => `${code} ${message}`)).toEqual([
      expect.stringMatching(/^SRG-S001 Bij deze onderdrukking van SRG-I1\d\d ontbreekt de reden/),
    ]);
  });
});

test('the editor goes to where the reason belongs', () => {
  const [{ action, after }] = actionsIn(laidOut(LATE)) as [{ action: CodeAction; after: string }];
  const [uri, { start, end }] = action.command!.arguments as [string, Range];
  expect(action.title).toBe('Onderdruk deze melding (SRG-I106) voor dit record');
  expect(uri).toBe(OPTIONS.uri);
  expect(start).toEqual(end);
  const line = after.split('\n')[start.line]!;
  expect(`${line.slice(0, start.character)}‹|›${line.slice(start.character)}`).toBe(
    '    <!-- srg-disable SRG-I106: ‹|› -->',
  );
});

test('a technical mistake can’t be suppressed, and one of two in a record apart from the other', () => {
  const text = delivery([record({ start: '20250320', end: '20250310', bsn: '950204868' }), record({ type: '99' })]);
  expect(actionsIn(text).map(({ action }) => action.title)).toEqual([
    'Onderdruk deze melding (SRG-I101) voor dit record',
    'Onderdruk deze melding (SRG-I107) voor dit record',
  ]);
});

test('putting it right comes first', () => {
  const text = delivery([record({ start: '20250320', end: '20250310', bsn: BSN[1] })]);
  const analysis = analyse(text);
  const { range } = locateFindings(analysis)[0]!;
  const titles = atOnce(codeActionsAt(analysis, range, OPTIONS)).map(({ title }) => title);
  expect(titles.length).toBeGreaterThan(1);
  const first = titles.findIndex((title) => title.startsWith('Onderdruk'));
  expect(first).toBeGreaterThan(0);
  expect(titles.slice(first).every((title) => title.startsWith('Onderdruk'))).toBe(true);
});

test('no more than some for a selection over many', () => {
  expect(actionsIn(delivery(Array.from({ length: 50 }, () => record({ start: '20250401' }))))).toHaveLength(20);
});
