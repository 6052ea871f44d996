import type { Voorziening } from '../../delivery/record.ts';
import type { Message } from '../../messages/message.ts';
import { RECORD_CONCEPTS } from '../../packs/pack.ts';
import { nameOf } from '../../packs/places.ts';
import { goTo, nodeOf, removeRecord, titleOf } from '../fixes/edits.ts';
import { contentOf } from '../fixes/remarks.ts';
import { duplicatesIn, groupOfKey, isDuplicate, type RecordKey, uniqueKeys } from '../keys.ts';
import type { EditContext, Fix, Rule, RuleContext } from '../rule.ts';

/** [slides] All records are unique; [recon] what makes them so is data of the pack: its keys. */
export const t004: Rule = {
  code: 'SRG-T004',
  name: { nl: 'uniek record', en: 'unique record' },
  summary: { nl: 'geen registratienummer komt twee keer voor', en: 'no registratienummer appears twice' },
  severity: 'error',
  consequence: 'afkeur',
  provenance: [{ id: 'slides' }, { id: 'recon', detail: { nl: 'de sleutel', en: 'the key' } }],
  needs: [],
  uses: RECORD_CONCEPTS,
  groups: (pack) => [...new Set(uniqueKeys(pack).map(groupOfKey))],
  idle: ({ pack }) => (uniqueKeys(pack).length > 0 ? undefined : 'pack'),
  checkGroup(group, records, context, report) {
    if (records.length < 2) return;
    const keys = uniqueKeys(context.pack);
    for (const [index, key] of keys.entries()) {
      if (groupOfKey(key) !== group) continue;
      const earlier = keys.slice(0, index);
      for (const [record, first] of duplicatesIn(records, key)) {
        // By several keys a record is told of once.
        if (earlier.some((other) => isDuplicate(record, other, context))) continue;
        const concept = key.at(-1)!;
        const range = record.rangeOf(concept);
        report(record, {
          range,
          message: messageOf(record, key, context),
          related: [{ fields: first, range: first.rangeOf(concept), message: { key: 'related.firstRecord' } }],
        });
      }
    }
  },
  fixes(finding, context) {
    const record = finding.record!;
    const first = finding.related![0]!;
    const removal = removeRecord(context, record);
    // Nothing is lost with a record that stands there a second time, and nothing is said that wasn't said before.
    if (!removal || !isCopy(context, record, first.fields as Voorziening)) return [goTo(first)];
    const isSafe = !removal.takesComments;
    const remove: Fix = { title: titleOf(removal), edits: removal.edits, preferred: isSafe, safe: isSafe };
    return [remove, goTo(first)];
  },
};

function messageOf(record: Voorziening, key: RecordKey, { pack }: RuleContext): Message {
  const [only, ...others] = key;
  if (only === 'registratienummer' && others.length === 0) {
    return { key: 'SRG-T004', parameters: { number: record.value(only)! } };
  }
  const names = { list: key.map((concept) => nameOf(pack, concept)) };
  return { key: 'SRG-T004.key', parameters: { names } };
}

/** The records are written alike, prefixes and white space between elements aside, and what they share with others is the same. */
function isCopy(context: EditContext, a: Voorziening, b: Voorziening): boolean {
  const [x, y] = [a, b].map((record) => {
    const tree = context.treeOf(record.owner);
    const node = nodeOf(tree, record);
    return node === undefined ? undefined : contentOf(tree, node);
  });
  return x !== undefined && x === y && RECORD_CONCEPTS.every((concept) => a.value(concept) === b.value(concept));
}
