import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, readSettings } from '../server/src/settings.ts';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const properties: Record<string, { default: unknown; enum?: string[] }> = contributes.configuration.properties;

test('the settings in the manifest are those of the server, with the same defaults', () => {
  // What the client alone looks at.
  const { 'srg.trace.server': _trace, 'srg.autoClosingTags': _closing, ...own } = properties;
  const defaults = Object.fromEntries(
    Object.entries(own).map(([name, property]) => [name.replace('srg.', ''), property.default]),
  );
  expect(defaults).toEqual(DEFAULT_SETTINGS);
  expect(readSettings(defaults)).toEqual(DEFAULT_SETTINGS);
  expect(properties['srg.language']!.enum).toEqual(['nl', 'en']);
});

test.each([undefined, null, 1, 'x', [], { language: 'fr', packs: 'x', rules: [1], maxProblems: -1 }])(
  'what is no setting counts as not set: %j',
  (value) => {
    expect(readSettings(value)).toEqual(DEFAULT_SETTINGS);
  },
);
