import type { Pack } from '../packs/load-pack.ts';
import type { ElementModel } from '../schema/model.ts';
import { escapeAttribute } from '../syntax/references.ts';

/** What stands before an element in a document that is made to have it validated. */
type Before = (children: readonly ElementModel[], turn: number) => readonly ElementModel[];

/**
 * Ways to surround an element so that libxml2 comes to look at it: behind those that must come before it, on its own
 * as in a choice, behind all that may come before it.
 */
const WAYS: readonly Before[] = [
  (children, turn) => children.slice(0, turn).filter(({ min }) => min > 0),
  () => [],
  (children, turn) => children.slice(0, turn),
];

/** A document with a place in it for one element. */
export interface Scaffold {
  readonly opening: string;
  readonly closing: string;
  /** Before each name, colon included, or nothing. */
  readonly prefix: string;
  /** What declares that, with a space before it; the element may be the root. */
  readonly declaration: string;
}

/** Types may hold themselves; no sensible format nests deeper. */
const DEEPEST = 12;

/**
 * Documents in which an element at a path can stand: enough of it for libxml2 to look at that element, and nothing that
 * is of any interest itself.
 */
export function scaffoldOf(pack: Pack, path: readonly string[]): Scaffold[] {
  const { namespace } = pack.manifest;
  const prefix = namespace === '' ? '' : 'p:';
  const declaration = namespace === '' ? '' : ` xmlns:p="${escapeAttribute(namespace)}"`;
  return WAYS.map((before) => {
    let opening = '';
    let closing = '';
    for (const [depth, name] of path.entries()) {
      opening += fillersBefore(pack, path.slice(0, depth), name, before, prefix);
      if (depth === path.length - 1) break;
      opening += `<${prefix}${name}${depth === 0 ? declaration : ''}>`;
      closing = `</${prefix}${name}>${closing}`;
    }
    return { opening, closing, prefix, declaration };
  });
}

function fillersBefore(pack: Pack, parent: readonly string[], name: string, before: Before, prefix: string): string {
  const children = parent.length === 0 ? [] : (pack.model.element(parent)?.type.children ?? []);
  const turn = children.findIndex((child) => child.name === name);
  return before(children, turn)
    .map((child) => filler(child, prefix))
    .join('');
}

/** An element with the elements that it must hold, and no values: libxml2 minds that elsewhere than it is asked about. */
export function filler(model: ElementModel, prefix: string, depth = 0): string {
  const must = depth < DEEPEST ? model.type.children.filter(({ min }) => min > 0) : [];
  const inside = must.map((child) => filler(child, prefix, depth + 1)).join('');
  return `<${prefix}${model.name}>${inside}</${prefix}${model.name}>`;
}
