import type { ElementModel, SchemaModel } from '../schema/model.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import { mayBringElements } from '../syntax/placeholders/bringing-placeholders.ts';
import type { Reading } from '../syntax/placeholders/readable.ts';
import type { SyntaxTree } from '../syntax/tree.ts';

/** A template is read in no more ways than this: nobody writes a condition with as many branches. */
const MOST = 24;

/**
 * The ways to read a stretch of a template, so that the schema can judge each: an element that stands there once more
 * behind a placeholder, as in the other branch of a condition, is read in the stead of the first one; and what must
 * stand in the place of a placeholder that may bring it is taken to come of it.
 */
export class TemplateVariants {
  /** Elements of other branches, by the first one. */
  private readonly others = new Map<NodeId, NodeId[]>();
  private readonly firsts = new Map<NodeId, NodeId>();
  /** Names, prefix and all, of the elements that a placeholder is taken to bring. */
  private readonly implied = new Map<NodeId, readonly string[]>();
  /** How many ways there are; the first one has the first of all branches. */
  readonly count: number;

  /** @param ancestors local names of the elements around the tree's top nodes */
  constructor(
    private readonly tree: SyntaxTree,
    private readonly model: SchemaModel,
    ancestors: readonly string[],
  ) {
    const done = new Set<NodeId>();
    for (const placeholder of tree.placeholders()) {
      const parent = tree.parent(placeholder);
      const isDone = parent < 0 || tree.kind(parent) !== NodeKind.Element || done.has(parent);
      if (isDone || tree.isInTag(placeholder) || tree.isOpen(parent)) continue;
      done.add(parent);
      const type = model.element([...ancestors, ...tree.path(parent)])?.type;
      if (!type || type.children.length === 0) continue;
      this.findBranches(parent, type.children);
      if (type.ordered) this.findImplied(parent, type.children);
    }
    const most = Math.max(0, ...Array.from(this.others.values(), ({ length }) => length));
    this.count = Math.min(MOST, most + 1);
  }

  /** @param index of the reading, less than {@link count} */
  variant(index: number): Reading {
    return {
      namespace: this.model.namespace,
      inPlaceOf: (element) => this.inPlaceOf(element, index),
      impliedBy: (placeholder) => (this.implied.get(placeholder) ?? []).map((name) => `<${name}/>`).join(''),
    };
  }

  /** What stands in an element in a reading: nodes, and the names of what placeholders are taken to bring. */
  *elements(parent: NodeId, index: number): Generator<NodeId | string> {
    const { tree } = this;
    for (const child of tree.children(parent)) {
      const kind = tree.kind(child);
      const read = kind === NodeKind.Element ? this.inPlaceOf(child, index) : undefined;
      if (read !== undefined) yield read;
      else if (kind === NodeKind.Placeholder) yield* this.implied.get(child) ?? [];
    }
  }

  /** The node is, or stands in, an element that is only in readings behind the first. */
  isInOtherBranch(node: NodeId): boolean {
    for (let at = node; at >= 0; at = this.tree.parent(at)) if (this.firsts.has(at)) return true;
    return false;
  }

  /** The node is an element that is only in readings behind the first, and takes the place of another there. */
  isOther(node: NodeId): boolean {
    return this.firsts.has(node);
  }

  private inPlaceOf(element: NodeId, index: number): NodeId | undefined {
    if (this.firsts.has(element)) return undefined;
    const others = this.others.get(element);
    return (index > 0 && others?.[index - 1]) || element;
  }

  private findBranches(parent: NodeId, children: readonly ElementModel[]): void {
    const { tree } = this;
    const single = new Set(children.flatMap(({ name, max }) => (max === 1 ? [name] : [])));
    /** By name, the first one and whether a placeholder stands behind the last one. */
    const seen = new Map<string, { readonly first: NodeId; isPassed: boolean }>();
    for (const child of tree.children(parent)) {
      const kind = tree.kind(child);
      if (kind === NodeKind.Placeholder) for (const one of seen.values()) one.isPassed = true;
      if (kind !== NodeKind.Element) continue;
      const name = tree.localName(child);
      const before = seen.get(name);
      if (before?.isPassed && single.has(name)) {
        this.firsts.set(child, before.first);
        this.others.set(before.first, [...(this.others.get(before.first) ?? []), child]);
        before.isPassed = false;
      } else if (!before) seen.set(name, { first: child, isPassed: false });
    }
  }

  /** Between two elements a placeholder may bring those that must stand there, and stand nowhere else. */
  private findImplied(parent: NodeId, children: readonly ElementModel[]): void {
    const { tree } = this;
    const turnOf = (node: NodeId) => children.findIndex(({ name }) => name === tree.localName(node));
    const present = new Set(Array.from(tree.elements(parent), (node) => tree.localName(node)));
    const seen = [...tree.children(parent)].filter(
      (node) =>
        tree.kind(node) === NodeKind.Placeholder || (tree.kind(node) === NodeKind.Element && !this.firsts.has(node)),
    );
    const prefix = tree.prefix(parent);
    let from = 0;
    for (const [i, node] of seen.entries()) {
      if (tree.kind(node) === NodeKind.Element) {
        from = Math.max(from, turnOf(node) + 1);
        continue;
      }
      if (tree.isInTag(node) || !mayBringElements(tree.text(tree.range(node)))) continue;
      const next = seen.slice(i + 1).find((other) => tree.kind(other) === NodeKind.Element && turnOf(other) >= 0);
      const until = next === undefined ? children.length : turnOf(next);
      const missing = children.slice(from, until).filter(({ name, min }) => min > 0 && !present.has(name));
      for (const { name } of missing) present.add(name);
      this.implied.set(
        node,
        missing.map(({ name }) => `${prefix}${name}`),
      );
    }
  }
}
