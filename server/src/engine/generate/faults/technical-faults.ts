import type { RecordConcept } from '../../packs/pack.ts';
import { pathOfConcept } from '../../packs/places.ts';
import type { RuleCode } from '../../rules/rule-metadata.ts';
import { meetsFacets } from '../../schema/facets.ts';
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

  'SRG-T006': plainly((type, context) => {
    // A letter that some program lost before: of a delivery there is nothing else that nobody can judge.
    const values = { omschrijving: 'Caf\ufffdmedewerker', registratienummer: 'VZ-\ufffd' };
    const concept = (['omschrijving', 'registratienummer'] as const).find((one) => {
      const schemaType = context.values.schemaType(one);
      return schemaType && meetsFacets(values[one], schemaType);
    });
    if (!concept) return undefined;
    const record = recordOf(context, type);
    return { ...alone({ ...record, written: { [concept]: values[concept] } }), isOfNoRecord: true };
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
  const listed = values.schemaType(concept)?.enumerations.map(({ value }) => value) ?? [];
  return listed.length > 0 && !['07', '99', 'X'].some((wrong) => listed.includes(wrong));
}
