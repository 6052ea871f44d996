import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const SCOPE = 'text.xml.srg';
const grammarFile = new URL('../../syntaxes/srg-xml.tmLanguage.json', import.meta.url);
const onigWasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');

let grammar: IGrammar;

beforeAll(async () => {
  await loadWASM(readFileSync(onigWasm));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(grammarFile, 'utf8'), grammarFile.pathname),
  });
  grammar = (await registry.loadGrammar(SCOPE))!;
});

/** The tokens of some lines, punctuation and plain text left out, as `text scope`, the scope being the innermost. */
function tokens(text: string): string[] {
  const found: string[] = [];
  let state = INITIAL;
  for (const line of text.split('\n')) {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    for (const { startIndex, endIndex, scopes } of result.tokens) {
      const scope = scopes.at(-1)!;
      if (scope !== SCOPE && !scope.startsWith('meta.') && !scope.startsWith('punctuation.')) {
        found.push(`${line.slice(startIndex, endIndex)} ${scope}`);
      }
    }
  }
  return found;
}

const record =
  '<Burgerservicenummer>900000003</Burgerservicenummer><BegindatumVoorziening>20250301</BegindatumVoorziening>';
const recordTokens = [
  'Burgerservicenummer entity.name.tag.localname.xml',
  '900000003 constant.numeric.bsn.srg',
  'Burgerservicenummer entity.name.tag.localname.xml',
  'BegindatumVoorziening entity.name.tag.localname.xml',
  '20250301 constant.numeric.date.srg',
  'BegindatumVoorziening entity.name.tag.localname.xml',
];

