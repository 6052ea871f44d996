import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { DocumentScanner } from '../../../server/src/engine/syntax/document-scanner.ts';
import type { SyntaxProblemKind } from '../../../server/src/engine/syntax/syntax-problem.ts';
import { ranges } from '../../support/markers.ts';

/** A marked text, and what is wrong at each `⟦…⟧` in it. */
const CASES: [text: string, ...kinds: SyntaxProblemKind[]][] = [
  ['<a/>'],
  [
    '\ufeff<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<a b="1" c=\'"2"\'>&lt;&#233;&#xE9;<!-- - --><![CDATA[<&]]><?p q?></a>\n<!-- x -->',
  ],
  ['<p:a xmlns:p="u" p:b="1" b="2" xml:lang="nl"><c xmlns="v"/></p:a>'],
  ['<é.1-x/>'],
  ['<a>⟦&⟧ b</a>', 'bareAmpersand'],
  ['<a b="⟦&⟧"/>', 'bareAmpersand'],
  ['<a>⟦&#x;⟧</a>', 'badCharacterReference'],
  ['<a>⟦&nbsp;⟧</a>', 'undeclaredEntity'],
  ['<a>⟦&constructor;⟧</a>', 'undeclaredEntity'],
  ['<a>⟦&#0;⟧⟦&#xFFFE;⟧⟦&#55296;⟧</a>', 'badCharacterReference', 'badCharacterReference', 'badCharacterReference'],
  ['<a>1 ⟦<⟧ 2</a>', 'bareLessThan'],
  ['<a>⟦<⟧1/></a>', 'bareLessThan'],
  ['<a b="1⟦<⟧2"/>', 'lessThanInValue'],
  ['<a>⟦]]>⟧</a>', 'cdataEnd'],
  [
    '<a>⟦\u0000⟧⟦\u001f⟧⟦\ufffe⟧⟦\ud800⟧</a>',
    'forbiddenCharacter',
    'forbiddenCharacter',
    'forbiddenCharacter',
    'forbiddenCharacter',
  ],
  ['<a b="⟦\u0001⟧"><!-- ⟦\u0001⟧ --></a>', 'forbiddenCharacter', 'forbiddenCharacter'],
  ['<a></⟦b⟧>', 'mismatchedEndTag'],
  ['<a><b>1</⟦c⟧></a>', 'mismatchedEndTag'],
  ['<a>⟦</b>⟧<c/></a>'.replace('⟦</b>⟧', '<c/>⟦</zzz>⟧'), 'strayEndTag'],
  ['<a/>⟦</a>⟧', 'strayEndTag'],
  ['<⟦a⟧><⟦b⟧>', 'unclosedElement', 'unclosedElement'],
  ['<a><⟦b⟧><c/></a>', 'unclosedElement'],
  ['<⟦a⟧', 'unclosedTag'],
  ['<a><⟦b⟧ <c/></a>', 'unclosedTag'],
  ['<a></⟦a⟧', 'unclosedTag'],
  ['<a></a⟦ b="1"⟧>'.replace('⟦ b="1"⟧', ' ⟦b="1"⟧').replace(' ⟦', '⟦ '), 'badEndTag'],
  ['<a b="1" ⟦b⟧="2"/>', 'duplicateAttribute'],
  ['<a xmlns:p="u" xmlns:q="u" p:b="1" ⟦q:b⟧="2"/>', 'duplicateAttribute'],
  ['<a b="1"⟦c⟧="2"/>', 'missingSpace'],
  ['<a ⟦b⟧/>', 'missingValue'],
  ['<a ⟦b⟧=/>', 'missingValue'],
  ['<a b=⟦1⟧/>', 'unquotedValue'],
  ['<a b=⟦"1⟧', 'unterminatedValue'],
  ['<a ⟦$b⟧/>', 'badName'],
  ['<⟦:a⟧ xmlns="u"/>', 'badName'],
  ['<⟦p⟧:a/>', 'undeclaredPrefix'],
  ['<a ⟦p⟧:b="1"/>', 'undeclaredPrefix'],
  ['<a xmlns:p="u"/>'.replace('/>', '><p:b/></a>')],
  ['<a><b xmlns:p="u"/><⟦p⟧:c/></a>', 'undeclaredPrefix'],
  ['<!-- a⟦--⟧b --><a/>', 'doubleHyphen'],
  ['<a/><!-- a -⟦-⟧->'.replace('-⟦-⟧->', '⟦-⟧-->'), 'doubleHyphen'],
  ['<a/>⟦<!--⟧ b', 'unterminatedComment'],
  ['<⟦a⟧>⟦<![CDATA[⟧ b', 'unterminatedCData', 'unclosedElement'],
  ['<a/>⟦<?p⟧ b', 'unterminatedInstruction'],
  ['⟦<!DOCTYPE⟧ a [ <!ENTITY b "]>"> ', 'unterminatedDoctype'],
  ['⟦<!DOCTYPE⟧ a [ <!ENTITY b "]>"> ]><a/>', 'doctype'],
  ['<a>⟦<!b>⟧</a>', 'badMarkup'],
  [' ⟦<?xml⟧ version="1.0"?><a/>', 'misplacedDeclaration'],
  ['⟦<?xml version="1.0" standalone="maybe"?>⟧<a/>', 'badDeclaration'],
  ['⟦<?xml encoding="UTF-8"?>⟧<a/>', 'badDeclaration'],
  ['<?⟦XML⟧ version="1.0"?><a/>', 'reservedTarget'],
  ['⟦x⟧ <a/>', 'textOutsideRoot'],
  ['<a/> ⟦x y⟧ ', 'textOutsideRoot'],
  ['<a/>⟦<![CDATA[]]>⟧', 'textOutsideRoot'],
  ['<a/><⟦b⟧/>', 'secondRoot'],
  ['⟦ ⟧<!-- a -->', 'noRoot'],
];

/** libxml2 knows nothing of our refusal of DOCTYPE, and takes names with several colons. */
const OURS: readonly SyntaxProblemKind[] = ['doctype', 'badName', 'undeclaredPrefix'];

describe.each(CASES)('%j', (marked, ...kinds) => {
  const { text, ranges: places } = ranges(marked);

  test('is wrong where it is marked', () => {
    const { errors } = new DocumentScanner(text, undefined).scanHeader();
    const found = errors.map(({ kind, start, end }) => ({ kind, start, end })).sort((a, b) => a.start - b.start);
    const expected = kinds.map((kind, index) => ({ kind, ...places[index]! }));
    const byPlace = (list: typeof found) => list.map((one) => `${one.start}-${one.end}`);
    expect(byPlace(found)).toEqual(byPlace(expected as typeof found));
    expect(found.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  });

  test.skipIf(kinds.some((kind) => OURS.includes(kind)))('is so for libxml2 as well', () => {
    const parse = () => XmlDocument.fromBuffer(new TextEncoder().encode(text)).dispose();
    if (kinds.length === 0) expect(parse).not.toThrow();
    else expect(parse).toThrow();
  });
});
