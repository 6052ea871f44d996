import type { Voorziening } from '../../../delivery/record.ts';
import { codeOf } from '../../../packs/load-pack.ts';
import { isMapped, type RecordConcept } from '../../../packs/pack.ts';
import { nameOf } from '../../../packs/places.ts';
import type { FindingDraft, Rule, RuleContext } from '../../rule.ts';
import { removeFix, takeOverFix } from './subsidy-data-fixes.ts';

/** In whole percents of the WML: at 0 there is no work, [wet] at 100 nothing to subsidise. */
const LOWEST = 1;
const HIGHEST = 99;

/** What there is of a loonkostensubsidie: the block, or in a format without one what stands in it elsewhere. */
const DATA = ['loonkostensubsidie', 'loonwaarde', 'redenBeeindiging'] as const;

/** What the fix needs to know; nothing where the loonwaarde is out of range. */
type Data = { readonly surplus: RecordConcept } | 'missing' | undefined;

/** [wet] The groups of data; [recon] which of them go with which type of voorziening. */
export const i110: Rule = {
  code: 'SRG-I110',
  name: { nl: 'loonkostensubsidiegegevens', en: 'data of a wage subsidy' },
  summary: {
    nl: 'loonwaarde en reden van beëindiging passen bij het type',
    en: 'loonwaarde and reason of ending fit the type',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [
    {
      id: 'wet',
      detail: {
        nl: 'de groepen: Regeling statistiek Participatiewet, IOAW en IOAZ 2015, bijlage 2, kenmerk 18 en 19',
        en: 'the groups: Regeling statistiek Participatiewet, IOAW en IOAZ 2015, appendix 2, kenmerk 18 and 19',
      },
    },
    { id: 'recon', detail: { nl: 'wat bij welk type hoort', en: 'what goes with which type' } },
  ],
  needs: ['typeVoorziening'],
  uses: [...DATA, 'einddatum'],
  idle: ({ pack: { manifest } }) =>
    manifest.meanings.loonkostensubsidie && DATA.some((concept) => isMapped(manifest, concept)) ? undefined : 'pack',
  checkRecord(record, context, report) {
    const { meanings } = context.pack.manifest;
    const type = record.value('typeVoorziening');
    const allowed = type === undefined ? undefined : meanings.loonkostensubsidie?.includes(type);
    if (type === undefined || allowed === undefined) return;
    if (!allowed) {
      // Nearly all records are of a type without a subsidy, and have none.
      const surplus = DATA.filter((concept) => isThere(record, concept));
      for (const concept of surplus[0] === 'loonkostensubsidie' ? [surplus[0]] : surplus) {
        report(surplusDraft(record, concept, 'SRG-I110.block', context));
      }
      return;
    }
    if (meanings.lksForfaitair?.includes(type) && isThere(record, 'loonwaarde')) {
      report(surplusDraft(record, 'loonwaarde', 'SRG-I110.loonwaarde', context));
    }
    if (isThere(record, 'redenBeeindiging') && record.lacks('einddatum') && hasEnds(context)) {
      report(surplusDraft(record, 'redenBeeindiging', 'SRG-I110.reden', context));
    }
    if (meanings.lksLoonwaarde?.includes(type) && isMapped(context.pack.manifest, 'loonwaarde')) {
      const draft = loonwaardeDraft(record, context);
      if (draft) report(draft);
    }
  },
  fixes(finding, context) {
    const record = finding.record!;
    const data = finding.data as Data;
    if (data === undefined) return [];
    const fix = data === 'missing' ? takeOverFix(context, record) : removeFix(context, record, data.surplus);
    return fix ? [fix] : [];
  },
};

/** A value that is invalid by the schema is its affair alone. */
function isThere(record: Voorziening, concept: RecordConcept): boolean {
  const state = record.state(concept);
  return state === 'valid' || state === 'unresolved';
}

function hasEnds({ pack }: RuleContext): boolean {
  return isMapped(pack.manifest, 'einddatum');
}

function surplusDraft(
  record: Voorziening,
  surplus: RecordConcept,
  key: 'SRG-I110.block' | 'SRG-I110.loonwaarde' | 'SRG-I110.reden',
  context: RuleContext,
): FindingDraft {
  const types = { list: context.pack.manifest.meanings.loonkostensubsidie ?? [] };
  return {
    range: context.treeOf(record.owner).nameRange(record.nodeOf(surplus)),
    message: { key, parameters: { ...typeOf(record, context), name: nameOf(context.pack, surplus), types } },
    related: [
      { fields: record, range: record.rangeOf('typeVoorziening'), message: { key: 'related.typeVoorziening' } },
    ],
    data: { surplus } satisfies Data,
  };
}

/** undefined where there is a loonwaarde that may be right. */
function loonwaardeDraft(record: Voorziening, context: RuleContext): FindingDraft | undefined {
  const { pack } = context;
  const parameters = { ...typeOf(record, context), name: nameOf(pack, 'loonwaarde') };
  if (record.lacks('loonwaarde')) {
    const block = nameOf(pack, 'loonkostensubsidie');
    const key = block !== '' && !record.has('loonkostensubsidie') ? 'SRG-I110.missingBlock' : 'SRG-I110.missing';
    return {
      range: record.rangeOf('typeVoorziening'),
      message: { key, parameters: { ...parameters, block } },
      data: 'missing' satisfies Data,
    };
  }
  const loonwaarde = record.value('loonwaarde');
  const percent = Number(loonwaarde);
  if (loonwaarde === undefined || (percent >= LOWEST && percent <= HIGHEST)) return undefined;
  return {
    range: record.rangeOf('loonwaarde'),
    message: { key: 'SRG-I110.range', parameters: { ...parameters, loonwaarde, lowest: LOWEST, highest: HIGHEST } },
    related: [
      { fields: record, range: record.rangeOf('typeVoorziening'), message: { key: 'related.typeVoorziening' } },
    ],
  };
}

function typeOf(record: Voorziening, { pack }: RuleContext) {
  const type = record.value('typeVoorziening')!;
  return { type, typeLabel: codeOf(pack, 'typeVoorziening', type)?.label ?? type };
}
