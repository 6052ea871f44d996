import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { PERSON_PACK_FILES } from '../../support/person-pack.ts';

const read = async (name: string) => PERSON_PACK_FILES[name]!;

describe('the files of a pack', () => {
  test('keep their text and have addresses where the host gives them', async () => {
    const { files } = await loadPack('personen', read, { uriOf: (file) => `memory:///${file}` });
    expect(files.schema).toEqual({ text: PERSON_PACK_FILES['personen.xsd'], uri: 'memory:///personen.xsd' });
    expect(files.codes?.uri).toBe('memory:///codes.json');
    expect(files.gemeenten).toBeUndefined();
  });

  test('have none otherwise', async () => {
    const { files } = await loadPack('personen', read);
    expect(files.schema?.uri).toBeUndefined();
  });

  test('may start with a byte order mark', async () => {
    const pack = await loadPack('personen', async (name) => `\ufeff${PERSON_PACK_FILES[name]}`);
    expect(pack.model.element(['Levering'])?.name).toBe('Levering');
    expect(pack.files.schema?.text).toBe(PERSON_PACK_FILES['personen.xsd']);
    expect(pack.validator.validate(['<Levering><Personen/></Levering>']).kind).toBe('validated');
  });
});
