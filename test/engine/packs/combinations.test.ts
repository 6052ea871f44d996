import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { conflictsOf } from '../../../server/src/engine/packs/combinations.ts';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { packs } from '../../support/delivery.ts';

const FOLDER = new URL('../../../schemas/srg-regeling-2026/', import.meta.url);
const ROW = { types: ['10', '11'], reason: { nl: 'Daarom.', en: 'Because.' }, provenance: 'recon' };

/** The shipped pack with another table. */
function loadWith(table: unknown) {
  return loadPack('eigen', (name) =>
    name === 'combinations.json' ? Promise.resolve(JSON.stringify(table)) : readFile(new URL(name, FOLDER), 'utf8'),
  );
}

describe('a pack with a table of its own', () => {
  test('is loaded', async () => {
    const pack = await loadWith({ combinations: [ROW] });
    expect(pack.combinations).toEqual([ROW]);
  });
});

test('the table is found both ways round', () => {
  const conflicts = conflictsOf(packs[0]!.combinations);
  for (const combination of packs[0]!.combinations) {
    const [a, b] = combination.types;
    expect(conflicts.get(a)?.get(b)).toBe(combination);
    expect(conflicts.get(b)?.get(a)).toBe(combination);
  }
  expect(conflicts.get('30')).toBeUndefined();
});
