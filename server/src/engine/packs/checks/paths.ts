import type { AttributeModel, ElementModel, SchemaModel, TypeModel } from '../../schema/model.ts';

/** A path of `pack.json`: local names, the last of them perhaps an attribute's. */
export interface PackPath {
  /** It starts with `/`, at the root. */
  readonly isAbsolute: boolean;
  /** How many times it goes up from the record first. */
  readonly up: number;
  /** The names of elements. */
  readonly elements: readonly string[];
  readonly attribute: string | undefined;
}

export type PathProblemKind =
  /** `path` has a condition (`[…]`). */
  | 'path.predicate'
  /** `step` has a prefix. */
  | 'path.prefix'
  /** `path` is no path of names. */
  | 'path.malformed';

export interface PathProblem {
  readonly kind: PathProblemKind;
  readonly parameters: Readonly<Record<string, string>>;
}

const NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u;

export function parsePath(path: string): PackPath | PathProblem {
  if (/[[\]]/.test(path)) return { kind: 'path.predicate', parameters: { path } };
  const isAbsolute = path.startsWith('/');
  const steps = (isAbsolute ? path.slice(1) : path).split('/');
  const prefixed = steps.find((step) => step.includes(':'));
  if (prefixed !== undefined) {
    const step = prefixed.replace(/^.*:/, prefixed.startsWith('@') ? '@' : '');
    return { kind: 'path.prefix', parameters: { path, found: prefixed, step } };
  }
  let up = 0;
  while (!isAbsolute && steps[up] === '..') up++;
  const names = steps.slice(up);
  const attribute = names.at(-1)?.startsWith('@') ? names.pop()!.slice(1) : undefined;
  const all = attribute === undefined ? names : [...names, attribute];
  if (all.length === 0 || !all.every((name) => NAME.test(name)))
    return { kind: 'path.malformed', parameters: { path } };
  return { isAbsolute, up, elements: names, attribute };
}

export function isPath(parsed: PackPath | PathProblem): parsed is PackPath {
  return 'elements' in parsed;
}

/** What a schema has at a path. */
export interface Found {
  /** The elements on the way, from the root on. */
  readonly elements: readonly ElementModel[];
  readonly attribute: AttributeModel | undefined;
}

/** The name that the schema doesn't have, where that would be, and what is there. */
export interface NotFound {
  readonly step: string;
  readonly parent: string;
  readonly present: readonly string[];
}

/** Looks a path from the root on up in a schema. Elements and attributes that an `xsi:type` brings count. */
export function findPath(
  model: SchemaModel,
  elements: readonly string[],
  attribute: string | undefined,
): Found | NotFound {
  const found: ElementModel[] = [];
  for (const [depth, step] of elements.entries()) {
    const parent = found.at(-1);
    const next = parent ? childOf(model, parent.type, step) : model.roots.find(({ name }) => name === step);
    if (!next) {
      const present = parent ? parent.type.children : model.roots;
      return { step, parent: elements[depth - 1] ?? '', present: present.map(({ name }) => name) };
    }
    found.push(next);
  }
  if (attribute === undefined) return { elements: found, attribute: undefined };
  const { name = '', type = undefined } = found.at(-1) ?? {};
  const types = type ? [type, ...model.typesFor(type)] : [];
  for (const { attributes } of types) {
    const model = attributes.find((one) => one.name === attribute);
    if (model) return { elements: found, attribute: model };
  }
  return { step: `@${attribute}`, parent: name, present: (type?.attributes ?? []).map((one) => `@${one.name}`) };
}

export function isFound(looked: Found | NotFound): looked is Found {
  return 'elements' in looked;
}

function childOf(model: SchemaModel, type: TypeModel, name: string): ElementModel | undefined {
  const own = model.child(type, name);
  if (own) return own;
  for (const derived of model.typesFor(type)) {
    const child = model.child(derived, name);
    if (child) return child;
  }
  // An abstract element is there by those that stand in its place.
  for (const member of model.substitutes(name)) {
    const child = model.child(type, member);
    if (child) return child;
  }
  return undefined;
}

/** The type of what stands at a path. */
export function typeOf({ elements, attribute }: Found): TypeModel {
  return attribute?.type ?? elements.at(-1)!.type;
}

/** Text may stand in it, and no elements. */
export function hasSimpleValue(model: SchemaModel, type: TypeModel): boolean {
  if (type.base !== undefined) return true;
  return model.typesFor(type).some(({ base }) => base !== undefined);
}
