import type { NodeId } from '../syntax/node-table.ts';
import { distance, resembles } from '../syntax/resemblance.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import { attributeNamed, filledRuns } from './content-index.ts';
import { accepts, mayFollow } from './content-problem.ts';
import { meetsFacets } from './facets.ts';
import { elementOf, type IssueContext, nameIn, parentIn, parentOf } from './issue-context.ts';
import type { AttributeModel, ElementModel, TypeModel } from './model.ts';

/** What an element, or an attribute, that the schema does not have where it stands may be meant for. */

/** Names of the elements in front of a stranger and behind it. */
export interface Beside {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Nothing but elements stands in it, and these would be right where it stands. */
export function isWrapper(context: IssueContext, node: NodeId, type: TypeModel, { before, after }: Beside): boolean {
  const { tree } = context;
  const inside = Array.from(tree.elements(node), (child) => nameIn(context, child));
  if (inside.length === 0 || type.isOpen || filledRuns(tree, node).length > 0) return false;
  return accepts(type, [...before, ...inside, ...declared(type, after)]);
}

/** The one element that is missing where a stranger stands, if that has its content; undefined where it may be another. */
export function standsFor(
  context: IssueContext,
  node: NodeId,
  { type }: ElementModel,
  { before, after }: Beside,
): string | undefined {
  if (type.isOpen) return undefined;
  const rest = declared(type, after);
  if (accepts(type, [...before, ...rest])) return undefined;
  const fills = (mayFollow(type, before) ?? []).filter((name) => accepts(type, [...before, name, ...rest]));
  const [name, ...others] = fills;
  const missing = name === undefined || others.length > 0 ? undefined : context.model.child(type, name);
  return missing && hasContentOf(context, node, missing.type) ? name : undefined;
}

function declared({ children }: TypeModel, names: readonly string[]): string[] {
  return names.filter((name) => children.some((child) => child.name === name));
}

function hasContentOf(context: IssueContext, node: NodeId, type: TypeModel): boolean {
  const { tree } = context;
  const inside = [...tree.elements(node)];
  if (type.children.length > 0) {
    const known = inside.filter((child) => type.children.some(({ name }) => name === nameIn(context, child)));
    return known.length > 0 && known.length === inside.length;
  }
  const value = trimXml(tree.value(node));
  return inside.length === 0 && value !== '' && isTelling(type) && meetsFacets(value, type);
}

/** Not every text is a value of the type. */
function isTelling({ base, facets, enumerations }: TypeModel): boolean {
  return (
    enumerations.length > 0 ||
    facets.some(({ name }) => name === 'pattern') ||
    !/^(?:string|token|normalizedString|anyType)?$/.test(base ?? '')
  );
}

/** The attribute that the element lacks and that the name of another was probably meant to be. */
export function attributeMeant(
  { tree }: IssueContext,
  element: NodeId,
  name: string,
  type: TypeModel | undefined,
): string | undefined {
  const free = (type?.attributes ?? []).filter(
    (one) => resembles(name, one.name) && attributeNamed(tree, element, one.name) === undefined,
  );
  const byLikeness = (a: AttributeModel, b: AttributeModel) =>
    Number(b.required) - Number(a.required) || distance(name, a.name) - distance(name, b.name);
  return free.sort(byLikeness)[0]?.name;
}

/** The attribute under another name that is meant for one which the element lacks. */
export function strayAttributeFor(
  context: IssueContext,
  element: NodeId,
  name: string,
  type: TypeModel | undefined,
): NodeId | undefined {
  const { tree } = context;
  return [...tree.attributes(element)].find((attribute) => {
    const own = tree.localName(attribute);
    // Prefixes are named as one likes.
    if (tree.prefix(attribute) === 'xmlns:' || tree.name(attribute) === 'xmlns') return false;
    const isKnown = type?.attributes.some((one) => one.name === own) ?? true;
    return !isKnown && attributeMeant(context, element, own, type) === name;
  });
}

/** The child that says what is to be in an attribute of the element: it has the name of one that the element lacks. */
export function childForAttribute(context: IssueContext, element: NodeId, name: string, type: TypeModel | undefined) {
  if (!type || type.isOpen || type.children.some((child) => child.name === name)) return undefined;
  if (!type.attributes.some((one) => one.name === name)) return undefined;
  if (attributeNamed(context.tree, element, name) !== undefined) return undefined;
  const [child, ...others] = [...context.tree.elements(element)].filter((one) => nameIn(context, one) === name);
  return child === undefined || others.length > 0 || !context.tree.elements(child).next().done ? undefined : child;
}

/** An element of that name that stands beside an element, where it may not. */
export function looseBeside(context: IssueContext, node: NodeId, name: string | undefined): NodeId | undefined {
  const { tree } = context;
  const parent = parentIn(context, node);
  const around = parent >= 0 ? elementOf(context, parent) : parentOf(context);
  if (name === undefined || !around || parent < 0) return undefined;
  if (around.type.isOpen || around.type.children.some((child) => child.name === name)) return undefined;
  return [...tree.elements(parent)].find((other) => nameIn(context, other) === name);
}

/** An element is looked for so deep below the one that misses it, in so many elements. */
const DEEPEST = 4;
const MOST_LOOKED_AT = 500;

/** The one element that is missing in a parent, where it stands below that in an element which does not have it. */
export function strayedInto(
  context: IssueContext,
  parent: NodeId,
  type: TypeModel,
  names: readonly string[],
): NodeId | undefined {
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) return undefined;
  let near: NodeId | undefined;
  const deeper: NodeId[] = [];
  let left = MOST_LOOKED_AT;
  const visit = (node: NodeId, around: TypeModel, depth: number): void => {
    const children = context.read?.(node) ?? context.tree.elements(node);
    for (const child of children) {
      if (typeof child !== 'number' || left-- <= 0) continue;
      const inner = around.children.find((one) => one.name === nameIn(context, child))?.type;
      if (!inner || inner.children.length === 0 || inner.isOpen) continue;
      if (!inner.children.some((one) => one.name === name)) {
        const found = [...context.tree.elements(child)].filter((one) => nameIn(context, one) === name);
        if (depth === 1) near ??= found[0];
        else deeper.push(...found);
      }
      if (depth < DEEPEST) visit(child, inner, depth + 1);
    }
  };
  visit(parent, type, 1);
  return near ?? (deeper.length === 1 ? deeper[0] : undefined);
}
