import type { LinkedEditingRanges } from 'vscode-languageserver-protocol';
import type { TagPair } from '../../protocol/tag-pairs.ts';
import { toRange } from '../protocol-range.ts';
import { pairOf, tagNamesIn } from './tag-pair.ts';
import type { TagText } from './tag-text.ts';

/**
 * While the names of both tags hold to this, they are edited together. It may be empty for a moment, and it has no
 * classes of letters, because editors read it without the flag that these need.
 */
const NAME = '[^ \\t\\r\\n<>/="\'&;]*';

/** The names in both tags of the element, where an offset is in one of them and they match. */
export function linkedEditingRangesAt(text: TagText | undefined, offset: number): LinkedEditingRanges | undefined {
  const pair = text && pairOf(tagNamesIn(text, offset));
  return pair && { ranges: pair.map((range) => toRange(text.source, range)), wordPattern: NAME };
}

/** The same of several offsets, each pair once. */
export function tagPairsAt(text: TagText, offsets: readonly number[]): TagPair[] {
  const pairs = new Map<number, TagPair>();
  for (const offset of offsets) {
    const pair = pairOf(tagNamesIn(text, offset));
    if (pair) pairs.set(pair[0].start, pair);
  }
  return [...pairs.values()];
}
