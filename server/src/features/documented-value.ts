import { codesOf, type Pack } from '../engine/packs/load-pack.ts';
import type { Concept } from '../engine/packs/pack.ts';
import { pathOfConcept } from '../engine/packs/places.ts';
import { typeAt } from '../engine/rules/technical/type-at.ts';
import type { EnumerationValue, TypeModel } from '../engine/schema/model.ts';

const byValue = new WeakMap<TypeModel, ReadonlyMap<string, EnumerationValue>>();

/** What the schema says of a value of a concept; the pack's own list goes before it. */
export function documentedValue(pack: Pack, concept: Concept, value: string): string | undefined {
  const path = codesOf(pack, concept) ? undefined : pathOfConcept(pack, concept);
  const type = path && typeAt(pack, path);
  if (!type || type.enumerations.length === 0) return undefined;
  let values = byValue.get(type);
  if (!values) {
    values = new Map(type.enumerations.map((enumeration) => [enumeration.value, enumeration]));
    byValue.set(type, values);
  }
  return values.get(value)?.documentation || undefined;
}
