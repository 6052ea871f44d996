import { expect, test } from 'vitest';
import { RECORD_CONCEPTS } from '../../../server/src/engine/packs/pack.ts';
import { Placeholders } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';

const ELEMENTS = {
  geslacht: 'Geslacht',
  typeVoorziening: 'TypeVoorziening',
  begindatum: 'BegindatumVoorziening',
} as const;

test.each(Object.entries(ELEMENTS))(
  'what stands in both branches of a template is unresolved, and nothing else: %s',
  (concept, name) => {
    const text = delivery(
      record().replace(new RegExp(`<${name}>.*?</${name}>`), (found) => `{{#if x}}${found}{{else}}${found}{{/if}}`),
    );
    const analysis = analyse(text, { templates: { isNamed: true, placeholders: new Placeholders() } });
    const [found] = analysis.recordsWith('bsn', BSN[0]);
    const unresolved = RECORD_CONCEPTS.filter((one) => found!.state(one) === 'unresolved');
    expect(unresolved).toEqual([concept]);
  },
);
