import { expect, test } from 'vitest';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';

test('of a name that is very long the beginning is told, with a BSN at the cut masked', () => {
  const name = `${'x'.repeat(1_995)} 950204869 ${'\ufeff'.repeat(100_000)}`;
  const message = { key: 'SRG-T001.unclosedTag', parameters: { name } } as const;
  const text = formatMessage(message, { language: 'nl', maskBsn: true });
  expect(text.length).toBeLessThan(2_200);
  expect(text).toContain('…');
  expect(text).not.toMatch(/9502|0204/);
});
