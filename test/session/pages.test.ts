import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pathOfPage } from '../../server/src/session/pages.ts';

test.each([
  ['beslisboom', 'nl', 'docs/beslisboom.md'],
  ['beslisboom', 'en', 'docs/beslisboom.md'],
  ['SRG-I101', 'nl', 'docs/rules/SRG-I101.md'],
  ['SRG-I101', 'en', 'docs/rules/en/SRG-I101.md'],
] as const)('the page %s in %s ships as %s', (page, language, path) => {
  expect(pathOfPage(page, language)).toBe(path);
  expect(existsSync(path)).toBe(true);
});
