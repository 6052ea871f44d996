import { describe, expect, test } from 'vitest';
import { Placeholders } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import { analyse, delivery, findingsOf, record } from '../../support/delivery.ts';

const templates = { isNamed: true, placeholders: new Placeholders() };

/** How one language writes what every export template holds. */
interface Language {
  readonly comment: string;
  /** What stands before the declaration of the XML. */
  readonly prologue: string;
  readonly value: string;
  readonly date: string;
  readonly either: string;
  readonly loop: readonly [start: string, end: string];
  readonly condition: readonly [start: string, otherwise: string, end: string];
}

const LANGUAGES: Readonly<Record<string, Language>> = {
  Handlebars: {
    comment: '{{! oud: <Voorziening> en </Voorziening> }}',
    prologue: '{{!-- kop: {{x}} & <Voorziening> --}}',
    value: '{{v.bsn}}',
    date: '{{formatDate v.start "yyyy-MM-dd"}}',
    either: '{{#if (eq v.g "m")}}1{{else}}2{{/if}}',
    loop: ['{{#each voorzieningen as |v|}}', '{{else}}{{! leeg }}{{/each}}'],
    condition: ['{{#if v.einde}}', '{{else if (gt a b)}}', '{{/if}}'],
  },
  Jinja: {
    comment: '{# één record; <EinddatumVoorziening> & </EinddatumVoorziening> #}',
    prologue: '{%- macro d(x) -%}{{ x.strftime("%Y") }}{%- endmacro -%}\n{# <Voorziening> #}',
    value: '{{ v.bsn | e }}',
    date: '{{ d(v.start) }}{# dag & maand #}',
    either: '{{ "1" if v.g < 2 else "2" }}',
    loop: ['{% for v in voorzieningen if v.start <= einde %}', '{% else %}{% endfor %}'],
    condition: ['{% if v.einde and a < b %}', '{% elif c %}', '{% endif %}'],
  },
  ERB: {
    comment: '<%# zie <Voorziening> & </Voorziening> %>',
    prologue: "<% def d(x) x&.strftime('%Y') end -%>",
    value: '<%= v.bsn %>',
    date: '<%== d(v.start) %>',
    either: `<%= { 'm' => 1, 'v' => 2 }.fetch(v.g, 3) %>`,
    loop: ['<% voorzieningen.each do |v| -%>', '<% end -%>'],
    condition: ['<% unless v.einde.nil? -%>', '<% else -%>', '<% end -%>'],
  },
  FreeMarker: {
    comment: '<#-- <Voorziening> & if a < b -->',
    prologue: '<#ftl output_format="XML">\n<#assign datum = "a>b" lijst = [1, 2]>\n<#import "srg.ftl" as srg>',
    value: `\${v.bsn}`,
    date: `\${v.start?string("yyyy-MM-dd")}`,
    either: '<#if (v.g > 1)>1<#elseif v.g == ">">2<#else>3</#if>',
    loop: ['<#list voorzieningen as v>', '<#else></#list>'],
    condition: ['<#if v.einde?? && v.einde gt v.start>', '<#else>', '</#if>'],
  },
  Velocity: {
    comment: '#* niet\n <Voorziening> & *#',
    prologue: '## Velocity; <Voorziening> per regel\n#set($datum = "yyyy")\n#macro(d $x)$date.format($datum, $x)#end',
    value: '$v.bsn',
    date: '#d($v.start)',
    either: '#if($v.g == "m" && $a < 2)1#{else}$!{v.g}#end',
    loop: ['#foreach ($v in $voorzieningen.get(0))', '#end'],
    condition: ['#if($v.einde && $v.einde.before($einde))', '#elseif ($a)', '#end'],
  },
  Razor: {
    comment: '@* <Voorziening> & *@',
    prologue: '@model Srg.Levering<string>\n@using System.Linq\n@{\n    Layout = null;\n    var a = 1 < 2;\n}',
    value: '@v.Bsn',
    date: '@v.Start?.ToString("yyyy-MM-dd")',
    either: '@(v.G > 1 ? "1" : "2")',
    loop: ['@foreach (var v in Model.All.Where(x => x.Start < Einde))\n    {\n', '\n    }\n'],
    condition: ['@if (v.Einde != null) {', '\n}\nelse if (a) {\n', '\n}\n'],
  },
  T4: {
    comment: '<# /* <Voorziening> & */ #>',
    prologue: '<#@ template language="C#" #>\n<#@ output extension=".xml" #>',
    value: '<#= v.Bsn #>',
    date: '<#= v.Start.ToString("yyyy-MM-dd") #>',
    either: '<#= v.G > 1 ? "1" : "2" #>',
    loop: ['<# foreach (var v in All.Where(x => x.Start < Einde)) { #>', '<# } #>'],
    condition: ['<#\nif (a && b) { #>', '<# } else { #>', '<# } #>'],
  },
  PHP: {
    comment: '<?php /* <Voorziening> & */ ?>',
    prologue: `<?php if ($a < $b) { exit; } ?>\n<?= '<?xml version="1.0"?>' ?>`,
    value: '<?= $v->bsn ?>',
    date: `<?php echo $v->start->format('Y-m-d'); ?>`,
    either: '<?= $v->g > 1 ? "1" : "2" ?>',
    loop: ['<?php foreach ($all as $v): ?>', '<?php endforeach ?>'],
    condition: ['<?php if ($v->einde): ?>', '<?php else: ?>', '<?php endif; ?>'],
  },
  JSP: {
    comment: '<%-- <Voorziening> & --%>',
    prologue: '<%@ page contentType="text/xml" %>\n<%@ taglib prefix="c" uri="http://java.sun.com/jsp/jstl/core" %>',
    value: `<c:out value="\${v.bsn}"/>`,
    date: `<fmt:formatDate value="\${v.start}" pattern="yyyy-MM-dd"/>`,
    either: `<c:choose><c:when test='\${v.g > 1}'>1</c:when><c:otherwise>2</c:otherwise></c:choose>`,
    loop: [`<c:forEach items="\${voorzieningen}" var="v">`, '</c:forEach>'],
    condition: [`<c:if test="\${not empty v.einde && v.einde <= einde}">`, '</c:if><c:if test="a > b">', '</c:if>'],
  },
  Go: {
    comment: '{{/* <Voorziening> & </Voorziening> */}}',
    prologue: '{{- /* </Voorziening> */ -}}\n{{- define "d" }}{{ .Format "20060102" }}{{ end -}}',
    value: '{{ .Bsn }}',
    date: '{{ template "d" .Start }}',
    either: '{{ if lt .G 2 }}1{{ else }}2{{ end }}',
    loop: ['{{- range .All }}', '{{- end }}'],
    condition: ['{{- with .Einde }}', '{{- else if and .A .B }}', '{{- end }}'],
  },
  Blade: {
    comment: '{{-- <Voorziening> & --}}',
    prologue: '@php($a = 1 < 2)',
    value: '{{ $v->bsn }}',
    date: '{!! $v->start !!}',
    either: '@if($v->g < 2)1@else 2@endif',
    loop: ['@foreach ($all as $v)', '@endforeach'],
    condition: ['@if($v->einde)', '@else', '@endif'],
  },
};

