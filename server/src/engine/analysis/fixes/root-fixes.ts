import type { PackChoice } from '../../packs/choose-pack.ts';
import type { Fix } from '../../rules/rule.ts';
import { fixesOfSlip } from '../../rules/technical/t005-onbekend-formaat.ts';
import type { SegmentIndex } from '../document/segment-index.ts';

/** Fixes for a root that is not the pack's by a slip. */
export function fixesOfRoot(choice: PackChoice, segments: SegmentIndex): Fix[] {
  const { header, trailer } = segments;
  if (choice.kind !== 'known' || !choice.isSlip) return [];
  const { root, pack } = choice;
  const name = `${root.prefix === '' ? '' : `${root.prefix}:`}${root.localName}`;
  const last = trailer ?? header;
  const at = segments.textOf(last).lastIndexOf(`</${name}`) + 2 + name.length;
  const range = { owner: last, start: at - root.localName.length, end: at };
  const endTag = at > name.length + 1 ? { ...range, newText: pack.manifest.root } : undefined;
  return fixesOfSlip(root, header.tree, pack, header, endTag);
}
