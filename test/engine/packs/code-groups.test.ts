import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { codeGroups } from '../../../server/src/engine/packs/code-groups.ts';

const read = (name: string) => JSON.parse(readFileSync(`schemas/srg-regeling-2026/${name}`, 'utf8'));

test('the groups of the pack that ships, in its order, with each code once', () => {
  const groups = codeGroups(read('pack.json'), read('codes.json'));
  expect(groups.map(({ name, codes }) => [name, codes.map(({ code }) => code).join(' ')])).toEqual([
    ['Financiële compensatie', '10 11 12'],
    ['Werkplekken', '20 21 22 23 29'],
    ['Ondersteuning op de werkplek', '30 31'],
    ['Voorziening naar werk of naar participatie', '40 42 43 49'],
    ['Faciliterende voorzieningen', '50 59'],
    ['Anders', '60 98'],
  ]);
});

test('a pack without a list of types has none', () => {
  expect(codeGroups({ concepts: {} }, { lists: {} })).toEqual([]);
  expect(codeGroups({ concepts: { typeVoorziening: { path: 'Type', provenance: 'recon' } } }, { lists: {} })).toEqual(
    [],
  );
});
