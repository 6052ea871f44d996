import type { RecordConcept } from '../../packs/pack.ts';
import { pathOfConcept } from '../../packs/places.ts';
import type { RuleCode } from '../../rules/rule-metadata.ts';
import { alone, plainly, recordOf } from './date-faults.ts';
import type { FaultContext, MakeFault } from './fault.ts';

/** Faults of the text itself. */
export const TECHNICAL_FAULTS: Partial<Record<RuleCode, MakeFault>> = {
  'SRG-T001': (context) => {
    const [type] = context.values.plain;
    const concept = (['omschrijving', 'registratienummer'] as const).find((one) => isElement(context, one));
    if (!type || !concept) return undefined;
    const record = recordOf(context, type);
    return { ...alone({ ...record, written: { [concept]: 'A & B' } }), isOfNoRecord: true };
  },

  'SRG-T002': plainly((type, context) => {
    const wrong: Partial<Record<RecordConcept, string>>[] = [{ begindatum: '1-3-2025' }];
    for (const concept of ['geslacht', 'arbeidsvermogen', 'typeVoorziening'] as const) {
      if (isListed(context, concept)) wrong.push({ [concept]: context.draw.one(['07', '99', 'X']) });
    }
    return alone({ ...recordOf(context, type), written: context.draw.one(wrong) });
  }),

  'SRG-S001': plainly((type, context) => ({
    ...alone({ ...recordOf(context, type), comment: 'srg-disable SRG-I101: nagevraagd' }),
    isOfNoRecord: true,
  })),
};

function isElement({ values }: FaultContext, concept: RecordConcept): boolean {
  return pathOfConcept(values.pack, concept)?.at(-1)?.startsWith('@') === false;
}

/** The schema has a list of its values, and none of the wrong ones is on it. */
function isListed({ values }: FaultContext, concept: RecordConcept): boolean {
  const path = pathOfConcept(values.pack, concept);
  const last = path?.at(-1) ?? '@';
  const element = path && values.pack.model.element(last.startsWith('@') ? path.slice(0, -1) : path);
  const type = last.startsWith('@')
    ? element?.type.attributes.find(({ name }) => `@${name}` === last)?.type
    : element?.type;
  const listed = type?.enumerations.map(({ value }) => value) ?? [];
  return listed.length > 0 && !['07', '99', 'X'].some((wrong) => listed.includes(wrong));
}
