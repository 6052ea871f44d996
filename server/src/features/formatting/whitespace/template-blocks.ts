import type { DeliveryAnalysis } from '../../../engine/analysis/delivery-analysis.ts';
import { type BlockPart, blockPartOf } from '../../../engine/syntax/placeholders/block-placeholders.ts';
import { countUpTo } from '../../../engine/text/ascending.ts';
import type { TextRange } from '../../../engine/text/text-range.ts';
import type { Steps } from '../../../engine/text/time-sliced.ts';
import { scaffoldWhitespaceOf, visitWhitespace } from './whitespace.ts';

/** In a longer text the blocks of a template are not looked for: nobody writes one by hand. */
const LONGEST = 1_000_000;
/** So many blocks may be open in each other; what opens none, though it looks so, counts as well. */
const DEEPEST = 64;
/** So much is looked at behind an opener for its first line. */
const FIRST_LINE = 1_000;

/** A control line between elements. */
interface Control extends BlockPart, TextRange {
  readonly depth: number;
  /** The white space before it, from the start of its line; undefined where something else is on that line. */
  readonly indent: string | undefined;
}

/**
 * How many blocks of a template are around an offset whose lines are indented: `{{#each}}` to `{{/each}}`, without what
 * parts them, such as `{{else}}`. Whether a block is indented is told by its first line; where it isn't, it stays so.
 */
export function* templateBlocks(analysis: DeliveryAnalysis): Steps<(offset: number) => number> {
  const isRead = analysis.isTemplate && analysis.source.length <= LONGEST;
  const stretches = isRead ? yield* indentedStretches(analysis) : [];
  const starts = stretches.map(({ start }) => start).sort((a, b) => a - b);
  const ends = stretches.map(({ end }) => end).sort((a, b) => a - b);
  return (offset) => countUpTo(starts, offset) - countUpTo(ends, offset);
}

function* indentedStretches(analysis: DeliveryAnalysis): Steps<TextRange[]> {
  const stretches: TextRange[] = [];
  /** Blocks that are open, with the start of each of their parts. */
  const openBlocks: { readonly opener: Control; readonly parts: Control[] }[] = [];
  for (const control of yield* controlsIn(analysis)) {
    const at = openBlocks.findLastIndex(
      ({ opener }) => opener.depth === control.depth && (control.role !== 'close' || closes(control, opener)),
    );
    if (control.role === 'open') {
      openBlocks.push({ opener: control, parts: [control] });
      if (openBlocks.length > DEEPEST) openBlocks.shift();
    } else if (at >= 0 && control.role === 'middle') openBlocks[at]!.parts.push(control);
    else if (at >= 0) {
      const [block] = openBlocks.splice(at);
      const bounds = [...block!.parts, control];
      if (!isIndented(analysis, bounds)) continue;
      for (const [i, { end }] of block!.parts.entries()) stretches.push({ start: end, end: bounds[i + 1]!.start });
    }
  }
  return stretches;
}

/** `{{/each}}` closes `{{#each}}`, `{{end}}` whatever is open. */
function closes({ key }: Control, opener: Control): boolean {
  return key === '' || key === opener.key;
}

/**
 * Opener and closer begin lines, and so does what stands between them, deeper than they do. Its first line tells; of a
 * block that begins with another part, such as a case, that of this part.
 */
function isIndented({ source }: DeliveryAnalysis, bounds: readonly Control[]): boolean {
  if (bounds.some(({ indent }) => indent === undefined)) return false;
  for (const [i, { indent, end }] of bounds.slice(0, -1).entries()) {
    const between = source.slice(end, Math.min(bounds[i + 1]!.start, end + FIRST_LINE));
    const first = /^[ \t\r\n]*[\r\n]([ \t]*)[^ \t\r\n]/.exec(between);
    if (first) return first[1]!.length > indent!.length;
    if (/[^ \t\r\n]/.test(between)) return false;
  }
  return false;
}

function* controlsIn(analysis: DeliveryAnalysis): Steps<Control[]> {
  const controls: Control[] = [];
  const frame = scaffoldWhitespaceOf(analysis);
  for (const segment of analysis.segmentsIn(0, analysis.source.length)) {
    yield* analysis.prepareTree(segment.owner);
    const tree = analysis.treeOf(segment.owner);
    const ends = new Map(Array.from(tree.placeholders(), (node) => [tree.start(node), tree.end(node)]));
    if (ends.size === 0) continue;
    const text = analysis.textOf(segment.owner);
    yield* visitWhitespace(analysis, segment, text, frame, ({ start, end, depth }) => {
      const placeholderEnd = ends.get(end);
      const part = placeholderEnd === undefined ? undefined : blockPartOf(text.slice(end, placeholderEnd));
      if (!part || placeholderEnd === undefined) return;
      const indent = /[\r\n]([ \t]*)$/.exec(text.slice(start, end))?.[1];
      controls.push({ ...part, depth, indent, start: segment.start + end, end: segment.start + placeholderEnd });
    });
  }
  return controls;
}
