import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** What `srg` reads of itself to do something: how many bytes, and which sources these were made of. */
function loadedBy(args: readonly string[]): { bytes: number; sources: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'srg-loaded-'));
  spawnSync(process.execPath, ['dist/srg.mjs', ...args], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
  const urls = readdirSync(folder).flatMap((name): string[] =>
    JSON.parse(readFileSync(join(folder, name), 'utf8')).result.map(({ url }: { url: string }) => url),
  );
  rmSync(folder, { recursive: true });
  const paths = [...new Set(urls)].filter((url) => /^file:.*\/dist\//.test(url)).map((url) => fileURLToPath(url));
  return {
    bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
    sources: paths.flatMap((path) => sourcesOf(path).map((source) => source.replace(/^(\.\.\/)+/, ''))),
  };
}

/** As the bundler's map of a chunk has them. */
function sourcesOf(path: string): string[] {
  return existsSync(`${path}.map`) ? JSON.parse(readFileSync(`${path}.map`, 'utf8')).sources : [];
}

/** What one small file has no need of. */
const ELSEWHERE = [
  /^server\/src\/cli\/(?:commands\/(?!check\.)|fix\/|run\/|reporters\/(?:comparison|pipelines|tables|html|json))/,
  /^server\/src\/cli\/files\/(?:archives\/archive\.ts|baseline|written\/|schematron|ask-questions)/,
  /^server\/src\/engine\/(?:anonymise|compare|generate|html|import|report|schematron)\//,
  /^server\/src\/(?:features|handlers|protocol|session)\//,
  /^node_modules\/(?!@xmldom\/xmldom|commander|libxml2-wasm|path-browserify|picomatch|vscode-uri)/,
];
/** So many bytes, and sources, make up what a check is: who adds to it makes each check start later. */
const MOST_BYTES = 1_680_000;
const MOST_SOURCES = 390;

const SMALL = 'examples/een-regel.srg.xml';

test('a check of one small file reads what it needs and no more', () => {
  const { bytes, sources } = loadedBy(['check', '--format', 'lines', SMALL]);
  expect(sources).toContain('server/src/cli/reporters/lines.ts');
  expect(sources.filter((source) => ELSEWHERE.some((pattern) => pattern.test(source)))).toEqual([]);
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(sources.length).toBeLessThan(MOST_SOURCES);
});

test('a format brings itself, and none of the others', () => {
  const reporters = (format: string) =>
    loadedBy(['check', '--format', format, SMALL]).sources.flatMap(
      (source) => /reporters\/(?:\w+\/)?(json|sarif|junit|github|gitlab|csv|xlsx|html)\.ts$/.exec(source)?.[1] ?? [],
    );
  for (const format of ['json', 'sarif', 'xlsx']) expect(reporters(format)).toEqual([format]);
});
