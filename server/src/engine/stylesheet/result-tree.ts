import { XSLT } from '../packs/choose-pack.ts';
import type { Pack } from '../packs/load-pack.ts';
import type { ElementModel } from '../schema/model.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import { Scanner } from '../syntax/scanner.ts';
import type { SyntaxProblem } from '../syntax/syntax-problem.ts';
import { SyntaxTree } from '../syntax/tree.ts';
import type { TextRange } from '../text/text-range.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import { BRANCHES, type InstructionKind, instructionKind } from './instructions.ts';
import { type ModelPlace, placesNamed } from './model-places.ts';

/** What stands here is a result, and nobody can tell where it comes. */
export const ANYWHERE = -1;
/** What stands here is no result. */
export const NOWHERE = -2;
/** The element that a result comes in, or {@link ANYWHERE} or {@link NOWHERE}. */
export type Holder = NodeId | typeof ANYWHERE | typeof NOWHERE;

/** A literal result element that comes in another one. */
export interface LiteralResult {
  readonly node: NodeId;
  /** No instruction decides whether it comes. */
  readonly certain: boolean;
}

/** A prefix that an element declares, and those that hold around it. */
interface Scope {
  readonly prefix: string;
  readonly uri: string;
  readonly outer: Scope | undefined;
  /** What names with a prefix are here, as far as it was asked: there are few names, and many elements. */
  readonly meanings: Map<string, Meaning>;
}

/** What an element of a name is. */
interface Meaning {
  readonly localName: string;
  /** undefined for what is no instruction of XSLT. */
  readonly instruction: InstructionKind | undefined;
  /** The pack whose namespace the name is in. */
  readonly pack: Pack | undefined;
}

/** Nothing is declared but that no prefix is no namespace. */
const NO_SCOPE: Pick<Scope, 'prefix' | 'uri' | 'outer'> = { prefix: '', uri: '', outer: undefined };

/** What is known of an element, of XSLT or of the result. */
interface ElementFacts {
  /** The pack that a literal result element belongs to. */
  readonly pack: Pack | undefined;
  /** undefined for what is no instruction of XSLT. */
  readonly instruction: InstructionKind | undefined;
  /** Where an element that stands directly in this one comes. */
  readonly inside: Holder;
  /** Where what this instruction gives comes. */
  readonly through: Holder;
  /** The places in the schema that a literal result element may have; none where it can have none. */
  readonly places: readonly ModelPlace[];
  readonly scope: Scope;
  /** Braces in its text are expressions. */
  readonly expandsText: boolean;
  /** Of so many instructions, one in the other, it is the innermost; 0 for any other element. */
  readonly nested: number;
}

/** Instructions are seen through to this depth; nobody nests them as deep. */
const DEEPEST = 200;

const NONE: readonly never[] = [];
const YES = ['yes', 'true', '1'];

/**
 * A stylesheet as what it writes: its literal result elements, seen through the instructions around them. The path of
 * a node is that in the delivery which it becomes a part of, as far as that can be told.
 */
export class ResultTree extends SyntaxTree {
  /** What is not well-formed in it. */
  readonly problems: readonly SyntaxProblem[];
  private facts: (ElementFacts | undefined)[] = [];
  private results: NodeId[] = [];
  /** By a namespace of the stylesheet the one that is written in its stead: `xsl:namespace-alias`. */
  private readonly aliases = new Map<string, string>();

  /**
   * @param text of a whole stylesheet, half typed or not; reads it in one pass
   * @param packs of those with one namespace the first counts
   */
  constructor(
    text: string,
    private readonly packs: readonly Pack[],
  ) {
    const { table, errors } = scan(text);
    super(text, 0, table);
    this.problems = errors;
    this.readFacts();
    this.readAliases();
    if (this.aliases.size > 0) this.readFacts();
  }

  private readFacts(): void {
    this.facts = [];
    this.results = [];
    for (let node = 0; node < this.size; node++) {
      const facts = this.kind(node) === NodeKind.Element ? this.factsOf(node) : undefined;
      this.facts.push(facts);
      if (facts?.pack) this.results.push(node);
    }
  }

  private readAliases(): void {
    for (const [node, facts] of this.facts.entries()) {
      if (!facts?.instruction || this.localName(node) !== 'namespace-alias') continue;
      const uriOf = (name: string) => {
        const attribute = [...this.attributes(node)].find((other) => this.nameIs(other, name));
        const prefix = attribute === undefined ? undefined : trimXml(this.value(attribute));
        return prefix && namespaceOf(prefix === '#default' ? '' : `${prefix}:`, facts.scope);
      };
      const [from, to] = [uriOf('stylesheet-prefix'), uriOf('result-prefix')];
      if (from !== undefined && to !== undefined) this.aliases.set(from, to);
    }
  }

