import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, monthOf } from '../../../server/src/engine/delivery/day.ts';
import { CannotGenerate, DeliveryGenerator, FAULT_CODES } from '../../../server/src/engine/generate/generate.ts';
import { bsnOf } from '../../../server/src/engine/generate/population.ts';
import { decodeXml } from '../../../server/src/engine/workspace/decode-xml.ts';
import { analyse, delivery, record, packs as shipped } from '../../support/delivery.ts';
import { heldBy, UNLIKE_PACKS } from '../../support/packs/unlike-packs.ts';
import { holdsAsync, sampled } from '../../support/property.ts';
import { PLACES, randomEdits } from '../../support/random-edits.ts';
import { anonymised } from './anonymised.ts';

const PACKS = [...shipped, ...UNLIKE_PACKS.map(({ pack }) => pack)];

/** People whose dates of birth lie further apart than these move. */
const PERSONS = Array.from({ length: 6 }, (_, n) => ({
  bsn: bsnOf(n * 31 + 5, 7),
  geboortedatum: `${1961 + 5 * n}0${1 + n}1${n}`,
  nummer: `KLANT-77${n}31`,
  omschrijving: `Zorgboerderij${n}Janssen`,
  comment: `Achternaam-${n}`,
}));
const TYPES = ['10', '11', '40', '98', '22', '23'];
const ORIGINAL = delivery(
  PERSONS.flatMap(({ bsn, geboortedatum, nummer, omschrijving, comment }, n) => {
    const start = `202${n % 5}0${1 + n}0${1 + n}`;
    const one = record({ bsn, geboortedatum, nummer, type: TYPES[n]!, start });
    const told = `</TypeVoorziening><OmschrijvingTypeVoorziening>${omschrijving}</OmschrijvingTypeVoorziening>`;
    return [
      `<!-- ${comment} belde -->${one.replace('</TypeVoorziening>', told)}`,
      record({ bsn, geboortedatum, nummer: `DOSSIER${n}9912`, type: '50' }),
    ];
  }),
);
const ORIGINALS = [ORIGINAL, ...UNLIKE_PACKS.map((other) => other.write(heldBy(analyse(ORIGINAL))!))];
const SECRETS = PERSONS.flatMap(({ bsn, geboortedatum, nummer, omschrijving, comment }, n) => {
  const hyphenated = `${geboortedatum.slice(0, 4)}-${geboortedatum.slice(4, 6)}-${geboortedatum.slice(6)}`;
  return [bsn, geboortedatum, hyphenated, nummer, `DOSSIER${n}9912`, omschrijving, comment];
});

const [first] = PERSONS;
const more = [
  `<!-- ${first!.comment} -->`,
  `<?klant ${first!.bsn}?>`,
  first!.bsn,
  first!.geboortedatum,
  `<Naam ${first!.omschrijving}="${first!.nummer}">`,
];
const edits = randomEdits([record({ bsn: first!.bsn, nummer: first!.nummer })], 4, more);

describe('of any delivery, whole and broken, in three formats', () => {
  test('nothing that tells who it is about is left, and a sound one has the same findings', async () => {
    const property = fc.asyncProperty(fc.nat(ORIGINALS.length - 1), edits, fc.nat(), async (format, changes, seed) => {
      let text = ORIGINALS[format]!;
      for (const { at, length, text: added } of changes) {
        const start = Math.floor((at / PLACES) * text.length);
        text = text.slice(0, start) + added + text.slice(start + length);
      }
      const [outcome] = await anonymised([text], { packs: PACKS, seed: String(seed) });
      if (outcome?.kind !== 'done') return;
      expect(SECRETS.filter((secret) => outcome.text.includes(secret))).toEqual([]);
      const isSound = [...analyse(text, { packs: PACKS }).findings()].every(({ code }) => code !== 'SRG-T001');
      if (isSound) expect(outcome.differences).toEqual([]);
    });
    await holdsAsync(property, 600);
  });

  test('the cases of the diagnosis have the same findings', async () => {
    const folder = 'test/diagnosis/cases/';
    const cases = readdirSync(folder).filter((name) => name.endsWith('.srg.xml'));
    for (const n of sampled(0, cases.length - 1)) {
      const [outcome] = await anonymised([readFileSync(folder + cases[n]!, 'utf8')]);
      if (outcome?.kind === 'done') expect(outcome.differences, cases[n]).toEqual([]);
    }
  });
});

