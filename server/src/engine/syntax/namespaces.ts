import type { TextRange } from '../text/text-range.ts';
import { NodeKind, type NodeTable } from './node-table.ts';
import { decodeReferences, escapeAttribute } from './references.ts';
import type { SyntaxProblemKind } from './syntax-problem.ts';

/** A prefix (empty for the default namespace) and what it stands for, declared by an element at `depth` (root: 0). */
export interface NamespaceBinding {
  readonly prefix: string;
  readonly uri: string;
  readonly depth: number;
}

/** What an element or attribute is called, whatever its prefix. */
export interface ExpandedName {
  /** Empty for none. */
  readonly namespace: string;
  readonly name: string;
}

interface AttributeError {
  readonly kind: SyntaxProblemKind;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** The attribute, where it can go. */
  readonly whole?: TextRange;
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** The namespace declarations in force while a text is scanned. */
export class Namespaces {
  /** In the order in which they were declared. */
  private readonly bindings: NamespaceBinding[] = [];
  /** The same by prefix: the last one is in force. */
  private readonly byPrefix = new Map<string, NamespaceBinding[]>();

  constructor(
    bindings: readonly NamespaceBinding[],
    private readonly openDepth: number,
  ) {
    for (const binding of bindings) this.declare(binding);
  }

  current(): readonly NamespaceBinding[] {
    return [...this.bindings];
  }

  /** The namespace of a prefix; undefined where it is not declared, '' for no namespace. */
  resolve(prefix: string): string | undefined {
    const uri = this.byPrefix.get(prefix)?.at(-1)?.uri;
    if (uri !== undefined) return uri;
    if (prefix === 'xml') return XML_NAMESPACE;
    return prefix === '' ? '' : undefined;
  }

  /** Forgets the declarations of the element at `depth`; those of elements opened before the text stay. */
  leave(depth: number): void {
    if (depth < this.openDepth) return;
    while (this.bindings.length > 0 && this.bindings[this.bindings.length - 1]!.depth >= depth) {
      this.byPrefix.get(this.bindings.pop()!.prefix)!.pop();
    }
  }

  /** Takes a prefix that the root has and nobody declares to stand for no namespace. */
  assume(prefix: string): void {
    this.declare({ prefix, uri: '', depth: 0 });
  }

  private declare(binding: NamespaceBinding): void {
    this.bindings.push(binding);
    const alike = this.byPrefix.get(binding.prefix);
    if (alike) alike.push(binding);
    else this.byPrefix.set(binding.prefix, [binding]);
  }

  /**
   * Takes in the attributes of a start tag: the nodes from `first` on. One that stands there once more behind a
   * placeholder is no duplicate: the other branch of a condition.
   * @returns duplicates (by name and by namespace), names that are no qualified names, reserved and undeclared
   *   prefixes, with offsets in the text.
   */
  enter(table: NodeTable, first: number, depth: number, text: string, base: number): AttributeError[] {
    const errors: AttributeError[] = [];
    /** By name, the last one of it. */
    const attributes = new Map<string, { readonly start: number; node: number }>();
    /** The last placeholder among the attributes. */
    let placeholder = -1;
    for (let node = first; node < table.count; node++) {
      const kind = table.kind(node);
      if (kind === NodeKind.Placeholder && table.parent(node) < first) placeholder = node;
      if (kind !== NodeKind.Attribute) continue;
      const start = table.nameStart(node) + base;
      const name = text.slice(start, table.nameEnd(node) + base);
      const earlier = attributes.get(name);
      if (earlier) {
        const isOtherBranch = placeholder > earlier.node;
        const whole = { start, end: table.end(node) + base };
        if (!isOtherBranch) errors.push({ kind: 'duplicateAttribute', start, end: start + name.length, name, whole });
        earlier.node = node;
        continue;
      }
      attributes.set(name, { start, node });
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      const prefix = name === 'xmlns' ? '' : name.slice(6);
      const end = table.contentEnd(node);
      const uri = end < 0 ? '' : text.slice(table.contentStart(node) + base, end + base);
      const kindOfError = errorOfDeclaration(name, prefix, decodeReferences(uri));
      if (kindOfError) errors.push({ kind: kindOfError, start, end: start + name.length, name });
      this.declare({ prefix, uri: decodeReferences(uri), depth });
      table.declaresNamespaces = true;
    }
    const expanded = new Set<string>();
    for (const [name, { start }] of attributes) {
      const colon = name.indexOf(':');
      if (colon < 0 || name.startsWith('xmlns:')) continue;
      const prefix = name.slice(0, colon);
      if (!isQualified(name, colon)) {
        errors.push({ kind: 'badName', start, end: start + name.length, name });
        continue;
      }
      const uri = this.resolve(prefix);
      const key = `${uri} ${name.slice(colon + 1)}`;
      if (uri === undefined) errors.push({ kind: 'undeclaredPrefix', start, end: start + colon, name: prefix });
      else if (expanded.has(key)) errors.push({ kind: 'duplicateAttribute', start, end: start + name.length, name });
      expanded.add(key);
    }
    return errors;
  }
}

/** The declarations in force where a fragment starts. */
export class NamespaceScope {
  private readonly byPrefix = new Map<string, NamespaceBinding[]>();
  /** The default namespace, where all elements of the fragment stand in the same ones: the fast path of every record. */
  readonly everywhere: string | undefined;

