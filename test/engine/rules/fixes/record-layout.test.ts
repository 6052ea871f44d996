import { expect, test } from 'vitest';
import {
  layoutIn,
  layoutOfNode,
  type RecordLayout,
  rewrite,
} from '../../../../server/src/engine/rules/fixes/record-layout.ts';
import { DocumentScanner } from '../../../../server/src/engine/syntax/document-scanner.ts';
import type { NodeId } from '../../../../server/src/engine/syntax/node-table.ts';
import type { SyntaxTree } from '../../../../server/src/engine/syntax/tree.ts';

const treeOf = (text: string) => new DocumentScanner(text, undefined).scanHeader().tree;
const named = (tree: SyntaxTree, name: string): NodeId =>
  Array.from({ length: tree.size }, (_, node) => node).find((node) => tree.localName(node) === name)!;

const IN_LINES: RecordLayout = { before: '\n  ', step: '  ' };
const ON_ONE: RecordLayout = { before: '', step: undefined };

/** An element as it is written elsewhere, where `urn:u` has the prefix `q`. */
function rewritten(text: string, layout: RecordLayout): string | undefined {
  const tree = treeOf(text);
  const prefixFor = (namespace: string) => ({ '': '', 'urn:u': 'q:' })[namespace];
  return rewrite(tree, named(tree, 'r'), layout, prefixFor);
}

test.each<[what: string, text: string, layout: RecordLayout, written: string]>([
  ['one line', '<r><a>1</a><b/></r>', ON_ONE, '<r><a>1</a><b/></r>'],
  ['one line in lines', '<r><a>1</a><b/></r>', IN_LINES, '<r>\n    <a>1</a>\n    <b/>\n  </r>'],
  ['lines on one', '<r>\n<a>1</a>\n\n<b/>\n</r>', ON_ONE, '<r><a>1</a><b/></r>'],
  ['other line ends', '<r><a/></r>', { before: '\r\n', step: '\t' }, '<r>\r\n\t<a/>\r\n</r>'],
  ['deeper', '<r><a><b>1</b></a></r>', IN_LINES, '<r>\n    <a>\n      <b>1</b>\n    </a>\n  </r>'],
  ['comments', '<r><!-- x --><a/></r>', IN_LINES, '<r>\n    <!-- x -->\n    <a/>\n  </r>'],
  ['values with white space', '<r><a> 1\n</a></r>', ON_ONE, '<r><a> 1\n</a></r>'],
  ['CDATA as a value', '<r><a><![CDATA[1]]></a></r>', ON_ONE, '<r><a><![CDATA[1]]></a></r>'],
  ['attributes', '<r a="1" ><b c="2"/></r>', ON_ONE, '<r a="1" ><b c="2"/></r>'],
  ['an empty tag', '<r a="1"/>', IN_LINES, '<r a="1"/>'],
  ['another prefix', '<r xmlns="urn:u"><a/></r>', ON_ONE, '<q:r><q:a/></q:r>'],
  ['another prefix', '<p:r b="1" xmlns:p="urn:u" c="2"><a/></p:r>', ON_ONE, '<q:r b="1" c="2"><a/></q:r>'],
])('an element is written in the layout of its neighbours: %s', (_what, text, layout, written) => {
  expect(rewritten(text, layout)).toBe(written);
});

test.each([
  ['a namespace that has no prefix there', '<r xmlns="urn:v"/>'],
  ['such a namespace further in', '<r><a xmlns="urn:v"/></r>'],
  ['an attribute with a prefix', '<r xmlns:p="urn:u" p:a="1"/>'],
  ['such an attribute beside one without', '<r a="1" xmlns:p="urn:u" p:b="1"/>'],
  ['text beside elements', '<r><a>1</a>x</r>'],
  ['text before elements', '<r>x<a>1</a><b/></r>'],
  ['CDATA beside elements', '<r><a>1</a><![CDATA[x]]></r>'],
])('what can’t be carried over as it is, is not: %s', (_what, text) => {
  expect(rewritten(text, ON_ONE)).toBeUndefined();
});

test.each<[text: string, before: string, layout: RecordLayout]>([
  ['<r><a/></r>', '\n  ', { before: '\n  ', step: undefined }],
  ['<r>\n    <a/></r>', '\n  ', { before: '\n  ', step: '  ' }],
  ['<r>\n\t\t<a/></r>', '\n\t', { before: '\n\t', step: '\t' }],
  // No deeper than the element itself, or in other white space.
  ['<r>\n  <a/></r>', '\n  ', { before: '\n  ', step: '' }],
  ['<r>\n\t<a/></r>', '\n  ', { before: '\n  ', step: '  ' }],
  // Without elements in it, nobody can tell.
  ['<r>1</r>', '\n', { before: '\n', step: '  ' }],
  ['<r>1</r>', ' ', { before: ' ', step: undefined }],
])('the layout of %j', (text, before, layout) => {
  const tree = treeOf(text);
  expect(layoutOfNode(tree, named(tree, 'r'), before)).toEqual(layout);
});

test.each<[text: string, layout: RecordLayout]>([
  ['<L><c/></L>', ON_ONE],
  ['<L> <c/></L>', ON_ONE],
  ['<L>\n  <c/></L>', { before: '\n    ', step: '  ' }],
  ['<L>\r\n\t<c/></L>', { before: '\r\n\t\t', step: '\t' }],
  ['<L>\n<c/></L>', { before: '\n', step: '' }],
  ['<L><M>\n    <c/></M></L>', { before: '\n      ', step: '  ' }],
  ['<L><M>\n\n     <c/></M></L>', { before: '\n\n       ', step: '  ' }],
  ['\n<c/>', { before: '\n', step: '' }],
])('the layout of the first record in the container c of %j', (text, layout) => {
  const tree = treeOf(text);
  expect(layoutIn(tree, named(tree, 'c'))).toEqual(layout);
});
