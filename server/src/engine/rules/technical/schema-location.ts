import type { NodeId } from '../../syntax/node-table.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/text-range.ts';
import type { FindingDraft } from '../rule.ts';

/** What the prefix `xsi` stands for. */
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** Of so many places of schemas the first are looked at: nobody names more, and each that is missing is a finding. */
const MOST_PLACES = 1_000;

/** What a root says of where its schema lies (XSD 1.0 part 1, section 4.3.2): nothing here goes by that. */
export interface SchemaLocations {
  /** The files that are named. */
  readonly files: readonly TextRange[];
  /** The value of `xsi:schemaLocation` with its quotes, where a namespace in it has no file. */
  readonly unpaired: TextRange | undefined;
}

export function schemaLocationsIn(tree: SyntaxTree): SchemaLocations {
  const root = tree.firstElement;
  const files: TextRange[] = [];
  let unpaired: TextRange | undefined;
  const xsi = root < 0 ? '' : xsiPrefix(tree, root);
  for (const attribute of root < 0 ? [] : tree.attributes(root)) {
    const content = tree.contentRange(attribute);
    if (tree.nameIs(attribute, `${xsi}:noNamespaceSchemaLocation`)) files.push(...words(tree, content).slice(0, 1));
    if (!tree.nameIs(attribute, `${xsi}:schemaLocation`)) continue;
    // Pairs of a namespace and a location.
    const parts = words(tree, content);
    files.push(...parts.filter((_, index) => index % 2 === 1));
    if (parts.length % 2 === 1 && parts.length < 2 * MOST_PLACES)
      unpaired = { start: content.start - 1, end: content.end + 1 };
  }
  return { files, unpaired };
}

/**
 * What is odd about it. Whoever goes by it may look in vain, and CBS does not: it is told, and changes nothing.
 * @param missing the files that are not there, as they are written
 */
export function* draftsOfSchemaLocation(tree: SyntaxTree, missing: ReadonlySet<string>): Generator<FindingDraft> {
  const { files, unpaired } = schemaLocationsIn(tree);
  const severity = 'information' as const;
  if (unpaired) yield { range: unpaired, severity, message: { key: 'SRG-T002.schemaLocation.unpaired' } };
  for (const range of files) {
    const file = tree.text(range);
    if (!missing.has(file)) continue;
    yield { range, severity, message: { key: 'SRG-T002.schemaLocation.missing', parameters: { file } } };
  }
}

/** The prefix that stands for the schema instance namespace; its usual one where none is declared. */
function xsiPrefix(tree: SyntaxTree, root: NodeId): string {
  for (const attribute of tree.attributes(root)) {
    const name = tree.name(attribute);
    if (name.startsWith('xmlns:') && tree.value(attribute) === XSI) return name.slice('xmlns:'.length);
  }
  return 'xsi';
}

function words(tree: SyntaxTree, range: TextRange): TextRange[] {
  const found: TextRange[] = [];
  for (const { 0: word, index } of tree.text(range).matchAll(/[^ \t\r\n]+/g)) {
    const start = range.start + index;
    found.push({ start, end: start + word.length });
    if (found.length === 2 * MOST_PLACES) break;
  }
  return found;
}
