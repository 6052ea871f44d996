import { passesElfproef } from '../../delivery/bsn.ts';
import type { Rule } from '../rule.ts';

/** [wet] A burgerservicenummer passes the 11-proof. There is no fix: a BSN is looked up, never made up. */
export const i107: Rule = {
  code: 'SRG-I107',
  name: 'BSN elfproef',
  severity: 'warning',
  consequence: 'contact',
  standing: ['wet'],
  needs: ['bsn'],
  checkRecord(record, _context, report) {
    const bsn = record.value('bsn')?.trim();
    if (bsn === undefined || passesElfproef(bsn)) return;
    report({ range: record.rangeOf('bsn'), message: { key: 'SRG-I107', parameters: { bsn: { bsn } } } });
  },
};
