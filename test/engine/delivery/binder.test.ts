import { expect, test } from 'vitest';
import { Binder } from '../../../server/src/engine/delivery/binder.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { Placeholders } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { packs } from '../../support/delivery.ts';

const [shipped] = packs as [Pack];
const ownNamespace = shipped.manifest.namespace;

/** The namespaces of the elements around the records, and of those. */
function namespaces(unresolvedNamespace?: string): Set<string> {
  const { shape } = new Binder(shipped, { placeholders: new Placeholders(), unresolvedNamespace });
  return new Set([...shape.ancestors, ...shape.repeatingElements].map(({ namespace }) => namespace));
}

test('a namespace that a template fills in stands for that of the pack', () => {
  expect(namespaces()).toEqual(new Set([ownNamespace]));
  expect(namespaces('{{n}}')).toEqual(new Set(['{{n}}']));
});
