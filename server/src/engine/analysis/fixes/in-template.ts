import type { Fix, OwnedEdit } from '../../rules/rule.ts';
import type { Placeholders } from '../../syntax/placeholders/placeholders.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { SegmentIndex } from '../document/segment-index.ts';

/** Markup and white space: what is put in is a thing of its own, whatever it stands beside. */
const STANDS_ALONE = /^[<>/ \t\r\n]/;
/** In a longer segment no fix is sure: it is searched in one go, which would keep others waiting. */
const LONGEST = 20_000;

/**
 * Which fixes of a template are sure. Nobody knows what is filled in: one that takes a placeholder away, or changes what
 * a placeholder is a part of, is left to whoever asks for it. Placeholders are looked for in the text: where that is
 * broken, the tree may not have them.
 */
export class FixesInTemplate {
  private readonly known = new WeakMap<object, readonly TextRange[]>();

  constructor(
    private readonly placeholders: Placeholders,
    /** A segment is another object once its text is another. */
    private readonly segments: SegmentIndex,
  ) {}

  of(fixes: readonly Fix[]): Fix[] {
    return fixes.map((fix) => (this.isSure(fix) ? fix : { ...fix, preferred: false, safe: false }));
  }

  private isSure({ edits }: Fix): boolean {
    const written = edits.map(({ newText }) => newText).join('\n');
    return edits.every((edit) => {
      const { owner, start, end } = edit;
      if (this.segments.textOf(owner).length > LONGEST) return false;
      return this.touching(edit).every((placeholder) => {
        const isTaken = placeholder.start < end && start < placeholder.end;
        const text = isTaken ? this.segments.textOf(owner).slice(placeholder.start, placeholder.end) : '';
        return isTaken ? written.includes(text) : this.standsBeside(edit, placeholder);
      });
    });
  }

  /** What is written means the same beside a placeholder as anywhere. */
  private standsBeside({ owner, start, end, newText }: OwnedEdit, placeholder: TextRange): boolean {
    if (start < end) return this.segments.textOf(owner).slice(start, end) === '&';
    const isWithin = placeholder.start < start && start < placeholder.end;
    return !isWithin && STANDS_ALONE.test(newText);
  }

  private touching({ owner, start, end }: OwnedEdit): TextRange[] {
    const all = this.placeholdersIn(owner);
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle]!.end < start) low = middle + 1;
      else high = middle;
    }
    const found: TextRange[] = [];
    for (let at = low; at < all.length && all[at]!.start <= end; at++) found.push(all[at]!);
    return found;
  }

  private placeholdersIn(owner: object): readonly TextRange[] {
    let found = this.known.get(owner);
    if (!found) {
      found = [...this.search(this.segments.textOf(owner))];
      this.known.set(owner, found);
    }
    return found;
  }

  /** One behind the other. */
  private *search(text: string): Generator<TextRange> {
    for (let start = 0; start < text.length; ) {
      const end = this.placeholders.at(text, start)?.end ?? -1;
      if (end < 0) start++;
      else {
        yield { start, end };
        start = end;
      }
    }
  }
}
