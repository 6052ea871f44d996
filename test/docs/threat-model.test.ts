import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const page = readFileSync('docs/threat-model.md', 'utf8');
/** The rows of its tables: who is threatened by what, what is done about it, and the tests. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (threat|-)/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()));

describe('docs/threat-model.md names a test for each threat', () => {
  test('has threats', () => expect(rows.length).toBeGreaterThan(15));

  test.each(rows.map((row) => [row[0]!, row.at(-1)!] as const))('%s', (_threat, cell) => {
    const tests = [...cell.matchAll(/`(test\/[^`]+)`: “([^”]+)”/g)];
    expect(tests).not.toEqual([]);
    for (const [, path, name] of tests) expect(readFileSync(path!, 'utf8')).toContain(name);
  });
});
