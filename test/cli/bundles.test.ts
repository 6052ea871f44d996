import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

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
  expect(read.size).toBeLessThanOrEqual(12);
});
