// Over 400 lines: one table of notations of templates, read side by side.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { loadPack, type Pack } from '../../../server/src/engine/packs/load-pack.ts';
import { Placeholders, parsePlaceholderSyntax } from '../../../server/src/engine/syntax/placeholders/placeholders.ts';
import type { TemplateSettings } from '../../../server/src/engine/templates/recognise.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import {
  type AnalyseOptions,
  analyse,
  delivery,
  findingsOf,
  headerElements,
  packs,
  record,
} from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';
import { holds, LONG } from '../../support/property.ts';
import { playEdits, randomEdits, visible } from '../../support/random-edits.ts';

const named: TemplateSettings = { isNamed: true, placeholders: new Placeholders() };
const OPEN = { bsn: '{{bsn}}', type: '{{type}}', start: '{{start}}', nummer: '{{nummer}}' };
const HEADER = headerElements();

/** Findings as `code range`, so that a table can mark them. */
function found(text: string, options: AnalyseOptions = { templates: named }) {
  return findingsOf(analyse(text, options)).map(({ code, range }) => ({ code, ...range }));
}

/** What is found in a marked text must be at the marks, each with the next of the codes. */
function check(marked: string, codes: readonly string[], options?: AnalyseOptions) {
  const { text, ranges: expected } = ranges(marked);
  expect(found(text, options)).toEqual(expected.map((range, i) => ({ code: codes[i], ...range })));
}

describe('each kind of placeholder in each place', () => {
  const kinds = [
    ...['{{x}}', `\${x}`, '#{x}', '<%= a < b && c > d %>', '{% if a < b && c > d %}', '[[x]]', '@x@'],
    ...['{# a < b #}', '<#if (a > b)>', '</#if>', '<#= a #>', '$x.y', '#f($x)', '@(x.Y("<"))'],
  ];
  const places: [name: string, text: (placeholder: string) => string][] = [
    ['a value', (p) => delivery(record({ start: p }))],
    ['a part of a value', (p) => delivery(record({ start: `2025-${p}-01` }))],
    ['several in a value', (p) => delivery(record({ start: `${p}-${p}-${p}` }))],
    ['a value in CDATA', (p) => delivery(record({ start: `<![CDATA[${p}]]>` }))],
    ['a value of the header', (p) => delivery(record(), { verslagmaand: p })],
    ['the whole header', (p) => delivery(record(), { header: p })],
    ['the whole record', (p) => delivery(`<Voorziening>${p}</Voorziening>`)],
    ['the whole container', (p) => delivery(p)],
    ['before and behind a record', (p) => delivery([p, record(), p])],
    ['between records', (p) => delivery([record(), p, record({ type: '40' })])],
    [
      'around elements',
      (p) => delivery(record({ rest: `${p}<EinddatumVoorziening>20250331</EinddatumVoorziening>${p}` })),
    ],
    ['before the declaration', (p) => `${p}\n<?xml version="1.0" encoding="UTF-8"?>\n${delivery(record())}`],
    ['in the declaration', (p) => `<?xml version="1.0" encoding="${p}"?>\n${delivery(record())}`],
    ['before the root and behind it', (p) => `${p}\n${delivery(record())}\n${p}`],
    ['in the header, beside elements', (p) => delivery(record(), { header: `${p}${HEADER}${p}` })],
    ['before the container', (p) => delivery(record()).replace('<Voorzieningen>', `${p}<Voorzieningen>`)],
    ['behind the container', (p) => delivery(record()).replace('</SRG>', `${p}</SRG>`)],
    ['in a start tag', (p) => delivery(record().replace('<Persoon>', `<Persoon ${p}>`))],
    ['right behind a name', (p) => delivery(record().replace('<Persoon>', `<Persoon${p}>`))],
    ['in an empty-element tag', (p) => delivery(record()).replace('<Voorzieningen>', `<Voorzieningen ${p}>`)],
    ['in a comment', (p) => delivery(`<!-- ${p} -->${record()}`)],
  ];
  test.each(places.flatMap(([name, text]) => kinds.map((kind) => [name, kind, text(kind), kind] as const)))(
    '%s: %s',
    (name, _kind, text, kind) => {
      const analysis = analyse(text, { templates: named });
      expect(findingsOf(analysis)).toEqual([]);
      const expected: { start: number; end: number }[] = [];
      for (let at = text.indexOf(kind); at >= 0; at = text.indexOf(kind, at + 1)) {
        expected.push({ start: at, end: at + kind.length });
      }
      // Comments and the declaration are passed over as they are.
      const seen = /comment|in the declaration/.test(name) ? [] : expected;
      expect([...analysis.placeholdersIn(0, text.length)]).toEqual(seen);
    },
  );

  test('a pattern of the user', () => {
    const placeholders = new Placeholders([parsePlaceholderSyntax('%%…%%')!]);
    check(delivery([record({ start: '%%start%%' }), '%%einde%%']), [], { templates: { isNamed: true, placeholders } });
    check(delivery([record({ start: '⟦%%start%%⟧' }), '⟦%%einde%%⟧']), ['SRG-T002', 'SRG-T002']);
  });
});

