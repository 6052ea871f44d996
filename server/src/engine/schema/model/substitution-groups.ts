import { type Component, type Components, qualifiedName } from './components.ts';
import { attributeOf } from './dom.ts';

/** Which elements may stand for which others (XSD 1.0 part 1, section 2.2.2.2). */
export class SubstitutionGroups {
  private membersOf: ReadonlyMap<Component, readonly Component[]> | undefined;

  constructor(private readonly components: Components) {}

  /** The elements that may stand where a reference to one is: itself first, those that are abstract left out. */
  of(head: Component): Component[] {
    const found = new Set<Component>();
    const queue = [head];
    for (const next of queue) {
      if (found.has(next)) continue;
      found.add(next);
      if (!blocks(next)) queue.push(...(this.members.get(next) ?? []));
    }
    return [...found].filter(({ node }) => !['true', '1'].includes(attributeOf(node, 'abstract') ?? ''));
  }

  private get members(): ReadonlyMap<Component, readonly Component[]> {
    if (this.membersOf) return this.membersOf;
    const members = new Map<Component, Component[]>();
    for (const component of this.components.all('element')) {
      const name = attributeOf(component.node, 'substitutionGroup');
      const head =
        name === undefined
          ? undefined
          : this.components.named('element', qualifiedName(name, component.node, component.use));
      if (!head) continue;
      const others = members.get(head);
      if (others) others.push(component);
      else members.set(head, [component]);
    }
    this.membersOf = members;
    return members;
  }
}

function blocks({ node, use }: Component): boolean {
  const block = attributeOf(node, 'block') ?? attributeOf(use.document.root, 'blockDefault') ?? '';
  return /(?:^|[ \t\r\n])(?:substitution|#all)(?:$|[ \t\r\n])/.test(block);
}
