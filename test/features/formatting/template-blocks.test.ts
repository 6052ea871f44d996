import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { type FormatStyle, formatNow } from '../../../server/src/features/formatting/formatting.ts';
import { formatOnType } from '../../../server/src/features/formatting/on-type-formatting.ts';
import { analyse, NAMESPACE } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';
import { holds } from '../../support/property.ts';

const LINES: FormatStyle = { kind: 'lines', indent: '  ' };
/** Made known as a template by a value that is to be filled in. */
const HEADER = '  <Levering>\n    <Statistiekjaar>{{ jaar }}</Statistiekjaar>\n  </Levering>\n';
const around = (records: string) =>
  `<SRG xmlns="${NAMESPACE}">\n${HEADER}  <Voorzieningen>\n${records}\n  </Voorzieningen>\n</SRG>\n`;

function formatted(text: string, layout = LINES): string {
  const analysis = analyse(text);
  expect(analysis.isTemplate).toBe(true);
  const once = applyEdits(text, formatNow(analysis, layout));
  expect(applyEdits(once, formatNow(analyse(once), layout))).toBe(once);
  return once;
}

/** The languages, with what opens a block, what parts it and what closes it. */
const BLOCKS: Readonly<Record<string, readonly [opener: string, part: string | undefined, closer: string]>> = {
  'Handlebars each': ['{{#each records}}', '{{else}}', '{{/each}}'],
  'Handlebars with control of white space': ['{{~#if a~}}', '{{~else if b~}}', '{{~/if~}}'],
  'Mustache inverted': ['{{^leeg}}', undefined, '{{/leeg}}'],
  Go: ['{{- range .Records -}}', '{{else}}', '{{end}}'],
  Jinja: ['{% for r in records %}', '{% else %}', '{% endfor %}'],
  'Twig with control of white space': ['{%- if a -%}', '{%~ elseif b %}', '{%- endif -%}'],
  Liquid: ['{% unless a %}', '{% else %}', '{% endunless %}'],
  ERB: ['<% records.each do |r| %>', undefined, '<% end %>'],
  'ERB if': ['<%- if a -%>', '<%- else -%>', '<%- end -%>'],
  EJS: ['<% for (const r of records) { %>', undefined, '<% } %>'],
  JSP: ['<% if (a) { %>', '<% } else { %>', '<% } %>'],
  T4: ['<# foreach (var r in records) { #>', undefined, '<# } #>'],
  'FreeMarker list': ['<#list records as r>', '<#else>', '</#list>'],
  'FreeMarker if': ['<#if a?? && (b > 1)>', '<#elseif c>', '</#if>'],
  'FreeMarker macro': ['<@blok x=1>', undefined, '</@blok>'],
  'FreeMarker macro, closed without its name': ['<@blok x=1>', undefined, '</@>'],
  JSTL: ['<c:forEach items="#{records}" var="r">', undefined, '</c:forEach>'],
  PHP: ['<?php foreach ($records as $r): ?>', undefined, '<?php endforeach; ?>'],
  'PHP in braces': ['<?php if ($a) { ?>', '<?php } else { ?>', '<?php } ?>'],
  Velocity: ['#foreach($r in $records)', undefined, '#end'],
  'Velocity if': ['#if($a)', '#else', '#end'],
  Razor: ['@foreach (var r in Model.Records) {', undefined, '}'],
  'Razor if': ['@if (Model.A) {', '} else {', '}'],
  Blade: ['@foreach($records as $r)', undefined, '@endforeach'],
};

describe.each(Object.entries(BLOCKS))('%s', (_language, [opener, part, closer]) => {
  const parted = part === undefined ? [] : [part, '  <B/>'];
  const block = [opener, '  <A/>', ...parted, closer];
  const lines = (rows: readonly string[], indent: string) => rows.map((row) => indent + row).join('\n');

  test('a block around records that is indented stays so', () => {
    const laidOut = around(lines(block, '    '));
    expect(formatted(laidOut)).toBe(laidOut);
    expect(formatted(around(lines(block, '')))).toBe(laidOut);
    expect(formatted(around(lines(block, '\t\t\t')))).toBe(laidOut);
  });

  test('one that is not stays as it is', () => {
    const flat = around(
      lines(
        block.map((row) => row.trimStart()),
        '    ',
      ),
    );
    expect(formatted(flat)).toBe(flat);
  });

  test('in a record, and in each other', () => {
    const inner = lines(block, '      ');
    const record = around(`    <Voorziening>\n${inner}\n    </Voorziening>`);
    expect(formatted(record)).toBe(record);
    const nested = around(lines([opener, ...block.map((row) => `  ${row}`), closer], '    '));
    expect(formatted(nested)).toBe(nested);
    const both = around(
      lines([opener, '  <Voorziening>', ...block.map((row) => `    ${row}`), '  </Voorziening>', closer], '    '),
    );
    expect(formatted(both)).toBe(both);
  });

  test('what is not closed moves nothing', () => {
    const open = around(`    ${opener}\n    <A/>\n    <B/>`);
    expect(formatted(around(`    ${opener}\n      <A/>\n    <B/>`))).toBe(open);
  });
});

test.each([
  ['a block that begins with a case', '<#switch a>\n<#case 1>\n  <A/>\n<#default>\n  <B/>\n</#switch>'],
  ['a block on one line', '{{#if a}}<A/>{{/if}}'],
  ['a block that begins on the line of an element', '<A/>{{#if a}}\n<B/>\n{{/if}}'],
  ['a comment that looks like a block', '{{!-- {{#if}} --}}\n<A/>\n{{!-- {{/if}} --}}'],
  ['values between elements', '{{{ persoon }}}\n<A/>\n{% include "b" %}'],
])('%s', (_what, rows) => {
  const text = around(rows.replace(/^/gm, '    '));
  const once = formatted(text);
  expect(once.replace(/[ \t]+/g, '')).toBe(
    text
      .replace(/[ \t]+/g, '')
      .replace('<A/>{{#if', '<A/>\n{{#if')
      .replace('}}<A/>{{/', '}}\n<A/>\n{{/'),
  );
});

test('a new line in a block comes under what stands in it', () => {
  const { text, offset } = cursor(around('    {{#each records}}\n      <A/>\n‹|›\n    {{/each}}'));
  expect(applyEdits(text, formatOnType(analyse(text), offset, '\n', '  '))).toBe(
    around('    {{#each records}}\n      <A/>\n      \n    {{/each}}'),
  );
});

const pieces = fc.constantFrom(
  '<A/>',
  '<B>\n<C/></B>',
  '\n',
  '  ',
  ...Object.values(BLOCKS).flatMap((block) => block.filter((piece) => piece !== undefined)),
);

test('whatever control lines stand where, only white space changes, and twice is once', () => {
  holds(
    fc.property(
      fc.array(fc.tuple(pieces, fc.constantFrom('\n', '\n  ', '\n      ', ' ')), { maxLength: 14 }),
      (rows) => {
        const text = around(rows.flat().join(''));
        const bare = (of: string) => of.replace(/[ \t\r\n]+/g, '');
        expect(bare(formatted(text))).toBe(bare(text));
      },
    ),
    400,
  );
});