describe('real mistakes are found with their places', () => {
  const open = record(OPEN);
  test.each<[name: string, marked: string, codes: string[]]>([
    [
      'a missing element',
      delivery(
        open
          .replace('<Voorziening>', '<⟦Voorziening⟧>')
          .replace(/<BegindatumVoorziening>.*<\/BegindatumVoorziening>/, ''),
      ),
      ['SRG-T002'],
    ],
    [
      'a missing element of the header',
      delivery('{{rijen}}', { header: '{{x}}' }).replace(
        '<Levering>{{x}}',
        '<⟦Levering⟧>{{x}}<Gemeentecode>{{code}}</Gemeentecode>',
      ),
      ['SRG-T002'],
    ],
    [
      'an unknown element',
      delivery(open.replace('</Voorziening>', '<⟦Voortgang⟧>{{x}}</Voortgang></Voorziening>')),
      ['SRG-T002'],
    ],
    [
      'elements out of order',
      delivery(
        record({ ...OPEN, rest: '' }).replace(
          '<BegindatumVoorziening>',
          '<⟦EinddatumVoorziening⟧>{{eind}}</EinddatumVoorziening><BegindatumVoorziening>',
        ),
      ),
      ['SRG-T002'],
    ],
    [
      'an element twice',
      delivery(
        open
          .replace('<BegindatumVoorziening>', '<TypeVoorziening>1⟧0</TypeVoorziening><BegindatumVoorziening>')
          .replace('1⟧0', '10')
          .replace('<TypeVoorziening>10', '<⟦TypeVoorziening⟧>10'),
      ),
      ['SRG-T002'],
    ],
    ['a literal value', delivery(record({ ...OPEN, start: '⟦1-3-2025⟧' })), ['SRG-T002']],
    [
      'a literal value beside a control line',
      delivery(record({ ...OPEN, rest: '{% if e %}<EinddatumVoorziening>⟦morgen⟧</EinddatumVoorziening>{% endif %}' })),
      ['SRG-T002'],
    ],
    ['text between records', delivery([open, '{% x %} ⟦tekst⟧ {% y %}', open]), ['SRG-T002']],
    ['text behind the last record', delivery([open, '{% x %} ⟦tekst⟧ {% y %}']), ['SRG-T002']],
    [
      'text between elements',
      delivery(open.replace('<BegindatumVoorziening>', '{% x %} ⟦tekst⟧ {% y %}<BegindatumVoorziening>')),
      ['SRG-T002'],
    ],
    ['a literal berichtgevercode', delivery(open, { gemeente: '0363', berichtgever: '⟦363⟧' }), ['SRG-T002']],
    [
      'an end tag of another name',
      delivery(open.replace('</BegindatumVoorziening>', '</⟦EinddatumVoorziening⟧>')),
      ['SRG-T001'],
    ],
    ['a stray character', delivery(record({ ...OPEN, nummer: '{{a}} ⟦&⟧ {{b && c}}' })), ['SRG-T001']],
    ['a placeholder that is not closed', delivery([`⟦<⟧% for x ${open}`]), ['SRG-T001']],
    [
      'literal dates in the wrong order',
      delivery(record({ bsn: '@bsn@', start: '20250302', end: '⟦20250301⟧' })),
      ['SRG-I101'],
    ],
    ['a missing block', delivery(record({ ...OPEN, type: '⟦10⟧' })), ['SRG-I110']],
    ['a BSN', delivery(record({ ...OPEN, bsn: '⟦950204868⟧' })), ['SRG-I107']],
    ['a record without placeholders', delivery([open, record({ start: '⟦x⟧' })]), ['SRG-T002']],
  ])('%s', (_name, marked, codes) => {
    check(marked, codes);
  });

  test('with the marks of libxml2 in no message', () => {
    const text = delivery(record({ ...OPEN, start: '1-{{m}}-2025 ' }).replace('<Geslacht>1', '<Geslacht>{{g}}7<x/>'));
    for (const { message } of findingsOf(analyse(text, { templates: named }))) expect(message).not.toMatch(/~\d/);
  });
});

