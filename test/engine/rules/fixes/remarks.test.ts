import { expect, test } from 'vitest';
import { contentOf } from '../../../../server/src/engine/rules/fixes/remarks.ts';
import { DocumentScanner } from '../../../../server/src/engine/syntax/document-scanner.ts';
import type { NodeId } from '../../../../server/src/engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../../../server/src/engine/syntax/tree.ts';

const treeOf = (text: string) => new DocumentScanner(text, undefined).scanHeader().tree;
const named = (tree: SyntaxTree, name: string): NodeId =>
  Array.from({ length: tree.size }, (_, node) => node).find((node) => tree.nameIs(node, name))!;

test.each<[alike: boolean, what: string, one: string, other: string]>([
  [true, 'white space between elements', '<r><a>1</a><b/></r>', '<r>\n  <a>1</a>\n  <b/>\n</r>'],
  [true, 'prefixes', '<r xmlns="u"><a/></r>', '<p:r xmlns:p="u"><p:a/></p:r>'],
  [true, 'empty tags', '<r><a/></r>', '<r><a></a></r>'],
  [true, 'declarations that nothing has need of', '<r><a/></r>', '<r xmlns:x="u"><a/></r>'],
  [true, 'quotes', `<r a="1"/>`, `<r a='1'/>`],
  [false, 'namespaces', '<r xmlns="u"><a/></r>', '<r xmlns="u"><a xmlns=""/></r>'],
  [false, 'values', '<r><a>1</a></r>', '<r><a>2</a></r>'],
  [false, 'white space in values', '<r><a>1</a></r>', '<r><a> 1</a></r>'],
  [false, 'values of white space alone', '<r><a></a></r>', '<r><a> </a></r>'],
  [false, 'attributes', '<r a="1"/>', '<r a="2"/>'],
  [false, 'comments', '<r><a/><!-- x --></r>', '<r><a/></r>'],
  [false, 'what stands in what', '<r><a><b/></a><c/></r>', '<r><a><b/><c/></a></r>'],
  [false, 'what stands in what at the end', '<r><a/><b/></r>', '<r><a><b/></a></r>'],
  [false, 'text behind an element', '<r><a>1</a>2</r>', '<r><a>12</a></r>'],
])('that the content is alike is %s for other %s', (alike, _what, one, other) => {
  const [x, y] = [one, other].map((text) => {
    const tree = treeOf(text);
    return contentOf(tree, text.startsWith('<p:') ? named(tree, 'p:r') : named(tree, 'r'));
  });
  expect(x === y).toBe(alike);
});

test.each<[one: string, other: string, except: string]>([
  ['<r><a>1</a><b/></r>', '<r><a>2</a><b/></r>', 'a'],
  ['<r a="1"><b/></r>', '<r a="2"><b/></r>', 'a'],
])('a value may be left out: %s', (one, other, except) => {
  const [x, y] = [one, other].map((text) => {
    const tree = treeOf(text);
    return contentOf(tree, named(tree, 'r'), named(tree, except));
  });
  expect(x).toBe(y);
});
