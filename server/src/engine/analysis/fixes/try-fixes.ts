import { formatMessage } from '../../messages/message.ts';
import type { Finding, Fix, OwnedEdit } from '../../rules/rule.ts';
import { applyEdits } from '../../text/text-range.ts';
import { type AnySegment, RecordSegment } from '../document/segment.ts';
import type { SegmentIndex } from '../document/segment-index.ts';

/** What is found in the form of a text: what it is, and of which stretch of it. */
export interface FoundInForm {
  readonly finding: Finding;
  readonly start: number;
  readonly end: number;
}

/** A document that is short enough to be analysed for each fix: what stands around a finding. */
export interface Excerpt {
  readonly text: string;
  /** What is found in it, and how often. */
  readonly before: ReadonlyMap<string, number>;
  /** Where the segments in it start. */
  readonly starts: ReadonlyMap<object, number>;
  /** Where an offset stands in it that lies behind its own segment: an end tag that is missing belongs there. */
  readonly beyond?: (owner: object, offset: number) => number | undefined;
}

/** With more findings in an excerpt than these, no fix is tried on it: each takes the work of all of it. */
const MOST_FINDINGS = 50;
/** In a longer excerpt nothing is tried: each fix is tried in one go, which would keep others waiting. */
const LONGEST = 40_000;

/** The form of the text is what the finding is about; of a value, its fixes know what is valid. */
export function isOnForm({ code, data }: Finding): boolean {
  const { kind } = (data ?? {}) as { readonly kind?: string };
  return code === 'SRG-T001' || (code === 'SRG-T002' && kind !== 'value' && kind !== 'fixedValue');
}

/** The fix changes nothing but how a thing is written, or is the one clear way. No trial makes a fix sure that isn't. */
export function isSure(fix: Fix): boolean {
  return fix.safe === true || fix.preferred === true;
}

/**
 * Tries fixes of a technical finding on the text around it. Only one after which the finding is gone and no other has
 * come in its place is the preferred one, or safe; one after which it is still there is no fix.
 * @param around what they are tried on; undefined where that is too much
 * @param formOf what is found in the form of a text
 */
export function tryFixes(
  fixes: readonly Fix[],
  finding: Finding,
  around: () => Excerpt | undefined,
  formOf: (text: string) => readonly FoundInForm[],
): Fix[] {
  if (!fixes.some(isTried)) return [...fixes];
  const excerpt = around();
  if (!excerpt) return fixes.map(unsure);
  const { before } = excerpt;
  const start = excerpt.starts.get(finding.owner);
  const key = keyOf(excerpt.text, { finding, ...rangeIn(finding, start ?? 0) });
  const words = wordsOf(finding);
  let isPreferred = false;
  return fixes.flatMap((fix) => {
    if (!isTried(fix)) return [fix];
    const edits = editsIn(excerpt, fix.edits);
    if (!edits || !before.has(key)) return [unsure(fix)];
    const text = applyEdits(excerpt.text, edits);
    const after = countsOf(text, formOf(text));
    if ((after.get(key) ?? 0) >= before.get(key)!) return [];
    // The same is said of what stands there now.
    if (timesSaid(after, words) >= timesSaid(before, words)) return [];
    const repairs = [...after].every(([other, count]) => count <= (before.get(other) ?? 0));
    if (!repairs) return [unsure(fix)];
    const preferred = fix.preferred === true && !isPreferred;
    isPreferred ||= preferred;
    return [{ ...fix, preferred }];
  });
}

function isTried({ edits }: Fix): boolean {
  return edits.length > 0;
}

function unsure(fix: Fix): Fix {
  return fix.preferred || fix.safe ? { ...fix, preferred: false, safe: false } : fix;
}

function rangeIn({ range }: Finding, start: number) {
  return { start: range.start + start, end: range.end + start };
}

/** A text as a whole; undefined where it is too long, or too much is found in it. */
export function excerptOfAll(
  text: string,
  owners: Iterable<object>,
  found: readonly FoundInForm[],
): Excerpt | undefined {
  if (text.length > LONGEST || found.length > MOST_FINDINGS) return undefined;
  return { text, before: countsOf(text, found), starts: new Map(Array.from(owners, (owner) => [owner, 0])) };
}

/** The header, the segment, with its neighbours where its tags may hang together with theirs, and the trailer. */
export function excerptAround(
  segment: AnySegment,
  segments: SegmentIndex,
  formOf: (text: string) => readonly FoundInForm[],
): Excerpt | undefined {
  const { header, trailer } = segments;
  const isRecord = segment instanceof RecordSegment;
  let around: (AnySegment | undefined)[] = isRecord ? [segment] : [segments.first, segments.last];
  if (isRecord && segment.errors.length > 0) around = [segments.previous(segment), segment, segments.next(segment)];
  const parts = [header, ...new Set(around), trailer].filter((part) => part !== undefined);
  const sumOf = (count: (part: AnySegment) => number) => parts.reduce((sum, part) => sum + count(part), 0);
  if (sumOf(({ errors, verdict }) => errors.length + (verdict?.drafts.length ?? 0)) > MOST_FINDINGS) return undefined;
  if (sumOf(({ length }) => length) > LONGEST) return undefined;
  let text = '';
  const starts = new Map<object, number>();
  for (const part of parts) {
    starts.set(part, text.length);
    text += segments.textOf(part);
  }
  const placeOf = (part: AnySegment) => (part === header ? 0 : segments.startOf(part));
  const beyond = (owner: object, offset: number) => {
    const from = placeOf(owner as AnySegment) + offset;
    if (offset <= (owner as AnySegment).length) return undefined;
    const part = parts.findLast((one) => placeOf(one) <= from && from <= placeOf(one) + one.length);
    return part && starts.get(part)! + from - placeOf(part);
  };
  return { text, before: countsOf(text, formOf(text)), starts, beyond };
}

function editsIn({ starts, beyond }: Excerpt, edits: readonly OwnedEdit[]) {
  const moved = edits.map(({ owner, start, end, newText }) => {
    const from = starts.get(owner);
    const behind = start === end ? beyond?.(owner, start) : undefined;
    if (behind !== undefined) return { start: behind, end: behind, newText };
    return from === undefined ? undefined : { start: from + start, end: from + end, newText };
  });
  return moved.includes(undefined) ? undefined : moved.filter((edit) => edit !== undefined);
}

/** How often each thing is found. */
function countsOf(text: string, found: readonly FoundInForm[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of found) {
    const key = keyOf(text, one);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function keyOf(text: string, { finding, start, end }: FoundInForm): string {
  return `${wordsOf(finding)}${text.slice(start, end)}`;
}

function wordsOf({ code, message }: Finding): string {
  return `${code} ${formatMessage(message, { language: 'nl', maskBsn: false })}\n`;
}

/** How often these words are said, whatever of. */
function timesSaid(counts: ReadonlyMap<string, number>, words: string): number {
  let times = 0;
  for (const [key, count] of counts) if (key.startsWith(words)) times += count;
  return times;
}
