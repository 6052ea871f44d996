import { expect, test } from 'vitest';
import { locateFindings } from '../../../../../server/src/engine/analysis/located-findings.ts';
import { readPrevious } from '../../../../../server/src/engine/delivery/previous-delivery.ts';
import { loadPack } from '../../../../../server/src/engine/packs/load-pack.ts';
import {
  analyse,
  BSN,
  delivery,
  findingsOf,
  PREVIOUS_URI,
  type RecordFields,
  record,
} from '../../../../support/delivery.ts';
import { expectFixesInEachPack } from '../../../../support/packs/in-each-pack.ts';
import { heldBy, UNLIKE_PACKS } from '../../../../support/packs/unlike-packs.ts';
import { PERSON_PACK_FILES, personDelivery } from '../../../../support/person-pack.ts';
import { apply } from '../../check-fixes.ts';

const [ANNA, BRAM, CORA] = BSN;
const A: RecordFields = { bsn: ANNA, nummer: 'A', start: '20250101' };
const A2: RecordFields = { bsn: ANNA, nummer: 'A2', type: '40', start: '20250201' };
const B: RecordFields = { bsn: BRAM, nummer: 'B', start: '20250101' };
const B2: RecordFields = { bsn: BRAM, nummer: 'B2', type: '40', start: '20250101' };
const C: RecordFields = { bsn: CORA, nummer: 'C', start: '20250101' };
const ENDED: RecordFields = { bsn: BRAM, nummer: 'E', type: '42', start: '20240101', end: '20250210' };

const CASES: [name: string, before: RecordFields[], now: RecordFields[]][] = [
  ['a record of a person who is there', [A, A2, C], [A, C]],
  ['the only record of a person', [A, B, C], [A, C]],
  ['two records of a person, and one that ended', [A, B, ENDED, B2, C], [A, C]],
  ['of two persons, one of whom is there', [A, A2, B], [A]],
  ['all of them', [A, B], []],
];

test.each(CASES)('%s: what is missing can be put back in any format', (_name, before, now) => {
  const text = delivery(now.map(record));
  const previous = delivery(before.map(record), { verslagmaand: '2025-02' });
  expectFixesInEachPack(text, 'SRG-I104', { previous });
  // In one go nothing is missing any more, and nothing else is found.
  for (const { pack, write } of UNLIKE_PACKS) {
    const last = readPrevious(PREVIOUS_URI, write(heldBy(analyse(previous))!), [pack]);
    const options = { packs: [pack], previousDelivery: last };
    const written = write(heldBy(analyse(text))!);
    const analysis = analyse(written, options);
    const { finding } = locateFindings(analysis).find((located) => located.finding.code === 'SRG-I104')!;
    const fixes = analysis.fixesOf(finding);
    expect(fixes.length, written).toBeGreaterThan(0);
    const after = apply(written, fixes.at(-1)!.edits, (owner) => analysis.startOf(owner));
    expect(findingsOf(analyse(after, options)), after).toEqual([]);
  }
});

/** What `now` becomes by the first fix of what is missing in it, in a format like that of persons. */
async function putBack(change: (name: string, file: string) => string, now: string, before: string): Promise<string> {
  const pack = await loadPack('personen', async (name) => change(name, PERSON_PACK_FILES[name]!));
  const february = before.replace(/maand="[^"]*"/, 'maand="2025-02"');
  const analysis = analyse(now, { packs: [pack], previousDelivery: readPrevious(PREVIOUS_URI, february, [pack]) });
  const { finding } = locateFindings(analysis).find((located) => located.finding.code === 'SRG-I104')!;
  const [fix] = analysis.fixesOf(finding);
  return apply(now, fix!.edits, (owner) => analysis.startOf(owner));
}

const compact = (text: string) => text.replace(/\n */g, '');
const person = (records: string) => `<Persoon bsn="${ANNA}">${records}</Persoon>`;
const one = (number: number) => `<V nr="${number}" soort="A"><Van>2025-01-0${number}</Van></V>`;

test.each<[most: string, after: string]>([
  ['unbounded', person(one(1) + one(2) + one(3))],
  ['2', person(one(1) + one(2)) + person(one(3))],
])('of a person who can have %s records, what is missing comes where it may', async (most, after) => {
  const change = (_name: string, file: string) =>
    file.replace('name="V" maxOccurs="unbounded"', `name="V" maxOccurs="${most}"`);
  const now = personDelivery([person(one(1) + one(2))]);
  const text = await putBack(change, now, personDelivery([person(one(1) + one(2)), person(one(3))]));
  expect(compact(text)).toBe(compact(personDelivery([after])));
});

test.each<[name: string, before: string, after: string]>([
  ['the same', group(1, one(1) + one(2)), person(group(1, one(1) + one(2)))],
  ['another', group(1, one(1)) + group(2, one(2)), person(group(1, one(1))) + person(group(2, one(2)))],
])('below a person what is missing comes in what it stood in, where that is %s', async (_name, before, after) => {
  const change = (name: string, file: string) => {
    if (name === 'personen.xsd') return inGroups(file);
    if (name !== 'pack.json') return file;
    const manifest = JSON.parse(file);
    const { concepts } = manifest;
    for (const concept of ['bsn', 'arbeidsvermogen']) concepts[concept].path = `../${concepts[concept].path}`;
    const doelInzet = { path: '../@doel', provenance: 'recon' };
    return JSON.stringify({ ...manifest, record: `${manifest.unit}/T/V`, concepts: { ...concepts, doelInzet } });
  };
  const now = personDelivery([person(group(1, one(1)))]);
  const text = await putBack(change, now, personDelivery([person(before)]));
  expect(compact(text)).toBe(compact(personDelivery([after])));
});

/** What the records of a person stand in. */
function group(doel: number, records: string): string {
  return `<T doel="${doel}">${records}</T>`;
}

function inGroups(schema: string): string {
  const attribute = '<xs:attribute name="doel" type="xs:string"/>';
  return schema
    .replace('<xs:element name="V"', '<xs:element name="T" maxOccurs="9"><xs:complexType><xs:sequence>$&')
    .replace(/(?=\s*<xs:attribute name="bsn")/, `${attribute}</xs:complexType></xs:element></xs:sequence>`);
}
