import type { Finding } from '../../rules/rule.ts';
import { SourceText } from '../../text/source-text.ts';
import { shift } from '../../text/text-range.ts';
import type { MadeEdit } from '../document/dirty-ranges.ts';
import type { FoundInForm } from './try-fixes.ts';

/** An analysis of what fixes are tried on. */
export interface TrialAnalysis {
  edited(edit: MadeEdit): boolean;
  run(): boolean;
  findings(): Iterable<Finding>;
  startOf(owner: object): number;
}

/** What is found in so many texts is kept: where the same is wrong many times, they are the same again and again. */
const KEPT = 16;

/**
 * A text that takes the form of one after another, as fixes are tried: most differ in one record, so that the rest of
 * them is not read again.
 */
export class TrialText {
  private text = '';
  private source: SourceText | undefined;
  private analysis: TrialAnalysis | undefined;
  private readonly known = new Map<string, readonly FoundInForm[]>();

  constructor(private readonly analyse: (source: SourceText) => TrialAnalysis) {}

  /** What is found in a text. */
  findIn(text: string): readonly FoundInForm[] {
    const known = this.known.get(text);
    if (known) return known;
    const analysis = this.become(text);
    analysis.run();
    const found = Array.from(analysis.findings(), (finding) => ({
      finding,
      ...shift(finding.range, analysis.startOf(finding.owner)),
    }));
    if (this.known.size === KEPT) this.known.clear();
    this.known.set(text, found);
    return found;
  }

  private become(text: string): TrialAnalysis {
    const { text: old, source, analysis } = this;
    this.text = text;
    if (source && analysis) {
      if (text === old) return analysis;
      const edit = difference(old, text);
      source.replace(edit.start, edit.end, edit.newText);
      const made = { start: edit.start, end: edit.end, length: edit.newText.length };
      if (analysis.edited(made)) return analysis;
    }
    this.source = new SourceText(text);
    this.analysis = this.analyse(this.source);
    return this.analysis;
  }
}

/** The one edit that makes a text another. */
function difference(old: string, text: string) {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let behind = 0;
  while (
    behind < shorter - start &&
    old.charCodeAt(old.length - 1 - behind) === text.charCodeAt(text.length - 1 - behind)
  ) {
    behind++;
  }
  return { start, end: old.length - behind, newText: text.slice(start, text.length - behind) };
}
