import type { Pack } from '../../../packs/load-pack.ts';
import { replaceValue } from '../../fixes/edits.ts';
import { isOneCharacterOff } from '../../one-off.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** [cbs] The gemeentecode is that of a municipality, in the years that the pack's list holds for. */
export const i114: Rule = {
  code: 'SRG-I114',
  name: { nl: 'gemeentecode', en: 'gemeentecode' },
  summary: {
    nl: 'de gemeentecode staat in de lijst van gemeenten van dat jaar',
    en: 'the gemeentecode is in the list of municipalities of that year',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [{ id: 'cbs', detail: { nl: 'de lijst van gemeenten', en: 'the list of municipalities' } }],
  needs: ['gemeentecode', 'verslagmaand'],
  idle: (context) => (yearWithList(context) === undefined ? 'pack' : undefined),
  checkHeader(header, context, report) {
    const code = header.value('gemeentecode');
    const year = yearWithList(context);
    if (code === undefined || year === undefined || context.pack.gemeenten.has(code)) return;
    report({
      ...header.placeOf('gemeentecode'),
      message: { key: 'SRG-I114', parameters: { code, year } },
    });
  },
  fixes(_finding, context) {
    const { header, pack } = context;
    const code = header?.value('gemeentecode');
    if (!header || code === undefined) return [];
    const near = [...pack.gemeenten.keys()].filter((other) => isOneCharacterOff(code, other));
    const [only, ...others] = near;
    if (only === undefined || others.length > 0) return [];
    const edits = replaceValue(context, header.partOf('gemeentecode'), 'gemeentecode', only);
    const value = `${only} (${pack.gemeenten.get(only)!.naam})`;
    return edits ? [{ title: { key: 'fix.replaceBy', parameters: { value } }, edits }] : [];
  },
};

/** The year of the verslagmaand, where the list of municipalities holds for it. */
function yearWithList({ pack, verslagmaand }: Pick<RuleContext, 'pack' | 'verslagmaand'>): number | undefined {
  if (verslagmaand === undefined) return undefined;
  const year = Math.floor(verslagmaand / 12);
  return holdsFor(pack, year) ? year : undefined;
}

function holdsFor({ gemeenten, gemeentenYears: years }: Pack, year: number): boolean {
  return gemeenten.size > 0 && years !== undefined && years.from <= year && year <= years.to;
}
