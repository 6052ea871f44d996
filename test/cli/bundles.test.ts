import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('what is read to activate the extension on the desktop holds nothing of the protocol', () => {
  expect(readFileSync('dist/client.cjs', 'utf8')).toContain('textDocument/didOpen');
  expect(readFileSync('dist/extension.cjs', 'utf8')).not.toContain('textDocument/didOpen');
});

test('the source maps lead to the sources, which a debugger looks for from dist/', () => {
  const { sources } = JSON.parse(readFileSync('dist/server.mjs.map', 'utf8'));
  expect(sources).toContain('../server/src/main-node.ts');
});
