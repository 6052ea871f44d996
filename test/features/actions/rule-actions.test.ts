import { expect, test } from 'vitest';
import type { TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { atOnce } from '../../../server/src/engine/text/time-sliced.ts';
import { ruleActions } from '../../../server/src/features/actions/rule-actions.ts';
import { analyse, delivery, findingsOf, record } from '../../support/delivery.ts';
import { applyTextEdits } from '../../support/text-edits.ts';

const OPTIONS = {
  language: 'nl',
  maskBsn: false,
  uri: 'file:///x.srg.xml',
  version: 1,
  versionedEdits: true,
  maxProblems: 500,
  canGoTo: false,
  canSetRules: true,
  canExplain: true,
  pageOf: () => undefined,
} as const;

const LATE = ['A', 'B'].map((nummer) => record({ start: '20250401', nummer }));
const actionsIn = (text: string, options: object = {}) =>
  atOnce(ruleActions(analyse(text), { start: 0, end: text.length }, { ...OPTIONS, ...options }));

test('of a rule of content: silent in this file, off in the settings, and what it is about', () => {
  const actions = actionsIn(delivery(LATE));
  const late = actions.filter(({ title }) => title.includes('SRG-I106'));
  expect(late.map(({ command, edit }) => command?.command ?? Object.keys(edit!))).toEqual([
    ['documentChanges'],
    'srg.ruleOff',
    'srg.explain',
  ]);
  expect(late[1]!.command!.arguments).toEqual(['file:///x.srg.xml', 'SRG-I106']);
  expect(late[2]!.command!.arguments).toEqual(['SRG-I106']);
});

test('one comment makes it silent in the whole file', () => {
  const text = delivery(LATE);
  const [action] = actionsIn(text).filter(({ title }) => title.includes('SRG-I106'));
  const [change] = action!.edit!.documentChanges as TextDocumentEdit[];
  const after = applyTextEdits(text, change!.edits as TextEdit[]).replace('SRG-I106:', 'SRG-I106: afgesproken');
  const codes = (text: string) => findingsOf(analyse(text)).map(({ code }) => code);
  expect(codes(text)).toContain('SRG-I106');
  expect(codes(after)).not.toContain('SRG-I106');
  expect(codes(after)).not.toContain('SRG-S001');
});

test('what CBS rejects can be read about, and is not kept quiet', () => {
  const actions = actionsIn(delivery([record({ type: '77' })]));
  expect(actions.map(({ command }) => command?.command)).toEqual(['srg.explain']);
});

test('a client that knows no such commands gets the comment alone', () => {
  const actions = actionsIn(delivery(LATE), { canSetRules: false, canExplain: false });
  expect(actions.every(({ edit }) => edit !== undefined)).toBe(true);
});
