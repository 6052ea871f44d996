import { choosePack, type PackChoice } from '../../packs/choose-pack.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { DocumentScanner, type DocumentShape, type HeadFragment } from '../../syntax/document-scanner.ts';
import type { Frame } from '../../syntax/scanner.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { MadeEdit } from './gaps.ts';
import type { Head } from './part.ts';

/** The head is read this far behind its old end, to see that it ends there still. */
const BEHIND = 4_096;

/**
 * Reads the head again after an edit in it.
 * @returns undefined where the document is another one by the edit: another pack, other elements or namespaces around
 *   the records, or a head that ends elsewhere
 */
export function rescanHead(
  source: SourceText,
  head: Head,
  edit: MadeEdit,
  shape: DocumentShape,
  choice: PackChoice,
  packs: readonly Pack[],
): HeadFragment | undefined {
  if (edit.end > head.length) return undefined;
  const end = head.length + edit.length - (edit.end - edit.start);
  const text = source.slice(0, end + BEHIND);
  const fragment = new DocumentScanner(text, shape).scanHead();
  const told = fragment.reach < text.length || text.length === source.length;
  if (!told || fragment.end !== end || !fragment.frame || !sameFrame(fragment.frame, head.frame)) return undefined;
  return sameChoice(choosePack(source, packs, shape.placeholders), choice) ? fragment : undefined;
}

function sameFrame(a: Frame, b: Frame | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sameChoice(a: PackChoice, b: PackChoice): boolean {
  if (a.kind !== 'known' || b.kind !== 'known') return false;
  return a.pack === b.pack && JSON.stringify(a.root) === JSON.stringify(b.root);
}
