import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  LONGEST,
  Placeholders,
  parsePlaceholderSyntax,
} from '../../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { ranges } from '../../../support/markers.ts';
import { holds } from '../../../support/property.ts';

/** The placeholders of a text, one behind the other. */
function placeholdersIn(text: string, placeholders: Placeholders) {
  const found = [];
  for (let at = 0; at < text.length; at++) {
    const end = placeholders.at(text, at)?.end ?? -1;
    if (end < 0) continue;
    expect(end).toBeGreaterThan(at);
    found.push({ start: at, end });
    at = end - 1;
  }
  return found;
}

const common = new Placeholders();

describe('the common placeholders', () => {
  test.each([
    '⟦{{ bsn }}⟧',
    '⟦{{{ raw }}}⟧',
    'a ⟦{{x}}⟧-⟦{{y}}⟧ b',
    '⟦{{#if (gt a b)}}⟧ja⟦{{/if}}⟧',
    '⟦{{!-- {{oud}} --}}⟧',
    `⟦\${format(v.start, '{0}')}⟧`,
    `⟦\${map({a: {b: 1}})}⟧`,
    '⟦#{v.bsn}⟧',
    '⟦<%= v.bsn %>⟧',
    '⟦<% for (i = 0; i < n && x > 1; i++) { %>⟧ ⟦<% } %>⟧',
    '⟦<%-- was: <%= v %> --%>⟧',
    '⟦{% if a < b %}⟧1⟦{% endif %}⟧',
    '⟦{%- set x = "</b>" -%}⟧',
    `⟦[[BSN]]⟧ ⟦[[\${v.bsn}]]⟧`,
    '⟦@BSN@⟧ ⟦@project.version@⟧',
    '⟦{{\n  v.bsn\n}}⟧',
    '⟦{# <EinddatumVoorziening> en {{x}} #}⟧ ⟦{{! </a> }}⟧ ⟦{{/* </a> */}}⟧',
    '⟦<#list v?filter(x -> x.a > 1) as x>⟧⟦<#if x == ">">⟧⟦</#if>⟧⟦</#list>⟧ ⟦<@m v=1/>⟧ ⟦</@>⟧ ⟦<#-- > -->⟧',
    '⟦<#@ template #>⟧ ⟦<#= a > b #>⟧ ⟦<#\nif (a) { #>⟧',
    `⟦<?= "?>" ?>⟧ ⟦<?php it's(); ?>⟧`,
    '⟦$v.bsn⟧. ⟦$!v.f("a)", $x)[0]⟧ ⟦$!{v}⟧ ⟦#if ($a < 1)⟧1⟦#else⟧2⟦#end⟧⟦#d($x)⟧ ⟦#* # *#⟧',
    '⟦## <a> b⟧\n',
    '⟦@v.Bsn⟧ ⟦@(a > b)⟧ ⟦@f("(")⟧ ⟦@* @x *@⟧\n  ⟦@if (a)\n{⟧\n ⟦}\n else if (b) {⟧\n  ⟦}⟧\n',
    '<a>⟦}⟧ <b/>',
    '⟦<{{ n }}>⟧a⟦</{{ n }}>⟧ ⟦<{{ n }} b="{{ c > d }}"/>⟧',
    `⟦<<%= n %>>⟧⟦</<%= n %>>⟧ ⟦<\${p}Geslacht>⟧1⟦</\${p}Geslacht>⟧ ⟦<{{p}}:Geslacht\n>⟧`,
    'a <⟦{{ b }}⟧ c</A> <⟦{{ b }}⟧<A> <⟦{{ b }}⟧',
  ])('%s', (marked) => {
    const { text, ranges: expected } = ranges(marked);
    expect(placeholdersIn(text, common)).toEqual(expected);
  });

  test.each([
    ['empty', `{{}} <%%> @@ [[]] \${}`],
    ['never closed in its value', `<A>{{ x</A><B>\${y</B><C>[[z</C>`],
    ['an address', 'jan@voorbeeld.nl, piet@voorbeeld.nl'],
    ['one bracket or brace', '[x] {x} <a>%</a> # $5'],
    ['a number, a heading or a file', 'Nr #5, ## a</a>, $, #x, a#b (c), @ @5 a@b.nl'],
    ['other markup', '<?xml version="1.0"?><?phpx y?><# </a> <@ <#x </a> <#if a <b>'],
    ['a brace behind text', 'a } b'],
    ['longer than the longest', `{{${'x'.repeat(LONGEST)}}}`],
  ])('are not: %s', (_name, text) => {
    expect(placeholdersIn(text, common)).toEqual([]);
  });

  test.each([
    ['the first of two is not closed', '{{ a ⟦{{ b }}⟧'],
    ['nor a control line', '<% a ⟦<% b %>⟧'],
    ['empty before one', '{{}} ⟦{{x}}⟧'],
  ])('%s', (_name, marked) => {
    const { text, ranges: expected } = ranges(marked);
    expect(placeholdersIn(text, common)).toEqual(expected);
  });
});