const cases: { name: string; text: string; expected: string[] }[] = [
  {
    name: 'an element with a prefix',
    text: '<s:Voorziening></s:Voorziening >',
    expected: [
      's entity.name.tag.namespace.xml',
      'Voorziening entity.name.tag.localname.xml',
      's entity.name.tag.namespace.xml',
      'Voorziening entity.name.tag.localname.xml',
    ],
  },
  {
    name: 'attributes over two lines, with either quote',
    text: `<a b="x>y"\n  xsi:nil='true'/>`,
    expected: [
      'a entity.name.tag.localname.xml',
      'b entity.other.attribute-name.localname.xml',
      'x>y string.quoted.double.xml',
      'xsi entity.other.attribute-name.namespace.xml',
      'nil entity.other.attribute-name.localname.xml',
      'true string.quoted.single.xml',
    ],
  },
  {
    name: 'the XML declaration',
    text: '<?xml version="1.0"?>',
    expected: [
      'xml entity.name.tag.xml',
      'version entity.other.attribute-name.localname.xml',
      '1.0 string.quoted.double.xml',
    ],
  },
  {
    name: 'a comment over two lines, with two hyphens in it',
    text: '<!-- 900000003\n--a -->',
    expected: [' 900000003 comment.block.xml', '-- invalid.illegal.double-hyphen.xml', 'a  comment.block.xml'],
  },
  {
    name: 'character data, in which nothing is a tag',
    text: '<![CDATA[<a>&b;]]>',
    expected: ['<a>&b; string.unquoted.cdata.xml'],
  },
  {
    name: 'a document type with an entity',
    text: '<!DOCTYPE a SYSTEM "a.dtd" [ <!ENTITY b "c"> ]>',
    expected: [
      'DOCTYPE keyword.other.doctype.xml',
      'SYSTEM keyword.other.doctype.xml',
      'a.dtd string.quoted.double.xml',
      'ENTITY keyword.other.declaration.xml',
      'c string.quoted.double.xml',
    ],
  },
  {
    name: 'references, and an ampersand that is none',
    text: 'A&amp;B &#233;&#xE9; C & D',
    expected: [
      'amp constant.character.entity.xml',
      '#233 constant.character.entity.xml',
      '#xE9 constant.character.entity.xml',
      '& invalid.illegal.bad-ampersand.xml',
    ],
  },
  { name: 'a BSN and a date', text: record, expected: recordTokens },
  {
    name: 'many records on one line',
    text: record.repeat(50),
    expected: Array.from({ length: 50 }, () => recordTokens).flat(),
  },
  {
    name: 'a code, known by its element, and a number',
    text: '<Geslacht> 1 </Geslacht><VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket>',
    expected: [
      'Geslacht entity.name.tag.localname.xml',
      '1 constant.numeric.code.srg',
      'Geslacht entity.name.tag.localname.xml',
      'VersienummerSoftwarepakket entity.name.tag.localname.xml',
      '4.2 constant.numeric.xml',
      'VersienummerSoftwarepakket entity.name.tag.localname.xml',
    ],
  },
  {
    name: 'a month, and values on lines of their own',
    text: '2025-03\n  900000003\n',
    expected: ['2025-03 constant.numeric.date.srg', '900000003 constant.numeric.bsn.srg'],
  },
  {
    name: 'numbers inside other text',
    text: 'a2025-03-01 VZ-900000003 90000000',
    expected: ['90000000 constant.numeric.xml'],
  },
  {
    name: 'a code of an element with a prefix',
    text: '<s:Geslacht>1</s:Geslacht>',
    expected: [
      's entity.name.tag.namespace.xml',
      'Geslacht entity.name.tag.localname.xml',
      '1 constant.numeric.code.srg',
      's entity.name.tag.namespace.xml',
      'Geslacht entity.name.tag.localname.xml',
    ],
  },
  {
    name: 'a namespace, in which nothing is a value',
    text: '<a xmlns:s="urn:x" nr="900000003"/>',
    expected: [
      'a entity.name.tag.localname.xml',
      'xmlns entity.other.attribute-name.namespace.xml',
      's entity.other.attribute-name.localname.xml',
      'urn:x string.quoted.double.xml',
      'nr entity.other.attribute-name.localname.xml',
      '900000003 string.quoted.double.xml',
    ],
  },
  {
    name: 'placeholders of a template, between elements and in a value',
    text: `{% if a < b %}<a>{{ x }}-\${y}</a><% for (c <\n d) { %>1`,
    expected: [
      ' if a < b  variable.other.placeholder.srg',
      'a entity.name.tag.localname.xml',
      '{{ x }} variable.other.placeholder.srg',
      `\${y} variable.other.placeholder.srg`,
      'a entity.name.tag.localname.xml',
      ' for (c < variable.other.placeholder.srg',
      ' d) {  variable.other.placeholder.srg',
      '1 constant.numeric.xml',
    ],
  },
  {
    name: 'the tags of FreeMarker, T4 and PHP',
    text: `<#list v as x><#if (x.a > 1) && x == ">"><a>1</a></#if></#list>\n<# if (b < c) { #>2<?php if ($a <$b): ?>3<@m/>`,
    expected: [
      '<#list v as x> variable.other.placeholder.srg',
      '<#if (x.a > 1) && x == ">"> variable.other.placeholder.srg',
      'a entity.name.tag.localname.xml',
      '1 constant.numeric.xml',
      'a entity.name.tag.localname.xml',
      '</#if> variable.other.placeholder.srg',
      '</#list> variable.other.placeholder.srg',
      ' if (b < c) {  variable.other.placeholder.srg',
      '2 constant.numeric.xml',
      ' if ($a <$b):  variable.other.placeholder.srg',
      '3 constant.numeric.xml',
      '<@m/> variable.other.placeholder.srg',
    ],
  },
  {
    name: 'comments of templates, in which nothing is a tag',
    text: '{# <b> #}{{! </b> }}{{!-- <b> }} --}}<%-- <b> %> --%><%# <b> %>\n<#-- <b> > -->@* <b> *@#* <b> *#{{/* <b> */}}<a/>',
    expected: [
      ...['{#', ' <b> ', '#}', '{{!', ' </b> ', '}}', '{{!--', ' <b> }} ', '--}}', '<%--', ' <b> %> ', '--%>'],
      ...['<%#', ' <b> ', '%>', '<#--', ' <b> > ', '-->', '@*', ' <b> ', '*@', '#*', ' <b> ', '*#'],
      ...['{{/*', ' <b> ', '*/}}'],
    ]
      .map((comment) => `${comment} comment.block.template.srg`)
      .concat('a entity.name.tag.localname.xml'),
  },
  {
    name: 'placeholders in a tag and in an attribute',
    text: `<a {{ x }} b="<% if (c < d) { %>1<% } %>">2</a>`,
    expected: [
      'a entity.name.tag.localname.xml',
      '{{ x }} variable.other.placeholder.srg',
      'b entity.other.attribute-name.localname.xml',
      ' if (c < d) {  variable.other.placeholder.srg',
      '1 string.quoted.double.xml',
      ' }  variable.other.placeholder.srg',
      '2 constant.numeric.xml',
      'a entity.name.tag.localname.xml',
    ],
  },
  {
    name: 'a tag of FreeMarker in a tag and in an attribute',
    text: '<a <#if x>b="<#if y>1</#if>"</#if>>2</a>',
    expected: [
      'a entity.name.tag.localname.xml',
      '<#if x> variable.other.placeholder.srg',
      'b entity.other.attribute-name.localname.xml',
      '<#if y> variable.other.placeholder.srg',
      '1 string.quoted.double.xml',
      '</#if> variable.other.placeholder.srg',
      '</#if> variable.other.placeholder.srg',
      '2 constant.numeric.xml',
      'a entity.name.tag.localname.xml',
    ],
  },
  {
    name: 'an instruction between records',
    text: '<?xml-stylesheet href="a.xsl"?><?leeg?><a/>',
    expected: [
      'xml-stylesheet entity.name.tag.xml',
      'href entity.other.attribute-name.localname.xml',
      'a.xsl string.quoted.double.xml',
      'leeg entity.name.tag.xml',
      'a entity.name.tag.localname.xml',
    ],
  },
  {
    name: 'character data over lines, and what follows it',
    text: '<a><![CDATA[1\n<b> 2]]></a>',
    expected: [
      'a entity.name.tag.localname.xml',
      '1 string.unquoted.cdata.xml',
      '<b> 2 string.unquoted.cdata.xml',
      'a entity.name.tag.localname.xml',
    ],
  },
  {
    name: 'a comment with a record in it',
    text: '<!-- <Geslacht>1</Geslacht> --><Geslacht>2</Geslacht>',
    expected: [
      ' <Geslacht>1</Geslacht>  comment.block.xml',
      'Geslacht entity.name.tag.localname.xml',
      '2 constant.numeric.code.srg',
      'Geslacht entity.name.tag.localname.xml',
    ],
  },
  {
    name: 'a start tag without its end, which does not swallow the next',
    text: '<a b="c\n<d>1</d>',
    expected: [
      'a entity.name.tag.localname.xml',
      'b entity.other.attribute-name.localname.xml',
      'c string.quoted.double.xml',
      'd entity.name.tag.localname.xml',
      '1 constant.numeric.xml',
      'd entity.name.tag.localname.xml',
    ],
  },
];

