import { firstDayOf } from '../../delivery/day.ts';
import type { Rule } from '../rule.ts';

/** [recon] A delivery can't be made before the month that it is about has begun. */
export const i112: Rule = {
  code: 'SRG-I112',
  name: { nl: 'verslagmaand', en: 'verslagmaand' },
  summary: {
    nl: 'aanmaakdatum niet vóór de verslagmaand',
    en: 'the aanmaakdatum is not before the verslagmaand',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [{ id: 'recon' }],
  needs: ['verslagmaand', 'aanmaakdatum'],
  checkHeader(header, _context, report) {
    const month = header.month('verslagmaand');
    const created = header.day('aanmaakdatum');
    if (month === undefined || created === undefined || created >= firstDayOf(month)) return;
    report({
      range: header.rangeOf('aanmaakdatum'),
      message: { key: 'SRG-I112', parameters: { created: { day: created }, month: { month } } },
      related: [{ fields: header, range: header.rangeOf('verslagmaand'), message: { key: 'related.verslagmaand' } }],
    });
  },
};
