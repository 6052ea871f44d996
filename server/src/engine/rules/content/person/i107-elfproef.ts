import { passesElfproef } from '../../../delivery/values/bsn.ts';
import { trimXml } from '../../../text/xml-whitespace.ts';
import type { Rule } from '../../rule.ts';

/** [wet] A burgerservicenummer has nine digits, [recon] and passes the 11-proof. There is no fix: a BSN is looked up, never made up. */
export const i107: Rule = {
  code: 'SRG-I107',
  name: { nl: 'BSN elfproef', en: '11-proof of the BSN' },
  summary: {
    nl: 'het BSN voldoet aan de elfproef',
    en: 'the BSN passes the 11-proof',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [
    {
      id: 'wet',
      detail: {
        nl: 'negen cijfers: Regeling statistiek Participatiewet, IOAW en IOAZ 2015, bijlage 2, kenmerk 8',
        en: 'nine digits: Regeling statistiek Participatiewet, IOAW en IOAZ 2015, appendix 2, kenmerk 8',
      },
    },
    { id: 'recon', detail: { nl: 'de elfproef', en: 'the 11-proof' } },
  ],
  needs: ['bsn'],
  checkRecord(record, _context, report) {
    const bsn = trimXml(record.value('bsn'));
    if (bsn === undefined || passesElfproef(bsn)) return;
    report({ range: record.rangeOf('bsn'), message: { key: 'SRG-I107', parameters: { bsn: { bsn } } } });
  },
};
