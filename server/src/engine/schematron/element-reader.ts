import type { TextRange } from '../text/text-range.ts';
import { isXmlBlank, trimXml } from '../text/xml-whitespace.ts';
import {
  DOCUMENTATION,
  GRAMMAR,
  IGNORED_ATTRIBUTES,
  IGNORED_ELEMENTS,
  REFUSED_ATTRIBUTES,
  REFUSED_ELEMENTS,
  SCHEMATRON_NAMESPACE,
  XSLT_NAMESPACE,
} from './grammar.ts';
import type { Problems } from './problem.ts';
import { NodeType, placeOf, type XmlNode } from './xpath/xml-node.ts';

/** The value of an attribute, and where it stands. */
export interface Source {
  readonly text: string;
  readonly range: TextRange;
  /** The value as it stands between the quotes, references and all, and where that starts. */
  readonly raw: string;
  readonly rawStart: number;
}

/** Where an element is meant: the name in its start tag. */
export function nameOf(node: XmlNode): TextRange {
  return node.tree!.nameRange(node.id);
}

/** Reads elements and attributes of Schematron, and holds them against the grammar on the way. */
export abstract class ElementReader {
  /** How many things were refused up to now. */
  protected refused = 0;
  private readonly ids = new Set<string>();

  constructor(protected readonly problems: Problems) {}

  /** The elements of Schematron in an element that have their place there. */
  protected childrenOf(node: XmlNode): XmlNode[] {
    const facts = GRAMMAR[node.localName!]!;
    const found: XmlNode[] = [];
    for (const child of node.children()) {
      if (child.nodeType === NodeType.Text && !facts.mixed && !isXmlBlank(child.nodeValue!)) {
        this.problems.warning(placeOf(child), 'schematron.problem.strayText', { name: node.localName! });
      }
      if (child.nodeType !== NodeType.Element || !this.belongs(child, facts.children, node.localName!)) continue;
      this.checkElement(child);
      found.push(child);
    }
    return found;
  }

  private belongs(child: XmlNode, allowed: readonly string[], parent: string): boolean {
    const name = child.localName!;
    if (child.namespaceURI === XSLT_NAMESPACE) {
      this.refuse(nameOf(child), 'schematron.problem.xslt', name);
      return false;
    }
    // Elements of other namespaces are documentation, by the standard.
    if (child.namespaceURI !== SCHEMATRON_NAMESPACE) return false;
    if (REFUSED_ELEMENTS.includes(name)) this.refuse(nameOf(child), 'schematron.problem.refusedElement', name);
    else if (IGNORED_ELEMENTS.includes(name)) {
      this.problems.warning(nameOf(child), 'schematron.problem.ignored', { name });
    } else if (!Object.hasOwn(GRAMMAR, name)) {
      this.problems.error(nameOf(child), 'schematron.problem.unknownElement', { name });
    } else if (!allowed.includes(name)) {
      this.problems.error(nameOf(child), 'schematron.problem.misplacedElement', { name, parent });
    } else return true;
    return false;
  }

  /** Reports attributes that are missing, unknown, refused or passed over, and ids that aren't unique. */
  protected checkElement(node: XmlNode): void {
    const facts = GRAMMAR[node.localName!]!;
    for (const name of facts.required ?? []) if (!node.attributes.named(name)) this.missing(node, name);
    for (const attribute of node.attributes) {
      const name = attribute.nodeName;
      if (attribute.namespaceURI !== null || DOCUMENTATION.includes(name)) continue;
      const range = attribute.tree!.nameRange(attribute.id);
      if (REFUSED_ATTRIBUTES.includes(name)) this.refuse(range, 'schematron.problem.refusedAttribute', name);
      else if (IGNORED_ATTRIBUTES.includes(name)) this.problems.warning(range, 'schematron.problem.ignored', { name });
      else if (!facts.required?.includes(name) && !facts.optional?.includes(name)) {
        this.problems.warning(range, 'schematron.problem.unknownAttribute', { name, element: node.localName! });
      } else if (name === 'id') this.checkId(attribute);
    }
  }

  /** The elements in a message: those of Schematron that may stand there, and what else counts by its text. */
  protected checkMessage(node: XmlNode): void {
    const facts = GRAMMAR[node.localName!]!;
    for (const child of node.elements()) {
      if (child.namespaceURI !== SCHEMATRON_NAMESPACE) {
        if (child.namespaceURI === XSLT_NAMESPACE) this.belongs(child, facts.children, node.localName!);
        continue;
      }
      if (!this.belongs(child, facts.children, node.localName!)) continue;
      this.checkElement(child);
      if (GRAMMAR[child.localName!]!.mixed) this.checkMessage(child);
    }
  }

  /** An attribute that has a value. One that is there without a value is reported where it is needed. */
  protected source(node: XmlNode, name: string): Source | undefined {
    const attribute = node.attributes.named(name);
    if (!attribute) return undefined;
    const text = trimXml(attribute.nodeValue!);
    const range = placeOf(attribute);
    if (text === '') {
      this.problems.error(range, 'schematron.problem.emptyAttribute', { name });
      return undefined;
    }
    const content = attribute.tree!.contentRange(attribute.id);
    return { text, range, raw: attribute.tree!.text(content), rawStart: content.start };
  }

  /** The same as a list of none or one. */
  protected sources(node: XmlNode, name: string): Source[] {
    const source = this.source(node, name);
    return source ? [source] : [];
  }

  protected isTrue(node: XmlNode, name: string): boolean {
    return trimXml(node.attributes.named(name)?.nodeValue ?? '') === 'true';
  }

  protected missing(node: XmlNode, name: string): void {
    this.problems.error(nameOf(node), 'schematron.problem.missingAttribute', { name, element: node.localName! });
  }

  private checkId(attribute: XmlNode): void {
    const id = trimXml(attribute.nodeValue!);
    if (id !== '' && this.ids.has(id)) {
      this.problems.error(placeOf(attribute), 'schematron.problem.duplicateId', { id });
    }
    this.ids.add(id);
  }

  private refuse(
    range: TextRange,
    key: 'schematron.problem.xslt' | 'schematron.problem.refusedElement' | 'schematron.problem.refusedAttribute',
    name: string,
  ): void {
    this.refused++;
    this.problems.error(range, key, { name });
  }
}
