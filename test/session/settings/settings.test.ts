import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, readSettings } from '../../../server/src/session/settings/settings.ts';

test.each([
  [{ i106: 'off' }, { 'SRG-I106': 'off' }],
  [{ 'srg-i106': 'error' }, { 'SRG-I106': 'error' }],
  [{ 'SRG-I106': 'warning' }, { 'SRG-I106': 'warning' }],
  [{ eigen: 'off' }, { eigen: 'off' }],
  [{ i999: 'off' }, { i999: 'off' }],
  [{ 'SRG-I999': 'off', i106: 'fatal' }, {}],
])('rules: %j is read as %j', (given, expected) => {
  expect(readSettings({ rules: given }).rules).toEqual(expected);
});

const HINTS = { codes: true, periods: true, running: true, berichtgever: true };

test.each<[what: string, given: unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a list', []],
  ['no more than its section', {}],
  ['a language that is none of ours', { language: 'de' }],
  ['switches that are none', { codeLens: 'yes', inlayHints: { codes: 1, periods: null } }],
  ['a number that is none', { maxProblems: 'many' }],
  ['texts where lists belong', { packs: 'a', berichtgevers: 'b', schematron: 'c', templates: { files: 'd' } }],
])('what is not set, or not of its kind, is as it is by default: %s', (_what, given) => {
  expect(readSettings(given)).toEqual(DEFAULT_SETTINGS);
  expect(DEFAULT_SETTINGS).toMatchObject({ language: 'nl', maxProblems: 500, codeLens: false, inlayHints: HINTS });
});

test.each(Object.keys(HINTS))('each switch is read as it is given: %s', (name) => {
  expect(readSettings({ inlayHints: { [name]: false } }).inlayHints).toEqual({ ...HINTS, [name]: false });
  expect(readSettings({ inlayHints: { [name]: true } }).inlayHints).toEqual(HINTS);
});

test('and so is the rest', () => {
  const given = {
    language: 'en',
    maxProblems: 3,
    codeLens: true,
    packs: ['p'],
    berichtgevers: ['0363'],
    schematron: ['s'],
  };
  expect(readSettings(given)).toMatchObject(given);
  expect(readSettings({ ...given, codeLens: false }).codeLens).toBe(false);
  expect(readSettings({ templates: { files: ['*.x'], placeholders: ['a'] } }).templates).toEqual({
    files: ['*.x'],
    placeholders: ['a'],
  });
});
