import { codeOf } from '../../packs/load-pack.ts';
import { replaceValue } from '../edits.ts';
import type { Rule } from '../rule.ts';

/** [slides][cbs] Some types imply that the earning capacity is below the minimum wage. */
export const i102: Rule = {
  code: 'SRG-I102',
  name: { nl: 'arbeidsvermogen bij loonkostensubsidie', en: 'arbeidsvermogen with a wage subsidy' },
  summary: {
    nl: 'type 10, 11 en 20 met arbeidsvermogen 10',
    en: 'types 10, 11 and 20 have arbeidsvermogen 10',
  },
  severity: 'warning',
  consequence: 'contact',
  provenance: [{ id: 'slides' }, { id: 'cbs', detail: { nl: 'FAQ arbeidsvermogen', en: 'FAQ on arbeidsvermogen' } }],
  needs: ['typeVoorziening', 'arbeidsvermogen'],
  checkRecord(record, { pack }, report) {
    const type = record.value('typeVoorziening');
    const arbeidsvermogen = record.value('arbeidsvermogen');
    const { impliesOnderWml, onderWml } = pack.manifest.meanings;
    if (type === undefined || arbeidsvermogen === undefined || onderWml === undefined) return;
    if (!impliesOnderWml?.includes(type) || arbeidsvermogen === onderWml) return;
    report({
      range: record.rangeOf('arbeidsvermogen'),
      message: {
        key: 'SRG-I102',
        parameters: {
          type,
          typeLabel: codeOf(pack, 'typeVoorziening', type)?.label ?? type,
          arbeidsvermogen,
          arbeidsvermogenLabel: codeOf(pack, 'arbeidsvermogen', arbeidsvermogen)?.label ?? arbeidsvermogen,
          expected: onderWml,
          expectedLabel: codeOf(pack, 'arbeidsvermogen', onderWml)?.label ?? onderWml,
        },
      },
      related: [
        { fields: record, range: record.rangeOf('typeVoorziening'), message: { key: 'related.typeVoorziening' } },
      ],
    });
  },
  fixes(finding, { pack }) {
    const code = pack.manifest.meanings.onderWml!;
    return [
      {
        title: {
          key: 'fix.setArbeidsvermogen',
          parameters: { code, label: codeOf(pack, 'arbeidsvermogen', code)?.label ?? '' },
        },
        edits: [replaceValue(finding.record!, 'arbeidsvermogen', code)],
        preferred: true,
      },
    ];
  },
};
