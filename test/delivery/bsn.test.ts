import { expect, test } from 'vitest';
import { passesElfproef } from '../../server/src/delivery/bsn.ts';

test.each([
  ['950204869', true],
  ['912041456', true],
  ['000000012', true],
  ['952004869', false],
  ['950204868', false],
  ['000000000', false],
  ['95020486', false],
  ['9502048690', false],
  ['95020486x', false],
  ['', false],
])('%j: %j', (bsn, passes) => {
  expect(passesElfproef(bsn)).toBe(passes);
});
