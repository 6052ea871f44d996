import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PAGES } from '../../scripts/cli-reference.ts';
import { referenceIn } from '../../server/src/cli/usage/reference.ts';

test.each(Object.entries(PAGES))(
  'the page on the command line in %s is as `npm run reference` makes it',
  async (language, page) => {
    const text = await referenceIn(language as keyof typeof PAGES);
    expect(readFileSync(page, 'utf8')).toBe(text);
    expect(text).toContain('| `--fail-on <');
  },
);

test('in both languages each command has examples', async () => {
  for (const language of ['nl', 'en'] as const) {
    const sections = (await referenceIn(language)).split('\n## ').slice(1);
    expect(sections.length).toBeGreaterThan(10);
    for (const section of sections) expect(section).toMatch(/\n(Voorbeelden|Examples):\n\n```sh\nsrg /);
  }
});
