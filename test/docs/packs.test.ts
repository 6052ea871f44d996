import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importOf, reportOf } from '../support/import/import-of.ts';

const page = readFileSync('docs/packs.md', 'utf8');

test('the worked example of docs/packs.md gives what the page says', async () => {
  const schema = /```xml\n([\s\S]*?)```/.exec(page)![1]!;
  const { record, concepts } = reportOf(await importOf({ 'bestand.xsd': schema }));
  const table = page.slice(page.indexOf('| gegeven '), page.indexOf('Het record is'));
  const told = Array.from(
    table.matchAll(/^\| (\w+) +\| `([^`]+)` +\| (?:`([^`]+)`)? *\|$/gm),
    ([, concept, path, format]) => [concept!, { path, ...(format ? { format } : {}) }],
  );
  const sure = Object.entries(concepts).filter(([, { certainty }]) => certainty === 'sure');
  expect(sure.map(([concept, { path, format }]) => [concept, { path, ...(format ? { format } : {}) }])).toEqual(told);
  expect(page).toContain(`Het record is \`${record}\`.`);
  expect(Object.values(concepts).some(({ certainty }) => certainty === 'ask')).toBe(false);
});
