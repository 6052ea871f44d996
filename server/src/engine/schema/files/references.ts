import { NodeKind } from '../../syntax/node-table.ts';
import { Scanner } from '../../syntax/scanner.ts';
import { SyntaxTree } from '../../syntax/tree.ts';
import type { TextRange } from '../../text/text-range.ts';

export const XSD_NAMESPACE = 'http://www.w3.org/2001/XMLSchema';

/** How one schema document brings in another (XSD 1.0, sections 4.2.1 to 4.2.3). */
export interface SchemaReference {
  readonly kind: 'include' | 'import' | 'redefine';
  /** The value of `schemaLocation`, where there is one. */
  readonly location: string | undefined;
  /** The value of `namespace` of an import; empty for no namespace. */
  readonly namespace: string;
  /** Where the location stands between its quotes; the name of the element where it has none. */
  readonly range: TextRange;
}

/** What the top of a schema document shows. */
export interface SchemaOutline {
  /** The root as it is written; undefined where there is no element. */
  readonly root: { readonly name: string; readonly range: TextRange; readonly isSchema: boolean } | undefined;
  readonly targetNamespace: string;
  readonly references: readonly SchemaReference[];
  /** The document type declaration, which is never read. */
  readonly doctype: TextRange | undefined;
}

const KINDS = ['include', 'import', 'redefine'] as const;

/** The nodes of a whole document, read by the scanner that reads deliveries. */
export function treeOf(text: string): SyntaxTree {
  const scanner = new Scanner(text, 0);
  while (!scanner.atEnd) scanner.step(0);
  return new SyntaxTree(text, 0, scanner.table);
}

/** Reads what a schema document brings in. What is wrong with its form is the parser's affair. */
export function readOutline(text: string): SchemaOutline {
  const tree = treeOf(text);
  const root = tree.firstElement;
  let doctype: TextRange | undefined;
  for (let node = 0; node < (root < 0 ? tree.size : root); node++) {
    if (tree.kind(node) === NodeKind.Doctype) doctype = tree.range(node);
  }
  if (root < 0) return { root: undefined, targetNamespace: '', references: [], doctype };
  const references: SchemaReference[] = [];
  for (const node of tree.elements(root)) {
    const kind = KINDS.find((name) => name === tree.localName(node));
    if (!kind || !isXsd(tree, node)) continue;
    const location = attribute(tree, node, 'schemaLocation');
    const namespace = attribute(tree, node, 'namespace');
    references.push({
      kind,
      location: location === undefined ? undefined : collapse(tree.value(location)),
      namespace: namespace === undefined ? '' : collapse(tree.value(namespace)),
      range: location === undefined ? tree.nameRange(node) : tree.contentRange(location),
    });
  }
  const isSchema = tree.localName(root) === 'schema' && isXsd(tree, root);
  return {
    root: { name: tree.name(root), range: tree.nameRange(root), isSchema },
    targetNamespace: targetNamespaceIn(tree, root),
    references,
    doctype,
  };
}

/** The target namespace alone, for which no more is read than the start tag of the root. */
export function readTargetNamespace(text: string): string {
  const scanner = new Scanner(text, 0);
  while (!scanner.atEnd) {
    scanner.step(0);
    const tree = new SyntaxTree(text, 0, scanner.table);
    const root = tree.firstElement;
    if (root < 0) continue;
    // Its attributes are known when it is closed.
    const head = treeOf(scanner.atEnd ? text : `${text.slice(0, scanner.pos)}</${tree.name(root)}>`);
    return targetNamespaceIn(head, root);
  }
  return '';
}

function targetNamespaceIn(tree: SyntaxTree, root: number): string {
  const target = attribute(tree, root, 'targetNamespace');
  return target === undefined ? '' : collapse(tree.value(target));
}

function attribute(tree: SyntaxTree, node: number, name: string): number | undefined {
  for (const found of tree.attributes(node)) if (tree.nameIs(found, name)) return found;
  return undefined;
}

/** The namespace of a prefix where a node stands, itself among those that declare; undefined where it has none. */
export function namespaceAt(tree: SyntaxTree, node: number, prefix: string): string | undefined {
  for (let at = node; at >= 0; at = tree.parent(at)) {
    const found = attribute(tree, at, prefix === '' ? 'xmlns' : `xmlns:${prefix}`);
    if (found !== undefined) return tree.value(found);
  }
  return undefined;
}

/** An element in the namespace of XSD. */
export function isXsd(tree: SyntaxTree, node: number): boolean {
  return namespaceAt(tree, node, tree.prefix(node).slice(0, -1)) === XSD_NAMESPACE;
}

/** The white space of `xs:anyURI` counts as one space between words, and not at all around them. */
function collapse(value: string): string {
  return value.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '');
}
