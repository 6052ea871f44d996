import type { Day } from '../../../delivery/day.ts';
import type { Voorziening } from '../../../delivery/record.ts';
import { writtenDay } from '../../../delivery/values/value-notation.ts';
import { conflictsOf } from '../../../packs/combinations.ts';
import { codeOf, type Pack } from '../../../packs/load-pack.ts';
import type { Combination } from '../../../packs/pack.ts';
import { goTo } from '../../fixes/edits.ts';
import { setConcept } from '../../fixes/insert-element.ts';
import type { FindingDraft, Fix, Rule } from '../../rule.ts';

/**
 * Of one person at most so many pairs are told, those that begin first. k records that all overlap make k(k−1)/2 pairs:
 * a file that gives everybody one BSN would take minutes and all memory to say the same thing over and over.
 */
const MOST_PAIRS = 500;

interface Period {
  readonly record: Voorziening;
  readonly type: string;
  readonly start: Day;
  /** Infinity without an Einddatum: nothing in the delivery says that it ends, in whatever month. */
  readonly end: Day;
}

/** [slides], the table [wet] or [recon] by its rows: two voorzieningen of one person that overlap by a day or more and don't go together. */
export const i105: Rule = {
  code: 'SRG-I105',
  name: { nl: 'combinatie', en: 'combination' },
  summary: {
    nl: 'geen overlap van voorzieningen die niet samengaan',
    en: "no overlap of voorzieningen that don't go together",
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [
    { id: 'slides' },
    { id: 'wet', detail: { nl: 'combinaties met een artikel', en: 'combinations with an article' } },
    { id: 'recon', detail: { nl: 'de andere combinaties', en: 'the other combinations' } },
  ],
  needs: ['bsn', 'typeVoorziening', 'begindatum', 'einddatum'],
  groups: ['bsn'],
  idle: ({ pack }) => (pack.combinations.length > 0 ? undefined : 'pack'),
  checkGroup(_group, records, { pack }, report) {
    if (records.length < 2) return;
    let pairs = 0;
    for (const [earlier, later, combination] of conflictingPairs(records, pack)) {
      report(later.record, draftOf(earlier, later, combination, pack));
      if (++pairs === MOST_PAIRS) return;
    }
  },
  fixes(finding, context) {
    const [place] = finding.related!;
    const earlier = place!.fields as Voorziening;
    const before = finding.record!.day('begindatum')! - 1;
    const value = writtenDay(context.pack, 'einddatum', before);
    const fits =
      earlier.day('begindatum')! <= before && !context.introducesFinding(earlier, new Map([['einddatum', value]]));
    const edits = fits ? setConcept(context, earlier, 'einddatum', value) : undefined;
    const end: Fix[] = edits
      ? [
          {
            title: {
              key: 'fix.endEarlier',
              parameters: { type: earlier.value('typeVoorziening')!, day: { day: before } },
            },
            edits,
          },
        ]
      : [];
    return [...end, goTo(place!)];
  },
};

/**
 * Goes through the periods by their start and keeps of each type those that still run: a period is looked at once for
 * each pair that it makes and once when it has ended. Of two that start on one day the one further down is the later.
 */
function* conflictingPairs(
  records: readonly Voorziening[],
  pack: Pack,
): Generator<[earlier: Period, later: Period, combination: Combination]> {
  const conflicts = conflictsOf(pack.combinations);
  const ofTypes = records.filter((record) => conflicts.has(record.value('typeVoorziening')!));
  if (ofTypes.length < 2) return;
  const periods = ofTypes.flatMap((record) => periodOf(record) ?? []);
  periods.sort((a, b) => a.start - b.start);
  const running = new Map<string, Period[]>();
  for (const later of periods) {
    for (const [type, combination] of conflicts.get(later.type)!) {
      const candidates = running.get(type);
      if (!candidates) continue;
      let kept = 0;
      for (const earlier of candidates) {
        if (earlier.end < later.start) continue;
        candidates[kept++] = earlier;
        yield [earlier, later, combination];
      }
      candidates.length = kept;
    }
    const own = running.get(later.type);
    if (own) own.push(later);
    else running.set(later.type, [later]);
  }
}

/** undefined where a value that it takes is missing or invalid, or where the end lies before the start. */
function periodOf(record: Voorziening): Period | undefined {
  const type = record.value('typeVoorziening');
  const start = record.day('begindatum');
  const end = record.lacks('einddatum') ? Number.POSITIVE_INFINITY : record.day('einddatum');
  return type === undefined || start === undefined || end === undefined || end < start
    ? undefined
    : { record, type, start, end };
}

function draftOf(earlier: Period, later: Period, combination: Combination, pack: Pack): FindingDraft {
  const end = Math.min(earlier.end, later.end);
  const label = (type: string) => codeOf(pack, 'typeVoorziening', type)?.label ?? type;
  const parameters = {
    type: later.type,
    typeLabel: label(later.type),
    other: earlier.type,
    otherLabel: label(earlier.type),
    start: { day: later.start },
    reason: { words: combination.reason },
  };
  return {
    range: later.record.rangeOf('typeVoorziening'),
    message: Number.isFinite(end)
      ? { key: 'SRG-I105', parameters: { ...parameters, end: { day: end } } }
      : { key: 'SRG-I105.running', parameters },
    related: [
      {
        fields: earlier.record,
        range: earlier.record.rangeOf('typeVoorziening'),
        message: { key: 'related.otherVoorziening' },
      },
    ],
  };
}
