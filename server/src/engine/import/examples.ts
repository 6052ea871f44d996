import { NodeKind } from '../syntax/node-table.ts';
import { Scanner } from '../syntax/scanner.ts';
import { SyntaxTree } from '../syntax/tree.ts';
import { trimXml } from '../text/xml-whitespace.ts';
import type { Examples } from './evidence.ts';

/** So many characters of a delivery show what its values look like. */
const ENOUGH = 2_000_000;
/** Of each place. */
const MOST_VALUES = 60;

/** The values in deliveries by place: paths of local names, `@` before an attribute's. Empty ones are left out. */
export function examplesIn(texts: readonly string[]): Examples {
  const found = new Map<string, Set<string>>();
  const add = (path: string, value: string) => {
    const values = found.get(path) ?? new Set<string>();
    found.set(path, values);
    if (value !== '' && values.size < MOST_VALUES) values.add(value);
  };
  for (const text of texts) {
    const tree = treeOf(text.slice(0, ENOUGH));
    const paths: string[] = [];
    for (let node = 0; node < tree.size; node++) {
      const kind = tree.kind(node);
      const above = tree.parent(node) < 0 ? '' : (paths[tree.parent(node)] ?? '');
      if (kind === NodeKind.Attribute) add(`${above}/@${tree.localName(node)}`, trimXml(tree.value(node)));
      if (kind !== NodeKind.Element) continue;
      const path = `${above}/${tree.localName(node)}`;
      paths[node] = path;
      if ([...tree.elements(node)].length === 0) add(path, trimXml(tree.value(node)));
    }
  }
  return new Map(Array.from(found, ([path, values]) => [path, [...values]]));
}

function treeOf(text: string): SyntaxTree {
  const scanner = new Scanner(text, 0);
  while (!scanner.atEnd) scanner.step(0);
  return new SyntaxTree(text, 0, scanner.table);
}
