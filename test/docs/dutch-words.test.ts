import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';

/** What is read by users in Dutch: pages, messages, and what the extension is called by in VS Code. */
const PAGES = globSync(['README.md', 'SECURITY.md', 'docs/**/*.md', 'schemas/README.md', 'examples/README.md'], {
  ignore: ['docs/rules/en/**', 'docs/*.en.md', 'docs/**/node_modules/**'],
}).filter((page) => isDutch(readFileSync(page, 'utf8')));

const TEXTS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(PAGES.map((page) => [page, proseOf(readFileSync(page, 'utf8'))])),
  ...Object.fromEntries(['nl', 'cli.nl'].map((name) => [`l10n/${name}.json`, stringsIn(`l10n/${name}.json`)])),
  'snippets/srg-xml.json': stringsIn('snippets/srg-xml.json'),
  'package.json': stringsIn('package.json'),
  ...Object.fromEntries(globSync('schemas/*.schema.json').map((file) => [file, stringsIn(file)])),
};

function isDutch(page: string): boolean {
  return (page.match(/\b(?:een|het|wordt)\b/g)?.length ?? 0) > (page.match(/\b(?:the|and|of)\b/g)?.length ?? 0);
}

/** The lines of a page, without its examples and code. */
function proseOf(page: string): string[] {
  return page
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, '')
    .split('\n');
}

function stringsIn(file: string): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string') found.push(value.replace(/`[^`]*`/g, ''));
    else if (value !== null && typeof value === 'object') for (const one of Object.values(value)) look(one);
  };
  look(JSON.parse(readFileSync(file, 'utf8')));
  return found;
}

test('the pages are found', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['README.md', 'docs/vscode.md', 'docs/rules/SRG-I101.md']));
  expect(PAGES.filter((page) => page.startsWith('docs/rules/')).length).toBeGreaterThan(20);
});

describe.each(Object.entries(TEXTS))('%s', (_file, texts) => {
  test('has one word for a finding, calls no thing she or he, and no source by its code', () => {
    // A person of an example is she.
    const said = texts.filter((text) => !text.includes('Maaike'));
    expect(said.filter((text) => /bevinding/i.test(text))).toEqual([]);
    expect(said.filter((text) => /(?<![-\p{L}])(?:zij|haar|hij|hem)(?![-\p{L}])/iu.test(text))).toEqual([]);
    expect(said.filter((text) => /\[seed\]|\[recon\]/i.test(text))).toEqual([]);
  });
});

test('what is said names no source by its code', () => {
  const said = ['nl', 'cli.nl'].flatMap((name) => stringsIn(`l10n/${name}.json`));
  expect(said.filter((text) => /(?<![-\p{L}])recon(?![-\p{L}])/iu.test(text))).toEqual([]);
});

test('each command has a Dutch title with English words that the palette finds', () => {
  const { commands } = JSON.parse(readFileSync('package.json', 'utf8')).contributes as {
    commands: { title: string }[];
  };
  for (const { title } of commands) expect(title).toMatch(/^\p{Lu}[^()]* \([a-zA-Z][a-zA-Z -]+\)$/u);
});
