import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { addressParts } from '../../client/src/browser/server-parts.ts';

test('what is read to activate the extension on the desktop holds nothing of the protocol', () => {
  expect(readFileSync('dist/client.cjs', 'utf8')).toContain('textDocument/didOpen');
  expect(readFileSync('dist/extension.cjs', 'utf8')).not.toContain('textDocument/didOpen');
});

test('every program that the manifest names is bundled, and ships', () => {
  const { main, browser, bin, files } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const file of [main, browser, ...Object.values(bin)]) {
    expect(existsSync(file), file).toBe(true);
    expect(file).toMatch(/^(\.\/)?dist\//);
  }
  expect(files).toContain('dist');
});

test('the source maps lead to the sources, which a debugger looks for from dist/', () => {
  const { sources } = JSON.parse(readFileSync('dist/server.mjs.map', 'utf8'));
  expect(sources).toContain('../server/src/main-node.ts');
});

test('srg check reads few files: each costs Node.js more than most of what would be in it', () => {
  const [main, check, pretty] = ['main', 'check', 'pretty'].map(
    (name) => readdirSync('dist/parts').find((file) => new RegExp(`^${name}-\\w+\\.mjs$`).test(file))!,
  );
  const read = new Set<string>();
  const visit = (file: string) => {
    if (read.has(file)) return;
    read.add(file);
    const imports = readFileSync(file, 'utf8').matchAll(/\bfrom ?"(\.[^"]+)"|\bimport ?"(\.[^"]+)"/g);
    for (const [, named, bare] of imports) visit(join(dirname(file), named ?? bare!));
  };
  for (const file of ['dist/srg.mjs', ...[main, check, pretty].map((part) => `dist/parts/${part}`)]) visit(file);
  expect(read).toContain('dist/parts/engine.mjs');
  expect(read.size).toBeLessThanOrEqual(13);
});

test('the server in a browser is the parts of the programs, and each import of them leads to one', () => {
  const names: string[] = JSON.parse(readFileSync('dist/server-browser.json', 'utf8'));
  expect(names).toContain('parts/engine.mjs');
  const modules: string[] = [];
  const files = names.map((name) => [name, readFileSync(join('dist', name), 'utf8')] as const);
  const { start, parts } = addressParts(files, 'server-browser.mjs', (module) => `blob:${modules.push(module)}`);
  expect(start).toMatch(/^blob:/);
  const text = modules.join('\n');
  expect(text.match(/\b(from|import) ?"blob:\d+"/g)!.length).toBeGreaterThan(names.length);
  expect(text.match(/\b(from ?|import ?|import\()["'](\.|node:(?!module"\)))[^"']*["']/g) ?? []).toEqual([]);
  const later = Array.from(text.matchAll(/\bimport\(parts\["([^"]+)"\]\)/g), ([, name]) => parts[name!]);
  expect(later.length).toBeGreaterThan(0);
  expect(later).not.toContain(undefined);
  expect(statSync('dist/server-browser.mjs').size).toBeLessThan(60_000);
});
