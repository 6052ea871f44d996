import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LAYOUT_COMMANDS } from '../server/src/features/layout-commands.ts';
import { DEFAULT_SETTINGS, readSettings } from '../server/src/settings.ts';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const properties: Record<string, { default: unknown; enum?: string[] }> = contributes.configuration.properties;

test('the settings in the manifest are those of the server, with the same defaults', () => {
  const { 'srg.trace.server': _trace, ...own } = properties;
  const defaults = Object.fromEntries(
    Object.entries(own).map(([name, property]) => [name.replace('srg.', ''), property.default]),
  );
  expect(defaults).toEqual(DEFAULT_SETTINGS);
  expect(readSettings(defaults)).toEqual(DEFAULT_SETTINGS);
  expect(properties['srg.language']!.enum).toEqual(['nl', 'en']);
});

test('the commands of the server can be found in the palette', () => {
  const commands = contributes.commands.map(({ command }: { command: string }) => command);
  expect(commands).toEqual(expect.arrayContaining(Object.keys(LAYOUT_COMMANDS)));
});

test.each([undefined, null, 1, 'x', [], { language: 'fr', packs: 'x', rules: [1], maxProblems: -1 }])(
  'what is no setting counts as not set: %j',
  (value) => {
    expect(readSettings(value)).toEqual(DEFAULT_SETTINGS);
  },
);
