import { codeOf, codesOf } from '../../../packs/load-pack.ts';
import { nameOf } from '../../../packs/places.ts';
import { setConcept } from '../../fixes/insert-element.ts';
import type { Rule } from '../../rule.ts';

/** [recon] A type that says 'other' is told apart by its omschrijving alone. */
export const i118: Rule = {
  code: 'SRG-I118',
  name: { nl: 'omschrijving bij overig', en: 'description of an other type' },
  summary: {
    nl: 'een type voor ‘overig’ heeft een omschrijving',
    en: 'a type that means ‘other’ has a description',
  },
  severity: 'information',
  consequence: 'geen',
  provenance: [{ id: 'recon' }],
  needs: ['typeVoorziening', 'omschrijving'],
  idle: ({ pack }) => (codesOf(pack, 'typeVoorziening')?.codes.some(({ overig }) => overig) ? undefined : 'pack'),
  checkRecord(record, { pack }, report) {
    const type = record.value('typeVoorziening');
    const code = type === undefined ? undefined : codeOf(pack, 'typeVoorziening', type);
    if (!code?.overig || !record.lacks('omschrijving')) return;
    report({
      range: record.rangeOf('typeVoorziening'),
      message: {
        key: 'SRG-I118',
        parameters: { type: code.code, typeLabel: code.label, name: nameOf(pack, 'omschrijving') },
      },
    });
  },
  fixes({ record }, context) {
    // What was done nobody knows but the user: the element is put there to be filled in.
    if (record!.has('omschrijving')) return [];
    const edits = setConcept(context, record!, 'omschrijving', '');
    const name = nameOf(context.pack, 'omschrijving');
    return edits ? [{ title: { key: 'fix.insertElementToFill', parameters: { name } }, edits }] : [];
  },
};
