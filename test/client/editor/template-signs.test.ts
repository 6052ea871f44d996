import { describe, expect, test } from 'vitest';
import { isDeliveryTemplate, patternFor } from '../../../client/src/editor/template-signs.ts';

const ROOT = '<SRG xmlns="urn:srg-xml:regeling:2026">';

describe('a template of a delivery is known by what is in it', () => {
  test.each<[name: string, text: string]>([
    ['Handlebars', `${ROOT}{{#each records}}<Voorziening>{{/each}}`],
    ['FreeMarker', `<#list records as r>${ROOT}<Voorziening>`],
    ['FreeMarker, a value', `${ROOT}<Statistiekjaar>\${jaar}</Statistiekjaar>`],
    ['Jinja', `${ROOT}{% for r in records %}`],
    ['JSP, ERB', `<% records.each do |r| %>${ROOT}`],
    ['Velocity', `${ROOT}\n#foreach($r in $records)`],
    ['Thymeleaf', '<SRG th:each="r">'],
    ['another root, in a namespace of ours', '<x:Bestand xmlns:x="http://cbs.nl/srg/2026">{{jaar}}'],
    ['a prefix', '<srg:SRG>{{jaar}}'],
  ])('%s', (_name, text) => {
    expect(isDeliveryTemplate(text)).toBe(true);
  });

  test.each<[name: string, text: string]>([
    ['a delivery', `${ROOT}<Levering/></SRG>`],
    ['another template', '<html>{{title}}</html>'],
    ['a word', 'SRG is een statistiek {{x}}'],
    ['another element', '<SRGX>{{x}}</SRGX>'],
    ['nothing', ''],
  ])('not %s', (_name, text) => {
    expect(isDeliveryTemplate(text)).toBe(false);
  });
});

test.each([
  ['/map/export.hbs', '*.hbs'],
  ['/map/export.srg.xml.ftl', '*.ftl'],
  ['/map/sjabloon', 'sjabloon'],
  ['/map/.verborgen', '.verborgen'],
])('%s: files like it are %s', (path, pattern) => {
  expect(patternFor(path)).toBe(pattern);
});
