import { describe, expect, test } from 'vitest';
import { Placeholders } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { analyse, delivery, findingsOf, headerElements, record } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';

const templates = { isNamed: true, placeholders: new Placeholders() };
const OPEN = { bsn: '{{bsn}}', type: '{{type}}', start: '{{start}}', nummer: '{{nummer}}' };

/** Exactly the marked ranges have a finding of the schema's. */
function check(marked: string) {
  const { text, ranges: expected } = ranges(marked);
  const found = findingsOf(analyse(text, { templates }));
  expect(found.map(({ code, range }) => ({ code, ...range }))).toEqual(
    expected.map((range) => ({ code: 'SRG-T002', ...range })),
  );
}

/** A record of which an element is replaced. */
const withElement = (name: string, by: string) =>
  delivery(record({ ...OPEN, rest: '' }).replace(new RegExp(`<${name}>.*</${name}>`), by));
const lks = (inside: string) => `<Loonkostensubsidie>${inside}</Loonkostensubsidie>`;
const loonwaarde = '<Loonwaarde>{{l}}</Loonwaarde>';
const header = (software: string) =>
  headerElements({ verslagmaand: '{{m}}', berichtgever: '⟦363⟧', gemeente: '{{g}}' }).replace(
    /<NaamSoftwarepakket>.*<\/NaamSoftwarepakket>/,
    software,
  );

describe('each branch of a condition is validated, and what stands behind it', () => {
  test.each<[name: string, marked: string]>([
    [
      'a value in the second one',
      withElement(
        'TypeVoorziening',
        '{% if a %}<TypeVoorziening>10</TypeVoorziening>{% else %}<TypeVoorziening>⟦99⟧</TypeVoorziening>{% endif %}',
      ),
    ],
    [
      'a value in the third one',
      withElement(
        'BegindatumVoorziening',
        '{% if a %}<BegindatumVoorziening>{{a}}</BegindatumVoorziening>{% elif b %}<BegindatumVoorziening>20250101</BegindatumVoorziening>{% else %}' +
          '<BegindatumVoorziening>⟦1-1-2025⟧</BegindatumVoorziening>{% endif %}',
      ),
    ],
    [
      'the elements in the second one',
      withElement(
        'BegindatumVoorziening',
        `<BegindatumVoorziening>{{s}}</BegindatumVoorziening>{% if a %}${lks(loonwaarde)}{% else %}` +
          `${lks('<Loonwaarde>⟦veel⟧</Loonwaarde><⟦X⟧/>')}{% endif %}`,
      ),
    ],
    [
      'a value behind the last one',
      withElement(
        'TypeVoorziening',
        '{% if a %}<TypeVoorziening>10</TypeVoorziening>{% else %}<TypeVoorziening>11</TypeVoorziening>{% endif %}',
      ).replace(
        /<BegindatumVoorziening>.*<\/BegindatumVoorziening>/,
        '<BegindatumVoorziening>⟦1-3-2025⟧</BegindatumVoorziening>',
      ),
    ],
    [
      'what is missing behind the last one',
      withElement(
        'TypeVoorziening',
        '{% if a %}<TypeVoorziening>10</TypeVoorziening>{% else %}<TypeVoorziening>11</TypeVoorziening>{% endif %}',
      )
        .replace(/<BegindatumVoorziening>.*<\/BegindatumVoorziening>/, '')
        .replace('<Voorziening>', '<⟦Voorziening⟧>'),
    ],
    [
      'the header',
      delivery('{{x}}', {
        header: header(
          '{% if a %}<NaamSoftwarepakket>and</NaamSoftwarepakket>{% else %}<NaamSoftwarepakket>⟦7⟧</NaamSoftwarepakket>{% endif %}',
        ),
      }).replace('<SRG', '{# x #}\n<?xml version="1.0"?>\n<SRG'),
    ],
    [
      'an attribute in the second one',
      withElement(
        'Persoon',
        '{% if a %}<Persoon>{{p}}</Persoon>{% else %}<Persoon ⟦soort⟧="1">{{p}}</Persoon>{% endif %}',
      ),
    ],
    [
      'an element twice in a branch',
      withElement(
        'BegindatumVoorziening',
        '{% if a %}<BegindatumVoorziening>{{a}}</BegindatumVoorziening>{% else %}<BegindatumVoorziening>{{b}}</BegindatumVoorziening><⟦BegindatumVoorziening⟧>{{c}}</BegindatumVoorziening>{% endif %}',
      ),
    ],
    [
      'two elements in each',
      withElement('TypeVoorziening', '').replace(
        /<BegindatumVoorziening>.*<\/BegindatumVoorziening>/,
        '{% if a %}<TypeVoorziening>10</TypeVoorziening><BegindatumVoorziening>{{s}}</BegindatumVoorziening>{% else %}' +
          '<TypeVoorziening>⟦9⟧</TypeVoorziening><BegindatumVoorziening>⟦x⟧</BegindatumVoorziening>{% endif %}' +
          '<EinddatumVoorziening>⟦y⟧</EinddatumVoorziening>',
      ),
    ],
  ])('%s', (_name, marked) => {
    check(marked);
  });
});

