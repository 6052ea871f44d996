import type { PackChoice } from '../packs/choose-pack.ts';
import type { Pack } from '../packs/load-pack.ts';
import { grammarOf } from '../schema/model/grammar.ts';

/**
 * The element that a part of a template begins with, where a pack knows it below its root: such a part is taken in by
 * another template, and is no delivery by itself.
 */
export function templatePartOf(choice: PackChoice, packs: readonly Pack[]): string | undefined {
  if (choice.kind !== 'other' || choice.root.isStylesheet) return undefined;
  const { localName } = choice.root;
  return packs.some(({ model }) => grammarOf(model).isKnown(localName)) ? localName : undefined;
}
