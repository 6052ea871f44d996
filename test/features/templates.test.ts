import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/engine/text/text-range.ts';
import { LEGEND, semanticTokens } from '../../server/src/features/beside-text/semantic-tokens.ts';
import { type FormatStyle, formatNow } from '../../server/src/features/formatting/formatting.ts';
import { formatOnType } from '../../server/src/features/formatting/on-type-formatting.ts';
import { completions } from '../support/completions.ts';
import { analyse, delivery, findingsOf, record } from '../support/delivery.ts';
import { cursor, ranges } from '../support/markers.ts';
import { holds } from '../support/property.ts';

const EXAMPLE = readFileSync('examples/export-sjabloon.srg.tmpl', 'utf8');
const LINES: FormatStyle = { kind: 'lines', indent: '  ' };
const ONE_LINE: FormatStyle = { kind: 'oneLine' };
const OPEN = { bsn: '{{bsn}}', start: '{% if a %}{{a}}{% else %}20250301{% endif %}' };

describe('formatting', () => {
  const layOut = (text: string, layout: FormatStyle) => {
    const edits = formatNow(analyse(text), layout);
    for (const { start, end, newText } of edits) expect(text.slice(start, end) + newText).toMatch(/^\s*$/);
    const after = applyEdits(text, edits);
    expect(formatNow(analyse(after), layout)).toEqual([]);
    return after;
  };

  test('keeps values and placeholders as they are, and gives the same again', () => {
    const line = layOut(EXAMPLE, ONE_LINE);
    expect(line).toContain(
      '<BegindatumVoorziening>{{ v.start }}</BegindatumVoorziening>{% if v.einde %}<EinddatumVoorziening>',
    );
    const lines = layOut(line, LINES);
    expect(lines).toContain(
      '\n      {% if v.einde %}\n      <EinddatumVoorziening>{{ v.einde }}</EinddatumVoorziening>\n',
    );
    expect(layOut(lines, ONE_LINE)).toBe(line);
    expect(findingsOf(analyse(lines))).toEqual([]);
  });

  test.each([
    ['a value that is a placeholder', '<BegindatumVoorziening>{{ a }}</BegindatumVoorziening>'],
    ['a value of several', '<BegindatumVoorziening>{% if a %} {{ a }} {% endif %}</BegindatumVoorziening>'],
    ['a value in CDATA', '<BegindatumVoorziening><![CDATA[{{ a }}]]></BegindatumVoorziening>'],
    ['placeholders in a tag', '<Persoon {{ a }}  b="{{ c }}"/>'],
  ])('%s', (_name, element) => {
    const text = delivery(record({ bsn: '{{bsn}}' }).replace('<Persoon>', `${element}<Persoon>`));
    expect(layOut(text, LINES)).toContain(element);
    expect(layOut(text, ONE_LINE)).toContain(element);
  });

  test.each([
    ['a macro that gives a value', '{%- macro d(x) -%}{{ x }} {%- endmacro -%}\n{{- define "d" }}{{ . }}{{ end -}}\n'],
    ['a call in a condition', '<#if a><@lks v=v/></#if>\n'],
  ])('keeps %s on its line', (_name, lines) => {
    expect(layOut(lines + delivery(record(OPEN)), LINES).startsWith(`${lines}<SRG`)).toBe(true);
  });

  test('keeps the line end behind what takes the rest of its line', () => {
    const comment = '  ## alleen als <EinddatumVoorziening>\n';
    const text = `@model Srg.Levering\n@using System\n${delivery([comment, record(OPEN), '#if($a)', '#end', comment])}`;
    const line = layOut(text, ONE_LINE);
    expect(line).toMatch(/^@model Srg.Levering\n@using System\n<SRG/);
    expect(line).toMatch(
      /## alleen als <EinddatumVoorziening>\n.*#if\(\$a\)#end\n {2}## alleen als <EinddatumVoorziening>\n/s,
    );
    expect(findingsOf(analyse(layOut(line, LINES)))).toEqual([]);
  });

  test('puts nothing before the declaration', () => {
    const text = `<%@ page %><?xml version="1.0"?>${delivery(record(OPEN))}`;
    expect(layOut(text, LINES)).toMatch(/^<%@ page %><\?xml version="1.0"\?>\n<SRG/);
  });

  test('of random templates keeps what they say', () => {
    const piece = fc.constantFrom(
      '{{a}}',
      '{% if a < b %}',
      '## a\n',
      '\n}\n',
      '@model x\n',
      '#end',
      ' ',
      '\n',
      '<!-- c -->',
      '<A>{{a}}</A>',
      '<A>{{a}} x</A>',
      '<B a="{{b}}"/>',
      '<B {{c}}/>',
    );
    const body = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const said = (text: string) => {
      const analysis = analyse(text);
      const values = [...text.matchAll(/<A>[^<]*<\/A>/g)].map(([value]) => value);
      const placeholders = [...analysis.placeholdersIn(0, text.length)].map(({ start, end }) => text.slice(start, end));
      return { values, placeholders, findings: findingsOf(analysis).map(({ message }) => message) };
    };
    const property = fc.property(body, body, fc.constantFrom(LINES, ONE_LINE), (before, within, layout) => {
      const rest = `<C>${within}</C>`;
      const text = delivery([before, record({ ...OPEN, nummer: '1', rest })]);
      expect(said(layOut(text, layout))).toEqual(said(text));
    });
    holds(property, 1200);
  });

  test.each([
    ['in a value', '<BegindatumVoorziening>\n‹|›{{ a }}</BegindatumVoorziening>'],
    ['in an attribute', '<X b="\n‹|›{{ a }}"/>'],
    ['in a placeholder', '<BegindatumVoorziening>{{\n‹|›a }}</BegindatumVoorziening>'],
  ])('on type leaves alone what is typed %s', (_name, element) => {
    const { text, offset } = cursor(delivery(record({ bsn: '{{bsn}}' }).replace('<Persoon>', `${element}<Persoon>`)));
    expect(formatOnType(analyse(text), offset, '\n', '  ')).toEqual([]);
  });
});

