import { lastDayOf } from '../../../delivery/day.ts';
import type { Voorziening } from '../../../delivery/record.ts';
import { codeOf, type Pack } from '../../../packs/load-pack.ts';
import { goTo, replaceValue } from '../../fixes/edits.ts';
import type { Finding, FindingDraft, Fix, FixContext, Rule } from '../../rule.ts';

/**
 * [wet] Reden 1 says that the voorziening runs on, reden 2 that it has ended. [recon] Hence the one has a successor that
 * begins on the next day, and the other has none. An end on the last day of the verslagmaand or later has its successor in
 * a later file.
 */
export const i113: Rule = {
  code: 'SRG-I113',
  name: { nl: 'administratieve beëindiging', en: 'administrative end' },
  summary: {
    nl: 'na reden 1 volgt de volgende dag een record van dezelfde persoon en hetzelfde type, na reden 2 niet',
    en: 'after reason 1 a record of the same person and type follows the next day, after reason 2 none does',
  },
  severity: 'information',
  consequence: 'contact',
  provenance: [
    {
      id: 'wet',
      detail: {
        nl: 'de betekenis van de redenen: Regeling statistiek Participatiewet, IOAW en IOAZ 2015, bijlage 2, kenmerk 19',
        en: 'the meaning of the reasons: Regeling statistiek Participatiewet, IOAW en IOAZ 2015, appendix 2, kenmerk 19',
      },
    },
    { id: 'recon', detail: { nl: 'de controle', en: 'the check' } },
  ],
  needs: ['bsn', 'typeVoorziening', 'begindatum', 'einddatum', 'redenBeeindiging'],
  uses: ['verslagmaand'],
  groups: ['bsn'],
  checksSingleRecords: true,
  idle: ({ pack }) => (redenenOf(pack) ? undefined : 'pack'),
  checkGroup(_group, records, { pack, verslagmaand }, report) {
    const redenen = redenenOf(pack);
    if (!redenen) return;
    const ended = records.filter((record) => record.value('redenBeeindiging') !== undefined);
    if (ended.length === 0) return;
    const beginning = new Map<string, Voorziening>();
    for (const record of records) {
      const key = keyOf(record, record.day('begindatum'));
      if (key !== undefined && !beginning.has(key)) beginning.set(key, record);
    }
    for (const record of ended) {
      const end = record.day('einddatum');
      const key = keyOf(record, end === undefined ? undefined : end + 1);
      if (end === undefined || key === undefined) continue;
      const reden = record.value('redenBeeindiging');
      const successor = beginning.get(key);
      if (reden === redenen.administratief && !successor) {
        if (verslagmaand === undefined || end >= lastDayOf(verslagmaand)) continue;
        report(record, draftOf(record, 'SRG-I113.noSuccessor', [reden, redenen.werkelijk], end + 1, pack));
      } else if (reden === redenen.werkelijk && successor) {
        const draft = draftOf(record, 'SRG-I113.successor', [reden, redenen.administratief], end + 1, pack);
        const place = { fields: successor, range: successor.nameRange, message: { key: 'related.successor' } } as const;
        report(record, { ...draft, related: [place] });
      }
    }
  },
  fixes(finding, context) {
    const redenen = redenenOf(context.pack)!;
    const [place] = finding.related ?? [];
    const other = place ? redenen.administratief : redenen.werkelijk;
    return [...setReden(finding, context, other), ...(place ? [goTo(place)] : [])];
  },
};

function setReden({ record }: Finding, context: FixContext, reden: string): Fix[] {
  if (context.introducesFinding(record!, new Map([['redenBeeindiging', reden]]))) return [];
  const edits = replaceValue(context, record!, 'redenBeeindiging', reden);
  const value = `${reden} (${labelOf(context.pack, reden)})`;
  return edits ? [{ title: { key: 'fix.replaceBy', parameters: { value } }, edits }] : [];
}

/** The codes that the rule is about; undefined where the pack doesn't say which they are. */
function redenenOf({ manifest: { meanings } }: Pack): { administratief: string; werkelijk: string } | undefined {
  const { administratieveBeeindiging: administratief, werkelijkeBeeindiging: werkelijk } = meanings;
  return administratief === undefined || werkelijk === undefined ? undefined : { administratief, werkelijk };
}

function keyOf(record: Voorziening, day: number | undefined): string | undefined {
  const type = record.value('typeVoorziening');
  return type === undefined || day === undefined ? undefined : `${type} ${day}`;
}

function draftOf(
  record: Voorziening,
  key: 'SRG-I113.noSuccessor' | 'SRG-I113.successor',
  [reden, other]: readonly [string, string],
  next: number,
  pack: Pack,
): FindingDraft {
  const parameters = {
    reden,
    redenLabel: labelOf(pack, reden),
    other,
    otherLabel: labelOf(pack, other),
    next: { day: next },
  };
  return { range: record.rangeOf('redenBeeindiging'), message: { key, parameters } };
}

function labelOf(pack: Pack, reden: string): string {
  return codeOf(pack, 'redenBeeindiging', reden)?.label ?? reden;
}
