import { type Day, lastDayOf, lastDayOfPeriod } from '../../delivery/day.ts';
import type { Voorziening } from '../../delivery/record.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { fixesOfTooLong } from './end-and-follow-up.ts';

/** Art. 10d lid 5 Participatiewet. */
export const MONTHS = 6;
/** [slides] Periods with a gap of at most one day between them count together. */
const GAP = 1;
/** Of a chain of more periods the first ones are pointed at: nobody reads on. */
const RELATED = 50;

interface Period {
  readonly record: Voorziening;
  readonly start: Day;
  readonly end: Day;
}

/** [slides] A forfaitaire loonkostensubsidie runs for six months at most. */
export const i103: Rule = {
  code: 'SRG-I103',
  name: { nl: 'duur forfaitaire loonkostensubsidie', en: 'length of a flat-rate wage subsidy' },
  summary: {
    nl: 'type 11 ten hoogste zes maanden',
    en: 'type 11 lasts six months at most',
  },
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
  checkGroup(_group, records, context, report) {
    for (const chain of chainsOf(records, context)) {
      const last = chain.reduce((a, b) => (b.end >= a.end ? b : a));
      const start = chain[0]!.start;
      const allowed = lastDayOfPeriod(start, MONTHS);
      if (last.end <= allowed) continue;
      const ended = last.record.state('einddatum') === 'valid';
      const days = { start: { day: start }, allowed: { day: allowed }, end: { day: last.end } };
      report(last.record, {
        range: last.record.rangeOf(ended ? 'einddatum' : 'begindatum'),
        message: {
          key: chain.length > 1 ? 'SRG-I103.chain' : ended ? 'SRG-I103' : 'SRG-I103.running',
          parameters: { ...days, periods: chain.length },
        },
        related: chain
          .filter((period) => period !== last)
          .slice(0, RELATED)
          .map(({ record }) => ({
            fields: record,
            range: record.rangeOf('begindatum'),
            message: { key: 'related.period' },
          })),
        data: { allowed, beyond: chain.filter(({ end }) => end > allowed).map(({ record }) => record) },
      });
    }
  },
  fixes(finding, context) {
    const { allowed, beyond } = finding.data as { allowed: Day; beyond: readonly Voorziening[] };
    return fixesOfTooLong(context, beyond, allowed);
  },
};

/** Periods of forfaitaire LKS that touch, each chain in the order of the start dates. */
function chainsOf(records: readonly Voorziening[], context: RuleContext): Period[][] {
  const periods = records.flatMap((record) => periodOf(record, context) ?? []);
  periods.sort((a, b) => a.start - b.start);
  const chains: Period[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const period of periods) {
    if (period.start <= end + 1 + GAP) chains[chains.length - 1]!.push(period);
    else chains.push([period]);
    end = chains[chains.length - 1]!.length > 1 ? Math.max(end, period.end) : period.end;
  }
  return chains;
}

/** The last day that a forfaitaire LKS from a start date on may run, with those of the person's other records. */
export function lastAllowedDay(start: Day, others: readonly Voorziening[], context: RuleContext): Day {
  const earlier = others.flatMap((record) => periodOf(record, context) ?? []).filter((period) => period.start <= start);
  earlier.sort((a, b) => b.start - a.start);
  let first = start;
  for (const period of earlier) if (first <= period.end + 1 + GAP) first = period.start;
  return lastDayOfPeriod(first, MONTHS);
}

/** Without an end date a period is judged at the end of the verslagmaand. */
function periodOf(record: Voorziening, { pack, verslagmaand }: RuleContext): Period | undefined {
  const type = record.value('typeVoorziening');
  if (type === undefined || !pack.manifest.meanings.lksForfaitair?.includes(type)) return undefined;
  const start = record.day('begindatum');
  const running = record.lacks('einddatum');
  const end = running ? verslagmaand && lastDayOf(verslagmaand) : record.day('einddatum');
  return start === undefined || end === undefined || end < start ? undefined : { record, start, end };
}
