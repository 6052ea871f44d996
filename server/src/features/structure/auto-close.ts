import type { TextEdit } from 'vscode-languageserver-protocol';
import type { DeliveryAnalysis } from '../../engine/analysis/delivery-analysis.ts';
import { NodeKind } from '../../engine/syntax/node-table.ts';
import { atOnce, type Steps } from '../../engine/text/time-sliced.ts';
import { findPlace } from '../completion/place.ts';
import { toRange } from '../protocol-range.ts';

/** What a character that was just typed calls for. */
export interface AutoClose {
  readonly text: string;
  /** Where the cursor belongs when the text is in. */
  readonly cursor: 'before' | 'behind';
}

/**
 * `>` at the end of a start tag calls for the end tag behind the cursor, the `/` of `</` for the rest of the end tag;
 * neither where the element has its end tag. A `/` at the end of a start tag calls for the `>` of an empty one.
 * @param offset behind the character
 */
export function* findAutoClose(analysis: DeliveryAnalysis, offset: number): Steps<AutoClose | undefined> {
  if (analysis.choice.kind === 'other' || analysis.choice.kind === 'none') return undefined;
  const typed = analysis.source.slice(offset - 1, offset);
  if (typed !== '>' && typed !== '/') return undefined;
  if (typed === '/' && endsStartTag(analysis, offset)) return { text: '>', cursor: 'behind' };
  const place = yield* findPlace(analysis, offset);
  const top = place?.open[place.open.length - 1];
  if (!place || !top || place.following.closed) return undefined;
  if (typed === '/') {
    if (place.kind !== 'endTag' || place.typed !== '</') return undefined;
    const tail = analysis.source.slice(offset, place.range.end);
    // A name that stands there already is for the user to change.
    if (tail !== '' && tail !== '>') return undefined;
    return { text: tail === '>' ? top.name : `${top.name}>`, cursor: 'behind' };
  }
  const tag = /<([^ \t\r\n<>!?/]+)(?:[ \t\r\n](?:[^<>"']|"[^"]*"|'[^']*')*)?(?<!\/)>$/.exec(
    analysis.source.slice(Math.max(0, offset - 4000), offset),
  );
  if (place.kind !== 'content' || tag?.[1] !== top.name) return undefined;
  return { text: `</${top.name}>`, cursor: 'before' };
}

/** The same at once. */
export function autoCloseAt(analysis: DeliveryAnalysis, offset: number): AutoClose | undefined {
  return atOnce(findAutoClose(analysis, offset));
}

/** So much of a start tag is looked at, at most. */
const LONGEST = 4_000;

/** The `/` before an offset stands where an empty-element tag ends, and its `>` is missing. */
function endsStartTag(analysis: DeliveryAnalysis, offset: number): boolean {
  const before = analysis.source.slice(Math.max(0, offset - LONGEST), offset);
  const tag =
    /<[^ \t\r\n<>!?/"'=]+(?:[ \t\r\n]+[^ \t\r\n<>/"'=]+[ \t\r\n]*=[ \t\r\n]*(?:"[^"<]*"|'[^'<]*'))*[ \t\r\n]*\/$/.exec(
      before,
    )?.[0];
  if (tag === undefined) return false;
  const behind = /^[^<]*/.exec(analysis.source.slice(offset, offset + LONGEST))![0];
  if (behind.includes('>')) return false;
  // In a comment or a value nothing is a tag.
  const { tree, start } = analysis.segmentAt(offset - tag.length);
  const node = tree.nodeAt(offset - tag.length - start);
  return node >= 0 && tree.kind(node) === NodeKind.Element && tree.start(node) === offset - tag.length - start;
}

/** The same as edits, for editors that ask while one types; they leave the cursor where it was, or put it behind. */
export function* autoCloseEdits(analysis: DeliveryAnalysis, offset: number): Steps<TextEdit[]> {
  const close = yield* findAutoClose(analysis, offset);
  return close ? [{ range: toRange(analysis.source, { start: offset, end: offset }), newText: close.text }] : [];
}