describe('what is yet to be filled in takes part in nothing', () => {
  test.each<[name: string, text: string]>([
    ['the same placeholders twice are no record twice', delivery([record(OPEN), record(OPEN)])],
    ['one of the values of a key', delivery([record({ nummer: 'A' }), record({ start: '{{x}}', nummer: 'B' })])],
    ['an end date that may be any', delivery(record({ type: '11', start: '20240101', end: '{{eind}}' }))],
    [
      'a verslagmaand that may be any',
      delivery(record({ start: '20260101', end: '20260201' }), {
        verslagmaand: '{{m}}',
      }),
    ],
    [
      'an arbeidsvermogen that may be any',
      delivery(record({ type: '20', start: '20031231', arbeidsvermogen: '{{a}}' })),
    ],
    ['a block that a placeholder may bring', delivery(record({ type: '10', rest: '{{lks}}' }))],
    [
      'a block whose elements a placeholder may bring',
      delivery(record({ type: '10', rest: '<Loonkostensubsidie>{{lks}}</Loonkostensubsidie>' })),
    ],
    ['an end date that a placeholder may bring', delivery(record({ type: '11', start: '20230101', rest: '{{eind}}' }))],
    [
      'the other branch of a condition',
      delivery(
        record({ ...OPEN, end: '20250331', rest: '{% else %}<EinddatumVoorziening>20250430</EinddatumVoorziening>' }),
      ),
    ],
    [
      'an element whose elements are yet to come',
      delivery(record(OPEN).replace(/<Persoon>.*<\/Persoon>/, '<Persoon>{{persoon}}</Persoon>')),
    ],
  ])('%s', (_name, text) => {
    check(text, []);
  });

  test('last month', () => {
    const previous = delivery(record(), { verslagmaand: '2025-02' });
    expect(found(delivery(), { previous }).map(({ code }) => code)).toEqual(['SRG-I104']);
    expect(found(delivery(record(OPEN)), { previous })).toEqual([]);
  });

  test('the states of a record', () => {
    const analysis = analyse(delivery(record({ start: '{{s}}', type: 'x', rest: '{{r}}' })), { templates: named });
    const [voorziening] = [...analysis.recordsIn(0, analysis.source.length)];
    const states = (['bsn', 'begindatum', 'typeVoorziening', 'einddatum'] as const).map((c) => voorziening!.state(c));
    expect(states).toEqual(['valid', 'unresolved', 'invalid', 'absent']);
    expect(voorziening!.value('begindatum')).toBeUndefined();
    const changed = voorziening!.with(new Map([['begindatum', '20250301']]));
    expect([changed.state('begindatum'), changed.value('begindatum')]).toEqual(['valid', '20250301']);
  });

  test('a constraint across records', async () => {
    const folder = 'schemas/srg-regeling-2026';
    const unique =
      '<xs:unique xmlns:srg="urn:srg-xml:regeling:2026" name="EenKeer">' +
      '<xs:selector xpath="srg:Voorzieningen/srg:Voorziening"/><xs:field xpath="srg:RegistratienummerVoorziening"/></xs:unique>';
    const pack = await loadPack('uniek', async (name) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      return name === 'srg.xsd' ? text.replace('</xs:element>', `${unique}</xs:element>`) : text;
    });
    check(delivery([record(OPEN), '{% x %}', record(OPEN)]), [], { packs: [pack], templates: named });
  });
});

