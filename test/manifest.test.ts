import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LAYOUT_COMMANDS } from '../server/src/features/layout-commands.ts';
import { DEFAULT_SETTINGS, readSettings } from '../server/src/settings.ts';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
const properties: Record<string, { default: unknown; enum?: string[] }> = contributes.configuration.properties;

test('the settings in the manifest are those of the server, with the same defaults', () => {
  // What the client alone looks at.
  const { 'srg.trace.server': _trace, 'srg.autoClosingTags': _closing, ...own } = properties;
  const defaults: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(own)) {
    const [section, key] = name.replace('srg.', '').split('.') as [string, string?];
    if (key === undefined) defaults[section] = property.default;
    else defaults[section] = { ...(defaults[section] as object | undefined), [key]: property.default };
  }
  expect(defaults).toEqual(DEFAULT_SETTINGS);
  expect(readSettings(defaults)).toEqual(DEFAULT_SETTINGS);
  expect(properties['srg.language']!.enum).toEqual(['nl', 'en']);
});

test('the commands of the server can be found in the palette', () => {
  const commands = contributes.commands.map(({ command }: { command: string }) => command);
  expect(commands).toEqual(expect.arrayContaining(Object.keys(LAYOUT_COMMANDS)));
});

test.each([
  undefined,
  null,
  1,
  'x',
  [],
  { language: 'fr', packs: 'x', rules: [1], maxProblems: -1 },
  { inlayHints: { codes: 'no' }, codeLens: 1 },
])('what is no setting counts as not set: %j', (value) => {
  expect(readSettings(value)).toEqual(DEFAULT_SETTINGS);
});

test('a switch is taken without the others', () => {
  const { inlayHints } = DEFAULT_SETTINGS;
  expect(readSettings({ inlayHints: { running: false } }).inlayHints).toEqual({ ...inlayHints, running: false });
});
