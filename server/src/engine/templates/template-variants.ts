import type { ElementModel, SchemaModel } from '../schema/model.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import { mayBringElements } from '../syntax/placeholders/bringing-placeholders.ts';
import type { Reading } from '../syntax/placeholders/readable.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import type { Steps } from '../text/time-sliced.ts';

/** More branches of a condition are not looked at. */
const MOST = 24;

/**
 * The variants of a fragment of a template, each to be validated: an element that is there again behind a placeholder, as
 * in another branch of a condition, takes the place of the first; and what must stand where a placeholder may bring it is
 * implied.
 */
export class TemplateVariants {
  /** Elements of other branches, by the first one. */
  private readonly others = new Map<NodeId, NodeId[]>();
  private readonly firsts = new Map<NodeId, NodeId>();
  /** Qualified names of the elements that a placeholder implies. */
  private readonly implied = new Map<NodeId, readonly string[]>();
  /** How many variants there are; the first has the first branch of every condition. */
  private size = 1;

  private constructor(
    private readonly tree: SyntaxTree,
    private readonly model: SchemaModel,
  ) {}

  /** @param ancestors local names of the elements around the tree's top nodes */
  static *in(tree: SyntaxTree, model: SchemaModel, ancestors: readonly string[]): Steps<TemplateVariants> {
    const variants = new TemplateVariants(tree, model);
    yield* variants.find(ancestors);
    return variants;
  }

  get count(): number {
    return this.size;
  }

  private *find(ancestors: readonly string[]): Steps<void> {
    const { tree, model } = this;
    const done = new Set<NodeId>();
    for (const placeholder of tree.placeholders()) {
      yield;
      const parent = tree.parent(placeholder);
      const isDone = parent < 0 || tree.kind(parent) !== NodeKind.Element || done.has(parent);
      if (isDone || tree.isInTag(placeholder)) continue;
      done.add(parent);
      if (tree.isUnresolved(parent)) continue;
      const type = model.element([...ancestors, ...tree.path(parent)])?.type;
      if (!type || type.children.length === 0) continue;
      yield* this.findBranches(parent, type.children);
      if (type.ordered) yield* this.findImplied(parent, type.children);
    }
    const most = Math.max(0, ...Array.from(this.others.values(), ({ length }) => length));
    this.size = Math.min(MOST, most + 1);
  }

  /** @param index less than {@link count} */
  variant(index: number): Reading {
    return {
      namespace: this.model.namespace,
      inPlaceOf: (element) => this.inPlaceOf(element, index),
      impliedBy: (placeholder) => (this.implied.get(placeholder) ?? []).map((name) => `<${name}/>`).join(''),
    };
  }

  /** What an element holds in a variant: nodes, and the names of implied elements. */
  *elements(parent: NodeId, index: number): Generator<NodeId | string> {
    const { tree } = this;
    for (const child of tree.children(parent)) {
      const kind = tree.kind(child);
      const read = kind === NodeKind.Element ? this.inPlaceOf(child, index) : undefined;
      if (read !== undefined) yield read;
      else if (kind === NodeKind.Placeholder) yield* this.implied.get(child) ?? [];
    }
  }

  /** The node is, or is within, an element that only variants behind the first have. */
  isInOtherBranch(node: NodeId): boolean {
    for (let at = node; at >= 0; at = this.tree.parent(at)) if (this.firsts.has(at)) return true;
    return false;
  }

  /** The node is an element that only variants behind the first have, in the place of another. */
  isOther(node: NodeId): boolean {
    return this.firsts.has(node);
  }

  private inPlaceOf(element: NodeId, index: number): NodeId | undefined {
    if (this.firsts.has(element)) return undefined;
    const others = this.others.get(element);
    return (index > 0 && others?.[index - 1]) || element;
  }

  private *findBranches(parent: NodeId, children: readonly ElementModel[]): Steps<void> {
    const { tree } = this;
    const single = new Set(children.flatMap(({ name, max }) => (max === 1 ? [name] : [])));
    /** By name, the first one and whether a placeholder stands behind the last one. */
    const seen = new Map<string, { readonly first: NodeId; isPassed: boolean }>();
    for (const child of tree.children(parent)) {
      yield;
      const kind = tree.kind(child);
      if (kind === NodeKind.Placeholder) for (const one of seen.values()) one.isPassed = true;
      if (kind !== NodeKind.Element) continue;
      const name = tree.localName(child);
      const before = seen.get(name);
      if (before?.isPassed && single.has(name)) {
        this.firsts.set(child, before.first);
        const others = this.others.get(before.first);
        if (others) others.push(child);
        else this.others.set(before.first, [child]);
        before.isPassed = false;
      } else if (!before) seen.set(name, { first: child, isPassed: false });
    }
  }

  /** Between two elements a placeholder may bring those that must stand there, and stand nowhere else. */
  private *findImplied(parent: NodeId, children: readonly ElementModel[]): Steps<void> {
    const { tree } = this;
    const turns = new Map(children.map(({ name }, turn) => [name, turn] as const).reverse());
    const turnOf = (node: NodeId) => turns.get(tree.localName(node)) ?? -1;
    const present = new Set<string>();
    const seen: NodeId[] = [];
    for (const node of tree.children(parent)) {
      yield;
      const kind = tree.kind(node);
      if (kind === NodeKind.Element) present.add(tree.localName(node));
      if (kind === NodeKind.Placeholder || (kind === NodeKind.Element && !this.firsts.has(node))) seen.push(node);
    }
    /** By its place, the turn of the next element that has one. */
    const next: number[] = [];
    for (let i = seen.length - 1, turn = children.length; i >= 0; i--) {
      yield;
      next[i] = turn;
      const own = tree.kind(seen[i]!) === NodeKind.Element ? turnOf(seen[i]!) : -1;
      if (own >= 0) turn = own;
    }
    let from = 0;
    for (const [i, node] of seen.entries()) {
      yield;
      if (tree.kind(node) === NodeKind.Element) {
        from = Math.max(from, turnOf(node) + 1);
        continue;
      }
      if (tree.isInTag(node) || !mayBringElements(tree.text(tree.range(node)))) continue;
      const missing = children.slice(from, next[i]).filter(({ name, min }) => min > 0 && !present.has(name));
      for (const { name } of missing) present.add(name);
      this.implied.set(
        node,
        missing.map(({ namespace, name }) => `${tree.prefixIn(parent, namespace) ?? tree.prefix(parent)}${name}`),
      );
    }
  }
}
