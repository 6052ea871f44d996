import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { loadPack } from '../../../../server/src/engine/packs/load-pack.ts';
import { analyse, delivery, findingsOf, record } from '../../../support/delivery.ts';
import { describedAtLength, HOSTILE_PACKS } from '../../../support/hostile/hostile-packs.ts';

const packWith = (change: (xsd: string) => string) =>
  loadPack('vijandig', async (name) =>
    name === 'srg.xsd' ? change(HOSTILE_PACKS[0]!.xsd) : readFile(`schemas/srg-regeling-2026/${name}`, 'utf8'),
  );
const pack = await packWith((xsd) => xsd);
const EASY = [
  record({ nummer: 'A' }),
  record({ nummer: 'B', type: '40' }),
  record({ nummer: 'C', type: '77' }),
  record({ nummer: 'D', type: '31' }),
];
const HARD = EASY.map((text, i) => (i === 1 ? describedAtLength(text) : text));

const said = (analysis: ReturnType<typeof analyse>) =>
  findingsOf(analysis)
    .filter(({ code }) => code.startsWith('SRG-T'))
    .map(
      ({ code, range }) =>
        `${code} ${
          analysis.source
            .toString()
            .slice(0, range.end + 1)
            .split('<Voorziening>').length - 1
        }`,
    );

test('where libxml2 gives up on a record, that is told there, and the others are judged', () => {
  const analysis = analyse(delivery(HARD), { packs: [pack] });
  expect(said(analysis)).toEqual(['SRG-T006 2', 'SRG-T002 3']);
  expect(analysis.tally.verdict).toBe('afkeur');
});

test('nothing is approved with it, and it goes with what was the reason', () => {
  const text = delivery(HARD.filter((_record, i) => i !== 2));
  const analysis = analyse(text, { packs: [pack] });
  expect(said(analysis)).toEqual(['SRG-T006 2']);
  expect(analysis.tally.verdict).toBe('niet-te-beoordelen');
  const start = text.indexOf('aaaa');
  const end = text.indexOf('</OmschrijvingTypeVoorziening>');
  analysis.source.replace(start, end, 'ab');
  analysis.edited({ start, end, length: 2 });
  analysis.run();
  expect(said(analysis)).toEqual([]);
  expect(analysis.tally.verdict).not.toBe('niet-te-beoordelen');
});

test('where that is in the elements around the records, none of it is judged', async () => {
  const text = delivery(EASY.slice(0, 3), { berichtgever: 'a'.repeat(60) });
  const analysis = analyse(text, {
    packs: [await packWith((xsd) => xsd.replace('"BerichtgevercodeType"', '"Vijandig"'))],
  });
  expect(said(analysis)).toEqual(['SRG-T006 0']);
  expect(analysis.tally.verdict).toBe('niet-te-beoordelen');
});
