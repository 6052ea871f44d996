import type { Voorziening } from '../../../delivery/record.ts';
import type { Pack } from '../../../packs/load-pack.ts';
import { isMapped, RECORD_CONCEPTS } from '../../../packs/pack.ts';
import { nameOf } from '../../../packs/places.ts';
import { goTo, nodeOf, removeRecord, titleOf } from '../../fixes/edits.ts';
import { contentOf } from '../../fixes/remarks.ts';
import { duplicatesIn, groupOfKey, isDuplicate, keyValueOf, likelyDuplicateKeys, uniqueKeys } from '../../keys.ts';
import type { EditContext, Fix, FixContext, Rule } from '../../rule.ts';

/**
 * [recon] Two records that have what the pack names in common are likely to be one voorziening: two trainings on one day
 * are possible, two of the same are likelier. Of a record that isn't unique SRG-T004 alone is told.
 */
export const i119: Rule = {
  code: 'SRG-I119',
  name: { nl: 'mogelijk dubbel', en: 'possible duplicate' },
  summary: {
    nl: 'geen twee records met hetzelfde BSN, type en dezelfde begindatum onder twee registratienummers',
    en: 'no two records with one BSN, type and begindatum under two registration numbers',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [{ id: 'recon' }],
  needs: [],
  uses: RECORD_CONCEPTS,
  groups: (pack) => [...new Set(likelyDuplicateKeys(pack).map(groupOfKey))],
  idle: ({ pack }) => (likelyDuplicateKeys(pack).length > 0 ? undefined : 'pack'),
  checkGroup(group, records, context, report) {
    if (records.length < 2) return;
    const { pack } = context;
    const numbered = records.filter((record) => hasNumber(record, pack));
    const unique = uniqueKeys(pack);
    const told = new Set<Voorziening>();
    for (const key of likelyDuplicateKeys(pack)) {
      if (groupOfKey(key) !== group) continue;
      const alike = duplicatesIn(numbered, key);
      if (alike.size === 0) continue;
      const here = unique.filter((one) => groupOfKey(one) === group).map((one) => duplicatesIn(records, one));
      const elsewhere = unique.filter((one) => groupOfKey(one) !== group);
      for (const [record, first] of alike) {
        if (told.has(record) || here.some((duplicates) => duplicates.has(record))) continue;
        if (elsewhere.some((other) => isDuplicate(record, other, context))) continue;
        told.add(record);
        const names = { list: key.map((concept) => nameOf(pack, concept)) };
        report(record, {
          range: record.nameRange,
          message: { key: 'SRG-I119', parameters: { names } },
          related: [{ fields: first, range: first.nameRange, message: { key: 'related.firstRecord' } }],
        });
      }
    }
  },
  fixes(finding, context) {
    const record = finding.record!;
    const first = finding.related![0]!;
    return [goTo(first), ...removeEqual(record, first.fields as Voorziening, context)];
  },
};

/** A record whose number can't be read is the schema's affair; a format without numbers has none to read. */
function hasNumber(record: Voorziening, { manifest }: Pack): boolean {
  return !isMapped(manifest, 'registratienummer') || keyValueOf(record, ['registratienummer']) !== undefined;
}

/** Removes a record that says nothing but its number that the first doesn't say. */
function removeEqual(record: Voorziening, first: Voorziening, context: FixContext): Fix[] {
  const [own, other] = [record, first].map((each) => withoutNumber(each, context));
  const isEqual = RECORD_CONCEPTS.every(
    (concept) => concept === 'registratienummer' || record.value(concept) === first.value(concept),
  );
  const removal = isEqual && own !== undefined && own === other ? removeRecord(context, record) : undefined;
  return removal ? [{ title: titleOf(removal), edits: removal.edits }] : [];
}

function withoutNumber(record: Voorziening, context: EditContext): string | undefined {
  const tree = context.treeOf(record.owner);
  const node = nodeOf(tree, record);
  return node === undefined ? undefined : contentOf(tree, node, record.nodeOf('registratienummer'));
}
