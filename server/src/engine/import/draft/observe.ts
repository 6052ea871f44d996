import { type NodeId, NodeKind } from '../../syntax/node-table.ts';
import { Scanner } from '../../syntax/scanner.ts';
import { SyntaxTree } from '../../syntax/tree.ts';
import { trimXml } from '../../text/xml-whitespace.ts';

/** What deliveries show of an element, wherever it stands under the same parents. */
export interface Observed {
  readonly name: string;
  /** Empty for none. */
  readonly namespace: string;
  /** How many of it there are. */
  count: number;
  /** In so many of its parents it stands; and so many times at most. */
  parents: number;
  most: number;
  /** By name. */
  readonly children: Map<string, Observed>;
  readonly attributes: Map<string, ObservedValue>;
  readonly value: ObservedValue;
  /** Pairs of children, one before the other: `a b`. */
  readonly before: Set<string>;
  isNil: boolean;
  /** The types that `xsi:type` names there, without prefixes. */
  readonly types: Set<string>;
}

/** What values look like: the values themselves are not kept. */
export interface ObservedValue {
  count: number;
  hasEmpty: boolean;
  /** The shapes of value that all of them have; undefined until there is one. */
  shapes: ReadonlySet<string> | undefined;
}

/** Shapes of value, the narrowest first, with the pattern that a schema has for each. */
export const SHAPES: readonly { readonly name: string; readonly pattern: string; readonly test: RegExp }[] = [
  ['dag', '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'],
  ['dagAaneen', '(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])'],
  ['dagVooraan', '(0[1-9]|[12][0-9]|3[01])-(0[1-9]|1[0-2])-[0-9]{4}'],
  ['dagTijd', '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T[0-9]{2}:[0-9]{2}:[0-9]{2}'],
  ['jaarMaand', '(19|20)[0-9]{2}-(0[1-9]|1[0-2])'],
  ['jaarMaandAaneen', '(19|20)[0-9]{2}(0[1-9]|1[0-2])'],
  ['maandNummer', '--(0[1-9]|1[0-2])'],
  ['negenCijfers', '[0-9]{9}'],
  ['vierCijfers', '[0-9]{4}'],
  ['drieCijfers', '[0-9]{3}'],
  ['tweeCijfers', '[0-9]{2}'],
  ['cijfers', '[0-9]+'],
].map(([name, pattern]) => ({ name: name!, pattern: pattern!, test: new RegExp(`^(?:${pattern})$`) }));

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** No delivery has elements deeper than this; what stands there is not looked at. */
const DEEPEST = 60;

/** Takes in deliveries with one root. */
export class Observation {
  root: Observed | undefined;
  /** What was taken in last is not well-formed: it was read as far as that goes. */
  isBroken = false;

  /** @returns false where the text has no root, or another one */
  take(text: string): boolean {
    const scanner = new Scanner(text, 0);
    while (!scanner.atEnd) scanner.step(0);
    this.isBroken = scanner.errors.length > 0;
    const tree = new SyntaxTree(text, 0, scanner.table);
    let root: NodeId = 0;
    while (root < tree.size && tree.kind(root) !== NodeKind.Element) root++;
    if (root >= tree.size) return false;
    const names = namesOf(tree, root, new Map([['', '']]));
    const { name, namespace } = names.self;
    this.root ??= observed(name, namespace);
    if (this.root.name !== name || this.root.namespace !== namespace) return false;
    this.visit(tree, root, this.root, new Map([['', '']]), 1);
    return true;
  }

  private visit(
    tree: SyntaxTree,
    node: NodeId,
    into: Observed,
    scope: ReadonlyMap<string, string>,
    depth: number,
  ): void {
    into.count++;
    const { inner, attributes } = namesOf(tree, node, scope);
    for (const { name, namespace, value } of attributes) {
      if (namespace === XSI) {
        if (name === 'nil') into.isNil = true;
        else if (name === 'type') into.types.add(value.slice(value.indexOf(':') + 1));
        continue;
      }
      if (namespace !== '') continue;
      const known = into.attributes.get(name) ?? { count: 0, hasEmpty: false, shapes: undefined };
      into.attributes.set(name, known);
      takeValue(known, value);
    }
    const times = new Map<string, number>();
    let last = '';
    for (const child of depth < DEEPEST ? tree.elements(node) : []) {
      const { self } = namesOf(tree, child, inner);
      const known = into.children.get(self.name) ?? observed(self.name, self.namespace);
      into.children.set(self.name, known);
      if (last !== self.name) for (const other of times.keys()) into.before.add(`${other} ${self.name}`);
      last = self.name;
      times.set(self.name, (times.get(self.name) ?? 0) + 1);
      this.visit(tree, child, known, inner, depth + 1);
    }
    for (const [name, number] of times) {
      const known = into.children.get(name)!;
      known.parents++;
      known.most = Math.max(known.most, number);
    }
    if (times.size === 0) takeValue(into.value, trimXml(tree.value(node)));
  }
}

function observed(name: string, namespace: string): Observed {
  const value: ObservedValue = { count: 0, hasEmpty: false, shapes: undefined };
  const empty = { children: new Map<string, Observed>(), attributes: new Map<string, ObservedValue>() };
  const sets = { before: new Set<string>(), types: new Set<string>() };
  return { name, namespace, count: 0, parents: 0, most: 0, ...empty, value, ...sets, isNil: false };
}

function takeValue(into: ObservedValue, value: string): void {
  into.count++;
  if (value === '') {
    into.hasEmpty = true;
    return;
  }
  const all = into.shapes ?? new Set(SHAPES.map(({ name }) => name));
  if (all.size === 0) return;
  into.shapes = new Set(SHAPES.flatMap(({ name, test }) => (all.has(name) && test.test(value) ? [name] : [])));
}

interface Named {
  readonly name: string;
  readonly namespace: string;
}

/** The names of an element and its attributes, with the namespaces that are in force in it. */
function namesOf(tree: SyntaxTree, node: NodeId, scope: ReadonlyMap<string, string>) {
  let inner = scope;
  const plain: { prefix: string; name: string; value: string }[] = [];
  for (const attribute of tree.attributes(node)) {
    const name = tree.name(attribute);
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      inner = new Map(inner).set(name === 'xmlns' ? '' : name.slice(6), tree.value(attribute));
    } else {
      const prefix = tree.prefix(attribute).replace(':', '');
      plain.push({ prefix, name: tree.localName(attribute), value: trimXml(tree.value(attribute)) });
    }
  }
  const prefix = tree.prefix(node).replace(':', '');
  const self: Named = { name: tree.localName(node), namespace: inner.get(prefix) ?? '' };
  const attributes = plain.map(({ prefix: own, name, value }) => ({
    name,
    namespace: own === '' ? '' : (inner.get(own) ?? own),
    value,
  }));
  return { self, inner, attributes };
}
