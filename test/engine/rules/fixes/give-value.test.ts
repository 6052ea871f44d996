import { describe, expect, test } from 'vitest';
import { giveValue } from '../../../../server/src/engine/rules/fixes/give-value.ts';
import { DocumentScanner } from '../../../../server/src/engine/syntax/document-scanner.ts';
import { applyEdits } from '../../../../server/src/engine/text/text-range.ts';

/** The text once the element `v`, or the attribute of that name, has another value; undefined where it gets none. */
function given(text: string, value: string, space?: 'keep' | 'drop') {
  const { tree } = new DocumentScanner(text, undefined).scanHeader();
  const node = Array.from({ length: tree.size }, (_, id) => id).find((id) => tree.localName(id) === 'v');
  const edits = giveValue(tree, node!, value, space);
  return edits && applyEdits(text, edits);
}

describe('another value in the place of', () => {
  test.each<[name: string, before: string, after: string | undefined]>([
    ['a value', '<a><v>1</v></a>', '<a><v>2</v></a>'],
    ['none', '<a><v></v></a>', '<a><v>2</v></a>'],
    ['white space', '<a><v> \n </v></a>', '<a><v>2</v></a>'],
    ['a value with white space around it', '<a><v> 1\n</v></a>', '<a><v> 2\n</v></a>'],
    ['an attribute', '<a v="1"/>', '<a v="2"/>'],
    ['an empty tag', '<a><v/><b>3</b></a>', '<a><v>2</v><b>3</b></a>'],
    ['an empty tag with a space and an attribute', '<a><v b="3" /></a>', '<a><v b="3">2</v></a>'],
    ['an empty tag over two lines', '<a><v\n/></a>', '<a><v>2</v></a>'],
    ['a name with a prefix', '<a xmlns:p="u"><p:v/></a>', '<a xmlns:p="u"><p:v>2</p:v></a>'],
    ['nil', '<a><v xsi:nil="true"/></a>', '<a><v>2</v></a>'],
    ['nil between attributes', '<a><v b="3" xsi:nil="true" c="4"/></a>', '<a><v b="3" c="4">2</v></a>'],
    ['nil with an end tag', '<a><v xsi:nil="true" c="4"></v><b/></a>', '<a><v c="4">2</v><b/></a>'],
    ['nil with white space', '<a><v xsi:nil="true"> </v></a>', '<a><v>2</v></a>'],
    ['nil with a comment', '<a><v xsi:nil="true"><!-- x --></v></a>', undefined],
    ['nil with text', '<a><v xsi:nil="true">1</v></a>', undefined],
    ['CDATA', '<a><v><![CDATA[1]]></v></a>', '<a><v>2</v></a>'],
    ['a value before a comment', '<a><v> 1 <!-- x --></v></a>', '<a><v> 2 <!-- x --></v></a>'],
    ['a value around comments', '<a><v>1<!-- x -->1<?y z?> 1 </v></a>', '<a><v>2<!-- x --><?y z?> </v></a>'],
    ['a value around CDATA', '<a><v> 1<![CDATA[ 1 ]]><!-- x --></v></a>', '<a><v> 2<!-- x --></v></a>'],
    ['a comment alone', '<a><v><!-- x --></v></a>', '<a><v>2<!-- x --></v></a>'],
    ['a comment in white space', '<a><v> <!-- x --> </v></a>', '<a><v>2 <!-- x --> </v></a>'],
    ['elements', '<a><v><b/></v></a>', undefined],
    ['elements and a value', '<a><v>1<b/></v></a>', undefined],
  ])('%s', (_name, before, after) => {
    expect(given(before, '2')).toBe(after);
  });

  test.each<[name: string, before: string, after: string]>([
    ['a value with white space around it', '<a><v> 1\n</v></a>', '<a><v>2</v></a>'],
    ['a value around a comment', '<a><v> 1 <!-- x --> 1 </v></a>', '<a><v>2<!-- x --></v></a>'],
  ])('%s, which takes the white space along', (_name, before, after) => {
    expect(given(before, '2', 'drop')).toBe(after);
  });
});

test('no value leaves an empty element as it is, and empties others', () => {
  expect(given('<a><v/></a>', '')).toBe('<a><v/></a>');
  expect(given('<a><v xsi:nil="true"/></a>', '')).toBe('<a><v xsi:nil="true"/></a>');
  expect(given('<a><v>1</v></a>', '')).toBe('<a><v></v></a>');
});

test('a value is escaped where it stands, but for elements', () => {
  expect(given('<a><v>1</v></a>', 'A & B < "C"')).toBe('<a><v>A &amp; B &lt; "C"</v></a>');
  expect(given('<a><v/></a>', 'A & B')).toBe('<a><v>A &amp; B</v></a>');
  expect(given('<a v="1"/>', 'A & "C"')).toBe('<a v="A &amp; &quot;C&quot;"/>');
  expect(given('<a><v/></a>', '\n  <b>1</b>')).toBe('<a><v>\n  <b>1</b></v></a>');
});
