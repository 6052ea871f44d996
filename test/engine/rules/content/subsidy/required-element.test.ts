import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadPack } from '../../../../../server/src/engine/packs/load-pack.ts';
import { analyse, delivery, record } from '../../../../support/delivery.ts';

const LKS = '<Loonkostensubsidie><Loonwaarde>060</Loonwaarde></Loonkostensubsidie>';

test('what the schema asks for is not taken out', async () => {
  const folder = 'schemas/srg-regeling-2026';
  const titlesIn = async (occurs: string) => {
    const pack = await loadPack('verplicht', async (name) => {
      const text = await readFile(`${folder}/${name}`, 'utf8');
      return text.replace(/(name="Loonwaarde" type="LoonwaardeType" )minOccurs="0"/, `$1${occurs}`);
    });
    const analysis = analyse(delivery(record({ type: '11', arbeidsvermogen: '10', rest: LKS })), {
      packs: [pack],
    });
    const finding = [...analysis.findings()].find(({ code }) => code === 'SRG-I110');
    return analysis.fixesOf(finding!).map(({ title }) => title.key);
  };
  expect(await titlesIn('minOccurs="0"')).toEqual(['fix.removeElement']);
  expect(await titlesIn('')).toEqual([]);
});
