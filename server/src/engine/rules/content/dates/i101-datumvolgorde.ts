import { writtenDay } from '../../../delivery/values/value-notation.ts';
import type { RecordConcept } from '../../../packs/pack.ts';
import { removeConcept, replaceValue } from '../../fixes/edits.ts';
import type { Fix, Rule } from '../../rule.ts';

/** [slides] The start date is on or before the end date. */
export const i101: Rule = {
  code: 'SRG-I101',
  name: { nl: 'datumvolgorde', en: 'order of dates' },
  summary: {
    nl: 'begindatum op of vóór einddatum',
    en: 'the begindatum is on or before the einddatum',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [{ id: 'slides' }],
  needs: ['begindatum', 'einddatum'],
  checkRecord(record, _context, report) {
    const start = record.day('begindatum');
    const end = record.day('einddatum');
    if (start === undefined || end === undefined || start <= end) return;
    report({
      range: record.rangeOf('einddatum'),
      message: { key: 'SRG-I101', parameters: { start: { day: start }, end: { day: end } } },
      related: [{ fields: record, range: record.rangeOf('begindatum'), message: { key: 'related.begindatum' } }],
    });
  },
  fixes(finding, context) {
    const record = finding.record!;
    const start = writtenDay(context.pack, 'einddatum', record.day('begindatum')!);
    const end = writtenDay(context.pack, 'begindatum', record.day('einddatum')!);
    const newStart = replaceValue(context, record, 'begindatum', end);
    const newEnd = replaceValue(context, record, 'einddatum', start);
    const noEnd = removeConcept(context, record, 'einddatum');
    const swapped = new Map<RecordConcept, string | undefined>([
      ['begindatum', end],
      ['einddatum', start],
    ]);
    const fixes: Fix[] = [];
    if (newStart && newEnd && !context.introducesFinding(record, swapped)) {
      fixes.push({ title: { key: 'fix.swapDates' }, edits: [...newStart, ...newEnd], preferred: true });
    }
    if (noEnd && !context.introducesFinding(record, new Map([['einddatum', undefined]]))) {
      fixes.push({ title: { key: 'fix.removeEinddatum' }, edits: [noEnd] });
    }
    return fixes;
  },
};
