import type { Binder } from '../delivery/binder.ts';
import { DocumentScanner } from '../syntax/document-scanner.ts';
import { Item, Tail } from './part.ts';
import type { Parts } from './parts.ts';

/** An edit that has been made: `start`..`end` of the text before became `length` characters. */
export interface MadeEdit {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** What an edit did to the items. */
export interface Rescan {
  readonly removed: readonly Item[];
  readonly added: readonly Item[];
  /** Where the new items stand among all. */
  readonly first: number;
  readonly tailChanged: boolean;
}

/** The first look goes this far behind the edit, and each further one eight times as far. */
const WINDOW = 8_192;

/**
 * Brings the record index up to date with a text that has been edited behind its head: scans from the first item that
 * the edit can have changed until an old boundary fits again.
 * @returns undefined where the edit lies in the head, so that everything has to be read anew
 */
export function rescan(parts: Parts, binder: Binder, edit: MadeEdit): Rescan | undefined {
  const { head, tail, items, source } = parts;
  if (!head.frame || !tail || !head.sound || edit.start < head.length) return undefined;
  const delta = edit.length - (edit.end - edit.start);
  // The record index still speaks of the text before the edit; only the tail's place is told from the text's end.
  const oldLength = source.length - delta;
  const oldTail = oldLength - tail.length;

  let first = Math.max(0, parts.indexAt(edit.start));
  while (first < items.length && parts.startOfItem(first) + items[first]!.length <= edit.start) first++;
  while (first > 0 && parts.startOfItem(first - 1) + items[first - 1]!.reach > edit.start) first--;
  const from = first < items.length ? parts.startOfItem(first) : oldTail;

  for (let window = WINDOW; ; window *= 8) {
    const until = Math.min(source.length, edit.start + edit.length + window);
    const found = scanFrom(parts, binder, first, from, until, edit.end, delta, oldTail);
    if (!found) continue;
    const { added, starts, end, newTail } = found;
    const removed = items.slice(first, end);
    if (newTail) parts.tail = newTail;
    parts.replace(first, end, added, starts, delta);
    return { removed, added, first, tailChanged: newTail !== undefined };
  }
}

/** One look at the text up to `until`; undefined where that is not far enough to be sure. */
function scanFrom(
  parts: Parts,
  binder: Binder,
  first: number,
  from: number,
  until: number,
  editEnd: number,
  delta: number,
  oldTail: number,
) {
  const { head, items, source } = parts;
  const text = source.slice(from, until);
  const whole = until === source.length;
  const scanner = new DocumentScanner(text, binder.shape, 0, head.frame);
  const added: Item[] = [];
  const starts: number[] = [];
  const oldStart = (index: number) => (index < items.length ? parts.startOfItem(index) : oldTail);
  let end = first;
  for (;;) {
    // The first old boundary behind the edit and not before where the scan is.
    const at = from + scanner.offset;
    while (end < items.length && (oldStart(end) < editEnd || oldStart(end) + delta < at)) end++;
    if (added.length > 0 || from >= editEnd + delta) {
      if (oldStart(end) >= editEnd && oldStart(end) + delta === at) return { added, starts, end, newTail: undefined };
    }
    const fragment = scanner.nextItem();
    if (!fragment) {
      if (!whole) return undefined;
      return { added, starts, end: items.length, newTail: new Tail(scanner.scanTail()) };
    }
    if (!whole && fragment.start + fragment.reach >= text.length) return undefined;
    const item = new Item(fragment, first + added.length);
    if (fragment.isUnit && fragment.sound) item.records = binder.bindUnit(fragment.tree, fragment.node, item);
    added.push(item);
    starts.push(from + fragment.start);
  }
}
