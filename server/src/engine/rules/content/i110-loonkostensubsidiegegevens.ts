import type { Voorziening } from '../../delivery/record.ts';
import { codeOf, nameOf } from '../../packs/load-pack.ts';
import type { RecordConcept } from '../../packs/pack.ts';
import { trimXml } from '../../text/xml-whitespace.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { removeFix, takeOverFix } from './subsidy-data-fixes.ts';

/** [recon] In whole percents of the WML: at 0 there is no work, at 100 there is nothing to subsidise. */
const LOWEST = 1;
const HIGHEST = 99;

/** What a loonkostensubsidie on the ground of the Participatiewet has in its block. */
const DETERMINATION = ['loonwaarde'] as const;

/** What the fix needs to know. */
type Data = { readonly surplus: RecordConcept } | { readonly missing: readonly RecordConcept[] };

/** [recon] The loonkostensubsidie block goes with the type of voorziening. */
export const i110: Rule = {
  code: 'SRG-I110',
  name: { nl: 'loonkostensubsidiegegevens', en: 'data of a wage subsidy' },
  summary: {
    nl: 'het blok Loonkostensubsidie past bij het type',
    en: 'the block Loonkostensubsidie fits the type',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [{ id: 'recon' }],
  needs: ['typeVoorziening', 'loonkostensubsidie', 'loonwaarde'],
  checkRecord(record, context, report) {
    const { meanings } = context.pack.manifest;
    const type = record.value('typeVoorziening');
    const block = record.state('loonkostensubsidie');
    if (type === undefined || block === 'invalid') return;
    const allowed = meanings.loonkostensubsidie?.includes(type);
    // Nearly all records are of a type without a subsidy, and have none.
    if (block === 'absent' && allowed === false) return;
    const parameters = { type, typeLabel: codeOf(context.pack, 'typeVoorziening', type)?.label ?? type };
    const names = { block: nameOf(context.pack, 'loonkostensubsidie'), loonwaarde: nameOf(context.pack, 'loonwaarde') };
    const related = [
      { fields: record, range: record.rangeOf('typeVoorziening'), message: { key: 'related.typeVoorziening' } },
    ] as const;

    if (allowed === false) {
      report({
        range: nameRangeOf(record, 'loonkostensubsidie', context),
        message: {
          key: 'SRG-I110.block',
          parameters: { ...parameters, ...names, types: { list: meanings.loonkostensubsidie ?? [] } },
        },
        related,
        data: { surplus: 'loonkostensubsidie' } satisfies Data,
      });
      return;
    }
    if (meanings.lksForfaitair?.includes(type) && record.state('loonwaarde') !== 'absent') {
      report({
        range: nameRangeOf(record, 'loonwaarde', context),
        message: { key: 'SRG-I110.loonwaarde', parameters: { ...parameters, ...names } },
        related,
        data: { surplus: 'loonwaarde' } satisfies Data,
      });
    }
    if (!meanings.lksLoonwaarde?.includes(type)) return;
    const missing = DETERMINATION.filter((concept) => record.lacks(concept));
    if (missing.length > 0) {
      const list = missing.map((concept) => nameOf(context.pack, concept));
      report({
        range: record.rangeOf('typeVoorziening'),
        message: {
          key: block === 'absent' ? 'SRG-I110.missingBlock' : 'SRG-I110.missing',
          parameters: { ...parameters, ...names, missing: { list } },
        },
        data: { missing } satisfies Data,
      });
    }
    const loonwaarde = record.value('loonwaarde');
    if (loonwaarde === undefined || isPlausible(loonwaarde)) return;
    report({
      range: record.rangeOf('loonwaarde'),
      message: {
        key: 'SRG-I110.range',
        parameters: { ...parameters, loonwaarde: trimXml(loonwaarde), lowest: LOWEST, highest: HIGHEST },
      },
      related,
    });
  },
  fixes(finding, context) {
    const record = finding.record!;
    const data = finding.data as Data | undefined;
    if (data === undefined) return [];
    const fix =
      'surplus' in data ? removeFix(context, record, data.surplus) : takeOverFix(context, record, data.missing);
    return fix ? [fix] : [];
  },
};

function isPlausible(loonwaarde: string): boolean {
  const percent = Number(loonwaarde);
  return percent >= LOWEST && percent <= HIGHEST;
}

function nameRangeOf(record: Voorziening, concept: RecordConcept, context: RuleContext) {
  return context.treeOf(record.owner).nameRange(record.nodeOf(concept));
}
