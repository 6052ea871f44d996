import { recordKey } from '../../delivery/matching.ts';
import type { Voorziening } from '../../delivery/record.ts';
import { goTo, nodeOf, removeRecord, titleOf } from '../edits.ts';
import { contentOf } from '../remarks.ts';
import type { EditContext, Fix, Rule, RuleContext } from '../rule.ts';

/** [slides], the key [recon]: no two records with one BSN, type and start date, and no registratienummer twice. */
export const t004: Rule = {
  code: 'SRG-T004',
  name: { nl: 'uniek record', en: 'unique record' },
  summary: {
    nl: 'geen dubbele records of registratienummers',
    en: 'no record and no registratienummer twice',
  },
  severity: 'error',
  consequence: 'afkeur',
  provenance: [{ id: 'slides' }, { id: 'recon', detail: { nl: 'de sleutel', en: 'the key' } }],
  needs: ['bsn', 'typeVoorziening', 'begindatum', 'registratienummer'],
  groups: ['bsn', 'registratienummer'],
  checkGroup(group, records, context, report) {
    if (records.length < 2) return;
    if (group === 'bsn') {
      for (const [record, first] of duplicatesByKey(records)) {
        report(record, {
          range: record.nameRange,
          message: {
            key: 'SRG-T004.record',
            parameters: { type: record.value('typeVoorziening')!, start: { day: record.day('begindatum')! } },
          },
          related: [{ fields: first, range: first.nameRange, message: { key: 'related.firstRecord' } }],
        });
      }
      return;
    }
    const [first, ...others] = records;
    for (const record of others) {
      // A record that is both gets the former finding only.
      if (isDuplicateByKey(record, context)) continue;
      report(record, {
        range: record.rangeOf('registratienummer'),
        message: { key: 'SRG-T004.number', parameters: { number: record.value('registratienummer')! } },
        related: [
          { fields: first!, range: first!.rangeOf('registratienummer'), message: { key: 'related.firstRecord' } },
        ],
      });
    }
  },
  fixes(finding, context) {
    const record = finding.record!;
    const first = finding.related![0]!;
    const removal = removeRecord(context, record);
    const same = isCopy(context, record, first.fields as Voorziening);
    const isSafe = same && removal?.takesComments === false;
    const remove: Fix[] = removal
      ? [{ title: titleOf(removal), edits: removal.edits, preferred: isSafe, safe: isSafe }]
      : [];
    // Without a record that stands there a second time nothing is said that wasn't said before.
    const fits = same || !context.introducesFindingAfter([{ kind: 'remove', record }]);
    return [...(fits ? remove : []), goTo(first)];
  },
};

/** Each record whose key an earlier one has, with that earlier one; records without a whole key take no part. */
function* duplicatesByKey(records: readonly Voorziening[]): Generator<[Voorziening, Voorziening]> {
  const seen = new Map<string, Voorziening>();
  for (const record of records) {
    const key = recordKey(record);
    if (key === undefined) continue;
    const first = seen.get(key);
    if (first) yield [record, first];
    else seen.set(key, record);
  }
}

function isDuplicateByKey(record: Voorziening, context: RuleContext): boolean {
  const key = recordKey(record);
  if (key === undefined) return false;
  const first = context.recordsWith('bsn', record.value('bsn')!).find((other) => recordKey(other) === key);
  return first !== record;
}

/** The records are written alike, white space between elements aside. */
function isCopy(context: EditContext, a: Voorziening, b: Voorziening): boolean {
  const [x, y] = [a, b].map((record) => {
    const tree = context.treeOf(record.owner);
    const node = nodeOf(tree, record);
    return node === undefined ? undefined : contentOf(tree, node);
  });
  return x !== undefined && x === y;
}
