import { expect, test } from 'vitest';
import {
  WorkspaceDeliveries,
  type WorkspaceDeliveriesSources,
} from '../../../server/src/session/workspace/workspace-deliveries.ts';
import { delivery, packs, record } from '../../support/delivery.ts';

const CLOSED: readonly (readonly [name: string, month: number | undefined])[] = [
  ['c', 2],
  ['b', 3],
  ['d', undefined],
  ['a', 3],
  ['e', undefined],
  ['f', 12],
];

function deliveries(folders: readonly string[], text?: string) {
  const found = CLOSED.map(([name, verslagmaand]) => ({
    entry: { uri: `file:///${name}` },
    identity: { verslagmaand },
  }));
  const sources = {
    configuration: { packsOf: async () => packs, forAnalysis: async () => ({ packs, rules: {}, berichtgevers: [] }) },
    documents: { get: (uri: string) => (uri === 'file:///open' ? { analysed: async () => 'open' } : undefined) },
    files: {
      read: async () => {
        if (text === undefined) throw new Error('gone');
        return text;
      },
    },
    lastMonth: { places: { deep: [], shallow: folders }, index: { closed: async () => found } },
  };
  return new WorkspaceDeliveries(sources as unknown as WorkspaceDeliveriesSources);
}

test('deliveries that no editor holds come by month, the latest first, and those of one month by address', async () => {
  const found = await deliveries(['file:///']).closed();
  expect(found.map(({ uri }) => uri.slice(-1)).join('')).toBe('fabcde');
});

test('without a folder there are none', async () => {
  expect(await deliveries([]).closed()).toEqual([]);
});

test('a delivery is that of the editor, else that of the file, else none', async () => {
  expect(await deliveries([]).at('file:///open')).toBe('open');
  expect(await deliveries([]).at('file:///a')).toBeUndefined();
  const analysis = await deliveries([], delivery([record(), record()])).at('file:///a');
  expect([analysis!.done, analysis!.recordCount]).toEqual([true, 2]);
});
