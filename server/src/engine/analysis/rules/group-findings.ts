import type { Voorziening } from '../../delivery/record.ts';
import type { Finding } from '../../rules/rule.ts';
import { NONE, type RecordSegment } from '../document/segment.ts';

/** Replaces findings across records in the segments of these records. */
export function replaceGroupFindings(
  records: Iterable<Voorziening>,
  isReplaced: (finding: Finding) => boolean,
  findings: readonly Finding[],
): void {
  for (const { owner } of records) {
    const segment = owner as RecordSegment;
    if (segment.groupFindings.length === 0) continue;
    const kept = segment.groupFindings.filter((finding) => !isReplaced(finding));
    if (kept.length < segment.groupFindings.length) segment.groupFindings = kept.length > 0 ? kept : NONE;
  }
  for (const finding of findings) {
    const segment = finding.owner as RecordSegment;
    segment.groupFindings = [...segment.groupFindings, finding];
  }
}
