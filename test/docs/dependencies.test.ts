import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { devDependencies, dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const page = readFileSync('docs/dependencies.md', 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (package|-)/.test(line));

test('the page has each dependency, with its licence, and no other', () => {
  expect(dependencies).toBeUndefined();
  const told = new Map(
    rows.flatMap((row) => {
      const [, packages, licence] = row.split('|').map((cell) => cell.trim());
      return packages!.split(', ').map((name) => [name, licence] as const);
    }),
  );
  expect([...told.keys()].sort()).toEqual(Object.keys(devDependencies).sort());
  for (const [name, licence] of told) {
    expect([name, licence]).toEqual([
      name,
      JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).license,
    ]);
  }
});