  /** The pack that a literal result element belongs to; undefined for any other node. */
  packOf(node: NodeId): Pack | undefined {
    return this.facts[node]?.pack;
  }

  /** The literal result elements, in the order of the text. */
  get resultElements(): readonly NodeId[] {
    return this.results;
  }

  instructionOf(node: NodeId): InstructionKind | undefined {
    return this.facts[node]?.instruction;
  }

  /** Where an element that stands directly in a node comes. */
  inside(node: NodeId): Holder {
    return this.facts[node]?.inside ?? (node < 0 ? ANYWHERE : NOWHERE);
  }

  /** The element whose value a text that stands directly in a node belongs to; {@link NOWHERE} for none that is known. */
  valueHolder(node: NodeId): Holder {
    const facts = this.facts[node];
    const holder = facts?.instruction === 'text' ? facts.through : (facts?.inside ?? NOWHERE);
    return holder === ANYWHERE ? NOWHERE : holder;
  }

  /** Where a node comes. */
  holderOf(node: NodeId): Holder {
    return this.inside(this.parent(node));
  }

  expandsText(node: NodeId): boolean {
    return this.facts[node]?.expandsText ?? false;
  }

  /** The places in the schema that a literal result element may have; none for what the schema lacks. */
  placesOf(node: NodeId): readonly ModelPlace[] {
    return this.facts[node]?.places ?? NONE;
  }

  /** The schema's word on a literal result element, at the first of its places. */
  modelOf(node: NodeId): ElementModel | undefined {
    return this.placesOf(node)[0]?.model;
  }

  /**
   * What stands between the quotes where the expression of an instruction is nothing but a string: `select="'10'"`.
   * @param node an attribute
   */
  stringIn(node: NodeId): TextRange | undefined {
    if (this.kind(node) !== NodeKind.Attribute || this.name(node) !== 'select') return undefined;
    const kind = this.instructionOf(this.parent(node));
    if (kind !== 'text' && kind !== 'transparent') return undefined;
    const content = super.contentRange(node);
    const found = /^([ \t\r\n]*)('[^'&]*'|"[^"&]*")[ \t\r\n]*$/.exec(this.text(content));
    if (!found) return undefined;
    const start = content.start + found[1]!.length + 1;
    return { start, end: start + found[2]!.length - 2 };
  }

  override contentRange(node: NodeId): TextRange {
    return this.stringIn(node) ?? super.contentRange(node);
  }

  override valueRange(node: NodeId): TextRange {
    const string = this.stringIn(node);
    return string && string.end > string.start ? string : super.valueRange(node);
  }

  override path(node: NodeId): string[] {
    const own = this.kind(node) === NodeKind.Element ? this.facts[node] : undefined;
    if (own?.pack) {
      const [place] = own.places;
      if (place) return [...place.path];
      const [around] = this.placesOf(this.holderOf(node));
      return [...(around?.path ?? []), this.localName(node)];
    }
    const holder = this.valueHolder(own ? node : this.parent(node));
    return holder >= 0 ? this.path(holder) : [];
  }

  /**
   * The elements that come in a holder, with those that instructions between them and it give.
   * @param at an offset: what stands in another branch of a choice that it stands in comes instead, and is left out
   */
  *resultsIn(holder: NodeId, at?: number): Generator<LiteralResult> {
    yield* this.resultsWithin(holder, at, true);
  }

  private *resultsWithin(parent: NodeId, at: number | undefined, certain: boolean): Generator<LiteralResult> {
    const holds = (node: NodeId) => at !== undefined && this.holds(node, at);
    const children = [...this.elements(parent)];
    const taken = children.find((child) => BRANCHES.includes(this.localName(child)) && holds(child));
    for (const child of children) {
      const facts = this.facts[child]!;
      if (facts.instruction === 'transparent') {
        const isOther = taken !== undefined && child !== taken && BRANCHES.includes(this.localName(child));
        if (!isOther) yield* this.resultsWithin(child, at, certain && holds(child));
      } else if (facts.instruction === 'structural') yield* this.resultsWithin(child, at, certain);
      else if (facts.pack) yield { node: child, certain };
    }
  }

  private holds(node: NodeId, at: number): boolean {
    const { start, end } = this.contentRange(node);
    return start <= at && at <= end && !this.isEmptyTag(node);
  }

  /** The element that an offset stands in, between its tags; -1 outside of the root. */
  elementAround(offset: number): NodeId {
    let found = -1;
    for (let node = 0; node < this.size && this.start(node) < offset; node++) {
      if (this.kind(node) === NodeKind.Element && this.holds(node, offset)) found = node;
    }
    return found;
  }

