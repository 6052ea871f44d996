import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { conflictsOf } from '../../../server/src/engine/packs/combinations.ts';
import { loadPack, PackError } from '../../../server/src/engine/packs/load-pack.ts';
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

  test.each<[name: string, table: unknown, problem: string]>([
    ['no list', { combinations: {} }, '"combinations" moet een lijst zijn'],
    ['a row that is none', { combinations: [null] }, 'rij 1: "types" moet uit twee codes bestaan'],
    ['one type', { combinations: [{ ...ROW, types: ['10'] }] }, 'rij 1: "types" moet uit twee codes bestaan'],
    [
      'a number for a type',
      { combinations: [{ ...ROW, types: [10, 11] }] },
      'rij 1: "types" moet uit twee codes bestaan',
    ],
    ['an unknown type', { combinations: [{ ...ROW, types: ['10', '99'] }] }, 'rij 1: type 99 is niet bekend'],
    [
      'a pair twice',
      { combinations: [ROW, { ...ROW, types: ['11', '10'] }] },
      'rij 2: 11 en 10 staan al in een eerdere rij',
    ],
    [
      'a reason in one language',
      { combinations: [{ ...ROW, reason: { nl: 'Daarom.' } }] },
      'rij 1: "reason" moet een tekst in "nl" en "en" hebben',
    ],
    [
      'no reason',
      { combinations: [{ ...ROW, reason: undefined }] },
      'rij 1: "reason" moet een tekst in "nl" en "en" hebben',
    ],
    [
      'a strange provenance',
      { combinations: [{ ...ROW, provenance: 'ja' }] },
      'rij 1: "provenance" moet slides, cbs, wet, recon zijn',
    ],
    [
      'two faults',
      { combinations: [{ types: ['10', '11'] }] },
      'rij 1: "reason" moet een tekst in "nl" en "en" hebben; rij 1: "provenance" moet slides, cbs, wet, recon zijn',
    ],
  ])('%s', async (_name, table, problem) => {
    await expect(loadWith(table)).rejects.toEqual(new PackError(`eigen: combinations.json: ${problem}`));
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
