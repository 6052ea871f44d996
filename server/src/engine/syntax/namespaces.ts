import { NodeKind, type NodeTable } from './node-table.ts';
import type { SyntaxProblemKind } from './syntax-problem.ts';

/** A prefix (empty for the default namespace) and what it stands for, declared by an element at `depth` (root: 0). */
export interface NamespaceBinding {
  readonly prefix: string;
  readonly uri: string;
  readonly depth: number;
}

interface AttributeError {
  readonly kind: SyntaxProblemKind;
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

/** The namespace declarations in force while a text is scanned. */
export class Namespaces {
  private readonly bindings: NamespaceBinding[];

  constructor(
    bindings: readonly NamespaceBinding[],
    private readonly openDepth: number,
  ) {
    this.bindings = [...bindings];
  }

  current(): readonly NamespaceBinding[] {
    return [...this.bindings];
  }

  /** The namespace of a prefix; undefined where it is not declared, '' for no namespace. */
  resolve(prefix: string): string | undefined {
    for (let i = this.bindings.length - 1; i >= 0; i--) {
      if (this.bindings[i]!.prefix === prefix) return this.bindings[i]!.uri;
    }
    if (prefix === 'xml') return XML_NAMESPACE;
    return prefix === '' ? '' : undefined;
  }

  /** Forgets the declarations of the element at `depth`; those of the frame stay. */
  leave(depth: number): void {
    if (depth < this.openDepth) return;
    while (this.bindings.length > 0 && this.bindings[this.bindings.length - 1]!.depth >= depth) this.bindings.pop();
  }

  /**
   * Takes in the attributes of a start tag: the nodes from `first` on. One that stands there once more behind a
   * placeholder is no duplicate: the other branch of a condition.
   * @returns duplicates (by name and by namespace) and undeclared prefixes, with offsets in the text.
   */
  enter(table: NodeTable, first: number, depth: number, text: string, base: number): AttributeError[] {
    const errors: AttributeError[] = [];
    const attributes: { name: string; start: number; node: number }[] = [];
    for (let node = first; node < table.count; node++) {
      if (table.kind(node) !== NodeKind.Attribute) continue;
      const start = table.nameStart(node) + base;
      const name = text.slice(start, table.nameEnd(node) + base);
      const earlier = attributes.find((other) => other.name === name);
      if (earlier) {
        if (!isPlaceholderBetween(table, earlier.node, node)) {
          errors.push({ kind: 'duplicateAttribute', start, end: start + name.length, name });
        }
        earlier.node = node;
        continue;
      }
      attributes.push({ name, start, node });
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const prefix = name === 'xmlns' ? '' : name.slice(6);
      const end = table.contentEnd(node);
      const uri = end < 0 ? '' : text.slice(table.contentStart(node) + base, end + base);
      if (prefix !== '' && uri === '') errors.push({ kind: 'badName', start, end: start + name.length, name });
      this.bindings.push({ prefix, uri, depth });
    }
    const expanded = new Set<string>();
    for (const { name, start } of attributes) {
      const colon = name.indexOf(':');
      if (colon < 0 || name.startsWith('xmlns:')) continue;
      const prefix = name.slice(0, colon);
      const uri = this.resolve(prefix);
      const key = `${uri} ${name.slice(colon + 1)}`;
      if (uri === undefined) errors.push({ kind: 'undeclaredPrefix', start, end: start + colon, name: prefix });
      else if (expanded.has(key)) errors.push({ kind: 'duplicateAttribute', start, end: start + name.length, name });
      expanded.add(key);
    }
    return errors;
  }
}

/** A placeholder stands in the tag between two of its attributes. */
function isPlaceholderBetween(table: NodeTable, from: number, to: number): boolean {
  if (table.placeholderCount === 0) return false;
  const element = table.parent(to);
  for (let node = from + 1; node < to; node++) {
    if (table.kind(node) === NodeKind.Placeholder && table.parent(node) === element) return true;
  }
  return false;
}
