import { parseAst } from 'vitest/node';
import type { Mutant } from './mutants.ts';
import type { Insertion } from './plugin.ts';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** What runs only when something calls it. */
const RUNS_LATER = /Function|^PropertyDefinition$/;
const STATEMENT = /^(Return|Continue)Statement$/;
const EXPRESSION = /^(Binary|Logical|Unary|Call)Expression$|^Literal$/;
const NAMED = /^(Property|PropertyDefinition|MethodDefinition)$/;

/**
 * What makes a source tell, as tests run, that the place of a change is reached: scripts/mutation/reached.ts keeps the
 * numbers. Undefined where it says nothing: what runs as a module is loaded does so once, for all tests.
 */
export function marksOf(source: string, { at, from }: Mutant, number: number): Insertion[] | undefined {
  const around = nodesAround(parseAst(source, { lang: 'ts' }) as Node, at, at + from.trimEnd().length);
  const index = around.findIndex((node, i) => STATEMENT.test(node.type) || isExpression(node, around[i + 1]!));
  if (index < 0 || !around.some(({ type }) => RUNS_LATER.test(type))) return undefined;
  const mark = `(globalThis.reachedPlaces ??= new Set()).add(${number})`;
  const [open, close] = STATEMENT.test(around[index]!.type) ? [`{ ${mark}; `, ' }'] : [`(${mark}, `, ')'];
  const { start, end } = wholeChain(around, index);
  return [
    { at: start, text: open },
    { at: end, text: close },
  ];
}

/** From the innermost to the whole. */
function nodesAround(node: Node, start: number, end: number): Node[] {
  const inner = Object.values(node)
    .flat()
    .find((child) => isNode(child) && child.start <= start && child.end >= end);
  return inner ? [...nodesAround(inner, start, end), node] : [node];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** It is one, and not the name of a property. */
function isExpression(node: Node, parent: Node): boolean {
  return EXPRESSION.test(node.type) && !(NAMED.test(parent.type) && parent.start === node.start);
}

/** What stands behind `?.` is nothing without what stands before it. */
function wholeChain(around: readonly Node[], index: number): Node {
  let outer = index;
  while (
    /^(Member|Call)Expression$/.test(around[outer + 1]!.type) &&
    around[outer + 1]!.start === around[index]!.start
  ) {
    outer++;
  }
  return around[outer + 1]!.type === 'ChainExpression' ? around[outer + 1]! : around[index]!;
}
