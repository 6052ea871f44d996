import type { ValidationResult } from '../../schema/validator.ts';
import type { NodeId } from '../../syntax/node-table.ts';
import type { Steps } from '../../text/time-sliced.ts';
import type { HeaderSegment } from '../document/segment.ts';
import type { ErrorLocator } from './error-locator.ts';
import type { ElsewherePlace } from './located-document.ts';
import type { Reading } from './reading/reading.ts';
import { missingBefore, standInText } from './stand-ins.ts';

/** So many elements are taken to stand before it, or so many times is it read otherwise. */
const MOST_ROUNDS = 24;

/**
 * Validates an element as it would be where it belongs: in start tags of the header, behind the elements without which it
 * can't stand there. libxml2 looks into none that it does not expect.
 */
export function* validateInPlace(
  { segment, node, parent }: ElsewherePlace,
  header: HeaderSegment,
  reading: Reading,
  locator: ErrorLocator,
  validate: (pieces: readonly string[]) => ValidationResult,
): Steps<void> {
  const { tree } = header;
  const around: NodeId[] = [];
  for (let at = parent; at >= 0; at = tree.parent(at)) around.unshift(at);
  const opening = around.map((at) => tree.text({ start: tree.start(at), end: tree.contentRange(at).start })).join('');
  const closing = [...around].reverse().reduce((text, at) => `${text}</${tree.name(at)}>`, '');
  const before: string[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const text = yield* reading.textOf(node);
    const result = validate([opening, standInText(before), text, closing]);
    yield;
    if (result.kind !== 'validated') return;
    const missing = missingBefore(result.errors, around.length, before.length, tree.prefix(parent));
    if (missing !== undefined) {
      before.push(missing);
      continue;
    }
    const place = { segment, node, parent, index: before.length + 1 };
    const own = result.errors.filter(({ path }) => path.length > around.length);
    if (!reading.correct(yield* locator.inReading(own, segment, reading, place))) return;
  }
}