test('months of one run fit together as before, with every fault', async () => {
  const several = FAULT_CODES.filter((code) => code !== 'SRG-T005');
  const property = fc.asyncProperty(
    fc.nat(),
    fc.nat(PACKS.length - 1),
    fc.subarray([...several], { minLength: 1 }),
    async (seed, format, codes) => {
      const months = 3;
      const options = {
        records: 40,
        gemeente: '0363',
        berichtgever: '0363',
        month: monthOf(dayOf(2025, 3, 1)),
        months,
      };
      const faults = new Map(codes.map((code) => [code, 1]));
      let generator: DeliveryGenerator;
      try {
        generator = new DeliveryGenerator({ ...options, pack: PACKS[format]!, seed, faults });
      } catch (error) {
        // Not every format has a place for every fault.
        expect(error).toBeInstanceOf(CannotGenerate);
        return;
      }
      const texts = Array.from({ length: months }, (_, n) => [...generator.delivery(n)].join(''));
      const outcomes = await anonymised(texts, { packs: PACKS, seed: String(seed) });
      for (const outcome of outcomes) expect(outcome).toMatchObject({ kind: 'done', differences: [] });
    },
  );
  await holdsAsync(property, 200);
});

describe('the month before', () => {
  const february = delivery([record({ nummer: 'A' }), record({ nummer: 'B', bsn: PERSONS[1]!.bsn })], {
    verslagmaand: '2025-02',
    gemeente: '0402',
  }).replaceAll('20250301', '20250201');
  const march = delivery([record({ nummer: 'A', start: '20250201' })]);
  const findings = (outcomes: Awaited<ReturnType<typeof anonymised>>) =>
    outcomes.map((one) => (one.kind === 'done' ? one.findings : one.reason));

  test('is found among the others by gemeente, berichtgever and month', async () => {
    const same = february.replace('0402', '0363');
    expect(findings(await anonymised([march, same]))).toEqual([1, 0]);
    expect(findings(await anonymised([march, february]))).toEqual([0, 0]);
  });

  test('or is the one that is named', async () => {
    expect(findings(await anonymised([march, february], { previous: [1] }))).toEqual([1, 0]);
  });
});

test.each([
  ['another language', '<html/>', 'noDelivery'],
  ['an unknown format', '<SRG xmlns="urn:nieuw"/>', 'unknownFormat'],
  ['a template', ORIGINAL.replace('<Gemeentecode>0363', '<Gemeentecode>{{gemeente}}'), 'template'],
])('nothing is made of %s', async (_name, text, reason) => {
  expect(await anonymised([text])).toEqual([{ kind: 'refused', reason }]);
});

test('the same secret gives the same, and another one another', async () => {
  const [one, same] = await Promise.all([anonymised([ORIGINAL]), anonymised([ORIGINAL])]);
  const [other] = await anonymised([ORIGINAL], { seed: 'ander' });
  expect(one).toEqual(same);
  expect(other).not.toEqual(one[0]);
});

test.each(['windows-1252', 'ISO-8859-15', 'UTF-8'])('characters that were lost stay so in %s', async (declared) => {
  const { text } = decodeXml(
    Buffer.from(`<?xml version="1.0" encoding="${declared}"?>\n${delivery(record({ nummer: 'naïef Caf\ufffd' }))}`),
  );
  const [outcome] = await anonymised([text], { packs: shipped, seed: '1' });
  if (outcome?.kind !== 'done') throw new Error('it was not written');
  expect(outcome.text).not.toContain('Caf');
  expect(Array.from(analyse(outcome.text).findings(), ({ code }) => code)).toContain('SRG-T006');
});
