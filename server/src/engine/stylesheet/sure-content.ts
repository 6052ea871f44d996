import type { SchemaIssue } from '../schema/issue.ts';
import type { ElementModel } from '../schema/model.ts';
import { siblingsOf } from '../schema/node-path.ts';
import { type NodeId, NodeKind } from '../syntax/node-table.ts';
import type { LiteralResult, ResultTree } from './result-tree.ts';

/** Instructions that bring the elements which stand in them, and no others. */
const BRING_WHAT_IS_SEEN = new Set([
  'choose',
  'for-each',
  'for-each-group',
  'if',
  'otherwise',
  'when',
  'where-populated',
]);

/** Instructions that bring no element where they stand. */
const BRING_NONE = new Set([
  'assert',
  'attribute',
  'comment',
  'message',
  'namespace',
  'number',
  'param',
  'processing-instruction',
  'result-document',
  'sort',
  'text',
  'value-of',
  'variable',
]);

interface Result extends LiteralResult {
  readonly turn: number;
}

/**
 * What is wrong with the elements in a literal result element with instructions, whatever these give: the schema calls
 * for an element that nothing in it can bring, or one stands before another that belongs before it.
 * @param comes what comes in the element
 * @param children the schema's for the element, which stand in exactly this order
 */
export function* sureIssues(
  tree: ResultTree,
  holder: NodeId,
  comes: readonly LiteralResult[],
  children: readonly ElementModel[],
): Generator<SchemaIssue> {
  const turns = new Map(children.map(({ name }, turn) => [name, turn]));
  const results: Result[] = [];
  let hasUnexpectedElement = false;
  for (const { node, certain } of comes) {
    const turn = tree.packOf(node) === tree.packOf(holder) ? turns.get(tree.localName(node)) : undefined;
    if (turn === undefined) hasUnexpectedElement = true;
    else results.push({ node, certain, turn });
  }
  const surplus = firstSurplus(results, children);
  const misplaced = surplus ? undefined : firstMisplaced(results);
  if (surplus) yield issueOf(tree, surplus, 'surplusElement');
  if (misplaced) {
    const others = [...siblingsOf(tree, misplaced.node)].filter((node) => node !== misplaced.node);
    const turnOf = (node: NodeId) => turns.get(tree.localName(node)) ?? Number.POSITIVE_INFINITY;
    const previous = others.findLastIndex((node) => turnOf(node) <= misplaced.turn);
    const next = previous < 0 ? others.find((node) => turns.has(tree.localName(node))) : others[previous + 1];
    yield { ...issueOf(tree, misplaced, 'misplacedElement'), before: next ?? 'end' };
  }
  // An unexpected element may well be what is missing, by another name.
  if (hasUnexpectedElement || !bringsWhatIsSeen(tree, holder)) return;
  const missing = children.find(({ min }, turn) => min > 0 && results.every((result) => result.turn !== turn));
  if (!missing) return;
  const { name } = missing;
  const base = { node: holder, path: tree.path(holder), range: tree.nameRange(holder), missing, sentence: '' };
  const before = children.slice(0, children.indexOf(missing)).findLast(({ min }) => min > 0);
  const place = before ? { after: before.name } : ('first' as const);
  yield { ...base, kind: 'missingElement', name, expected: [name], place };
}

function issueOf(tree: ResultTree, { node }: Result, kind: SchemaIssue['kind']): SchemaIssue {
  const base = { node, path: tree.path(node), range: tree.nameRange(node) };
  return { ...base, kind, name: tree.localName(node), expected: [], sentence: '' };
}

function firstSurplus(results: readonly Result[], children: readonly ElementModel[]): Result | undefined {
  const counts = new Map<number, number>();
  return results.find(({ certain, turn }) => {
    if (!certain) return false;
    const count = (counts.get(turn) ?? 0) + 1;
    counts.set(turn, count);
    return count > children[turn]!.max;
  });
}

/** One of two in the wrong order of which one is sure to come: that one. Of two in conditions but one may come. */
function firstMisplaced(results: readonly Result[]): Result | undefined {
  /** Of those so far whose turn comes last: any, and any that is sure to come. */
  let latest: Result | undefined;
  let latestCertain: Result | undefined;
  for (const result of results) {
    const { turn, certain } = result;
    if (latestCertain && latestCertain.turn > turn) return latestCertain;
    if (certain && latest && latest.turn > turn) return result;
    if (!latest || latest.turn < turn) latest = result;
    if (certain && (!latestCertain || latestCertain.turn < turn)) latestCertain = result;
  }
  return undefined;
}

/** Everything in it is a literal result element of the same format, or an instruction that brings nothing else. */
function bringsWhatIsSeen(tree: ResultTree, parent: NodeId): boolean {
  const pack = tree.packOf(parent);
  const isSeen = (node: NodeId): boolean => {
    if (tree.kind(node) !== NodeKind.Element) return true;
    const instruction = tree.instructionOf(node);
    if (!instruction) return tree.packOf(node) === pack;
    const name = tree.localName(node);
    if (BRING_NONE.has(name)) return true;
    return BRING_WHAT_IS_SEEN.has(name) && instruction !== 'opaque' && [...tree.children(node)].every(isSeen);
  };
  return [...tree.children(parent)].every(isSeen);
}