/** What opens a comment of a template, or a placeholder, where that stands in a value. */
const OPENERS = [
  '#*',
  '@*',
  '{#',
  '{{!',
  '{{!--',
  '{{/*',
  '{{- /*',
  '{{',
  '{%',
  '${',
  '#{',
  '[[',
  '@',
  '$',
  '##',
  '#if',
];

describe('what opens a comment in a template leaves the rest of a delivery as it is', () => {
  const rest = `</RegistratienummerVoorziening>\n${record}\n<a>1</a>`;
  const restTokens = [
    'RegistratienummerVoorziening entity.name.tag.localname.xml',
    ...recordTokens,
    ...['a entity.name.tag.localname.xml', '1 constant.numeric.xml', 'a entity.name.tag.localname.xml'],
  ];

  test.each(OPENERS.flatMap((opener) => [`WI${opener}12`, opener, `\n${opener} tekst\n`, `${opener}\n`]))(
    '%j in a value',
    (value) => {
      const found = tokens(`<RegistratienummerVoorziening>${value}${rest}`);
      expect(found.slice(-restTokens.length)).toEqual(restTokens);
      expect(found.filter((token) => token.includes('comment.'))).toEqual([]);
    },
  );
});

test('a whole delivery on one line: every value has its scope, and nothing is left open', () => {
  const text = readFileSync('examples/een-regel.srg.xml', 'utf8');
  const { ruleStack } = grammar.tokenizeLine(text, INITIAL);
  expect(ruleStack.depth).toBe(1);
  const found = tokens(text);
  const count = (scope: string) => found.filter((token) => token.endsWith(` ${scope}`)).length;
  expect(count('constant.numeric.bsn.srg')).toBe(text.match(/<Burgerservicenummer>/g)!.length);
  expect(count('constant.numeric.date.srg')).toBe(
    text.match(/<(Statistiekjaar|Statistiekmaand|\w*datum(Voorziening)?)>/gi)!.length,
  );
  expect(count('constant.numeric.code.srg')).toBeGreaterThan(text.match(/<TypeVoorziening>/g)!.length * 3);
});

describe('the grammar', () => {
  test.each(cases)('$name', ({ text, expected }) => {
    expect(tokens(text)).toEqual(expected);
  });
});
