import { codesOf, type Pack } from '../../../engine/packs/load-pack.ts';
import type { Code } from '../../../engine/packs/pack.ts';
import { conceptAt, pathOfConcept } from '../../../engine/packs/places.ts';

/** The types of voorziening that the schema has, in the order of their list. */
export function typesOf(pack: Pack): readonly Code[] {
  const path = pathOfConcept(pack, 'typeVoorziening');
  const codes = codesOf(pack, 'typeVoorziening')?.codes;
  if (!path || !codes) return [];
  const values = pack.model.element(path)?.type.enumerations.map(({ value }) => value) ?? [];
  return values.length === 0 ? codes : codes.filter(({ code }) => values.includes(code));
}

/** Whether the content checks ask for an element that the schema lets go, in a record of a type: what belongs to a LKS. */
export function isWantedBy(pack: Pack, type: string, path: readonly string[]): boolean {
  const { lksLoonwaarde } = pack.manifest.meanings;
  switch (conceptAt(pack, path)) {
    case 'loonkostensubsidie':
    case 'loonwaarde':
      return lksLoonwaarde?.includes(type) ?? false;
    default:
      return false;
  }
}

/** What a value in a record must be by its type; empty where the type leaves it open. */
export function valueByType(pack: Pack, type: string, path: readonly string[]): string {
  const { impliesOnderWml, onderWml } = pack.manifest.meanings;
  switch (conceptAt(pack, path)) {
    case 'typeVoorziening':
      return type;
    case 'arbeidsvermogen':
      return impliesOnderWml?.includes(type) ? (onderWml ?? '') : '';
    default:
      return '';
  }
}
