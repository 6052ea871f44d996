import type { TextRange } from '../text/text-range.ts';
import { isXmlBlank } from '../text/xml-whitespace.ts';
import { ElementReader, nameOf, type Source } from './element-reader.ts';
import { SCHEMATRON_NAMESPACE } from './grammar.ts';
import type { Problems } from './problem.ts';
import { NodeType, type XmlNode } from './xpath/xml-node.ts';

/** A .sch file as it stands: nothing is resolved, and no expression is read. */
export interface SchemaDefinition {
  readonly title: string;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly lets: readonly LetDefinition[];
  readonly phases: readonly PhaseDefinition[];
  readonly defaultPhase: Source | undefined;
  readonly patterns: readonly PatternDefinition[];
  readonly diagnostics: ReadonlyMap<string, DiagnosticDefinition>;
}

export interface LetDefinition {
  readonly name: Source;
  readonly value: Source;
}

export interface PhaseDefinition {
  readonly id: string;
  readonly active: readonly Source[];
  readonly lets: readonly LetDefinition[];
}

export interface PatternDefinition {
  readonly range: TextRange;
  readonly id: string | undefined;
  readonly isAbstract: boolean;
  readonly isA: Source | undefined;
  readonly parameters: ReadonlyMap<string, string>;
  readonly lets: readonly LetDefinition[];
  readonly rules: readonly RuleDefinition[];
  /** Something in it is refused that changes what it checks. */
  readonly isRefused: boolean;
}

export interface RuleDefinition {
  readonly range: TextRange;
  readonly id: string | undefined;
  readonly isAbstract: boolean;
  readonly context: Source | undefined;
  readonly role: Source | undefined;
  readonly subject: Source | undefined;
  readonly parts: readonly RulePart[];
}

export type RulePart =
  | { readonly kind: 'let'; readonly definition: LetDefinition }
  | { readonly kind: 'extends'; readonly rule: Source }
  | { readonly kind: 'check'; readonly definition: CheckDefinition };

export interface CheckDefinition {
  readonly kind: 'assert' | 'report';
  readonly range: TextRange;
  /** Its id, or its place among the patterns, rules and checks. */
  readonly code: string;
  readonly test: Source;
  readonly role: Source | undefined;
  readonly subject: Source | undefined;
  readonly diagnostics: Source | undefined;
  readonly message: readonly MessageDefinition[];
}

export interface DiagnosticDefinition {
  readonly subject: Source | undefined;
  readonly message: readonly MessageDefinition[];
}

export type MessageDefinition =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly select: Source }
  | { readonly kind: 'name'; readonly path: Source | undefined };

/** Codes of this form are the product's own. */
const RESERVED_CODE = /^SRG-[TIS]\d+$/i;

/** Reads the elements of a schema; what is missing, out of place or not understood is reported. */
export class DefinitionReader extends ElementReader {
  constructor(problems: Problems) {
    super(problems);
  }

  schema(root: XmlNode): SchemaDefinition {
    const namespaces = new Map<string, string>([['xml', 'http://www.w3.org/XML/1998/namespace']]);
    const lets: LetDefinition[] = [];
    const phases: PhaseDefinition[] = [];
    const patterns: PatternDefinition[] = [];
    const diagnostics = new Map<string, DiagnosticDefinition>();
    let title = '';
    this.checkElement(root);
    for (const child of this.childrenOf(root)) {
      switch (child.localName) {
        case 'title':
          title = textOf(child);
          break;
        case 'ns':
          this.namespace(child, namespaces);
          break;
        case 'let':
          lets.push(...this.let(child));
          break;
        case 'phase':
          phases.push(...this.phase(child));
          break;
        case 'pattern':
          patterns.push(this.pattern(child, patterns.length + 1));
          break;
        case 'diagnostics':
          for (const diagnostic of this.childrenOf(child)) this.diagnostic(diagnostic, diagnostics);
          break;
      }
    }
    return { title, namespaces, lets, phases, defaultPhase: this.source(root, 'defaultPhase'), patterns, diagnostics };
  }

  private namespace(node: XmlNode, namespaces: Map<string, string>): void {
    const prefix = this.source(node, 'prefix');
    const uri = this.source(node, 'uri');
    if (!prefix || !uri) return;
    if (namespaces.has(prefix.text)) {
      this.problems.error(prefix.range, 'schematron.problem.duplicatePrefix', { prefix: prefix.text });
    } else namespaces.set(prefix.text, uri.text);
  }

  private let(node: XmlNode): LetDefinition[] {
    const name = this.source(node, 'name');
    const value = this.source(node, 'value');
    return name && value ? [{ name, value }] : [];
  }

