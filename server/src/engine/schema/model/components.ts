import type { Element as DomElement } from '@xmldom/xmldom';
import { XSD_NAMESPACE } from '../files/references.ts';
import type { SchemaFile, SchemaFiles } from '../files/schema-files.ts';
import { attributeOf, childrenOf, parseDocument, type SchemaDocument } from './dom.ts';

/** The kinds of global components that have names of their own. Types of both sorts share theirs. */
export type ComponentKind = 'element' | 'attribute' | 'type' | 'group' | 'attributeGroup';

/** A document as it is read for one target namespace: one without its own takes that of each that includes it. */
export interface DocumentUse {
  readonly document: SchemaDocument;
  readonly namespace: string;
}

/** A node of a schema, with what names in it mean. */
export interface Definition {
  readonly node: DomElement;
  readonly use: DocumentUse;
  /** In an `xs:redefine`: what a reference to its own name means. */
  readonly redefined: Component | undefined;
}

/** A global component. */
export interface Component extends Definition {
  readonly kind: ComponentKind;
  readonly name: string;
}

export interface QualifiedName {
  readonly namespace: string;
  readonly name: string;
}

const KINDS: Readonly<Record<string, ComponentKind>> = {
  element: 'element',
  attribute: 'attribute',
  simpleType: 'type',
  complexType: 'type',
  group: 'group',
  attributeGroup: 'attributeGroup',
};

/** The global components of a schema by kind and name. */
export class Components {
  private readonly byKey = new Map<string, Component>();
  private readonly files: ReadonlyMap<string, SchemaFile>;
  private readonly documents = new Map<string, SchemaDocument | undefined>();
  private readonly uses = new Map<string, DocumentUse>();

  constructor(schema: SchemaFiles) {
    this.files = new Map(schema.files.map((file) => [file.path, file]));
    const [main] = schema.files;
    if (main) this.read(main.path, main.targetNamespace);
  }

  /** All of a kind, in the order in which the files have them. */
  *all(kind: ComponentKind): Generator<Component> {
    for (const component of this.byKey.values()) if (component.kind === kind) yield component;
  }

  /** Every document for every namespace that it is read for. */
  get documentUses(): Iterable<DocumentUse> {
    return this.uses.values();
  }

  named(kind: ComponentKind, { namespace, name }: QualifiedName): Component | undefined {
    return this.byKey.get(keyOf(kind, namespace, name));
  }

  /** What a reference in a definition means; undefined where nothing bears the name. */
  referred(kind: ComponentKind, name: QualifiedName, from: Definition): Component | undefined {
    const { redefined } = from;
    const isOwn =
      redefined?.kind === kind && redefined.name === name.name && redefined.use.namespace === name.namespace;
    return isOwn ? redefined : this.named(kind, name);
  }

  private read(path: string, namespace: string): void {
    const key = JSON.stringify([path, namespace]);
    const document = this.uses.has(key) ? undefined : this.document(path);
    if (!document) return;
    const use: DocumentUse = { document, namespace };
    this.uses.set(key, use);
    let reference = 0;
    for (const node of childrenOf(document.root)) {
      const kind = KINDS[node.localName!];
      if (kind) this.add(kind, node, use);
      else if (['include', 'import', 'redefine'].includes(node.localName!)) {
        const { target } = document.file.references[reference++] ?? {};
        if (target !== undefined) this.read(target, this.namespaceFor(node.localName!, target, namespace));
        if (node.localName === 'redefine') this.redefine(node, use);
      }
    }
  }

  private namespaceFor(kind: string, target: string, namespace: string): string {
    const own = this.files.get(target)?.targetNamespace ?? '';
    return kind !== 'import' && own === '' ? namespace : own;
  }

  private document(path: string): SchemaDocument | undefined {
    const file = this.files.get(path);
    if (!this.documents.has(path)) this.documents.set(path, file && parseDocument(file));
    return this.documents.get(path);
  }

  /** Of two with one name, which libxml2 refuses, the first counts. */
  private add(kind: ComponentKind, node: DomElement, use: DocumentUse): void {
    const name = attributeOf(node, 'name');
    if (name === undefined) return;
    const key = keyOf(kind, use.namespace, name);
    if (!this.byKey.has(key)) this.byKey.set(key, { kind, name, node, use, redefined: undefined });
  }

  private redefine(parent: DomElement, use: DocumentUse): void {
    for (const node of childrenOf(parent)) {
      const kind = KINDS[node.localName!];
      const name = attributeOf(node, 'name');
      if (!kind || name === undefined) continue;
      const key = keyOf(kind, use.namespace, name);
      this.byKey.set(key, { kind, name, node, use, redefined: this.byKey.get(key) });
    }
  }
}

function keyOf(kind: ComponentKind, namespace: string, name: string): string {
  return `${kind} ${name} ${namespace}`;
}

/** What a QName in an attribute of a node means (XSD 1.0 part 1, section 3.15.3). */
export function qualifiedName(value: string, node: DomElement, use: DocumentUse): QualifiedName {
  const colon = value.indexOf(':');
  const prefix = value.slice(0, Math.max(0, colon));
  const name = value.slice(colon + 1);
  const bound = node.lookupNamespaceURI(prefix);
  if (bound === null && prefix === 'xml') return { namespace: 'http://www.w3.org/XML/1998/namespace', name };
  // In a document without a namespace of its own, names without one are in that of what includes it.
  return { namespace: bound || (prefix === '' ? chameleon(use) : ''), name };
}

function chameleon({ document, namespace }: DocumentUse): string {
  return document.file.targetNamespace === '' ? namespace : '';
}

export function isBuiltIn({ namespace }: QualifiedName): boolean {
  return namespace === XSD_NAMESPACE;
}
