import { describe, expect, test } from 'vitest';
import { circles, importsOf, refusal, SOURCES } from './import-rules.ts';

describe('imports run downwards, and each room knows only what it may', () => {
  test.each(SOURCES)('%s', (file) => {
    expect(importsOf(file).flatMap((path) => refusal(file, path) ?? [])).toEqual([]);
  });

  test('there are files to look at', () => {
    expect(SOURCES.length).toBeGreaterThan(200);
  });
});

test('no imports go in a circle, those of types included', () => {
  expect(circles(SOURCES)).toEqual([]);
});

test.each([
  ['engine/text/a.ts', '../syntax/tree.ts'],
  ['engine/syntax/a.ts', '../packs/load-pack.ts'],
  ['engine/delivery/a.ts', '../messages/message.ts'],
  ['engine/rules/content/a.ts', '../../analysis/document/segment.ts'],
  ['engine/schematron/a.ts', '../rules/rule.ts'],
  ['engine/analysis/a.ts', '../../features/status.ts'],
  ['engine/analysis/a.ts', '../report/report.ts'],
  ['engine/report/html/a.ts', '../../../features/status.ts'],
  ['engine/rules/content/a.ts', 'vscode-languageserver'],
  ['engine/delivery/a.ts', 'vscode-languageserver-protocol'],
  ['engine/syntax/a.ts', 'node:fs'],
  ['engine/report/html/a.ts', 'node:crypto'],
  ['engine/stylesheet/a.ts', '../report/report.ts'],
  ['engine/workspace/a.ts', '../../features/status.ts'],
  ['features/a.ts', '../cli/check.ts'],
  ['features/a.ts', '../server.ts'],
  ['features/a.ts', '../handlers/diagnostics.ts'],
  ['features/a.ts', 'node:path'],
  ['protocol/a.ts', '../features/status.ts'],
  ['protocol/a.ts', '../session/settings.ts'],
  ['session/a.ts', '../handlers/diagnostics.ts'],
  ['session/a.ts', 'node:fs'],
  ['session/a.ts', '../node/node-files.ts'],
  ['handlers/a.ts', '../server.ts'],
  ['server.ts', './node/node-files.ts'],
  ['node/a.ts', '../session/settings.ts'],
  ['cli/a.ts', '../features/status.ts'],
  ['cli/a.ts', 'vscode-languageserver'],
  ['main-browser.ts', 'node:fs'],
])('server/src/%s may not import %s', (file, imported) => {
  expect(refusal(`server/src/${file}`, imported)).toBeDefined();
});

test.each([
  ['engine/syntax/a.ts', '../text/source-text.ts'],
  ['engine/packs/a.ts', '../schema/model.ts'],
  ['engine/rules/content/a.ts', '../../delivery/day.ts'],
  ['engine/messages/a.ts', '../../../../l10n/nl.json'],
  ['engine/workspace/a.ts', '../analysis/delivery-analysis.ts'],
  ['features/a.ts', 'vscode-languageserver-protocol'],
  ['features/completion/a.ts', '../../engine/analysis/document/segment.ts'],
  ['features/a.ts', '../protocol/status.ts'],
  ['session/a.ts', '../protocol/status.ts'],
  ['handlers/a.ts', '../session/documents/open-document.ts'],
  ['cli/a.ts', 'node:fs'],
  ['cli/a.ts', '../node/node-files.ts'],
  ['main-node.ts', './node/node-files.ts'],
])('server/src/%s may import %s', (file, imported) => {
  expect(refusal(`server/src/${file}`, imported)).toBeUndefined();
});

test.each([
  ['client/src/report/a.ts', '../../../server/src/engine/analysis/delivery-analysis.ts', false],
  ['client/src/a.ts', '../../server/src/features/status.ts', false],
  ['client/src/a.ts', '../../server/src/engine/packs/pack.ts', false],
  ['client/src/a.ts', 'node:fs', false],
  ['client/src/node/a.ts', 'node:fs', true],
  ['client/src/a.ts', '../../server/src/protocol/status.ts', true],
  ['client/src/report/a.ts', '../../../server/src/engine/report/html/view.ts', true],
  ['client/src/a.ts', './pages.ts', true],
])('%s imports %s: %s', (file, imported, isAllowed) => {
  expect(refusal(file, imported) === undefined).toBe(isAllowed);
});

test('a circle is found, also one of types, unless its import says why', () => {
  const texts: Record<string, string> = {
    'server/src/engine/text/a.ts': "import { b } from './b.ts';",
    'server/src/engine/text/b.ts': "import type { A } from './a.ts';",
    'server/src/engine/text/c.ts': "import { d } from './d.ts';",
    'server/src/engine/text/d.ts': "// Circular: a node holds its parent.\nimport type { C } from './c.ts';",
  };
  expect(circles(Object.keys(texts), (file) => texts[file]!)).toEqual([
    ['server/src/engine/text/a.ts', 'server/src/engine/text/b.ts'],
  ]);
});