describe('attributes', async () => {
  const folder = 'schemas/srg-regeling-2026';
  const pack: Pack = await loadPack('attribuut', async (name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    if (name !== 'srg.xsd') return text;
    // The first sequence is the root's.
    return text.replace('</xs:sequence>', '</xs:sequence><xs:attribute name="versie" type="xs:date" use="required"/>');
  });
  test.each<[name: string, attribute: string, codes: string[]]>([
    ['a value', 'versie="{{v}}"', []],
    ['a part of one', "versie='2025-{{v}}-01'", []],
    ['with quotes of its own', 'versie="{{ v["a"] }}"', []],
    ['a value that brings its quotes', 'versie={{v}}', []],
    ['a control line in a value', 'versie="<% if (a < b) { %>2025<% } %>"', []],
    ['control lines around it', '{% if a %}versie="2025-01-01"{% endif %}', []],
    ['the attribute itself', '{{ attributen }}', []],
    ['a literal value', 'versie="⟦morgen⟧" {{x}}', ['SRG-T002']],
    ['an attribute that is not expected', 'versie="{{v}}" {{x}} ⟦soort⟧="{{y}}"', ['SRG-T002']],
    ['a value that is one of two', 'versie={% if a %}"2025-01-01"{% else %}"2025-02-01"{% endif %}', []],
    ['one of two, with white space', 'versie={% if a %} "2025-01-01" {% else %} "x" {% endif %}', []],
    ['a name', '{{naam}}="2025-01-01"', []],
    ['a name and a value', '{{naam}} = {{v}}', []],
    ['the end of a name', `ver{{naam}}='2025 "01" 01'`, []],
    ['the middle of one', 'v{{n}}s{{m}}e="{{ v["a"] }}"', []],
    ['a prefix', '{{prefix}}:versie="2025-01-01"', []],
    ['a name in a condition', '{% if a %}versie{% endif %}="2025-01-01"', []],
    ['what is behind a name', 'versie{% if a %}="2025-01-01"{% else %}="2025-02-01"{% endif %}', []],
    ['an attribute in each branch', '{% if a %}versie="2025-01-01"{% else %}versie="2025-02-01"{% endif %}', []],
    ['a namespace in each branch', '{{x}} {% if a %}xmlns:a="urn:a"{% else %}xmlns:a="urn:b"{% endif %}', []],
    [
      'a literal value in the first branch',
      '{% if a %}versie="⟦x⟧"{% else %}versie="2025-02-01"{% endif %}',
      ['SRG-T002'],
    ],
    ['an attribute twice in a branch', '{% if a %}versie="2025-01-01" ⟦versie⟧="2"{% endif %}', ['SRG-T001']],
    ['and twice in the second one', 'versie="2025-01-01" {{x}} versie="1" ⟦versie⟧="2"', ['SRG-T001']],
    ['a stray character in a value', '{{naam}}="a ⟦&⟧ {{ b && c }}"', ['SRG-T001']],
    ['a value without quotes', '{{naam}} ⟦=1⟧', ['SRG-T001']],
    ['a name without a value', '{{x}} ⟦versie⟧', ['SRG-T001']],
  ])('%s', (_name, attribute, codes) => {
    const marked = delivery(record()).replace('<SRG ', `<SRG ${attribute} `);
    check(marked, codes, { packs: [pack], templates: named });
  });
});

