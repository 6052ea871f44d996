import { expect, test } from 'vitest';
import { earlierDeliveries } from '../../../client/src/compare/earlier-deliveries.ts';

const file = (name: string) => ({ path: `/w/${name}`, toString: () => `file:///w/${name}` });
const names = (files: readonly { path: string }[]) => files.map(({ path }) => path.slice(3)).join(' ');

test.each<[name: string, previous: string | undefined, open: string[], found: string[], expected: string]>([
  ['nothing', undefined, [], [], ' |  | '],
  ['last month first, and once', '2', ['3', '2', '1'], ['1', '2', '3', '0'], '2 | 1 | 0'],
  ['not known', undefined, ['2'], ['1', '2', '3', '0'], ' | 2 | 1 0'],
  ['not the delivery itself', '3', ['3'], ['3'], ' |  | '],
])('%s', (_name, previous, open, found, expected) => {
  const groups = earlierDeliveries(
    file('3'),
    previous === undefined ? undefined : file(previous),
    open.map(file),
    found.map(file),
  );
  expect([groups.previous, groups.open, groups.found].map(names).join(' | ')).toBe(expected);
});
