import type { TagPair, TextStretch } from '../../../server/src/protocol/tag-pairs.ts';

/** A pair of tags of which the user is in one, and the other is to have the same name. */
export interface FollowedPair {
  readonly leader: TextStretch;
  readonly follower: TextStretch;
}

/** What an edit did: the text that it replaced, by its place before, and what came there. */
export interface Change {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** What a name holds no matter where it stands; it may be empty for a moment while it is typed. */
const NAME = /^[^ \t\r\n<>/="'&;]*$/;
/** So much of a line is looked at to see whether a cursor is in the name of a tag. */
const LONGEST_NAME = 200;

/** The text before a cursor ends in a tag, or in the beginning of its name. */
export function isInTagName(lineBefore: string): boolean {
  return /<\/?[^ \t\r\n<>/="'&;!?]*$/.test(lineBefore.slice(-LONGEST_NAME));
}

/** Of each pair the tag that a cursor is in leads; where cursors are in both, they are edited together anyway. */
export function followedPairs(pairs: readonly TagPair[], cursors: readonly number[]): FollowedPair[] {
  return pairs.flatMap(([start, end]) => {
    const isInStart = cursors.some((cursor) => isWithin(start, cursor));
    if (isInStart === cursors.some((cursor) => isWithin(end, cursor))) return [];
    return isInStart ? [{ leader: start, follower: end }] : [{ leader: end, follower: start }];
  });
}

export function isWithin({ start, end }: TextStretch, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Where pairs stand after changes, each of the text that the one before it left; without those that are pairs no more. */
export function pairsAfter(pairs: readonly FollowedPair[], changes: readonly Change[]): FollowedPair[] {
  return pairs.flatMap((pair) => {
    const leader = nameAfter(pair.leader, changes);
    const follower = nameAfter(pair.follower, changes);
    return leader && follower ? [{ leader, follower }] : [];
  });
}

function nameAfter(name: TextStretch, changes: readonly Change[]): TextStretch | undefined {
  let { start, end } = name;
  for (const change of changes) {
    const { rangeOffset: from, rangeLength, text } = withoutBracket(change, start);
    const to = from + rangeLength;
    const isName = NAME.test(text);
    if (from > end || (from === end && !isName)) continue;
    const grown = text.length - rangeLength;
    if (to < start || (to === start && rangeLength > 0)) start += grown;
    else if (from < start || to > end || !isName) return undefined;
    end += grown;
  }
  return { start, end };
}

/** A completion may write the bracket before a name anew. */
function withoutBracket(change: Change, name: number): Change {
  const { rangeOffset, rangeLength, text } = change;
  const bracket = ['<', '</'].find(({ length }) => rangeOffset + length === name && rangeLength >= length);
  if (bracket === undefined || !text.startsWith(bracket)) return change;
  return { rangeOffset: name, rangeLength: rangeLength - bracket.length, text: text.slice(bracket.length) };
}

/** What gives each follower the name of its leader. */
export function followingEdits(
  pairs: readonly FollowedPair[],
  textOf: (stretch: TextStretch) => string,
): (TextStretch & { readonly text: string })[] {
  return pairs.flatMap(({ leader, follower }) => {
    const [wanted, given] = [textOf(leader), textOf(follower)];
    return wanted === given ? [] : [difference(follower, given, wanted)];
  });
}

/** The smallest edit of a stretch that makes one text another. */
function difference({ start }: TextStretch, before: string, after: string): TextStretch & { readonly text: string } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return {
    start: start + head,
    end: start + before.length - tail,
    text: after.slice(head, after.length - tail),
  };
}
