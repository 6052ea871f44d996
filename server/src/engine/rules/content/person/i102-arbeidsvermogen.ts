import type { Voorziening } from '../../../delivery/record.ts';
import { codeOf } from '../../../packs/load-pack.ts';
import { MOST_ALIKE, replaceValue } from '../../fixes/edits.ts';
import type { RecordEdit, Rule } from '../../rule.ts';

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
  idle({ pack }) {
    const { impliesOnderWml, onderWml } = pack.manifest.meanings;
    return impliesOnderWml && onderWml !== undefined ? undefined : 'pack';
  },
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
  fixes(finding, context) {
    const { pack } = context;
    const record = finding.record!;
    const code = pack.manifest.meanings.onderWml!;
    const parameters = { code, label: codeOf(pack, 'arbeidsvermogen', code)?.label ?? '' };
    const change = (of: Voorziening): RecordEdit => ({
      kind: 'change',
      record: of,
      values: new Map([['arbeidsvermogen', code]]),
    });
    if (!context.introducesFindingAfter([change(record)])) {
      const edits = replaceValue(context, record, 'arbeidsvermogen', code);
      return edits ? [{ title: { key: 'fix.setArbeidsvermogen', parameters }, edits, preferred: true }] : [];
    }
    // The person's other records say what this one said: alone it would contradict them.
    const bsn = record.value('bsn');
    const others = (bsn === undefined ? [] : context.recordsWith('bsn', bsn)).filter((other) => {
      const value = other.value('arbeidsvermogen');
      return value !== undefined && value !== code;
    });
    if (others.length > MOST_ALIKE || context.introducesFindingAfter(others.map(change))) return [];
    const edits = others.map((other) => replaceValue(context, other, 'arbeidsvermogen', code));
    if (edits.includes(undefined)) return [];
    const title = {
      key: 'fix.setArbeidsvermogenOfPerson',
      parameters: { ...parameters, records: others.length },
    } as const;
    return [{ title, edits: edits.flatMap((some) => some ?? []) }];
  },
};
