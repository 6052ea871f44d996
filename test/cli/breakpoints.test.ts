import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const RULE = 'server/src/engine/rules/content/dates/i101-datumvolgorde.ts';

test('a breakpoint in TypeScript is hit in what is bundled, with the names of the source', () => {
  const lines = readFileSync(RULE, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes('report({')) + 1;
  const args = [
    '--import',
    './test/support/preload/break-at.mjs',
    'dist/srg.mjs',
    'check',
    'examples/met-fouten.srg.xml',
  ];
  const env = { ...process.env, SRG_BREAK_AT: `${RULE}:${line}` };
  const { stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  expect(stderr.match(/^stopped at .*$/gm)).toEqual([
    `stopped at ../../${RULE}:${line} (record, _context, report, start, end)`,
  ]);
});
