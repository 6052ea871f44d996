import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { compareDeliveries } from '../../../server/src/engine/compare/compare-deliveries.ts';
import { viewOf } from '../../../server/src/engine/compare/comparison-view.ts';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { analyse, delivery, NAMESPACE, packs, record } from '../../support/delivery.ts';

/** The pack that ships, for another namespace, with other element names and without one concept. */
const other = await loadPack('other', async (name) => {
  const text = await readFile(`schemas/srg-regeling-2026/${name}`, 'utf8');
  if (name !== 'pack.json') return rename(text);
  const manifest = JSON.parse(rename(text));
  delete manifest.concepts.geslacht;
  return JSON.stringify({ ...manifest, title: 'Een ander pakket' });
});

function rename(text: string): string {
  return text
    .replaceAll(NAMESPACE, 'urn:other')
    .replaceAll('"Geboortedatum"', '"Birthday"')
    .replaceAll('/Geboortedatum', '/Birthday');
}

test('deliveries of two packs are compared by what both have', () => {
  const one = record({ nummer: 'A', start: '20250101' });
  const old = analyse(delivery([one], { verslagmaand: '2025-02' }));
  const changed = one.replace('19800505', '19800506').replace('<Geslacht>1', '<Geslacht>2');
  const text = delivery([changed]).replace(NAMESPACE, 'urn:other').replaceAll('Geboortedatum>', 'Birthday>');
  const now = new DeliveryAnalysis(new SourceText(text), { packs: [...packs, other], rules: {}, berichtgevers: [] });
  now.run();

  const comparison = compareDeliveries(old, now);
  expect(comparison.now.invalid).toBe(0);
  const view = viewOf(comparison, { language: 'nl', maskBsn: true });
  expect(view.remarks).toEqual([
    'De leveringen hebben een verschillend formaat (SRG naar de regeling (opbouw reconstructie) en Een ander pakket). Vergeleken is wat in beide voorkomt.',
  ]);
  expect(view.sections.find(({ id }) => id === 'changed')!.rows.map(({ changes }) => changes)).toEqual([
    [{ field: 'Birthday', old: '19800505', now: '19800506' }],
  ]);
});