  /** What stands before the names of a namespace in an element, colon included; undefined where nothing stands for it. */
  prefixFor(node: NodeId, namespace: string): string | undefined {
    const seen = new Set<string>();
    for (let scope = this.facts[node]?.scope; scope; scope = scope.outer) {
      if (seen.has(scope.prefix)) continue;
      seen.add(scope.prefix);
      if (scope.uri === namespace) return scope.prefix === '' ? '' : `${scope.prefix}:`;
    }
    return undefined;
  }

  private factsOf(node: NodeId): ElementFacts {
    const around = this.facts[this.parent(node)];
    const { scope, expandsText } = this.declared(node, around);
    const { localName, instruction, pack } = this.meaningOf(this.name(node), scope);
    const holder = around ? around.inside : ANYWHERE;
    if (instruction) {
      const nested = (around?.nested ?? 0) + 1;
      if (nested > DEEPEST) {
        const opaque = { pack, instruction: 'opaque', inside: NOWHERE, through: NOWHERE } as const;
        return { ...opaque, places: NONE, scope, expandsText, nested };
      }
      const outer = around?.instruction === 'structural' ? around.through : holder;
      const inside = instruction === 'transparent' ? outer : instruction === 'constructor' ? ANYWHERE : NOWHERE;
      return { pack, instruction, inside, through: outer, places: NONE, scope, expandsText, nested };
    }
    // Data of the stylesheet's own, and what is no more than a mistake of XSLT.
    const isResult = pack !== undefined && holder !== NOWHERE;
    // Elements of another namespace may be an envelope.
    const inside = isResult ? node : holder === NOWHERE ? NOWHERE : ANYWHERE;
    const places = isResult ? this.placesFor(localName, pack, holder) : NONE;
    const own = isResult ? pack : undefined;
    return { pack: own, instruction, inside, through: NOWHERE, places, scope, expandsText, nested: 0 };
  }

  private placesFor(name: string, pack: Pack, holder: Holder): readonly ModelPlace[] {
    const around = holder >= 0 ? this.facts[holder] : undefined;
    if (around?.pack !== pack) return placesNamed(pack.model, name);
    const [only, ...others] = around.places;
    if (!only) return NONE;
    if (others.length === 0) return only.child(name)?.alone ?? NONE;
    return around.places.flatMap((place) => place.child(name) ?? NONE);
  }

  private meaningOf(name: string, scope: Scope): Meaning {
    let meaning = scope.meanings.get(name);
    if (!meaning) {
      const namespace = namespaceOf(name, scope);
      const localName = name.slice(name.indexOf(':') + 1);
      const instruction = namespace === XSLT ? instructionKind(localName) : undefined;
      const written = this.aliases.get(namespace ?? '') ?? namespace;
      const pack = instruction ? undefined : this.packs.find(({ manifest }) => manifest.namespace === written);
      meaning = { localName, instruction, pack };
      scope.meanings.set(name, meaning);
    }
    return meaning;
  }

  /** What the attributes of an element say of it and of what it holds. */
  private declared(node: NodeId, around: ElementFacts | undefined): Pick<ElementFacts, 'scope' | 'expandsText'> {
    let scope = around?.scope ?? { ...NO_SCOPE, meanings: new Map() };
    let expandText: NodeId | undefined;
    for (let at = this.firstChild(node); at >= 0; at = this.nextSibling(at)) {
      if (this.kind(at) !== NodeKind.Attribute) break;
      const name = this.name(at);
      const isDefault = name === 'xmlns';
      if (isDefault || name.startsWith('xmlns:')) {
        scope = { prefix: isDefault ? '' : name.slice(6), uri: this.value(at), outer: scope, meanings: new Map() };
      } else if (name.endsWith('expand-text')) expandText = at;
    }
    const expandsText = expandText === undefined ? undefined : this.expandsTextBy(expandText, node, scope);
    return { scope, expandsText: expandsText ?? around?.expandsText ?? false };
  }

  /** What `expand-text` on an instruction says, or `xsl:expand-text` on a literal result element. */
  private expandsTextBy(attribute: NodeId, node: NodeId, scope: Scope): boolean | undefined {
    const name = this.name(attribute);
    const isOnInstruction = this.meaningOf(this.name(node), scope).instruction !== undefined;
    const isMeant = isOnInstruction
      ? name === 'expand-text'
      : name.endsWith(':expand-text') && namespaceOf(name, scope) === XSLT;
    return isMeant ? YES.includes(trimXml(this.value(attribute))) : undefined;
  }
}

function scan(text: string): Scanner {
  const scanner = new Scanner(text, 0);
  while (!scanner.atEnd) scanner.step(0);
  scanner.closeUnclosed(0, text.length);
  return scanner;
}

/** The namespace of the prefix that a name has; undefined where it is not declared. */
function namespaceOf(name: string, scope: Scope): string | undefined {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  for (let at: Scope | undefined = scope; at; at = at.outer) if (at.prefix === prefix) return at.uri;
  return undefined;
}
