import { NodeKind } from '../../engine/syntax/node-table.ts';
import { shift, type TextRange } from '../../engine/text/text-range.ts';
import { touches } from '../place.ts';
import type { TagText } from './tag-text.ts';

/** The names in an element's tags, prefix and all, with their ranges in the text. */
export interface TagNames {
  readonly start: TextRange;
  readonly startName: string;
  /** Undefined where there is no end tag. */
  readonly end: TextRange | undefined;
  readonly endName: string | undefined;
  /** `<Name/>` */
  readonly isEmptyTag: boolean;
}

/** The tags of the element whose name, in either tag, an offset touches. */
export function tagNamesIn(text: TagText, offset: number): TagNames | undefined {
  const at = (name: TextRange | undefined) => name !== undefined && touches(name, offset);
  for (const { tree, start, node } of text.near(offset)) {
    if (tree.kind(node) !== NodeKind.Element) continue;
    const own = tree.endNameRange(node);
    const names = { start: shift(tree.nameRange(node), start), end: own && shift(own, start) };
    if (!at(names.start) && !at(names.end)) continue;
    return {
      ...names,
      // As it stands: that of a mistyped tag is read as the one of the end tag.
      startName: tree.text(tree.nameRange(node)),
      endName: own && tree.text(own),
      isEmptyTag: tree.isEmptyTag(node) && tree.text(tree.range(node)).endsWith('/>'),
    };
  }
  for (const { name, startName, endName } of text.scaffold) {
    if (!at(startName) && !at(endName)) continue;
    return { start: startName, startName: name, end: endName, endName: endName && name, isEmptyTag: false };
  }
  return undefined;
}

/** The two names of an element whose tags both exist and match: start tag first; undefined for any other. */
export function pairOf(tags: TagNames | undefined): readonly [TextRange, TextRange] | undefined {
  if (!tags?.end || tags.endName !== tags.startName) return undefined;
  return [tags.start, tags.end];
}
