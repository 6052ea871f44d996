import type { Day } from '../../../delivery/day.ts';
import type { Voorziening } from '../../../delivery/record.ts';
import { writtenDay } from '../../../delivery/values/value-notation.ts';
import type { MessageParameter } from '../../../messages/message.ts';
import { codeOf, type Pack } from '../../../packs/load-pack.ts';
import { pathOfConcept } from '../../../packs/places.ts';
import { meetsFacets } from '../../../schema/facets.ts';
import { replaceValue } from '../../fixes/edits.ts';
import type { Rule } from '../../rule.ts';
import { typeAt } from '../../technical/type-at.ts';

/** What belongs to the person and not to the voorziening. */
export const PERSONAL = ['geboortedatum', 'geslacht', 'arbeidsvermogen'] as const;
export type Personal = (typeof PERSONAL)[number];

/** [recon] The records of one BSN say the same of the person: each is held against the first that has the value. */
export const i108: Rule = {
  code: 'SRG-I108',
  name: { nl: 'persoonsgegevens', en: 'personal data' },
  summary: {
    nl: 'per BSN één geboortedatum, geslacht en arbeidsvermogen',
    en: 'one geboortedatum, geslacht and arbeidsvermogen for each BSN',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [{ id: 'recon' }],
  needs: ['bsn'],
  uses: PERSONAL,
  groups: ['bsn'],
  checkGroup(_group, records, { pack }, report) {
    if (records.length < 2) return;
    for (const concept of PERSONAL) {
      let first: Voorziening | undefined;
      for (const record of records) {
        const value = typed(record, concept);
        if (value === undefined) continue;
        first ??= record;
        if (value === typed(first, concept)) continue;
        report(record, {
          range: record.rangeOf(concept),
          message: {
            key: `SRG-I108.${concept}`,
            parameters: { value: shown(record, concept, pack), expected: shown(first, concept, pack) },
          },
          related: [{ fields: first, range: first.rangeOf(concept), message: { key: 'related.firstOfPerson' } }],
          data: concept,
        });
      }
    }
  },
  fixes(finding, context) {
    const record = finding.record!;
    const concept = finding.data as Personal;
    const first = finding.related![0]!.fields as Voorziening;
    const day = concept === 'geboortedatum' ? first.day(concept) : undefined;
    const value = day === undefined ? first.value(concept)! : writtenDay(context.pack, 'geboortedatum', day);
    // What libxml2 did not get to behind another mistake is not known to be valid.
    const type = typeAt(context.pack, pathOfConcept(context.pack, concept) ?? []);
    if (type && !meetsFacets(value, type)) return [];
    if (context.introducesFinding(record, new Map([[concept, value]]))) return [];
    const edits = replaceValue(context, record, concept, value);
    if (!edits) return [];
    return [{ title: { key: 'fix.takeOver', parameters: { value: shown(first, concept, context.pack) } }, edits }];
  },
};

/** Values are compared, not how they are written. */
function typed(record: Voorziening, concept: Personal): Day | string | undefined {
  return concept === 'geboortedatum' ? record.day(concept) : record.value(concept);
}

function shown(record: Voorziening, concept: Personal, pack: Pack): MessageParameter {
  const day = concept === 'geboortedatum' ? record.day(concept) : undefined;
  if (day !== undefined) return { day };
  const value = record.value(concept)!;
  const label = codeOf(pack, concept, value)?.label;
  return label === undefined ? value : `${value} (${label})`;
}