  /** @param isSame every element at the top of the fragment has all the open elements around it */
  constructor(bindings: readonly NamespaceBinding[], isSame: boolean) {
    for (const binding of bindings) {
      const alike = this.byPrefix.get(binding.prefix);
      if (alike) alike.push(binding);
      else this.byPrefix.set(binding.prefix, [binding]);
    }
    if (isSame) this.everywhere = this.resolve('');
  }

  /**
   * The namespace of a prefix; undefined where it is not declared, '' for no namespace.
   * @param depth of so many open elements the declarations count
   */
  resolve(prefix: string, depth = Number.POSITIVE_INFINITY): string | undefined {
    const alike = this.byPrefix.get(prefix);
    for (let i = (alike?.length ?? 0) - 1; i >= 0; i--) if (alike![i]!.depth < depth) return alike![i]!.uri;
    if (prefix === 'xml') return XML_NAMESPACE;
    return prefix === '' ? '' : undefined;
  }

  /** The prefixes that stand for a namespace, the empty one for the default namespace among them. */
  private *prefixesFor(namespace: string): Generator<string> {
    if (!this.byPrefix.has('') && namespace === '') yield '';
    for (const prefix of this.byPrefix.keys()) if (this.resolve(prefix) === namespace) yield prefix;
  }

  get prefixes(): Iterable<string> {
    return this.byPrefix.keys();
  }

  /** How elements may be named in a text, at most `most` names. */
  namesOf(elements: readonly ExpandedName[], most: number): string[] {
    const names: string[] = [];
    for (const { namespace, name } of elements) {
      for (const prefix of this.prefixesFor(namespace)) {
        if (names.length === most) return names;
        names.push(prefix === '' ? name : `${prefix}:${name}`);
      }
    }
    return names;
  }
}

export const NO_NAMESPACES = new NamespaceScope([], true);

/** The prefix, with its colon, that stands for a namespace at a place; undefined where none does. */
export type PrefixFor = (namespace: string) => string | undefined;

/** How a new element is named at a place, and what may be declared for that; and the prefixes within it. */
export function namedAt({ namespace, name }: ExpandedName, prefixFor: PrefixFor) {
  const prefix = prefixFor(namespace);
  if (prefix !== undefined) return { name: prefix + name, declaration: '', within: prefixFor };
  const within: PrefixFor = (other) => {
    if (other === namespace) return '';
    return prefixFor(other) || undefined;
  };
  return { name, declaration: ` xmlns="${escapeAttribute(namespace)}"`, within };
}

/** A name with a colon has something on both sides of it, and no other colon (Namespaces in XML, production 8). */
export function isQualified(name: string, colon = name.indexOf(':')): boolean {
  return colon > 0 && colon < name.length - 1 && !name.includes(':', colon + 1);
}

/** What is wrong with a declaration itself (Namespaces in XML, sections 2.2 and 3). Any address will do, IRI or not. */
function errorOfDeclaration(name: string, prefix: string, uri: string): SyntaxProblemKind | undefined {
  if (name !== 'xmlns' && !isQualified(name)) return 'badName';
  if (prefix === 'xmlns' || (prefix === 'xml' && uri !== XML_NAMESPACE)) return 'reservedName';
  if (prefix !== '' && uri === '') return 'emptyNamespace';
  const isReserved = uri === XMLNS_NAMESPACE || (uri === XML_NAMESPACE && prefix !== 'xml');
  return isReserved ? 'reservedNamespace' : undefined;
}
