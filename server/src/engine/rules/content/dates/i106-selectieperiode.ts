import { firstDayOf, lastDayOf } from '../../../delivery/day.ts';
import { removeRecord, titleOf } from '../../fixes/edits.ts';
import type { Rule } from '../../rule.ts';

/** [cbs] Late information is laid back over at most three months (description of StatLine table 85589NED). */
const LAY_BACK_MONTHS = 3;

/** Of a finding on a begindatum after the verslagmaand. */
const FUTURE = 'future';

/** [slides][cbs] A record started, ended or ran in the verslagmaand, or is an update of the months just before it. */
export const i106: Rule = {
  code: 'SRG-I106',
  name: { nl: 'selectieperiode', en: 'selection period' },
  summary: {
    nl: 'het record past bij de verslagmaand',
    en: 'the record fits the verslagmaand',
  },
  severity: 'warning',
  otherSeverities: ['information'],
  consequence: 'contact',
  provenance: [{ id: 'slides' }, { id: 'cbs', detail: { nl: 'drie maanden terug', en: 'three months back' } }],
  needs: ['verslagmaand', 'begindatum', 'einddatum'],
  checkRecord(record, { verslagmaand }, report) {
    if (verslagmaand === undefined) return;
    const month = { month: verslagmaand };
    const begin = record.day('begindatum');
    const end = record.day('einddatum');
    if (begin !== undefined && begin > lastDayOf(verslagmaand)) {
      report({
        range: record.rangeOf('begindatum'),
        message: { key: 'SRG-I106.future', parameters: { month, begin: { day: begin } } },
        data: FUTURE,
      });
    }
    if (end === undefined || end >= firstDayOf(verslagmaand)) return;
    const limit = firstDayOf(verslagmaand - LAY_BACK_MONTHS);
    const parameters = { month, end: { day: end }, limit: { day: limit } };
    const range = record.rangeOf('einddatum');
    if (end < limit) report({ range, message: { key: 'SRG-I106.beyond', parameters } });
    else report({ range, message: { key: 'SRG-I106.late', parameters }, severity: 'information' });
  },
  fixes(finding, context) {
    const record = finding.record!;
    // CBS asks for late updates.
    if (finding.data !== FUTURE || context.introducesFindingAfter([{ kind: 'remove', record }])) return [];
    const removal = removeRecord(context, record);
    return removal ? [{ title: titleOf(removal), edits: removal.edits }] : [];
  },
};
