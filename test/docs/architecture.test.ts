import { existsSync, readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';

const page = readFileSync('docs/architecture.md', 'utf8');
const SOURCES = globSync(['server/src/**/*.ts', 'client/src/**/*.ts', 'test/**/*.ts']);

/** The files of the numbered list behind a line. */
function walk(heading: string): string[] {
  const list = page.slice(page.indexOf(heading) + heading.length).split('\n\n')[1]!;
  return Array.from(list.matchAll(/^\d+\. `([^`]+)`/gm), ([, path]) => `server/src/${path}`);
}

describe.each([
  ['From the `text` of a didChange to published diagnostics:'],
  ['From the `bytes` of `srg check` to the verdict:'],
])('%s', (heading) => {
  const files = walk(heading);

  test('the walk is of at most 20 files, each once', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(files.length).toBeLessThanOrEqual(20);
    expect(new Set(files).size).toBe(files.length);
  });

  test.each(files)('%s is there', (file) => {
    expect(existsSync(file)).toBe(true);
  });
});

test('each source file that the page names is there', () => {
  const names = Array.from(page.matchAll(/`([\w./-]+\.tsx?)`/g), ([, name]) => name!);
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((name) => !SOURCES.some((file) => file === name || file.endsWith(`/${name}`)))).toEqual([]);
});
