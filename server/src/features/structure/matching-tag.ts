import { NodeKind } from '../../engine/syntax/node-table.ts';
import type { TextRange } from '../../engine/text/text-range.ts';
import { touches } from '../place.ts';
import { tagNamesIn } from './tag-pair.ts';
import type { TagText } from './tag-text.ts';

/** The command of the server that goes there; its arguments are a document's address and a position. */
export const MATCHING_TAG = 'srg.matchingTag';

/**
 * Where the other tag of an element stands: from a name to the same place in the other one, from elsewhere in a tag to
 * the other's name, and from what an element holds to the name in its start tag. undefined where there is no such tag.
 */
export function matchingTagAt(text: TagText, offset: number): number | undefined {
  const names = tagNamesIn(text, offset);
  if (names) {
    if (!names.end) return undefined;
    const [from, to] = touches(names.start, offset) ? [names.start, names.end] : [names.end, names.start];
    return to.start + Math.min(offset - from.start, to.end - to.start);
  }
  for (const { range, content, startName, endName } of elementsAround(text, offset)) {
    if (offset < range.start || offset >= range.end) continue;
    return offset < content.start ? endName?.start : startName.start;
  }
  return undefined;
}

interface Tags {
  readonly range: TextRange;
  readonly content: TextRange;
  readonly startName: TextRange;
  readonly endName: TextRange | undefined;
}

/** The innermost first. */
function* elementsAround(text: TagText, offset: number): Generator<Tags> {
  const [near] = text.near(offset);
  if (near) {
    const { tree, start } = near;
    const inText = (range: TextRange) => ({ start: range.start + start, end: range.end + start });
    for (let node = near.node; node >= 0; node = tree.parent(node)) {
      // An element of the scaffold has its end in another tree.
      if (tree.kind(node) !== NodeKind.Element || tree.end(node) === tree.start(node) || tree.isImplied(node)) continue;
      const endName = tree.endNameRange(node);
      yield {
        range: inText(tree.range(node)),
        content: inText(tree.contentRange(node)),
        startName: inText(tree.nameRange(node)),
        endName: endName && inText(endName),
      };
    }
  }
  yield* [...text.scaffold].reverse();
}
