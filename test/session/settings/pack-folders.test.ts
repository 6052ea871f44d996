import { expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import type { Client } from '../../../server/src/session/client.ts';
import { PackWatch } from '../../../server/src/session/settings/pack-watch.ts';

function watch(can: Pick<Client, 'watchesFiles' | 'watchesAnyFolder'>) {
  const registered: unknown[] = [];
  const client = { register: async (_type: unknown, { watchers }: { watchers: unknown }) => registered.push(watchers) };
  return { packs: new PackWatch({ client } as unknown as Connection, can as Client), registered };
}

const ALL = { watchesFiles: true, watchesAnyFolder: true };

test('a file is of a pack where it is a schema or lies among its data, in the folder of any of them', () => {
  const { packs } = watch(ALL);
  expect(packs.areOfPacks(['file:///a/pack.json'])).toBe(false);
  packs.follow('file:///a/pack.json');
  packs.follow('file:///b/pack.json');
  for (const uri of ['file:///a/pack.json', 'file:///b/x.xsd', 'file:///b/diep/X.XSD']) {
    expect(packs.areOfPacks([uri])).toBe(true);
    expect(packs.areOfPacks(['file:///c/x.xml', uri])).toBe(true);
  }
  expect(packs.areOfPacks([])).toBe(false);
  expect(packs.areOfPacks(['file:///c/x.xsd', 'file:///ab/x.xsd', 'file:///a/x.xml', 'file:///b/json'])).toBe(false);
});

test('each folder is watched once, where the client can', () => {
  const follow = (can: typeof ALL) => {
    const { packs, registered } = watch(can);
    packs.follow(undefined);
    for (const file of ['file:///a/pack.json', 'file:///a/x.xsd', 'file:///b/pack.json']) packs.follow(file);
    expect(packs.areOfPacks(['file:///a/x.json'])).toBe(true);
    return registered;
  };
  const pattern = '**/*.{json,xsd}';
  expect(follow(ALL)).toEqual(['a', 'b'].map((name) => [{ globPattern: { baseUri: `file:///${name}`, pattern } }]));
  expect(follow({ ...ALL, watchesAnyFolder: false })).toEqual([[{ globPattern: pattern }], [{ globPattern: pattern }]]);
  expect(follow({ watchesFiles: false, watchesAnyFolder: false })).toEqual([]);
});
