import { tooLong } from '../../counting.ts';
import type { Rule } from '../../rule.ts';
import { draftOfTooLong } from './too-long.ts';

/** [wet] Participatiewet, article 8a: two months, and four more at most. */
const MONTHS = 6;

/** [wet] A proefplaatsing lasts six months at most. [recon] That type 23 is that of article 8a. */
export const i116: Rule = {
  code: 'SRG-I116',
  name: { nl: 'proefplaatsing', en: 'proefplaatsing' },
  summary: { nl: 'type 23 ten hoogste zes maanden', en: 'type 23 lasts six months at most' },
  severity: 'information',
  consequence: 'geen',
  provenance: [
    { id: 'wet', detail: { nl: 'Participatiewet, artikel 8a lid 2 d', en: 'Participatiewet, article 8a(2)(d)' } },
    {
      id: 'recon',
      detail: { nl: 'dat dit type die proefplaats is', en: 'that this type is the proefplaats meant there' },
    },
  ],
  needs: ['typeVoorziening', 'begindatum'],
  uses: ['einddatum', 'verslagmaand'],
  idle: ({ pack }) => (pack.manifest.meanings.proefplaatsing ? undefined : 'pack'),
  checkRecord(record, context, report) {
    const type = record.value('typeVoorziening');
    if (type === undefined || !context.pack.manifest.meanings.proefplaatsing?.includes(type)) return;
    const excess = tooLong(record, MONTHS, context);
    if (excess) report(draftOfTooLong(record, excess, excess.runs ? 'SRG-I116.running' : 'SRG-I116.length'));
  },
};
