import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decisionTree } from '../../server/src/features/hover/decision-tree.ts';

const page = readFileSync('docs/beslisboom.md', 'utf8');
const cells = (table: string) =>
  table
    .split('\n')
    .map((row) =>
      row.split('|').map((cell) =>
        cell
          .replace(/\*\*/g, '')
          .replace(/\\(?=\.)/g, '')
          .trim(),
      ),
    )
    .filter((row) => !row.includes('---'));

test('the table in the hover is the one on the page', () => {
  const [title, table] = decisionTree({ language: 'nl', maskBsn: false }, undefined);
  const [, onPage] = /\n(\| vraag[\s\S]*?)\n\n/.exec(page)!;
  expect(cells(onPage!).filter((row) => !/^-+$/.test(row[1]!))).toEqual(cells(table!));
  expect(page.split('\n')[0]).toBe(`# ${title!.replace(/\*\*/g, '')}`);
});

test('the page says where it comes from, and ships', () => {
  expect(page).toContain('CBS-presentatie');
  expect(JSON.parse(readFileSync('package.json', 'utf8')).files).toContain('docs/beslisboom.md');
});