describe('a document shows itself to be a template', () => {
  test.each<[name: string, text: string]>([
    ['by a value of the first record', delivery(record({ bsn: '{{bsn}}' }))],
    ['with white space around it', delivery(record({ start: `\n \${start}\n` }))],
    ['by a value of the header', delivery(record(), { verslagmaand: '@maand@' })],
    ['behind a control line', delivery(['<% for (a < b) %>', record({ type: '[[type]]' }), '<% end %>'])],
    ['in the layout of another line end', delivery(record({ bsn: '{{bsn}}' })).replace(/\n/g, '\r\n')],
  ])('%s', (_name, text) => {
    const analysis = analyse(text);
    expect(analysis.template).toBe('placeholder');
    expect(findingsOf(analysis)).toEqual([]);
  });

  test.each<[name: string, text: string]>([
    ['free text', delivery(record({ nummer: '@1@' }), { header: HEADER.replace('>4.2<', '>[[x]]<') })],
    ['a part of a value', delivery(record({ start: '2025-{{m}}-01' }))],
    ['a value further down', delivery([record({ nummer: '{{x}}' }), record({ start: '{{start}}' })])],
    ['a control line', delivery(['{% for %}', record()])],
    ['a comment', delivery(`<!-- {{x}} -->${record()}`)],
    ['an element of elements', delivery(record(), { header: '{{x}}' })],
    ['an unknown element', delivery(record({ rest: '<X>{{x}}</X>' }))],
    ['XML of another kind', '<a>{{x}}</a>'],
    ['behind the first 16,384 characters', delivery(`<!--${' '.repeat(16_384)}-->${record({ start: '{{x}}' })}`)],
  ])('but not by %s', (_name, text) => {
    const analysis = analyse(text);
    expect(analysis.isTemplate).toBe(false);
    expect([...analysis.placeholdersIn(0, text.length)]).toEqual([]);
  });

  test('and follows a pack whose root stands behind a control line with tags in it, as well after edits', () => {
    const source = new SourceText(`<% if (a <b) write("<x>") %>\n${delivery(record())}`);
    const settings = { packs, rules: {}, berichtgevers: [], templates: named };
    const analysis = new DeliveryAnalysis(source, settings);
    analysis.run();
    expect(analysis.choice.kind).toBe('known');
    const start = source.toString().indexOf('4.2</');
    source.replace(start, start + 3, '{{x}}');
    expect(analysis.edited({ start, end: start + 3, length: 5 })).toBe(true);
  });

  test('by its name, whatever it holds', () => {
    expect(analyse(delivery(record()), { templates: named }).template).toBe('name');
    expect(found(delivery(record()))).toEqual([]);
  });
});