function written({ comment, prologue, value, date, either, loop, condition }: Language, type = value): string {
  const [when, fallback, end] = condition;
  const rest =
    `\n${when}\n<EinddatumVoorziening>${date}</EinddatumVoorziening>\n${end}\n` +
    `${when}<Loonkostensubsidie></Loonkostensubsidie>` +
    `${fallback}<Loonkostensubsidie></Loonkostensubsidie>${end}`;
  const values = { bsn: value, geboren: date, geslacht: either, nummer: `V-${value}`, start: date, type, rest };
  const records = [comment, loop[0], record(values), loop[1], comment];
  return `${prologue}\n<?xml version="1.0"?>\n${delivery(records, { berichtgever: value, verslagmaand: date })}`;
}

describe.each(Object.entries(LANGUAGES))('a template in %s', (name, language) => {
  test('that is right has no findings', () => {
    // PHP writes the declaration itself.
    const text = name === 'PHP' ? written(language).replace('\n<?xml version="1.0"?>\n', '\n') : written(language);
    const analysis = analyse(text, { templates });
    expect(findingsOf(analysis)).toEqual([]);
    expect([...analysis.recordsIn(0, text.length)]).toHaveLength(1);
  });

  test('with a wrong code has that finding', () => {
    const text = written(language, '99').replace(/\n<\?xml version="1.0"\?>\n/, '\n');
    const found = findingsOf(analyse(text, { templates }));
    expect(found.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`)).toEqual(['SRG-T002 99']);
  });
});

describe('a template whose instructions are attributes, as in Thymeleaf', () => {
  const header =
    `<Statistiekjaar th:text="\${jaar}">nog niet</Statistiekjaar><Statistiekmaand th:text="\${maand}"/>` +
    `<Statistiekcode>10</Statistiekcode><NaamSoftwarepakket data-th-text="\${pakket}"></NaamSoftwarepakket>` +
    `<VersienummerSoftwarepakket th:text="\${versie}"/><Gemeentecode th:text="\${gemeente}"/>` +
    '<Berichtgevercode>0363</Berichtgevercode>';
  const persoon = `<Persoon th:replace="~{persoon :: \${v}}"/>`;
  const text = (type: string, rest = '') =>
    delivery(
      `<Voorziening th:each="v : \${alle}">${persoon}<RegistratienummerVoorziening th:text="*{nummer}"/>${type}` +
        `<BegindatumVoorziening th:text="\${v.start < a}"/><EinddatumVoorziening th:if="\${v.eind}" th:text="\${v.eind}"/>` +
        `<th:block th:if="\${a > b}">${rest}</th:block></Voorziening>`,
      { header },
    ).replace('<SRG', '<SRG xmlns:th="http://www.thymeleaf.org"');
  const found = (of: string) =>
    findingsOf(analyse(of)).map(({ code, range }) => `${code} ${of.slice(range.start, range.end)}`);

  test('shows itself to be one, and has no findings where it is right', () => {
    const right = text('<TypeVoorziening tal:content="v/type">x</TypeVoorziening>');
    expect(analyse(right).template).toBe('placeholder');
    expect(found(right)).toEqual([]);
  });

  test('has those of what stands there as it is', () => {
    expect(found(text('<TypeVoorziening th:if="x">99</TypeVoorziening>', '<Einde th:text="x"/>'))).toEqual([
      'SRG-T002 99',
      'SRG-T002 Einde',
    ]);
    expect(found(text('', ''))).toEqual(['SRG-T002 Voorziening']);
  });
});
