import { expect, test } from 'vitest';
import { readSettings } from '../../../server/src/session/settings/settings.ts';

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
