import { dayOf } from '../../../delivery/day.ts';
import type { Rule } from '../../rule.ts';

/** [wet] The old acts hold as they read on this day: Participatiewet, articles 1 j and k, and 78d. */
const LAST_BEGIN = dayOf(2003, 12, 31);

/** [wet] No job of the WIW or ID schemes has begun after 31 December 2003; [recon] that is how we read the law. */
export const i117: Rule = {
  code: 'SRG-I117',
  name: { nl: 'WIW/ID', en: 'WIW/ID' },
  summary: { nl: 'type 20 niet begonnen na 31 december 2003', en: 'no type 20 that began after 31 December 2003' },
  severity: 'information',
  consequence: 'geen',
  provenance: [
    {
      id: 'wet',
      detail: {
        nl: 'Participatiewet, artikel 1 j en k en artikel 78d',
        en: 'Participatiewet, articles 1(j)(k) and 78d',
      },
    },
    { id: 'recon', detail: { nl: 'de lezing ervan', en: 'how we read it' } },
  ],
  needs: ['typeVoorziening', 'begindatum'],
  idle: ({ pack }) => (pack.manifest.meanings.wiwId ? undefined : 'pack'),
  checkRecord(record, { pack }, report) {
    const type = record.value('typeVoorziening');
    const begin = record.day('begindatum');
    if (type === undefined || begin === undefined || begin <= LAST_BEGIN) return;
    if (!pack.manifest.meanings.wiwId?.includes(type)) return;
    const parameters = { begin: { day: begin }, last: { day: LAST_BEGIN } };
    report({ range: record.rangeOf('begindatum'), message: { key: 'SRG-I117', parameters } });
  },
};