describe('a namespace that is yet to be filled in', () => {
  const wrong = delivery(record({ ...OPEN, type: '⟦99⟧' }));
  test.each([
    ['the whole', wrong.replace(/xmlns="[^"]*"/, 'xmlns="<%= NAMESPACE %>"')],
    ['a part', wrong.replace('2026"', '{{versie}}"')],
    ['with quotes of its own', wrong.replace(/xmlns="[^"]*"/, 'xmlns={{namespace}}')],
    ['of a prefix', wrong.replace(/(<\/?)(?=[A-Z])/g, '$1s:').replace(/xmlns="[^"]*"/, 'xmlns:s="{{namespace}}"')],
  ])('is that of the pack with the root: %s', (_name, marked) => {
    check(marked, ['SRG-T002']);
  });

  test('where there is one', () => {
    check(
      delivery(record())
        .replace(/xmlns="[^"]*"/, 'xmlns="{{n}}"')
        .replaceAll('SRG', 'SrgBericht')
        .replace('SrgB', '⟦SrgB')
        .replace('Bericht ', 'Bericht⟧ '),
      ['SRG-T005'],
    );
  });
});

test('the example that ships has nothing wrong with it, and no mistake in it passes', () => {
  const text = readFileSync('examples/export-sjabloon.srg.tmpl', 'utf8');
  expect(found(text)).toEqual([]);
  expect(found(text, {})).toEqual([]);
  for (const [element] of text.matchAll(/<(\w+)>[^<]*<\/\1>/g)) {
    if (/EinddatumVoorziening|Loonwaarde/.test(element)) continue;
    expect(found(text.replace(element, '')), element).not.toEqual([]);
  }
});

/** What people put into a template: placeholders whole, half and in the wrong place. */
const SNIPPETS = [
  '{{x}}',
  '{{',
  '}}',
  `\${x}`,
  `\${`,
  '}',
  '<%',
  '%>',
  '<% if (a < b && c) { %>',
  '{% for v in w %}',
  '{%',
  '%}',
  '[[x]]',
  '@x@',
  '@',
  '<%--',
  '--%>',
  '%%',
  '%%x%%',
  '<A b={{x}}>',
  '<A {% if a %}b="1"{% else %}b="2"{% endif %}/>',
  ' {{x}}="1"',
  ' b{{x}}="{{y}}',
  '="',
  "'",
  '<![CDATA[{{x}}]]>',
  '{# a',
  '#}',
  '<#if a > b>',
  '<#',
  '#>',
  '</#if>',
  '$v.x',
  '#if($a',
  ')',
  '#end',
  '\n@if (a) {\n',
  '<c:if test="a > b">',
  '</c:if>',
  '<A th:text="a" b="1">',
  ' th:each="',
  '\n}\n',
  'a@b',
  '@v.',
];

const TEMPLATE = readFileSync('examples/export-sjabloon.srg.tmpl', 'utf8');
const PASTED = [
  record(OPEN),
  record(),
  record({ start: '@start@' }),
  record({ bsn: '95020486' }),
  `{% for %}${record({ ...OPEN, start: 'x' })}{% endfor %}`,
  record(OPEN).replace(/<Persoon>.*<\/Persoon>/, '{{> persoon}}'),
  record({
    ...OPEN,
    rest: '{% if a %}<EinddatumVoorziening>x</EinddatumVoorziening>{% else %}<EinddatumVoorziening>y</EinddatumVoorziening>{% endif %}<Z/>',
  }),
];

describe('after any edits the state equals that of a fresh analysis', () => {
  const own = new Placeholders([parsePlaceholderSyntax('%%…%%')!]);
  const taken = { kept: 0, anew: 0 };
  test.each<[name: string, text: string, templates: TemplateSettings | undefined, runs: number]>([
    ['of a template by name', TEMPLATE, { isNamed: true, placeholders: own }, 640],
    ['of a template by its placeholders', TEMPLATE, undefined, 640],
    ['of a delivery', delivery(PASTED.slice(1, 4)), { isNamed: false, placeholders: own }, 640],
    ['of many records in a loop', delivery([...Array(40)].flatMap(() => PASTED)), undefined, 160],
    ['of a template on one line', TEMPLATE.replace(/\n\s*/g, ''), undefined, 320],
  ])(
    '%s',
    (_name, text, templates, runs) => {
      const settings = { packs, rules: {}, berichtgevers: [], ...(templates && { templates }) };
      const edits = randomEdits(PASTED, 8, SNIPPETS);
      const property = fc.property(edits, (script) => playEdits(text, script, settings, taken));
      holds(property, runs);
    },
    900_000,
  );

  // A control line may hold tags: what follows its end is another text by that end alone.
  test.each<[name: string, text: string, at: string, insert: string]>([
    ['the end of a control line', delivery(['{% for', ...PASTED.slice(0, 4), '{{x}}']), '{{x}}', '%}'],
    ['the beginning of one', delivery(['  ', ...PASTED, '%>']), '  \n', '<%'],
    ['in a record', delivery([record({ ...OPEN, nummer: '<%' }), ...PASTED, '%']), '%\n', '%>'],
    ['the end of one from the header on', delivery(PASTED, { header: `${HEADER}<%` }), '</Voorzieningen>', '%>'],
  ])('also where %s is typed far from the other end', (_name, text, at, insert) => {
    const source = new SourceText(text);
    const settings = { packs, rules: {}, berichtgevers: [], templates: named };
    let analysis = new DeliveryAnalysis(source, settings);
    const edit = (start: number, end: number, newText: string) => {
      source.replace(start, end, newText);
      if (!analysis.edited({ start, end, length: newText.length })) analysis = new DeliveryAnalysis(source, settings);
      analysis.run();
      expect(visible(analysis)).toEqual(visible(analyse(source.toString(), { templates: named })));
    };
    analysis.run();
    const before = JSON.stringify(visible(analysis));
    const start = text.indexOf(at);
    edit(start, start, insert);
    expect(JSON.stringify(visible(analysis))).not.toBe(before);
    edit(start, start + insert.length, '');
    expect(JSON.stringify(visible(analysis))).toBe(before);
  });

  test('most edits were taken in, so that the comparison says something', () => {
    expect(taken.kept).toBeGreaterThan(LONG ? taken.anew : 0);
  });
});

test('whatever stands in a template, what the scanner takes for well-formed, libxml2 can read', () => {
  const piece = fc.constantFrom(...SNIPPETS, '<A>', '</A>', '<A/>', '<A a="1"/>', ' ', 'x', '&amp;', '<!-- c -->', '"');
  const soup = fc.array(piece, { maxLength: 5 }).map((parts) => parts.join(''));
  const property = fc.property(soup, soup, (within, between) => {
    const text = delivery([`<Voorziening>${within}</Voorziening>`, between, record(OPEN)]);
    const findings = findingsOf(analyse(text, { templates: named }));
    expect(findings.filter(({ message }) => message.includes('libxml2'))).toEqual([]);
  });
  holds(property, 3200);
});
