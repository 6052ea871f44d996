import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, test } from 'vitest';

/** The layers of `server/src`, lowest first. A layer imports from itself and from lower rows. */
const LAYERS: readonly (readonly string[])[] = [
  ['text'],
  ['syntax'],
  ['schema'],
  ['packs'],
  ['delivery'],
  ['messages'],
  ['html'],
  ['rules', 'schematron'],
  ['analysis'],
  ['compare', 'report', 'stylesheet'],
  ['features', 'workspace'],
  // What is wired: files in `server/src` itself, and the entries.
  ['host', 'cli', 'requests', '.'],
];
/** The layers that know neither the protocol nor Node, and those that know the protocol and not Node. */
const CORE = LAYERS.slice(0, -2).flat();
const PROTOCOL = /^vscode/;
const NODE = /^node:/;
const IMPORT = /^\s*(?:import|export)\b[^'"]*?['"]([^'"]+)['"]/gm;

/** Why a file may not import something, or undefined where it may. Both as paths from `server/src`. */
function refusal(file: string, imported: string): string | undefined {
  const layer = layerOf(file);
  if (!imported.startsWith('.')) {
    if (CORE.includes(layer) && PROTOCOL.test(imported)) return 'the core knows nothing of the protocol';
    if (layer === 'cli' && PROTOCOL.test(imported)) return 'the command line knows nothing of the protocol';
    if ((CORE.includes(layer) || layer === 'features' || layer === 'workspace') && NODE.test(imported))
      return 'this runs in a browser worker';
    return undefined;
  }
  const target = normalize(join(dirname(file), imported));
  if (target.startsWith('..')) return imported.endsWith('.json') ? undefined : 'this lies outside the server';
  const from = rankOf(layer);
  const to = rankOf(layerOf(target));
  if (to > from) return 'imports run downwards only';
  if (to === from && layerOf(target) !== layer && from < LAYERS.length - 1) return 'layers beside each other are apart';
  return undefined;
}

function layerOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '.';
}

function rankOf(layer: string): number {
  const rank = LAYERS.findIndex((row) => row.includes(layer));
  if (rank < 0) throw new Error(`server/src/${layer} is no layer: put it into the table`);
  return rank;
}

describe('imports of the server run downwards, and the core knows neither the protocol nor Node', () => {
  const files = globSync('**/*.ts', { cwd: 'server/src' });

  test.each(files)('%s', (file) => {
    const imported = Array.from(readFileSync(join('server/src', file), 'utf8').matchAll(IMPORT), ([, path]) => path!);
    expect(imported.flatMap((path) => refusal(file, path) ?? [])).toEqual([]);
  });

  test('there are files to look at', () => {
    expect(files.length).toBeGreaterThan(50);
  });
});

test.each([
  ['text/a.ts', '../syntax/tree.ts'],
  ['syntax/a.ts', '../packs/load-pack.ts'],
  ['delivery/a.ts', '../messages/message.ts'],
  ['rules/content/a.ts', '../../analysis/part.ts'],
  ['schematron/a.ts', '../rules/rule.ts'],
  ['analysis/a.ts', '../features/hover.ts'],
  ['analysis/a.ts', '../report/report.ts'],
  ['report/html/a.ts', '../../features/hover.ts'],
  ['features/a.ts', '../cli/check.ts'],
  ['features/a.ts', '../server.ts'],
  ['features/a.ts', '../requests/diagnostics.ts'],
  ['rules/content/a.ts', 'vscode-languageserver'],
  ['delivery/a.ts', 'vscode-languageserver-protocol'],
  ['cli/a.ts', 'vscode-languageserver'],
  ['syntax/a.ts', 'node:fs'],
  ['report/html/a.ts', 'node:crypto'],
  ['report/a.ts', 'vscode-languageserver-protocol'],
  ['stylesheet/a.ts', 'vscode-languageserver-protocol'],
  ['stylesheet/a.ts', '../report/report.ts'],
  ['features/a.ts', 'node:path'],
  ['features/a.ts', '../workspace/delivery-index.ts'],
  ['workspace/a.ts', 'node:fs'],
  ['workspace/a.ts', '../features/hover.ts'],
])('%s may not import %s', (file, imported) => {
  expect(refusal(file, imported)).toBeDefined();
});

test.each([
  ['syntax/a.ts', '../text/source-text.ts'],
  ['packs/a.ts', '../schema/model.ts'],
  ['rules/content/a.ts', '../../delivery/day.ts'],
  ['features/a.ts', 'vscode-languageserver-protocol'],
  ['features/completion/a.ts', '../../analysis/part.ts'],
  ['cli/a.ts', 'node:fs'],
  ['messages/a.ts', '../../../l10n/nl.json'],
  ['requests/a.ts', '../open-document.ts'],
  ['workspace/a.ts', '../analysis/delivery-analysis.ts'],
])('%s may import %s', (file, imported) => {
  expect(refusal(file, imported)).toBeUndefined();
});
