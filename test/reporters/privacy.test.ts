import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { baselineOf } from '../../server/src/cli/files/baseline.ts';
import { FORMAT_NAMES, FORMATS } from '../../server/src/cli/reporters/formats.ts';
import { report } from '../../server/src/cli/reporters/report.ts';
import { ShownFindings } from '../../server/src/cli/reporters/shown-findings.ts';
import { analyse, BSN, delivery, record } from '../support/delivery.ts';
import { holdsAsync } from '../support/property.ts';

/** What somebody may write who means a BSN. */
const bsnForms = (bsn: string) => [
  bsn,
  `0${bsn}`,
  bsn.slice(0, 8),
  `${bsn.slice(0, 8)}O`,
  `${bsn.slice(0, 4)}.${bsn.slice(4, 6)}.${bsn.slice(6)}`,
  `${bsn.slice(0, 3)} ${bsn.slice(3, 6)} ${bsn.slice(6)}`,
  `${bsn.slice(0, 8)}${(Number(bsn[8]) + 1) % 10}`,
];
const [YEAR, MONTH, DAY] = ['1947', '11', '23'];
const DATES = [
  `${YEAR}${MONTH}${DAY}`,
  `${YEAR}-${MONTH}-${DAY}`,
  `${DAY}-${MONTH}-${YEAR}`,
  `${DAY}${MONTH}${YEAR}`,
  `${YEAR.slice(2)}${MONTH}${DAY}`,
  `${DAY}${MONTH}${YEAR.slice(2)}`,
];

const persons = fc.constantFrom('957204868', BSN[1]).chain((bsn) =>
  fc.record({
    bsn: fc.constant(bsn),
    written: fc.constantFrom(...bsnForms(bsn)),
    geboortedatum: fc.constantFrom(...DATES),
    /** Of BSNs that stand elsewhere those are known that are written as one. */
    elsewhere: fc.constantFrom(bsn, ...bsnForms(bsn).slice(4, 6)),
    number: fc.constantFrom(...bsnForms(bsn).slice(0, 3), ...DATES, `VZ-${DATES[0]}`, `VZ${bsn}-1`, 'VZ-1'),
  }),
);

type Person = typeof persons extends fc.Arbitrary<infer T> ? T : never;

/** A delivery that has something for nearly every rule to say, with somebody everywhere in it. */
function textOf({ written, elsewhere, geboortedatum, number }: Person): string {
  const who = { bsn: written, geboortedatum, nummer: number };
  return delivery([
    record({ ...who, start: '20250310', end: '20250301' }),
    record({ ...who, type: '11', arbeidsvermogen: '20', start: '20250401' }),
    record({ ...who, type: '98', rest: `<OmschrijvingTypeVoorziening>van ${elsewhere}</OmschrijvingTypeVoorziening>` }),
    record({ ...who, nummer: elsewhere, geslacht: elsewhere, type: elsewhere, start: '1-3-2025' }),
    record({ ...who, rest: `<Bijlage nr="${elsewhere}">${elsewhere}</Bijlage>` }),
    `<!-- srg-disable SRG-I107: gebeld over ${elsewhere} -->${record({ ...who, nummer: 'S-1' })}`,
    record({ ...who, nummer: `${elsewhere} & zoon` }),
  ]);
}

/** What every format writes of a text, and what would be accepted of it. */
async function outputsOf(text: string): Promise<ReadonlyMap<string, string>> {
  const analysis = analyse(text);
  const { verdict, suppressed } = analysis.tally;
  const findings = new ShownFindings(analysis, { pack: analysis.pack, most: 1_000 });
  const outputs = new Map<string, string>();
  for (const name of FORMAT_NAMES) {
    const pieces: Uint8Array[] = [];
    const reporter = await FORMATS[name]({
      language: 'nl',
      maskBsn: true,
      color: false,
      version: '1.0.0',
      today: 20_148,
      failing: ['error'],
      write: (piece) => pieces.push(Buffer.from(piece)),
      writeBytes: (bytes) => pieces.push(bytes),
      rulePages: async () => new Map(),
    });
    report({ path: 'a.srg.xml', analysis, verdict, findings, suppressed, pathOf: (uri) => uri }, reporter);
    await reporter.end([]);
    const bytes = Buffer.concat(pieces);
    const parts = name === 'xlsx' ? Object.values(unzipSync(bytes)).map((part) => strFromU8(part)) : [bytes.toString()];
    outputs.set(name, parts.join('\n'));
  }
  const prints = Array.from(findings.fingerprinted(), ({ fingerprint }) => fingerprint);
  outputs.set('baseline', baselineOf('srg.baseline.json', new Map([['a.srg.xml', prints]])));
  return outputs;
}

/** All that findings are known by in another run. */
function fingerprintsIn(outputs: ReadonlyMap<string, string>): string[] {
  const [run] = JSON.parse(outputs.get('sarif')!).runs;
  return [
    ...run.results.flatMap((result: { partialFingerprints?: object }) =>
      Object.values(result.partialFingerprints ?? {}),
    ),
    ...JSON.parse(outputs.get('gitlab')!).map((issue: { fingerprint: string }) => issue.fingerprint),
    ...JSON.parse(outputs.get('baseline')!).files['a.srg.xml'],
  ];
}

/** A value, and what is made of it in a moment by whoever looks for it. */
function formsOf(value: string): string[] {
  const hashes = ['md5', 'sha1', 'sha256'].flatMap((name) => {
    const hash = createHash(name).update(value).digest();
    return [hash.toString('hex'), hash.toString('hex').slice(0, 16), hash.toString('base64')];
  });
  return [value, value.replace(/\D/g, ''), ...hashes];
}

test('every format masks every BSN, and nothing is known by a BSN or a date of birth', () => {
  const property = fc.asyncProperty(persons, async (person) => {
    const outputs = await outputsOf(textOf(person));
    // Nobody can tell eight digits elsewhere for a BSN without its zero.
    const hidden = [person.bsn, person.elsewhere, ...(person.number === person.written ? [] : [person.written])];
    for (const [name, output] of outputs) {
      expect(output.length, name).toBeGreaterThan(100);
      expect(
        hidden.filter((secret) => output.includes(secret)),
        name,
      ).toEqual([]);
    }
    const prints = fingerprintsIn(outputs);
    expect(prints.length).toBeGreaterThan(20);
    const secrets = [person.bsn, person.written, person.elsewhere, ...DATES].flatMap(formsOf);
    for (const print of prints) expect(secrets.filter((secret) => print.includes(secret))).toEqual([]);
  });
  return holdsAsync(property, 300);
}, 600_000);
