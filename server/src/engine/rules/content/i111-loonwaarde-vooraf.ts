import type { Rule } from '../rule.ts';

/** [slides] (casus Maaike) The loonwaarde is determined before the loonkostensubsidie starts, or on that day. */
export const i111: Rule = {
  code: 'SRG-I111',
  name: { nl: 'loonwaarde vooraf', en: 'loonwaarde beforehand' },
  summary: {
    nl: 'loonwaarde bepaald vóór of op de begindatum (type 10)',
    en: 'the loonwaarde is determined by the begindatum (type 10)',
  },
  severity: 'information',
  consequence: 'contact',
  provenance: [{ id: 'slides' }],
  needs: ['typeVoorziening', 'begindatum', 'datumLoonwaardebepaling'],
  checkRecord(record, { pack }, report) {
    const type = record.value('typeVoorziening');
    const start = record.day('begindatum');
    const determined = record.day('datumLoonwaardebepaling');
    if (type === undefined || start === undefined || determined === undefined || determined <= start) return;
    if (!pack.manifest.meanings.lksLoonwaarde?.includes(type)) return;
    report({
      range: record.rangeOf('datumLoonwaardebepaling'),
      message: { key: 'SRG-I111', parameters: { determined: { day: determined }, start: { day: start } } },
      related: [{ fields: record, range: record.rangeOf('begindatum'), message: { key: 'related.begindatum' } }],
    });
  },
};
