import { choosePack, type PackChoice } from '../../packs/choose-pack.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { DocumentScanner, type DocumentShape, type HeaderFragment } from '../../syntax/document-scanner.ts';
import type { OpenElements } from '../../syntax/scanner.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { MadeEdit } from './dirty-ranges.ts';
import type { HeaderSegment } from './segment.ts';

/** The header segment is read this far behind its old end, to see that it ends there still. */
const BEHIND = 4_096;

/**
 * Reads the header segment again after an edit in it.
 * @returns undefined where the document is another one by the edit: another pack, other elements or namespaces around
 *   the records, or a header segment that ends elsewhere
 */
export function rescanHeader(
  source: SourceText,
  headerSegment: HeaderSegment,
  edit: MadeEdit,
  shape: DocumentShape,
  choice: PackChoice,
  packs: readonly Pack[],
): HeaderFragment | undefined {
  if (edit.end > headerSegment.length) return undefined;
  const end = headerSegment.length + edit.length - (edit.end - edit.start);
  const text = source.slice(0, end + BEHIND);
  const fragment = new DocumentScanner(text, shape).scanHeader();
  const told = fragment.lookahead < text.length || text.length === source.length;
  if (
    !told ||
    fragment.end !== end ||
    !fragment.openElements ||
    !sameOpenElements(fragment.openElements, headerSegment.openElements)
  )
    return undefined;
  return sameChoice(choosePack(source, packs, shape.placeholders), choice) ? fragment : undefined;
}

function sameOpenElements(a: OpenElements, b: OpenElements | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sameChoice(a: PackChoice, b: PackChoice): boolean {
  if (a.kind !== 'known' || b.kind !== 'known') return false;
  return a.pack === b.pack && JSON.stringify(a.root) === JSON.stringify(b.root);
}
