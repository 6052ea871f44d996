import type { TextEdit } from '../../engine/text/text-range.ts';

/** A stretch of lines, and what came in its place. */
export interface Change {
  /** Of the first of its lines, from 0. */
  readonly from: number;
  readonly old: readonly string[];
  readonly now: readonly string[];
}

/** A text by its lines, through several rounds of edits: each line that none of them touched is known by its number. */
export class ChangedLines {
  private readonly original: readonly string[];
  private lines: readonly string[];
  /** Where each line came from; -1 for one that is new. */
  private origins: readonly number[];

  constructor(text: string) {
    this.original = text.split('\n');
    this.lines = this.original;
    this.origins = this.lines.map((_, n) => n);
  }

  get text(): string {
    return this.lines.join('\n');
  }

  /** @param edits that don't overlap; their offsets are those of the text as it is now */
  apply(edits: readonly TextEdit[]): void {
    const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    const lines: string[] = [];
    const origins: number[] = [];
    let [offset, next] = [0, 0];
    for (let n = 0; n < this.lines.length; ) {
      let block = this.lines[n]!;
      const start = offset;
      let end = start + block.length;
      const touching: TextEdit[] = [];
      let last = n;
      for (; next < sorted.length && sorted[next]!.start <= end; next++) {
        touching.push(sorted[next]!);
        while (sorted[next]!.end > end && last + 1 < this.lines.length) {
          block += `\n${this.lines[++last]}`;
          end = start + block.length;
        }
      }
      if (touching.length === 0) {
        lines.push(block);
        origins.push(this.origins[n]!);
      } else {
        for (const line of applied(block, touching, start).split('\n')) {
          lines.push(line);
          origins.push(-1);
        }
      }
      n = last + 1;
      offset = end + 1;
    }
    this.lines = lines;
    this.origins = origins;
  }

  /** What has changed since the beginning. */
  *changes(): Generator<Change> {
    let from = 0;
    let now: string[] = [];
    const change = (until: number): Change[] => {
      const old = this.original.slice(from, until);
      // A line may have been written anew as it was.
      while (old.length > 0 && now.length > 0 && old[0] === now[0]) {
        old.shift();
        now.shift();
        from++;
      }
      while (old.length > 0 && now.length > 0 && old.at(-1) === now.at(-1)) {
        old.pop();
        now.pop();
      }
      return old.length + now.length > 0 ? [{ from, old, now }] : [];
    };
    for (const [n, origin] of this.origins.entries()) {
      if (origin < 0) now.push(this.lines[n]!);
      else {
        yield* change(origin);
        now = [];
        from = origin + 1;
      }
    }
    yield* change(this.original.length);
  }
}

function applied(text: string, edits: readonly TextEdit[], offset: number): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of edits) {
    result += text.slice(at, start - offset) + newText;
    at = end - offset;
  }
  return result + text.slice(at);
}