describe('patterns of the user', () => {
  test.each([
    ['%%…%%', 'a ⟦%%BSN%%⟧ 50%'],
    ['%% ... %%', '⟦%% BSN %%⟧'],
    ['«…»', '⟦«bsn»⟧'],
    ['~…~', '⟦~bsn~⟧ ~ 10 ~'],
    ['<#…>', `⟦<#list v as x>⟧⟦\${x}⟧`],
    ['</#…>', '⟦</#list>⟧'],
    ['{{…}}', '⟦{{x}}⟧'],
    ['{{{{…}}}}', '⟦{{{{raw}}}}⟧'],
  ])('%s', (pattern, marked) => {
    const { text, ranges: expected } = ranges(marked);
    const own = parsePlaceholderSyntax(pattern);
    expect(own).toBeDefined();
    expect(placeholdersIn(text, new Placeholders([own!]))).toEqual(expected);
  });

  test.each([
    '',
    '…',
    '%%',
    '%%…',
    '…%%',
    'a…b…c',
    // These would take tags, references or quotes for placeholders.
    '<…>',
    '</…>',
    '<a…>',
    '<!…>',
    '<?…?>',
    '&…;',
    '"…"',
    "'…'",
    '>…<',
    '/…/',
    // And these any word.
    'x…y',
    `%${'x'.repeat(40)}…%%`,
    '1…2',
  ])('not %j', (pattern) => {
    expect(parsePlaceholderSyntax(pattern)).toBeUndefined();
  });
});

test('what is told of a place depends on no more of the text than is said', () => {
  const token = fc.constantFrom(
    ...[
      '{{',
      '}}',
      '{',
      '}',
      `\${`,
      '#{',
      '<%',
      '%>',
      '<%--',
      '--%>',
      '{%',
      '%}',
      '[[',
      ']]',
      '@',
      '$',
      '#',
      '#}',
      '{#',
      '@if',
      '(',
      ')',
      '"',
      '<#',
      '#>',
      '>',
      '<?php ',
      '?>',
      '*',
      '.',
      'else',
      'x',
      ' ',
      '</',
      '\n',
    ],
  );
  const soup = fc.array(token, { maxLength: 14 }).map((parts) => parts.join(''));
  holds(
    fc.property(soup, soup, fc.boolean(), (text, other, isFar) => {
      const long = isFar ? text + ' '.repeat(LONGEST) : text;
      const told = common.at(long, 0) ?? { end: -1, lookahead: 1 };
      fc.pre(told.lookahead <= long.length);
      const changed = long.slice(0, told.lookahead) + other;
      expect(common.at(changed, 0)?.end ?? -1, JSON.stringify([text, other])).toBe(told.end);
    }),
    20000,
  );
});
