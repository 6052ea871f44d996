import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallFiles } from '../../support/packs/small-pack.ts';
import { MAIN, TYPES, writePack } from '../../support/packs/split-pack.ts';
import { srg } from '../run-srg.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'srg-pack-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (files: Parameters<typeof writePack>[1]) => writePack(folder, files);

describe('a schema of several files', () => {
  /** Long enough that libxml2 runs in a thread of its own. */
  const delivery = (soort: string) =>
    `<L><Kop>${'x'.repeat(2_100_000)}</Kop><Rs><R><Soort>één</Soort></R>\n<R><Soort>${soort}</Soort></R></Rs></L>`;

  test.each<[string, number]>([
    ['één', 0],
    ['een', 1],
  ])('judges a large delivery by a schema of several files: %s', async (soort, findings) => {
    await write({ 'hoofd.xsd': MAIN, 'types/soort.xsd': TYPES, 'levering.xml': delivery(soort) });
    const { status, stdout, stderr } = srg([
      'check',
      '--pack',
      folder,
      '--format',
      'json',
      join(folder, 'levering.xml'),
    ]);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).files[0].counts.error).toBe(findings);
    expect(status).toBe(findings > 0 ? 1 : 0);
  });

  test('tells what is not as it should be, and goes on', async () => {
    const text = '<L><Kop/><Rs/></L>';
    await write({ 'hoofd.xsd': MAIN, 'types/Soort.xsd': TYPES, 'levering.xml': text });
    const { status, stderr } = srg(['check', '--pack', folder, join(folder, 'levering.xml')]);
    expect(stderr).toMatch(/: hoofd\.xsd, regel 2: Het bestand heet types\/Soort\.xsd; hier staat ‘types\/soort\.xsd’/);
    expect(status).toBe(0);
  });

  test('tells what is wrong with a schema, and where', async () => {
    await write({
      'hoofd.xsd': MAIN.replace('"Soort"/>', '"Sort"/>'),
      'types/soort.xsd': TYPES,
      'levering.xml': '<L/>',
    });
    const { status, stdout, stderr } = srg(['check', '--pack', folder, join(folder, 'levering.xml')]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(
      `srg: ${folder}: hoofd.xsd, regel 7: Het type Sort bestaat niet in het schema. Verbeter de naam, of voeg het bestand toe dat de definitie heeft.\n`,
    );
  });
});

describe('srg pack check', () => {
  test('a pack that can be used, and what it has no place for', async () => {
    await write({ ...smallFiles() });
    const { status, stdout, stderr } = srg(['pack', 'check', folder]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(
      `${folder}: het schemapakket ‘klein’ is te gebruiken\n` +
        `${folder}: zonder plaats, zodat de controles die het nodig hebben uit staan: statistiekcode, softwarepakket, softwareversie, gemeentecode, geboortedatum, geslacht, arbeidsvermogen, doelInzet, omschrijving, redenBeeindiging\n`,
    );
  });

  test('one that can’t, and why', async () => {
    const files = smallFiles();
    await write({ ...files, 'pack.json': files['pack.json']!.replace('Wie/Bsn', 'Wie/k:Bsn') });
    const { status, stdout, stderr } = srg(['pack', 'check', '--language', 'en', folder]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toBe(
      `${folder}: error: pack.json, line 19: ‘k:Bsn’ has a prefix. Write the local name only: Bsn. The namespace follows from the XSD.\n` +
        `${folder}: the schema pack can't be used\n`,
    );
  });

  test('a folder without a pack, and a task that there is none of', () => {
    expect(srg(['pack', 'check', folder])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('in deze map staat geen pack.json'),
    });
    expect(srg(['pack', 'chek', folder])).toMatchObject({ status: 2, stdout: '' });
  });
});
