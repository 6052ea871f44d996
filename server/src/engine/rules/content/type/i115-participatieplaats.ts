import { ageOn, tooLong } from '../../counting.ts';
import type { Rule } from '../../rule.ts';
import { draftOfTooLong } from './too-long.ts';

/** [wet] Participatiewet, article 7 lid 8: from this age on, in whole years. */
const YOUNGEST = 27;
/** [wet] Participatiewet, article 10a: two years, and twice a year more. */
const MONTHS = 48;

/** [wet] A participatieplaats is for people of 27 years or older, and lasts four years at most. */
export const i115: Rule = {
  code: 'SRG-I115',
  name: { nl: 'participatieplaats', en: 'participatieplaats' },
  summary: {
    nl: 'type 22 vanaf 27 jaar en ten hoogste vier jaar',
    en: 'type 22 from 27 years of age on, and four years at most',
  },
  severity: 'information',
  consequence: 'geen',
  provenance: [
    {
      id: 'wet',
      detail: { nl: 'Participatiewet, artikel 7 lid 8 en artikel 10a', en: 'Participatiewet, articles 7(8) and 10a' },
    },
  ],
  needs: ['typeVoorziening', 'begindatum'],
  uses: ['geboortedatum', 'einddatum', 'verslagmaand'],
  idle: ({ pack }) => (pack.manifest.meanings.participatieplaats ? undefined : 'pack'),
  checkRecord(record, context, report) {
    const type = record.value('typeVoorziening');
    if (type === undefined || !context.pack.manifest.meanings.participatieplaats?.includes(type)) return;
    const [birth, begin] = [record.day('geboortedatum'), record.day('begindatum')];
    if (birth !== undefined && begin !== undefined && birth < begin && ageOn(birth, begin) < YOUNGEST) {
      const parameters = { begin: { day: begin }, age: ageOn(birth, begin), youngest: YOUNGEST };
      report({
        range: record.rangeOf('begindatum'),
        message: { key: 'SRG-I115.age', parameters },
        related: [
          { fields: record, range: record.rangeOf('geboortedatum'), message: { key: 'related.geboortedatum' } },
        ],
      });
    }
    const excess = tooLong(record, MONTHS, context);
    if (excess) report(draftOfTooLong(record, excess, excess.runs ? 'SRG-I115.running' : 'SRG-I115.length'));
  },
};
