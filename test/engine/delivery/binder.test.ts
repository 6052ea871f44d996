import { expect, test } from 'vitest';
import { Binder } from '../../../server/src/engine/delivery/binder.ts';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import { Placeholders } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { delivery, packs, record } from '../../support/delivery.ts';

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

test('a record with very much in it is bound in steps, of many elements each', () => {
  const binder = new Binder(shipped);
  const scanner = new DocumentScanner(delivery(record({ rest: '<Anders/>'.repeat(5_000) })), binder.shape);
  scanner.scanHeader();
  const { tree, node } = scanner.nextRecord()!;
  const binding = binder.bindingRepeatingElement(tree, node, {});
  let steps = 0;
  for (let step = binding.next(); ; step = binding.next(), steps++) {
    if (!step.done) continue;
    expect(step.value.map((fields) => fields.value('typeVoorziening'))).toEqual(['30']);
    break;
  }
  expect(steps).toBeGreaterThan(10);
  expect(steps).toBeLessThan(100);
});
