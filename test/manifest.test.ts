import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { RULES } from '../server/src/engine/rules/registry.ts';
import { LAYOUT_COMMANDS } from '../server/src/features/formatting/layout-commands.ts';
import { STYLESHEET_LANGUAGES } from '../server/src/protocol/documents.ts';
import { DEFAULT_SETTINGS, readSettings } from '../server/src/session/settings/settings.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { contributes } = manifest;
const properties: Record<string, { default: unknown; enum?: string[]; order: number }> =
  contributes.configuration.properties;

test('the settings in the manifest are those of the server, with the same defaults', () => {
  // What the client alone looks at.
  const {
    'srg.trace.server': _trace,
    'srg.autoClosingTags': _closing,
    'srg.autoRenameTags': _renaming,
    'srg.switchLanguage': _switch,
    ...own
  } = properties;
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

test('the editor of settings shows them in the order of the manifest', () => {
  const orders = Object.values(properties).map(({ order }) => order);
  expect(orders).toEqual(orders.map((_order, index) => index + 1));
});

test('the commands of the server can be found in the palette', () => {
  const commands = contributes.commands.map(({ command }: { command: string }) => command);
  expect(commands).toEqual(expect.arrayContaining(Object.keys(LAYOUT_COMMANDS)));
});

/** A glob as VS Code reads it: `**` goes through folders, `*` stays in one; case doesn't matter. */
function toRegExp(glob: string): RegExp {
  const source = glob.replace(/[.+]/g, '\\$&').replace(/\*\*\/|\*/g, (stars) => (stars === '*' ? '[^/]*' : '(?:.*/)?'));
  return new RegExp(`^${source}$`, 'i');
}

test('the pages of the checks open as pages: the links of findings lead to their files, wherever VS Code has put them', () => {
  const { publisher, name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const associations: Record<string, string> = contributes.configurationDefaults['workbench.editorAssociations'];
  const [[pattern, editor] = [], ...others] = Object.entries(associations);
  expect(others).toEqual([]);
  expect(editor).toBe('vscode.markdown.preview.editor');
  // VS Code holds such a pattern against the scheme and the path.
  const installed = `file:/home/wie/.vscode/extensions/${publisher}.${name}-${version}/docs`;
  for (const page of ['beslisboom.md', ...RULES.map(({ code }) => `rules/${code}.md`)]) {
    expect(existsSync(`docs/${page}`)).toBe(true);
    expect(`${installed}/${page}`).toMatch(toRegExp(pattern!));
  }
  expect('file:/home/wie/project/docs/rules/SRG-I101.md').not.toMatch(toRegExp(pattern!));
});

/** Commands that go by a constant, which both sides know. */
const sources = ['client/src', 'server/src']
  .flatMap((folder) => globSync(`${folder}/**/*.ts`))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const BY_CONSTANT = [
  ...sources.matchAll(/registerCommand\(([A-Z_]+)/g),
  ...sources.matchAll(/\b(MATCHING_TAG)\b/g),
].map(([, name]) => new RegExp(`const ${name} = '([\\w.]+)'`).exec(sources)?.[1] ?? '');

test('every command of the manifest is one that the client or the server has', () => {
  const files = readdirSync('client/src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const client = files.map((file) => readFileSync(`client/src/${file}`, 'utf8')).join('\n');
  for (const { command } of contributes.commands) {
    expect(
      command in LAYOUT_COMMANDS || BY_CONSTANT.includes(command) || client.includes(`registerCommand('${command}'`),
      command,
    ).toBe(true);
  }
});

test.each([
  undefined,
  null,
  1,
  'x',
  [],
  { language: 'fr', packs: 'x', rules: [1], maxProblems: -1 },
  { inlayHints: { codes: 'no' }, codeLens: 1 },
  { templates: { files: 1, placeholders: 'x' } },
])('what is no setting counts as not set: %j', (value) => {
  expect(readSettings(value)).toEqual(DEFAULT_SETTINGS);
});

test('a switch is taken without the others', () => {
  const { inlayHints } = DEFAULT_SETTINGS;
  expect(readSettings({ inlayHints: { running: false } }).inlayHints).toEqual({ ...inlayHints, running: false });
});

test('every command is in the one category, and is registered', () => {
  const source = readdirSync('client/src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`client/src/${name}`, 'utf8'))
    .join('\n');
  const registered = [...source.matchAll(/registerCommand\('([\w.]+)'/g)].map((match) => match[1]);
  for (const { command, category } of contributes.commands as { command: string; category: string }[]) {
    expect([...registered, ...Object.keys(LAYOUT_COMMANDS), ...BY_CONSTANT]).toContain(command);
    expect(category).toBe('SRG XML');
  }
});

test('stylesheets start the extension, under each name that the editor may have for them', () => {
  expect(manifest.activationEvents).toEqual(
    expect.arrayContaining(STYLESHEET_LANGUAGES.map((language) => `onLanguage:${language}`)),
  );
});

test('every file that the manifest names is there, and ships', () => {
  const named = [
    manifest.icon,
    ...[...contributes.grammars, ...contributes.snippets].map(({ path }: { path: string }) => path),
    ...contributes.walkthroughs.flatMap(({ steps }: { steps: { media: { image: string } }[] }) =>
      steps.map(({ media }) => media.image),
    ),
  ].map((file: string) => file.replace('./', ''));
  const shipped: string[] = manifest.files;
  for (const file of named) {
    expect(existsSync(file), file).toBe(true);
    expect(
      shipped.some((entry) => file.startsWith(entry)),
      file,
    ).toBe(true);
  }
});

test('the extension needs nothing of a workspace that is not trusted, and none on disk', () => {
  expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
  expect(manifest.capabilities.virtualWorkspaces).toBe(true);
});

test('snippets, which an editor offers in values as well and behind a <, are not offered while one types', () => {
  expect(contributes.configurationDefaults['[srg-xml]']['editor.snippetSuggestions']).toBe('none');
  // That hides what is of that kind in completion, too.
  const completion = globSync('server/src/features/completion/**/*.ts').map((file) => readFileSync(file, 'utf8'));
  expect(completion.length).toBeGreaterThan(0);
  expect(completion.join('\n')).not.toContain('CompletionItemKind.Snippet');
});

test('a bracket in a placeholder is no bracket that wants its other half', () => {
  const scopes = contributes.grammars.flatMap((grammar: { unbalancedBracketScopes?: string[] }) => [
    ...(grammar.unbalancedBracketScopes ?? []),
  ]);
  expect(scopes).toContain('variable.other.placeholder.srg');
});
