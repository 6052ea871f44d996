import { firstDayOf } from '../../delivery/day.ts';
import type { Rule } from '../rule.ts';

/** [recon] A delivery can't be made before the month that it is about has begun. */
export const i112: Rule = {
  code: 'SRG-I112',
  name: 'verslagmaand',
  severity: 'warning',
  consequence: 'contact',
  standing: ['recon'],
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
