import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';

const LINK = /(!?)\[([^\]]*)\]\(([^)\s]+)\)/g;
/** As GitHub and VS Code make them of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

test('the README makes sense without its links: the page of the extension has only their text', () => {
  const links = [...readFileSync('README.md', 'utf8').matchAll(LINK)].filter(([, picture]) => picture === '');
  expect(links.length).toBeGreaterThan(3);
  const known: Record<string, string> = { LICENSE: 'EUPL-1.2' };
  for (const [, , text, target] of links) expect(text).toBe(known[target!] ?? target);
});

test.each(['README.md', 'README.en.md', '.ci/run'])('the two commands stand in %s', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(text).toContain('npm ci && npx srg check examples/met-fouten.srg.xml');
  expect(text).toContain('npm ci && npm test');
});

const pages = globSync(['*.md', '{docs,schemas,examples,scripts,test,client,server,bench}/**/*.md', '.github/*.md'], {
  ignore: ['**/node_modules/**', 'test/e2e/out/**'],
  dot: true,
});

test.each(pages)('the links of %s lead somewhere', (page) => {
  for (const [link, , , target] of readFileSync(page, 'utf8').matchAll(LINK)) {
    if (/^[a-z]+:/.test(target!)) continue;
    const [path = '', anchor] = target!.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    expect(existsSync(file), link).toBe(true);
    if (anchor === undefined) continue;
    const headings = [...readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!));
    expect(headings, link).toContain(anchor);
  }
});
