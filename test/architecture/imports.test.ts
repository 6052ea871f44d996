import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const FORBIDDEN: [string, string][] = [
  ['server/src/text', '../syntax/tree.ts'],
  ['server/src/syntax', '../packs/load-pack.ts'],
  ['server/src/schema', '../rules/rule.ts'],
  ['server/src/packs', '../delivery/record.ts'],
  ['server/src/delivery', '../messages/message.ts'],
  ['server/src/messages', '../rules/rule.ts'],
  ['server/src/rules/content', '../../analysis/part.ts'],
  ['server/src/messages', '../schematron/compile.ts'],
  ['server/src/rules/content', '../../schematron/compile.ts'],
  ['server/src/schematron', '../rules/rule.ts'],
  ['server/src/schematron', '../analysis/part.ts'],
  ['server/src/schematron', 'node:fs'],
  ['server/src/schematron', 'vscode-languageserver'],
  ['server/src/analysis', '../features/hover.ts'],
  ['server/src/features', '../cli/check.ts'],
  ['server/src/features', '../server.ts'],
  ['server/src/rules/content', 'vscode-languageserver'],
  ['server/src/delivery', 'vscode-languageserver-protocol'],
  ['server/src/syntax', 'node:fs'],
  ['server/src/features', 'node:path'],
];
const ALLOWED: [string, string][] = [
  ['server/src/syntax', '../text/source-text.ts'],
  ['server/src/packs', '../schema/model.ts'],
  ['server/src/rules/content', '../../delivery/day.ts'],
  ['server/src/schematron', '../messages/message.ts'],
  ['server/src/analysis', '../schematron/evaluate.ts'],
  ['server/src/features', 'vscode-languageserver-protocol'],
  ['server/src/cli', 'node:fs'],
];

const imports = [...FORBIDDEN, ...ALLOWED];
const refused = lint();

/** What the project's linter says of files with one import each: the numbers of those it refuses. */
function lint(): Set<number> {
  const folder = mkdtempSync(join(tmpdir(), 'srg-imports-'));
  try {
    const { vcs: _vcs, $schema: _schema, ...config } = JSON.parse(readFileSync('biome.json', 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(config));
    imports.forEach(([from, to], index) => {
      const file = join(folder, from, `import-${index}.ts`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import { thing } from '${to}';\n\nexport const other = thing;\n`);
    });
    const biome = resolve('node_modules/@biomejs/biome/bin/biome');
    const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none', '.'];
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    const lines = stdout.split('\n').filter((line) => line.includes('noRestrictedImports'));
    return new Set(lines.map((line) => Number(/import-(\d+)\.ts/.exec(line)?.[1])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('imports run downwards', () => {
  test.each(FORBIDDEN.map((pair, index) => [...pair, index] as const))('%s may not import %s', (_from, _to, index) => {
    expect(refused).toContain(index);
  });

  test.each(ALLOWED.map((pair, index) => [...pair, FORBIDDEN.length + index] as const))(
    '%s may import %s',
    (_from, _to, index) => {
      expect(refused).not.toContain(index);
    },
  );
});
