import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describePackError } from '../../server/src/engine/messages/pack-problem.ts';
import { PackError } from '../../server/src/engine/packs/load-pack.ts';
import { loadPackFolder } from '../../server/src/node/shipped-packs.ts';
import { manifestFor } from '../support/packs/schema-pack.ts';
import { MAIN, TYPES, writePack } from '../support/packs/split-pack.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'srg-pack-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (files: Parameters<typeof writePack>[1]) => writePack(folder, files);

/** A text in UTF-16, the bytes of each unit in the other order than this machine's where `swap`. */
function utf16(text: string, swap: boolean): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return swap ? bytes.swap16() : bytes;
}

describe('the schema of a pack in a folder', () => {
  test.each<[string, (text: string) => Uint8Array]>([
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['Latin-1', (text) => Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?>\n${text}`, 'latin1')],
    ['UTF-16 LE', (text) => utf16(`<?xml version="1.0" encoding="UTF-16"?>\n${text}`, false)],
    ['UTF-16 BE', (text) => utf16(`<?xml version="1.0" encoding="UTF-16"?>\n${text}`, true)],
  ])('in %s', async (_encoding, encode) => {
    await write({ 'hoofd.xsd': encode(MAIN), 'types/soort.xsd': encode(TYPES) });
    const { validator } = await loadPackFolder(folder);
    const result = validator.validate(['<L><Kop/><Rs><R><Soort>één</Soort></R><R><Soort>een</Soort></R></Rs></L>']);
    expect(result).toMatchObject({
      kind: 'validated',
      errors: [
        { sentence: "Element 'Soort': [facet 'enumeration'] The value 'een' is not an element of the set {'één'}." },
      ],
    });
  });

  test('is not read from elsewhere over a link', async () => {
    await write({ 'pakket/pack.json': manifestFor('hoofd.xsd'), 'pakket/hoofd.xsd': MAIN, 'elders/soort.xsd': TYPES });
    await symlink(join(folder, 'elders'), join(folder, 'pakket', 'types'), 'junction');
    const error: unknown = await loadPackFolder(join(folder, 'pakket')).catch((reason) => reason);
    expect(error).toBeInstanceOf(PackError);
    expect(describePackError(error as PackError, { language: 'nl', maskBsn: false })).toEqual([
      expect.stringMatching(/hoofd\.xsd, regel 2: ‘types\/soort\.xsd’ is niet te vinden\./),
    ]);
  });
});
