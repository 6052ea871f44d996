import { expect, test } from 'vitest';
import { type ClosedDeliverySources, checkClosed } from '../../../server/src/session/workspace/closed-delivery.ts';
import { delivery, packs, record } from '../../support/delivery.ts';

const MB = 1024 * 1024;
const OPTIONS = { language: 'nl', maskBsn: true, pageOf: () => undefined };

/** What comes of a file of so many bytes that begins so; its whole text is never asked for. */
function checked(size: number, start: string | undefined) {
  const sources = {
    configuration: {
      forAnalysis: async () => ({ packs }),
      optionsFor: async () => OPTIONS,
    },
    files: {
      readStart: async () => {
        if (start === undefined) throw new Error('gone');
        return start;
      },
      decode: async () => {
        throw new Error('gone');
      },
    },
  } as unknown as ClosedDeliverySources;
  return checkClosed({ uri: 'file:///a.xml', size, stamp: '1' }, sources, 100, () => true);
}

test.each<[what: string, size: number, start: string | undefined, outcome: string, said: string[]]>([
  ['a delivery above 50 MB', 50 * MB + 1, delivery(record()), 'unchecked', ['groter dan 50 MB']],
  ['other XML above 50 MB', 50 * MB + 1, '<html/>', 'other', []],
  ['other XML that is large', 100_000, '<html/>', 'other', []],
  ['what is no XML, above 50 MB', 50 * MB + 1, 'x', 'other', []],
  ['a delivery of 50 MB that is gone', 50 * MB, delivery(record()), 'unchecked', ['lezen']],
  ['a large file that is gone', 100_000, undefined, 'unchecked', ['lezen']],
  ['a small file that is gone', 100, undefined, 'unchecked', ['lezen']],
])('of a file that is not open: %s', async (_what, size, start, outcome, said) => {
  const file = await checked(size, start);
  expect(file!.outcome).toBe(outcome);
  expect(file!.stamp).toBe('1');
  expect(file!.diagnostics.map(({ message }) => message)).toEqual(said.map((part) => expect.stringContaining(part)));
});