describe('what a placeholder may bring is not missing', () => {
  test.each([
    '{{> persoon}}',
    '{{{persoon}}}',
    '{% include "persoon.xml" %}',
    '{% persoon v %}',
    "<%= render partial: 'persoon' %>",
    "<%- include('persoon') %>",
    '<%@ include file="persoon.jspf" %>',
    '<% Html.RenderPartial("Persoon"); Response.Write(p); include %>',
    '<#include "persoon.ftl">',
    '<@persoon v=v/>',
    '<#= Persoon(v) #>',
    `\${persoon(v)}`,
    '#parse("persoon.vm")',
    '#persoon($v)',
    '$persoon',
    '@Html.Partial("Persoon", v)',
    "@include('persoon')",
    '@PERSOON@',
    '[[persoon]]',
    '<?php include "persoon.php" ?>',
    '{{ template "persoon" . }}',
  ])('%s', (placeholder) => {
    check(withElement('Persoon', placeholder));
    // What stands behind it is validated as ever.
    check(withElement('Persoon', placeholder).replace('{{start}}', '⟦1-3-2025⟧'));
    // And in another place it brings something else.
    check(
      withElement('Persoon', '')
        .replace('</Voorziening>', `${placeholder}</Voorziening>`)
        .replace('<Voorziening>', '<⟦Voorziening⟧>'),
    );
  });

  test.each([
    '{{#if a}}',
    '{{/if}}',
    '{{else}}',
    '{{! persoon }}',
    '{{ if .A }}',
    '{{- end -}}',
    '{{ $x := 1 }}',
    '{# persoon #}',
    '{% if a %}',
    '{%- endfor -%}',
    '{% set a = 1 %}',
    '<% if a %>',
    '<%- end -%>',
    '<%# render %>',
    '<%-- render --%>',
    '<#if a>',
    '</#list>',
    '<#-- include -->',
    '<# foreach (var a in b) { #>',
    '<?php foreach ($a as $b): ?>',
    '#if($a)',
    '#end',
    '#* x *#',
    '@if (a) {',
    '@* x *@',
    '@{ var a = 1; }',
    '@endif',
  ])('but %s brings nothing', (placeholder) => {
    check(withElement('Persoon', placeholder).replace('<Voorziening>', '<⟦Voorziening⟧>'));
  });

  test('in the header, around it, and in more than one place', () => {
    check(delivery(record(OPEN)).replace(/<Levering>.*<\/Levering>/, '{{> kop}}'));
    check(delivery(record(OPEN)).replace(/<Statistiekmaand>.*<\/NaamSoftwarepakket>/, '{{> kop}}'));
    check(delivery([]).replace(/<Voorzieningen>\s*<\/Voorzieningen>/, '{{> voorzieningen}}'));
    check(withElement('Persoon', '{{> p}}').replace(/<TypeVoorziening>.*(?=<\/Voorziening>)/, '{{> rest}}'));
    check(
      withElement('Persoon', '{{> p}}')
        .replaceAll(/(<\/?)(?=[A-Z])/g, '$1s:')
        .replace('xmlns=', 'xmlns:s='),
    );
  });
});

test('a rule says nothing of a value that differs by branch', () => {
  const type = (first: string, second: string) =>
    `{% if a %}<TypeVoorziening>${first}</TypeVoorziening>{% else %}<TypeVoorziening>${second}</TypeVoorziening>{% endif %}`;
  const text = (types: string) =>
    withElement('TypeVoorziening', types).replace(
      '</Voorziening>',
      `{% if b %}${lks(loonwaarde)}{% endif %}</Voorziening>`,
    );
  check(text(type('30', '10')));
  check(text(type('10', '30')));
  const codes = findingsOf(analyse(text('<TypeVoorziening>30</TypeVoorziening>'), { templates })).map(
    ({ code }) => code,
  );
  expect(codes).toEqual(['SRG-I110']);
});
