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

test.each<[most: string, after: (first: string, second: string) => string]>([
  ['unbounded', (first, second) => first + second],
  ['2', (first, second) => `${first}</Persoon><Persoon bsn="${ANNA}">${second}`],
])('of a person who can have %s records, what is missing comes where it may', async (most, after) => {
  const schema = PERSON_PACK_FILES['personen.xsd']!.replace(
    'name="V" maxOccurs="unbounded"',
    `name="V" maxOccurs="${most}"`,
  );
  const files: Readonly<Record<string, string>> = { ...PERSON_PACK_FILES, 'personen.xsd': schema };
  const pack = await loadPack('personen', async (name) => files[name]!);
  const one = (number: number) => `<V nr="${number}" soort="A"><Van>2025-01-0${number}</Van></V>`;
  const of = (records: string) => `<Persoon bsn="${ANNA}">${records}</Persoon>`;
  const now = personDelivery([of(one(1) + one(2))]);
  const before = personDelivery([of(one(1) + one(2)), of(one(3))]).replace(/maand="[^"]*"/, 'maand="2025-02"');
  const options = { packs: [pack], previousDelivery: readPrevious(PREVIOUS_URI, before, [pack]) };
  const analysis = analyse(now, options);
  const { finding } = locateFindings(analysis).find((located) => located.finding.code === 'SRG-I104')!;
  const [fix] = analysis.fixesOf(finding);
  expect(apply(now, fix!.edits, (owner) => analysis.startOf(owner)).replace(/\n */g, '')).toBe(
    personDelivery([of(after(one(1) + one(2), one(3)))]).replace(/\n */g, ''),
  );
});
