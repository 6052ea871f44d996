import { choosePack, type PackChoice } from '../../packs/choose-pack.ts';
import type { Pack } from '../../packs/load-pack.ts';
import { DocumentScanner, type DocumentShape, type HeaderFragment } from '../../syntax/document-scanner.ts';
import type { OpenElements } from '../../syntax/scanner.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { MadeEdit } from './dirty-ranges.ts';
import type { HeaderSegment } from './segment.ts';

/** The header is read this far behind its old end, to see that it still ends there. */
const MARGIN = 4_096;

/**
 * Scans the header again after an edit in it.
 * @returns undefined where the edit changes more than the header: the pack, the elements or namespaces around the
 *   records, or where the header ends
 */
export function rescanHeader(
  source: SourceText,
  header: HeaderSegment,
  edit: MadeEdit,
  shape: DocumentShape,
  choice: PackChoice,
  packs: readonly Pack[],
): HeaderFragment | undefined {
  if (edit.end > header.length) return undefined;
  const end = header.length + edit.length - (edit.end - edit.start);
  const text = source.slice(0, end + MARGIN);
  const fragment = new DocumentScanner(text, shape).scanHeader();
  const isCertain = fragment.lookahead < text.length || text.length === source.length;
  if (
    !isCertain ||
    fragment.end !== end ||
    !fragment.openElements ||
    !sameOpenElements(fragment.openElements, header.openElements)
  )
    return undefined;
  return sameChoice(choosePack(source, packs, shape.placeholders), choice) ? fragment : undefined;
}

function sameOpenElements(a: OpenElements, b: OpenElements | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sameChoice(a: PackChoice, b: PackChoice): boolean {
  if (a.kind !== 'known' || b.kind !== 'known') return false;
  return a.pack === b.pack && a.isSlip === b.isSlip && JSON.stringify(a.root) === JSON.stringify(b.root);
}
