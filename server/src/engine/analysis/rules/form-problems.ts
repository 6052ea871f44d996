import { NodeKind } from '../../syntax/node-table.ts';
import type { SyntaxProblem } from '../../syntax/syntax-problem.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';

/**
 * What is not well-formed in XML that is no delivery. That may have a DOCTYPE, as web pages do, and many stylesheets for the
 * entities that it declares.
 */
export function formProblems(tree: SyntaxTree, problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const isDeclared = declaredEntities(tree);
  return problems.filter(
    ({ kind, name = '' }) => kind !== 'doctype' && !(kind === 'undeclaredEntity' && isDeclared(name)),
  );
}

/** The entities that a DOCTYPE declares: any may be where it reads another file, or has parameter entities. */
function declaredEntities(tree: SyntaxTree): (name: string) => boolean {
  const doctype = doctypeOf(tree);
  if (doctype === undefined) return () => false;
  if (/^<!DOCTYPE[^["'>]*(?:SYSTEM|PUBLIC)|%/.test(doctype)) return () => true;
  const names = new Set(Array.from(doctype.matchAll(/<!ENTITY[ \t\r\n]+([^ \t\r\n]+)/g), ([, name]) => name));
  return (name) => names.has(name);
}

function doctypeOf(tree: SyntaxTree): string | undefined {
  for (let node = 0; node < tree.size; node++) {
    if (tree.kind(node) === NodeKind.Doctype) return tree.text(tree.range(node));
    if (tree.kind(node) === NodeKind.Element) return undefined;
  }
  return undefined;
}
