import { existsSync, readFileSync } from 'node:fs';
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
