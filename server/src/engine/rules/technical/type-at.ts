import type { Pack } from '../../packs/load-pack.ts';
import type { TypeModel } from '../../schema/model.ts';

/** The type of the element or attribute at a path. */
export function typeAt(pack: Pack, path: readonly string[]): TypeModel | undefined {
  const last = path[path.length - 1];
  if (!last?.startsWith('@')) return pack.model.element(path)?.type;
  return pack.model.element(path.slice(0, -1))?.type.attributes.find(({ name }) => name === last.slice(1))?.type;
}