test('semantic tokens', () => {
  const marked = delivery(record({ ...OPEN, nummer: 'A-⟦{{n}}⟧' }))
    .replace('{{bsn}}', '⟦{{bsn}}⟧')
    .replace('{% if a %}{{a}}{% else %}20250301{% endif %}', '⟦{% if a %}⟧⟦{{a}}⟧⟦{% else %}⟧20250301⟦{% endif %}⟧')
    .replace('<Voorzieningen>', '{# a #}<Voorzieningen><%-- b --%>')
    .replace('</Voorzieningen>', '⟦<%⟧\n  ⟦end < a⟧\n⟦%>⟧</Voorzieningen>');
  const { text, ranges: expected } = ranges(marked);
  const analysis = analyse(text);
  const steps = semanticTokens(analysis);
  let step = steps.next();
  while (!step.done) step = steps.next();
  const found = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < step.value.length; i += 5) {
    const [down, along, length, type] = step.value.slice(i, i + 4) as [number, number, number, number];
    character = down === 0 ? character + along : along;
    line += down;
    const start = analysis.source.offsetAt({ line, character });
    if (LEGEND.tokenTypes[type] === 'placeholder') found.push({ start, end: start + length });
  }
  expect(found).toEqual(expected);
});

describe('completion', () => {
  const labels = (marked: string) => completions(marked).items.map(({ label }) => label);

  test.each([
    ['in a value', delivery(record({ ...OPEN, nummer: '{{ v.‹|›n }}' }))],
    ['in a control line', delivery([record(OPEN), '<% if (a <‹|› b) %>'])],
  ])('has nothing to say of a placeholder %s', (_name, marked) => {
    expect(labels(marked)).toEqual([]);
  });

  test('knows what may stand between control lines', () => {
    const marked = delivery(record(OPEN).replace('</Voorziening>', '{% if a < b %}<‹|›{% endif %}</Voorziening>'));
    expect(labels(marked)).toContain('EinddatumVoorziening');
    expect(labels(marked)).not.toContain('BegindatumVoorziening');
  });
});

describe('completion in a condition', () => {
  const labels = (between: string) => {
    const whole = record({ ...OPEN, nummer: '{{n}}' });
    const marked = delivery(whole.replace(/<TypeVoorziening>.*<\/BegindatumVoorziening>/, between));
    return completions(marked).items.map(({ label }) => label);
  };
  const type = '<TypeVoorziening>{{t}}</TypeVoorziening>';
  const start = '<BegindatumVoorziening>{{s}}</BegindatumVoorziening>';

  test.each([
    ['Jinja', '{% if a %}', '{% else %}', '{% endif %}'],
    ['Handlebars', '{{#if a}}', '{{else}}', '{{/if}}'],
    ['ERB', '<% if a %>', '<% else %>', '<% end %>'],
    ['C#', '<# if (a) { #>', '<# } else { #>', '<# } #>'],
    ['FreeMarker', '<#if a>', '<#elseif b>', '</#if>'],
    ['Velocity', '#if($a)', '#else', '#end'],
    ['Razor', '\n@if (a) {\n', '\n} else {\n', '\n}\n'],
    ['PHP', '<?php if (a): ?>', '<?php else: ?>', '<?php endif ?>'],
    ['JSP', '<c:when test="a">', '<c:otherwise>', '</c:otherwise>'],
  ])('of %s offers in each branch what the others have', (_name, when, fallback, end) => {
    const second = labels(`${when}${type}${start}${fallback}<‹|›${end}`);
    expect(second).toContain('TypeVoorziening');
    expect(second).toContain('BegindatumVoorziening');
    expect(labels(`${when}<‹|›${fallback}${type}${start}${end}`)).toContain('TypeVoorziening');
    const within = labels(`${when}${type}${fallback}${type}<‹|›${end}${start}`);
    expect(within).not.toContain('TypeVoorziening');
    const behind = labels(`${when}${type}${fallback}${end}<‹|›${start}`);
    expect(behind).not.toContain('TypeVoorziening');
  });
});

test('no fix puts an element into a condition, or beside what may bring it', () => {
  const type = '<TypeVoorziening>{{t}}</TypeVoorziening>';
  const fixesIn = (between: string) => {
    const text = delivery(
      record({ ...OPEN, nummer: '{{n}}' }).replace(/<TypeVoorziening>.*<\/BegindatumVoorziening>/, between),
    );
    const analysis = analyse(text);
    const [finding, ...others] = [...analysis.findings()];
    expect([finding?.code, others]).toEqual(['SRG-T002', []]);
    return analysis.fixesOf(finding!).length;
  };
  expect(fixesIn(type)).toBeGreaterThan(0);
  expect(fixesIn(`{% if a %}${type}{% else %}${type}{% endif %}`)).toBe(0);
});

test('no fix and no refactoring takes an element out of its condition', () => {
  const elements = '{% if a %}<EinddatumVoorziening>{{a}}</EinddatumVoorziening>{% endif %}<BegindatumVoorziening>';
  const text = delivery(record({ bsn: '{{bsn}}' }).replace('<BegindatumVoorziening>', elements));
  const analysis = analyse(text);
  const [finding] = [...analysis.findings()];
  expect(finding!.code).toBe('SRG-T002');
  expect(analysis.fixesOf(finding!)).toEqual([]);
});
