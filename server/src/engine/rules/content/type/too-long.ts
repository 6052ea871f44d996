import type { Voorziening } from '../../../delivery/record.ts';
import type { TooLong } from '../../counting.ts';
import type { FindingDraft } from '../../rule.ts';

type TooLongKey = 'SRG-I115.length' | 'SRG-I115.running' | 'SRG-I116.length' | 'SRG-I116.running';

/** The finding on a record that runs longer than it may: on its einddatum, without one on its begindatum. */
export function draftOfTooLong(
  record: Voorziening,
  { start, allowed, end, runs }: TooLong,
  key: TooLongKey,
): FindingDraft {
  return {
    range: record.rangeOf(runs ? 'begindatum' : 'einddatum'),
    message: {
      key,
      parameters: { begin: { day: start }, allowed: { day: allowed }, end: { day: end } },
    },
  };
}
