import { findPath, isFound, isPath, parsePath } from '../packs/checks/paths.ts';
import type { AttributeModel, ElementModel, Particle, SchemaModel, TypeModel } from '../schema/model.ts';
import { spelledBeside } from './names/words.ts';

/** A value that a schema has room for. */
export interface Place {
  /** From the root on: `/Root/Persoon/@bsn`. */
  readonly path: string;
  /** The elements on the way, from the root on. */
  readonly elements: readonly ElementModel[];
  readonly attribute: AttributeModel | undefined;
  readonly name: string;
  /** The name with what a name beside it tells apart: `DAT_E_VZ` of `DATEVZ`, where there is a `DATBVZ`. */
  readonly spelled: string;
  readonly type: TypeModel;
  /** Of the declaration, else of its type. */
  readonly documentation: string;
  readonly fixed: string | undefined;
  readonly nillable: boolean;
}

/** An element that may occur several times and holds others. */
export interface Repeated {
  readonly path: string;
  readonly elements: readonly ElementModel[];
}

/** All that stands below a root. */
export interface Structure {
  readonly root: ElementModel;
  readonly places: readonly Place[];
  readonly repeated: readonly Repeated[];
}

/** Elements that hold themselves are followed no deeper; nor is anything deeper than this. */
const DEEPEST = 16;
/** In schemas with more, the same types stand in one another over and over. */
const MOST = 20_000;

/** An element that is still to be looked into. */
interface Pending {
  readonly element: ElementModel;
  readonly above: readonly ElementModel[];
}

/**
 * The values and the elements that repeat below a root, the outermost first.
 * @param isTelling whether a name or documentation may be that of something: what holds nothing of the kind is passed over
 */
export function structureOf(
  root: ElementModel,
  model: SchemaModel,
  isTelling: (name: string, type: TypeModel, documentation: string) => boolean,
): Structure {
  const places: Place[] = [];
  const repeated: Repeated[] = [];
  const derived = derivedTypes(model);
  const holds = tellingTypes(derived, isTelling);
  const queue: Pending[] = [{ element: root, above: [] }];
  for (let at = 0; at < queue.length && places.length < MOST; at++) {
    const { element, above } = queue[at]!;
    const elements = [...above, element];
    const path = `/${elements.map(({ name }) => name).join('/')}`;
    const types = [element.type, ...derived(element.type)];
    if (types.some(isSimple)) places.push(placeOf(path, elements, undefined));
    if (above.some(({ type }) => type === element.type) || elements.length > DEEPEST) continue;
    const children = uniqueByName(types.flatMap(({ children }) => children));
    const attributes = uniqueByName(types.flatMap((type) => type.attributes));
    if (element.max > 1 && children.length + attributes.length > 0) repeated.push({ path, elements });
    for (const attribute of attributes) places.push(placeOf(`${path}/@${attribute.name}`, elements, attribute));
    for (const child of children)
      if (isSimple(child.type) || holds(child.type)) queue.push({ element: child, above: elements });
  }
  return { root, places, repeated };
}

/** The value at a path; undefined where the schema has none. */
export function placeAt(path: string, model: SchemaModel): Place | undefined {
  const parsed = parsePath(path);
  if (!isPath(parsed) || !parsed.isAbsolute) return undefined;
  const found = findPath(model, parsed.elements, parsed.attribute);
  if (!isFound(found)) return undefined;
  const place = placeOf(path, found.elements, found.attribute);
  return isSimple(place.type) ? place : undefined;
}

