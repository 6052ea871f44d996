import { expect, test } from 'vitest';
import { conceptProblems } from '../../../server/src/engine/packs/concept-problems.ts';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import type { ConceptPlace } from '../../../server/src/engine/packs/pack.ts';
import { PERSON_PACK_FILES } from '../../support/person-pack.ts';

test.each([
  ['begindatum', 'jjjjmmdd'],
  ['begindatum', 'jjjj-mm-ddThh:mm:ss'],
  ['verslagmaand', 'jjjjmm'],
  ['verslagmaand', 'dd-mm-jjjj'],
])('%s may be written as %s', (concept, format) => {
  expect([...conceptProblems({ [concept]: { path: 'X', provenance: 'recon', format } })]).toEqual([]);
});

test.each([
  [
    'begindatum',
    { format: 'yyyymmdd' },
    '"concepts": "begindatum": "format" moet jjjj-mm-dd, jjjjmmdd, dd-mm-jjjj of jjjj-mm-ddThh:mm:ss zijn',
  ],
  [
    'begindatum',
    { format: 'jjjjmm' },
    '"concepts": "begindatum": "format" moet jjjj-mm-dd, jjjjmmdd, dd-mm-jjjj of jjjj-mm-ddThh:mm:ss zijn',
  ],
  ['bsn', { format: 'jjjj' }, '"concepts": "bsn": "format" hoort alleen bij een datum, maand of jaar'],
  ['einddatum', { none: '99991231' }, '"concepts": "einddatum": "none" moet een lijst van waarden zijn'],
  ['einddatum', { none: [99991231] }, '"concepts": "einddatum": "none" moet een lijst van waarden zijn'],
])('%s with %j is told of', (concept, more, problem) => {
  expect([...conceptProblems({ [concept]: { path: 'X', provenance: 'recon', ...more } as ConceptPlace })]).toEqual([
    problem,
  ]);
});

test('a pack with such a fault is refused', async () => {
  const manifest = JSON.parse(PERSON_PACK_FILES['pack.json']!);
  manifest.concepts.begindatum.format = 'mm-dd';
  const files: Record<string, string> = { ...PERSON_PACK_FILES, 'pack.json': JSON.stringify(manifest) };
  await expect(loadPack('p', async (name) => files[name]!)).rejects.toThrow(/^p: pack\.json: "concepts": "begindatum"/);
});