  private phase(node: XmlNode): PhaseDefinition[] {
    const id = this.source(node, 'id');
    const active: Source[] = [];
    const lets: LetDefinition[] = [];
    for (const child of this.childrenOf(node)) {
      if (child.localName === 'let') lets.push(...this.let(child));
      else if (child.localName === 'active') active.push(...this.sources(child, 'pattern'));
    }
    return id ? [{ id: id.text, active, lets }] : [];
  }

  private pattern(node: XmlNode, place: number): PatternDefinition {
    const id = this.source(node, 'id');
    const parameters = new Map<string, string>();
    const lets: LetDefinition[] = [];
    const rules: RuleDefinition[] = [];
    const refused = this.refused;
    for (const child of this.childrenOf(node)) {
      if (child.localName === 'let') lets.push(...this.let(child));
      else if (child.localName === 'rule') rules.push(this.rule(child, `${place}.${rules.length + 1}`));
      else if (child.localName === 'param') {
        const [name, value] = [this.source(child, 'name'), this.source(child, 'value')];
        if (name && value) parameters.set(name.text, value.text);
      }
    }
    const isRefused = this.refused > refused || node.attributes.named('documents') !== undefined;
    return {
      range: nameOf(node),
      id: id?.text,
      isAbstract: this.isTrue(node, 'abstract'),
      isA: this.source(node, 'is-a'),
      parameters,
      lets,
      rules,
      isRefused,
    };
  }

  private rule(node: XmlNode, place: string): RuleDefinition {
    const isAbstract = this.isTrue(node, 'abstract');
    const context = this.source(node, 'context');
    if (isAbstract) {
      if (context) this.problems.error(context.range, 'schematron.problem.abstractContext');
      if (!node.attributes.named('id')) this.missing(node, 'id');
    } else if (!node.attributes.named('context')) this.missing(node, 'context');
    const parts: RulePart[] = [];
    let checks = 0;
    for (const child of this.childrenOf(node)) {
      if (child.localName === 'let') {
        for (const definition of this.let(child)) parts.push({ kind: 'let', definition });
      } else if (child.localName === 'extends') {
        for (const rule of this.sources(child, 'rule')) parts.push({ kind: 'extends', rule });
      } else if (child.localName === 'assert' || child.localName === 'report') {
        const definition = this.check(child, child.localName, `${place}.${++checks}`);
        if (definition) parts.push({ kind: 'check', definition });
      }
    }
    return {
      range: nameOf(node),
      id: this.source(node, 'id')?.text,
      isAbstract,
      context,
      role: this.source(node, 'role'),
      subject: this.source(node, 'subject'),
      parts,
    };
  }

  private check(node: XmlNode, kind: CheckDefinition['kind'], place: string): CheckDefinition | undefined {
    const id = this.source(node, 'id');
    const isReserved = id !== undefined && RESERVED_CODE.test(id.text);
    if (isReserved) this.problems.error(id.range, 'schematron.problem.reservedCode', { code: id.text });
    const message = this.message(node);
    if (!message.some((part) => part.kind !== 'text' || !isXmlBlank(part.text))) {
      this.problems.warning(nameOf(node), 'schematron.problem.noMessage', { name: kind });
    }
    const test = this.source(node, 'test');
    if (!test) return undefined;
    return {
      kind,
      range: nameOf(node),
      code: id && !isReserved ? id.text : `schematron-${place}`,
      test,
      role: this.source(node, 'role'),
      subject: this.source(node, 'subject'),
      diagnostics: this.source(node, 'diagnostics'),
      message,
    };
  }

  private diagnostic(node: XmlNode, diagnostics: Map<string, DiagnosticDefinition>): void {
    const id = this.source(node, 'id');
    const message = this.message(node);
    if (id) diagnostics.set(id.text, { subject: this.source(node, 'subject'), message });
  }

  private message(node: XmlNode): MessageDefinition[] {
    const parts: MessageDefinition[] = [];
    this.checkMessage(node);
    for (const child of node.children()) {
      if (child.nodeType === NodeType.Text) parts.push({ kind: 'text', text: child.nodeValue ?? '' });
      if (child.nodeType !== NodeType.Element) continue;
      const isOwn = child.namespaceURI === SCHEMATRON_NAMESPACE;
      if (isOwn && child.localName === 'value-of') {
        for (const select of this.sources(child, 'select')) parts.push({ kind: 'value', select });
      } else if (isOwn && child.localName === 'name') parts.push({ kind: 'name', path: this.source(child, 'path') });
      else parts.push({ kind: 'text', text: textOf(child) });
    }
    return parts;
  }
}

/** All text in an element. */
function textOf(node: XmlNode): string {
  let text = '';
  for (const child of node.children()) {
    if (child.nodeType === NodeType.Text) text += child.nodeValue ?? '';
    else if (child.nodeType === NodeType.Element) text += textOf(child);
  }
  return text;
}