/** The types in which something tells what it is, however deep. */
function tellingTypes(
  derived: (type: TypeModel) => readonly TypeModel[],
  isTelling: (name: string, type: TypeModel, documentation: string) => boolean,
): (type: TypeModel) => boolean {
  const known = new Map<TypeModel, boolean>();
  const visit = (type: TypeModel): boolean => {
    const before = known.get(type);
    if (before !== undefined) return before;
    // One that holds itself holds no more by that.
    known.set(type, false);
    const types = [type, ...derived(type)];
    const tells =
      types.some(({ attributes }) => attributes.some((one) => isTelling(one.name, one.type, one.documentation))) ||
      types.some(({ children }) =>
        children.some(
          (child) =>
            (isSimple(child.type) && isTelling(child.name, child.type, child.documentation)) || visit(child.type),
        ),
      );
    known.set(type, tells);
    return tells;
  };
  return visit;
}

/** The roots that stand in no other element: those that a document has. All of them, where each stands in another. */
export function documentRoots(model: SchemaModel): readonly ElementModel[] {
  const inside = new Set<object>();
  const seen = new Set<TypeModel>();
  const queue = model.roots.map(({ type }) => type);
  for (let type = queue.pop(); type; type = queue.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    for (const child of type.children) {
      inside.add(Object.getPrototypeOf(child) as object);
      queue.push(child.type);
    }
  }
  const holding = model.roots.filter(({ type }) => type.children.length > 0);
  const outermost = holding.filter((root) => !inside.has(Object.getPrototypeOf(root) as object));
  return outermost.length > 0 ? outermost : holding;
}

/**
 * The last element on the way may stand there several times. One of a choice that is made over and over, as if there were
 * no order, may not: it is meant once.
 */
export function isRepeatedValue({ elements, attribute }: Place): boolean {
  const [parent, last] = [elements.at(-2), elements.at(-1)!];
  if (attribute || last.max <= 1) return false;
  return parent?.type.content === undefined || ownMax(parent.type.content, last.name) > 1;
}

function ownMax(content: Particle, name: string): number {
  if (content.kind === 'any') return 0;
  if (content.kind === 'element') return content.element.name === name ? content.max : 0;
  const inside = Math.max(0, ...content.particles.map((particle) => ownMax(particle, name)));
  return content.kind === 'choice' ? inside : inside * content.max;
}

export function isSimple({ base }: TypeModel): boolean {
  return base !== undefined && base !== 'anyType';
}

function placeOf(path: string, elements: readonly ElementModel[], attribute: AttributeModel | undefined): Place {
  const declared = attribute ?? elements.at(-1)!;
  const { name, type } = declared;
  const beside = attribute ? elements.at(-1)!.type.attributes : elements.at(-2)?.type.children;
  return {
    path,
    elements,
    attribute,
    name,
    spelled: spelledBeside(name, beside ?? []),
    type,
    documentation: declared.documentation || type.documentation,
    fixed: declared.fixed,
    nillable: attribute === undefined && elements.at(-1)!.isNillable,
  };
}

/**
 * Types that `xsi:type` may name: those of an abstract one, and those that no element has by itself. Of a type of anything
 * these would be all there are.
 */
function derivedTypes(model: SchemaModel): (type: TypeModel) => readonly TypeModel[] {
  const known = new Map<TypeModel, readonly TypeModel[]>();
  let used: ReadonlySet<TypeModel> | undefined;
  return (type) => {
    if (type.base !== undefined || type.name === undefined) return [];
    let derived = known.get(type);
    if (!derived) {
      used ??= typesOfElements(model);
      derived = model.typesFor(type).filter((other) => other !== type && (type.isAbstract || !used!.has(other)));
      known.set(type, derived);
    }
    return derived;
  };
}

function typesOfElements(model: SchemaModel): ReadonlySet<TypeModel> {
  const seen = new Set<TypeModel>();
  const queue = model.roots.map(({ type }) => type);
  for (let type = queue.pop(); type; type = queue.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    queue.push(...type.children.map((child) => child.type));
  }
  return seen;
}

function uniqueByName<T extends { readonly name: string }>(all: readonly T[]): T[] {
  const byName = new Map<string, T>();
  for (const one of all) if (!byName.has(one.name)) byName.set(one.name, one);
  return [...byName.values()];
}
