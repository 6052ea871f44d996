import type { ElementGrammar } from '../../syntax/recovery/grammar.ts';
import type { ElementModel, SchemaModel, TypeModel } from '../model.ts';

/** More elements are not looked through: a format has some tens. */
const MOST = 20_000;

const known = new WeakMap<SchemaModel, ElementGrammar>();

/** The elements of a schema by name, wherever they may stand. */
export function grammarOf(model: SchemaModel): ElementGrammar {
  const grammar = known.get(model) ?? read(model);
  known.set(model, grammar);
  return grammar;
}

function read({ roots }: SchemaModel): ElementGrammar {
  /** The elements that stand in one of a name. */
  const children = new Map<string, Set<string>>();
  const firsts = new Map<string, string | undefined>();
  const open = new Set<string>();
  const seen = new Map<string, Set<TypeModel>>();
  const queue: ElementModel[] = [...roots];
  for (let at = 0; at < queue.length && at < MOST; at++) {
    const { name, type } = queue[at]!;
    const types = seen.get(name) ?? new Set<TypeModel>();
    seen.set(name, types);
    if (types.has(type)) continue;
    types.add(type);
    const inside = children.get(name) ?? new Set<string>();
    children.set(name, inside);
    for (const child of type.children) inside.add(child.name);
    if (type.isOpen || type.isMixed) open.add(name);
    const [first] = type.children;
    const isFirst = type.ordered && first !== undefined && first.min === 1 && first.max === 1;
    firsts.set(name, isFirst && types.size === 1 ? first.name : undefined);
    queue.push(...type.children);
  }
  return {
    isKnown: (name) => children.has(name),
    isValue: (name) => children.get(name)?.size === 0 && !open.has(name),
    mayHold: (parent, child) => open.has(parent) || children.get(parent)?.has(child) === true,
    wrapperFor(parent, child) {
      const wrappers = [...(children.get(parent) ?? [])].filter((name) => children.get(name)?.has(child));
      return wrappers.length === 1 ? wrappers[0] : undefined;
    },
    firstIn: (parent) => firsts.get(parent),
  };
}
