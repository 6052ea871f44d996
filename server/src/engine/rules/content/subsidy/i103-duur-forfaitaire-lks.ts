import { type Day, lastDayOfPeriod } from '../../../delivery/day.ts';
import type { Voorziening } from '../../../delivery/record.ts';
import { judgedEnd } from '../../counting.ts';
import type { FindingDraft, Rule, RuleContext } from '../../rule.ts';
import { endingFixes } from './ending-fixes.ts';

/** [wet] Participatiewet, article 10d lid 5. */
export const MONTHS = 6;
/** [slides] Periods with a gap of at most one day between them count together. */
const GAP = 1;
/** Of a chain of more periods the first ones are pointed at: nobody reads on. */
const RELATED = 50;

interface Period {
  readonly record: Voorziening;
  readonly start: Day;
  readonly end: Day;
  /** It has no einddatum. */
  readonly runs: boolean;
}

/** What the fix needs to know. */
interface Data {
  readonly allowed: Day;
  /** The records that run past that day. */
  readonly beyond: readonly Voorziening[];
}

/** [slides] A forfaitaire loonkostensubsidie lasts six months at most. */
export const i103: Rule = {
  code: 'SRG-I103',
  name: { nl: 'duur forfaitaire loonkostensubsidie', en: 'length of a flat-rate wage subsidy' },
  summary: { nl: 'type 11 ten hoogste zes maanden', en: 'type 11 lasts six months at most' },
  severity: 'warning',
  consequence: 'contact',
  provenance: [
    { id: 'slides' },
    { id: 'wet', detail: { nl: 'Participatiewet, artikel 10d lid 5', en: 'Participatiewet, article 10d(5)' } },
  ],
  needs: ['bsn', 'typeVoorziening', 'begindatum', 'einddatum'],
  uses: ['verslagmaand'],
  groups: ['bsn'],
  checksSingleRecords: true,
  idle: ({ pack }) => (pack.manifest.meanings.lksForfaitair ? undefined : 'pack'),
  checkGroup(_group, records, context, report) {
    for (const chain of chainsOf(records, context)) {
      const last = chain.reduce((a, b) => (b.end >= a.end ? b : a));
      const allowed = lastDayOfPeriod(chain[0]!.start, MONTHS);
      if (last.end > allowed) report(last.record, draftOf(chain, last, allowed));
    }
  },
  fixes(finding, context) {
    const { allowed, beyond } = finding.data as Data;
    return endingFixes(context, beyond, allowed);
  },
};

function draftOf(chain: readonly Period[], last: Period, allowed: Day): FindingDraft {
  const others = chain.filter((period) => period !== last).slice(0, RELATED);
  return {
    range: last.record.rangeOf(last.runs ? 'begindatum' : 'einddatum'),
    message: {
      key: chain.length > 1 ? 'SRG-I103.chain' : last.runs ? 'SRG-I103.running' : 'SRG-I103',
      parameters: {
        start: { day: chain[0]!.start },
        allowed: { day: allowed },
        end: { day: last.end },
        periods: chain.length,
      },
    },
    related: others.map(({ record }) => ({
      fields: record,
      range: record.rangeOf('begindatum'),
      message: { key: 'related.period' },
    })),
    data: { allowed, beyond: chain.filter(({ end }) => end > allowed).map(({ record }) => record) } satisfies Data,
  };
}

/** Periods of forfaitaire LKS that touch, each chain in the order of their begindatums. */
function chainsOf(records: readonly Voorziening[], context: RuleContext): Period[][] {
  const chains: Period[][] = [];
  const forfaitair = context.pack.manifest.meanings.lksForfaitair;
  // Most persons have none of these.
  if (!records.some((record) => forfaitair?.includes(record.value('typeVoorziening')!))) return chains;
  const periods = records.flatMap((record) => periodOf(record, context) ?? []);
  periods.sort((a, b) => a.start - b.start);
  let end = Number.NEGATIVE_INFINITY;
  for (const period of periods) {
    const isNext = period.start <= end + 1 + GAP;
    if (isNext) chains.at(-1)!.push(period);
    else chains.push([period]);
    end = isNext ? Math.max(end, period.end) : period.end;
  }
  return chains;
}

/** The last day that a forfaitaire LKS from a begindatum on may run, with those of the person's other records. */
export function lastAllowedDay(start: Day, others: readonly Voorziening[], context: RuleContext): Day {
  const earlier = others.flatMap((record) => periodOf(record, context) ?? []).filter((period) => period.start <= start);
  earlier.sort((a, b) => b.start - a.start);
  let first = start;
  for (const period of earlier) if (first <= period.end + 1 + GAP) first = period.start;
  return lastDayOfPeriod(first, MONTHS);
}

/** undefined for another type, and where the einddatum lies before the begindatum. */
function periodOf(record: Voorziening, context: RuleContext): Period | undefined {
  const type = record.value('typeVoorziening');
  if (type === undefined || !context.pack.manifest.meanings.lksForfaitair?.includes(type)) return undefined;
  const start = record.day('begindatum');
  const judged = judgedEnd(record, context);
  if (start === undefined || judged === undefined || judged.end < start) return undefined;
  return { record, start, ...judged };
}
