import { NodeKind } from '../node-table.ts';
import type { ScanState } from '../scan-state.ts';

/** The lines that git leaves around the two halves. */
const FIRST = '<<<<<<<';
const MIDDLE = '=======';
const LAST = '>>>>>>>';
/** A conflict is looked through so far. */
const LONGEST = 65_536;

/** Reads the first line of an unresolved merge; what it holds up to the middle is read as it stands. */
export function scanMergeConflict(scanner: ScanState): boolean {
  const { text, pos } = scanner;
  if (!isMergeStart(scanner, pos)) return false;
  const middle = lineWith(text, MIDDLE, pos);
  const last = lineWith(text, LAST, middle);
  scanner.lookahead = Math.max(scanner.lookahead, Math.min(text.length, pos + 2 * LONGEST) + 1);
  const [behindFirst, behindMiddle, behindLast] = [lineEnd(text, pos), lineEnd(text, middle), lineEnd(text, last)];
  const remove = (start: number, end: number) => ({ start, end, newText: '' });
  const end = withoutBreak(text, pos, behindFirst);
  scanner.error('mergeConflict', pos, end, {
    mend: [remove(pos, behindFirst), remove(middle, behindLast)],
    otherwise: [remove(pos, behindMiddle), remove(last, behindLast)],
  });
  passOver(scanner, end);
  return true;
}

/** The first line of an unresolved merge begins here. */
export function isMergeStart(scanner: ScanState, at: number): boolean {
  const { text } = scanner;
  if (!text.startsWith(FIRST, at) || !isLineStart(scanner, at)) return false;
  const middle = lineWith(text, MIDDLE, at);
  return middle >= 0 && lineWith(text, LAST, middle) >= 0;
}

/** The middle of an unresolved merge begins here. */
export function isMergeMiddle(scanner: ScanState, at: number): boolean {
  const { text } = scanner;
  if (!text.startsWith(MIDDLE, at) || !isLineStart(scanner, at)) return false;
  const behind = text.charAt(at + MIDDLE.length);
  return (behind === '\n' || behind === '\r') && lineWith(text, LAST, at) >= 0;
}

/** Passes over the lower half of an unresolved merge, which is told of where that begins. */
export function passMergeMiddle(scanner: ScanState): void {
  const { text, pos } = scanner;
  const last = lineWith(text, LAST, pos);
  const end = lineEnd(text, last);
  scanner.lookahead = Math.max(scanner.lookahead, end + 1);
  passOver(scanner, withoutBreak(text, last, end));
}

function passOver(scanner: ScanState, end: number): void {
  const { pos, base, table } = scanner;
  const node = table.add(NodeKind.Comment, pos - base, end - base, scanner.parentNode());
  table.setContent(node, pos - base, end - base);
  scanner.pos = end;
}

/** What stands before a fragment is another one's, and may be out of sight. */
function isLineStart({ text, base, beginsText }: ScanState, at: number): boolean {
  return at > base ? text.charAt(at - 1) === '\n' : at === 0 && beginsText;
}

/** Where the next line begins that starts with a mark; -1 where none does in reach. */
function lineWith(text: string, mark: string, from: number): number {
  const at = text.slice(from, from + LONGEST).indexOf(`\n${mark}`);
  return at < 0 ? -1 : from + at + 1;
}

/** Behind the line break of the line. */
function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
}

function withoutBreak(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && /[\r\n]/.test(text.charAt(stop - 1))) stop--;
  return stop;
}
