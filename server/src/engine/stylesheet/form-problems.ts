import { NodeKind } from '../syntax/node-table.ts';
import type { SyntaxProblem } from '../syntax/syntax-problem.ts';
import type { ResultTree } from './result-tree.ts';

/** What is not well-formed in a stylesheet. It may have a DOCTYPE: many have one, for the entities that it declares. */
export function formProblems(tree: ResultTree): readonly SyntaxProblem[] {
  const isDeclared = declaredEntities(tree);
  return tree.problems.filter(
    ({ kind, name = '' }) => kind !== 'doctype' && !(kind === 'undeclaredEntity' && isDeclared(name)),
  );
}

/** The entities that a DOCTYPE declares: any may be where it reads another file, or has parameter entities. */
function declaredEntities(tree: ResultTree): (name: string) => boolean {
  const doctype = doctypeOf(tree);
  if (doctype === undefined) return () => false;
  if (/^<!DOCTYPE[^["'>]*(?:SYSTEM|PUBLIC)|%/.test(doctype)) return () => true;
  const names = new Set(Array.from(doctype.matchAll(/<!ENTITY[ \t\r\n]+([^ \t\r\n]+)/g), ([, name]) => name));
  return (name) => names.has(name);
}

function doctypeOf(tree: ResultTree): string | undefined {
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) === NodeKind.Doctype) return tree.text(tree.range(node));
    if (tree.kind(node) === NodeKind.Element) return undefined;
  }
  return undefined;
}
