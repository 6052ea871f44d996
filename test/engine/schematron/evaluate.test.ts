// Over 400 lines: one table of expressions and what they find.

import { describe, expect, test } from 'vitest';
import { formatMessage } from '../../../server/src/engine/messages/message.ts';
import { compileSchematron } from '../../../server/src/engine/schematron/compile.ts';
import { problemsOf } from '../../../server/src/engine/schematron/evaluate.ts';
import { BSN, delivery, record } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';
import { sch } from '../../support/schematron.ts';
import { apply, compiled, layout } from './check-schematron.ts';

const rule = (context: string, inner: string) => sch(`<pattern><rule context="${context}">${inner}</rule></pattern>`);

/** Holds that the schema says just this of the delivery: code and message, in the places that `⟦…⟧` mark. */
function check(schema: string, marked: string, expected: string[]): void {
  const { text, ranges: places } = ranges(marked);
  const { found, failures } = apply(compiled(schema), text);
  expect(failures).toEqual([]);
  expect(found.map(({ code, message, range }) => [`${code}: ${message}`, text.slice(range.start, range.end)])).toEqual(
    places.map(({ start, end }, index) => [expected[index], text.slice(start, end)]),
  );
  expect(found.map(({ range }) => range)).toEqual(places);
}

describe('where a finding sits', () => {
  const found = (context: string) => rule(context, '<assert id="A" test="false()">fout</assert>');
  test.each<[string, string, string]>([
    ['the value of an element with text', 'srg:BegindatumVoorziening', delivery([record({ start: '⟦20250301⟧' })])],
    ['the value without white space', 'srg:BegindatumVoorziening', delivery([record({ start: ' \n ⟦20250301⟧ ' })])],
    [
      'the name of an element with elements',
      'srg:Voorziening',
      delivery([record().replace('Voorziening', '⟦Voorziening⟧')]),
    ],
    [
      'the name of an empty element',
      'srg:EinddatumVoorziening',
      delivery([record({ rest: '<⟦EinddatumVoorziening⟧></EinddatumVoorziening>' })]),
    ],
    ['the value of an attribute', '@*', delivery([record().replace('<Persoon>', '<Persoon bron=" ⟦x⟧ ">')])],
    ['a text', 'srg:Geslacht/text()', delivery([record().replace('>1<', '>⟦1⟧<')])],
    ['a comment', 'comment()', delivery([record({ rest: '⟦<!-- zie dossier -->⟧' })])],
    ['a value of the header', 'srg:Statistiekmaand', delivery([record()], { verslagmaand: '2025-⟦03⟧' })],
    ['the header', 'srg:Levering', delivery([record()]).replace('Levering', '⟦Levering⟧')],
    ['the container', 'srg:Voorzieningen', delivery([record()]).replace('Voorzieningen', '⟦Voorzieningen⟧')],
    ['the root, for the document', '/', delivery([record()]).replace('SRG', '⟦SRG⟧')],
  ])('%s', (_name, context, marked) => check(found(context), marked, ['A: fout']));

  test('a subject points elsewhere, of the check before that of its diagnostic and its rule', () => {
    const text = (check: string) =>
      sch(
        `<pattern><rule context="srg:Voorziening" subject="srg:TypeVoorziening"><assert id="A" test="false()" ${check}>fout</assert></rule></pattern>` +
          '<diagnostics><diagnostic id="d" subject="srg:BegindatumVoorziening">!</diagnostic></diagnostics>',
      );
    check(text(''), delivery([record({ type: '⟦42⟧' })]), ['A: fout']);
    check(text('diagnostics="d"'), delivery([record({ start: '⟦20250301⟧' })]), ['A: fout !']);
    const einddatum = text('subject="srg:EinddatumVoorziening"');
    check(einddatum, delivery([record({ end: '⟦20250309⟧' })]), ['A: fout']);
    check(einddatum, delivery([record().replace('Voorziening', '⟦Voorziening⟧')]), ['A: fout']);
  });

  test('every record that breaks a rule, with the prefixes that the delivery has', () => {
    const text = delivery([record({ type: '⟦42⟧' }), record({ type: '30' }), record({ type: '⟦42⟧' })])
      .replace(/<(\/?)(?=[A-Z])/g, '<$1v:')
      .replace('xmlns=', 'xmlns:v=');
    check(rule('srg:TypeVoorziening', '<report id="A" test=". = 42">fout</report>'), text, ['A: fout', 'A: fout']);
  });
});

describe('what applies', () => {
  const two = delivery([record({ type: '⟦42⟧', end: '20250331' }), record({ type: '⟦30⟧' })]);

  const reports = (...contexts: string[]) =>
    contexts
      .map((context, i) => `<rule context="${context}"><report id="R${i}" test="true()">x</report></rule>`)
      .join('');

  test('the first rule of a pattern that matches a node', () => {
    check(sch(`<pattern>${reports("srg:TypeVoorziening[. = '42']", 'srg:TypeVoorziening')}</pattern>`), two, [
      'R0: x',
      'R1: x',
    ]);
  });

  test('of every pattern', () => {
    const schema = sch(
      `<pattern>${reports('srg:Geslacht')}</pattern><pattern>${reports('srg:Geslacht').replace('R0', 'P1')}</pattern>`,
    );
    expect(
      apply(compiled(schema), delivery([record()]))
        .found.map(({ code }) => code)
        .sort(),
    ).toEqual(['P1', 'R0']);
  });

  test.each<[string, string, string[]]>([
    ['an assert, where its test is not met', '<assert id="A" test=". = 42">geen 42</assert>', ['geen 42']],
    ['a report, where its test is met', '<report id="A" test=". != 42">geen 42</report>', ['geen 42']],
    [
      'nodes count as met when there are any',
      '<assert id="A" test="../srg:EinddatumVoorziening">loopt</assert>',
      ['loopt'],
    ],
    ['a number counts as met unless it is 0', '<report id="A" test="number(. = 30)">dertig</report>', ['dertig']],
  ])('%s', (_name, inner, messages) => {
    const text = two.replace('⟦42⟧', '42');
    check(
      rule('srg:TypeVoorziening', inner),
      text,
      messages.map((message) => `A: ${message}`),
    );
  });

  test.each<[string, string]>([
    ['a path of several steps', 'srg:Voorziening/srg:TypeVoorziening'],
    ['an absolute path', '/srg:SRG/srg:Voorzieningen/srg:Voorziening/srg:TypeVoorziening'],
    ['// at the start', '//srg:TypeVoorziening'],
    ['// in the middle', 'srg:Voorzieningen//srg:TypeVoorziening'],
    ['alternatives', 'srg:Einddatumx | srg:TypeVoorziening'.replace('srg:Einddatumx', 'srg:Loonwaarde')],
    ['a predicate', 'srg:*[local-name() = "TypeVoorziening"]'.replaceAll('"', '&quot;')],
    ['a place among siblings', 'srg:Voorziening/*[3]'],
  ])('a context can be %s', (_name, context) => {
    check(rule(context, '<report id="A" test="true()">x</report>'), two, ['A: x', 'A: x']);
  });

  test('the header only once, and with it the root', () => {
    const text = delivery([record(), record()], { verslagmaand: '2025-⟦03⟧' });
    check(rule('srg:Statistiekmaand', '<report id="A" test="true()">x</report>'), text, ['A: x']);
  });

  test('a delivery without records, or without a container, has a header still', () => {
    const schema = rule('srg:Statistiekmaand', '<report id="A" test="true()">x</report>');
    check(schema, delivery([], { verslagmaand: '2025-⟦03⟧' }), ['A: x']);
    const whole = delivery([], { verslagmaand: '2025-⟦03⟧' }).replace(/<Voorzieningen>[\s\S]*<\/Voorzieningen>/, '');
    check(schema, whole, ['A: x']);
  });

  test('role is the severity, of the rule where the check has none', () => {
    const roles = ['error', 'fatal', 'warning', 'warn', 'information', 'info', ''];
    const checks = roles.map((role, i) => `<assert id="A${i}" test="false()" ${role && `role="${role}"`}>x</assert>`);
    const schema = sch(
      `<pattern><rule context="srg:Voorziening" role="information">${checks.join('')}</rule></pattern>`,
    );
    expect(apply(compiled(schema), delivery([record()])).found.map(({ severity }) => severity)).toEqual([
      'error',
      'error',
      'warning',
      'warning',
      'information',
      'information',
      'information',
    ]);
    const [without] = apply(
      compiled(rule('srg:Persoon', '<assert test="false()">x</assert>')),
      delivery([record()]),
    ).found;
    expect(without).toMatchObject({ code: 'schematron-1.1.1', severity: 'warning' });
  });
});

describe('messages', () => {
  const says = (inner: string, more = '') =>
    apply(
      compiled(
        sch(
          `<pattern><rule context="srg:Voorziening">${more}<assert id="A" test="false()">${inner}</assert></rule></pattern>`,
        ),
      ),
      delivery([record({ type: '42', nummer: 'A&amp;B', bsn: BSN[1] })]),
    ).found.map(({ message }) => message)[0];

  test.each<[string, string, string | undefined]>([
    ['white space as one space', '\n  een\t twee \n', 'een twee'],
    ['a value', 'type <value-of select="srg:TypeVoorziening"/>.', 'type 42.'],
    ['a value with references', '<value-of select="srg:RegistratienummerVoorziening"/>', 'A&B'],
    ['a number', '<value-of select="count(*) + 0.5"/>', '4.5'],
    ['a path without nodes', 'eind: <value-of select="srg:EinddatumVoorziening"/>.', 'eind: .'],
    ['the name of the node', '<name/>', 'Voorziening'],
    ['the name of another', '<name path="srg:Persoon/*[1]"/>', 'Burgerservicenummer'],
    [
      'emphasis and the like',
      'heel <emph>erg</emph> <span class="x">fout</span> <dir value="ltr">hier</dir>',
      'heel erg fout hier',
    ],
    ['elements of others', 'heel <b xmlns="urn:x">erg</b>', 'heel erg'],
    ['comments left out', 'a<!-- b -->c', 'ac'],
  ])('show %s', (_name, inner, expected) => expect(says(inner)).toBe(expected));

  test('end somewhere', () => {
    const doubled = Array.from({ length: 12 }, (_, i) => `<let name="v${i + 1}" value="concat($v${i}, $v${i})"/>`);
    const message = says('<value-of select="$v12"/>', `<let name="v0" value="'x'"/>${doubled.join('')}`)!;
    expect(message).toHaveLength(1000);
  });

  test('a diagnostic comes behind, with values of its own', () => {
    const schema = sch(
      '<pattern><rule context="srg:Voorziening"><let name="t" value="srg:TypeVoorziening"/><assert id="A" test="false()" diagnostics="d e">fout.</assert></rule></pattern>' +
        '<diagnostics><diagnostic id="d">Type <value-of select="$t"/>.</diagnostic><diagnostic id="e">Einde.</diagnostic></diagnostics>',
    );
    expect(apply(compiled(schema), delivery([record()])).found[0]?.message).toBe('fout. Type 30. Einde.');
  });
});

describe('variables', () => {
  test('of the schema, the phase, the pattern and the rule, each sees those before it', () => {
    const schema = sch(
      '<pattern id="p"><let name="c" value="concat($b, \'c\')"/><rule context="srg:Voorziening">' +
        '<let name="d" value="concat($c, srg:TypeVoorziening)"/><let name="a" value="concat($d, $a)"/>' +
        '<report id="A" test="true()"><value-of select="$a"/></report></rule></pattern>',
      '<let name="a" value="string(//srg:Statistiekmaand)"/><phase id="f"><active pattern="p"/><let name="b" value="concat($a, \'b\')"/></phase>',
    ).replace('<schema', '<schema defaultPhase="f"');
    const { found } = apply(compiled(schema), delivery([record({ type: '42' }), record({ type: '30' })]));
    expect(found.map(({ message }) => message)).toEqual(['03bc4203', '03bc3003']);
  });

  test('current() is the node of the rule, within a predicate too', () => {
    const schema = rule(
      'srg:EinddatumVoorziening',
      '<report id="A" test="../*[local-name() != local-name(current())][. = current()]">gelijk</report>',
    );
    check(schema, delivery([record({ start: '20250301', end: '⟦20250301⟧' }), record({ end: '20250302' })]), [
      'A: gelijk',
    ]);
  });
});

describe('abstract parts', () => {
  test('a rule gets the lets and checks of the one that it extends, in their place', () => {
    const schema = sch(
      '<pattern><rule abstract="true" id="r"><let name="b" value="$a + 1"/><report id="R" test="$b = 3">drie</report></rule>' +
        '<rule context="srg:Geslacht"><let name="a" value=". + 1"/><extends rule="r"/><report id="S" test="$b = 3">ook</report></rule></pattern>',
    );
    expect(apply(compiled(schema), delivery([record()])).found.map(({ code }) => code)).toEqual(['R', 'S']);
  });

  test('a rule that is extended in many ways counts once, and a long way costs no more than it is long', () => {
    const steps = Array.from(
      { length: 5_000 },
      (_, i) => `<rule abstract="true" id="r${i + 1}"><extends rule="r${i}"/><extends rule="r${i}"/></rule>`,
    );
    const schema = sch(
      '<pattern><rule abstract="true" id="r0"><let name="a" value="1"/><report id="R" test="$a = 1">een</report></rule>' +
        `${steps.join('')}<rule context="srg:Geslacht"><extends rule="r5000"/><extends rule="r3"/></rule></pattern>`,
    );
    expect(apply(compiled(schema), delivery([record()])).found.map(({ code }) => code)).toEqual(['R']);
  });

  test('a pattern with parameters', () => {
    const schema = sch(
      '<pattern abstract="true" id="p"><rule context="$waar"><report id="R" test="$wat &gt; $grens"><name path="$wat"/></report></rule></pattern>' +
        '<pattern is-a="p"><param name="waar" value="srg:Persoon"/><param name="wat" value="srg:Geslacht"/><param name="grens" value="0"/></pattern>' +
        '<pattern is-a="p"><param name="waar" value="srg:Voorziening"/><param name="wat" value="srg:TypeVoorziening"/><param name="grens" value="40"/></pattern>',
    );
    const { found } = apply(compiled(schema), delivery([record({ type: '42' })]));
    expect(found.map(({ message }) => message).sort()).toEqual(['Geslacht', 'TypeVoorziening']);
  });

  test('only the patterns of the default phase', () => {
    const pattern = (id: string) =>
      `<pattern id="${id}"><rule context="srg:Voorziening"><report id="R-${id}" test="true()">x</report></rule></pattern>`;
    const text = (phase: string) =>
      sch(`<phase id="f"><active pattern="b"/></phase>${pattern('a')}${pattern('b')}`).replace(
        '<schema',
        `<schema ${phase}`,
      );
    const codes = (phase: string) => apply(compiled(text(phase)), delivery([record()])).found.map(({ code }) => code);
    expect(codes('defaultPhase="f"')).toEqual(['R-b']);
    expect(codes('defaultPhase="#ALL"')).toEqual(['R-a', 'R-b']);
    expect(codes('')).toEqual(['R-a', 'R-b']);
  });
});

describe('XPath 1.0 where the library differs from it', () => {
  test.each<[string, string]>([
    ["substring('12345', 2, 3)", '234'],
    ["substring('12345', 1.5, 2.6)", '234'],
    ["substring('12345', 0, 3)", '12'],
    ["substring('12345', 0 div 0, 3)", ''],
    ["substring('12345', 5, -2)", ''],
    ["substring('12345', -42, 1 div 0)", '12345'],
    ['string(floor(srg:EinddatumVoorziening))', 'NaN'],
    ['string(round(srg:RegistratienummerVoorziening))', 'NaN'],
    ["string(ceiling(' 1.2 '))", '2'],
    ["translate('20250301', '-', '')", '20250301'],
    ["string(number(''))", 'NaN'],
    ['string(number(srg:EinddatumVoorziening))', 'NaN'],
    ['string(srg:EinddatumVoorziening - 1)', 'NaN'],
    ['string(-srg:EinddatumVoorziening)', 'NaN'],
    ['string(srg:TypeVoorziening[number() = 30] + 1)', '31'],
    ['string((srg:TypeVoorziening | srg:EinddatumVoorziening) * 2)', '60'],
    ["string('0x10' + 0)", 'NaN'],
    ['2 - 1 - 1', '0'],
    ['string(3 - (1 = 1) * 2)', '1'],
    ["normalize-space(' a  b ')", 'a b'],
  ])('%s', (expression, expected) => {
    const schema = rule(
      'srg:Voorziening',
      `<report id="A" test="true()">[<value-of select="${expression}"/>]</report>`,
    );
    expect(apply(compiled(schema), delivery([record()])).found[0]?.message).toBe(`[${expected}]`);
  });

  test('@* has no namespace declarations, and CDATA is text', () => {
    const schema = rule(
      'srg:RegistratienummerVoorziening',
      '<report id="A" test="true()"><value-of select="concat(count(@*), count(text()), .)"/></report>',
    );
    const text = delivery([
      record({ nummer: 'a<![CDATA[<b>]]>c' }).replace(
        '<RegistratienummerVoorziening',
        '<RegistratienummerVoorziening xmlns:x="urn:x" x:y="1"',
      ),
    ]);
    expect(apply(compiled(schema), text).found[0]?.message).toBe('11a<b>c');
  });
});

describe('the schema tells', () => {
  test.each<[string, string, boolean]>([
    ['that records depend on the header', 'srg:BegindatumVoorziening &gt; //srg:Statistiekmaand', true],
    ['that they do not', 'srg:BegindatumVoorziening and name(..)', false],
  ])('%s', (_name, expression, expected) => {
    expect(compiled(rule('srg:Voorziening', `<assert id="A" test="${expression}">x</assert>`)).recordsReadHeader).toBe(
      expected,
    );
  });

  test('whether it looks at records at all', () => {
    const schema = (context: string) => compiled(rule(context, '<assert id="A" test="true()">x</assert>'));
    expect(schema('srg:Levering').looksAtRecords).toBe(false);
    expect(schema('srg:BegindatumVoorziening').looksAtRecords).toBe(true);
  });
});

describe('what is wrong leaves the rest', () => {
  const codesOf = (text: string) => {
    const { schema } = compileSchematron(text, layout);
    return apply(schema!, delivery([record()])).found.map(({ code }) => code);
  };

  test('a check with an error is off, and one whose variable is wrong', () => {
    const inner =
      '<let name="v" value="1 +"/><assert id="A" test="$v">x</assert><assert id="B" test="false()"><value-of select="$v"/></assert>';
    expect(codesOf(rule('srg:Voorziening', `${inner}<assert id="C" test="false()">y</assert>`))).toEqual(['C']);
  });

  test('a pattern whose rule has a wrong context is off as a whole', () => {
    const report = (context: string, id: string) =>
      `<rule context="${context}"><report id="${id}" test="true()">x</report></rule>`;
    const broken = `<pattern>${report('srg:Voorziening[', 'A')}${report('srg:Voorziening', 'B')}</pattern>`;
    expect(codesOf(sch(`${broken}<pattern>${report('srg:Voorziening', 'C')}</pattern>`))).toEqual(['C']);
  });

  test('a reserved id gives way to the place', () => {
    expect(codesOf(rule('srg:Voorziening', '<report id="SRG-I101" test="true()">x</report>'))).toEqual([
      'schematron-1.1.1',
    ]);
  });
});

describe('hostile input', () => {
  const many = (n: number) => delivery([record({ rest: '<X/>'.repeat(n) })]);
  const explosion = rule(
    'srg:Voorziening',
    '<assert id="A" test="*/../*/../*/../*/../*/../*/../*/../*">x</assert><assert id="B" test="false()">y</assert>',
  );

  test('an expression that takes too much work fails for that check alone, and is one problem', () => {
    const { found, failures } = apply(
      compiled(explosion),
      delivery([...Array(3)].map(() => record({ rest: '<X/>'.repeat(60) }))),
    );
    expect(found.map(({ code }) => code)).toEqual(['B', 'B', 'B']);
    expect(failures.map(({ checks }) => checks.map(({ code }) => code).join())).toEqual(['A', 'A', 'A']);
    const problems = problemsOf(failures);
    expect(problems).toHaveLength(1);
    expect(explosion.slice(problems[0]!.range.start, problems[0]!.range.end)).toMatch(/^\*\/\.\.\/\*/);
    expect(formatMessage(problems[0]!.message, { language: 'nl', maskBsn: false })).toContain('te veel rekenwerk');
  });

  test('a variable that fails is reported in its own place', () => {
    const schema = rule(
      'srg:Voorziening',
      '<let name="a" value="*/../*/../*/../*/../*/../*/../*/../*"/><assert id="A" test="$a">x</assert>',
    );
    const { failures } = apply(compiled(schema), many(60));
    const [problem] = problemsOf(failures);
    expect(schema.slice(problem!.range.start, problem!.range.end)).toMatch(/^\*\/\.\.\/\*/);
    expect(schema.slice(problem!.range.start - 7, problem!.range.start)).toBe('value="');
  });

  test('a record that nests without end gets nothing', () => {
    const deep = delivery([record({ rest: '<X>'.repeat(5000) + '</X>'.repeat(5000) }), record()]);
    expect(
      apply(compiled(rule('srg:Voorziening', '<report id="A" test="true()">x</report>')), deep).found,
    ).toHaveLength(1);
  });

  test('a string without end fails', () => {
    const doubled = Array.from({ length: 40 }, (_, i) => `<let name="v${i + 1}" value="concat($v${i}, $v${i})"/>`);
    const schema = rule(
      'srg:Voorziening',
      `<let name="v0" value="'xxxx'"/>${doubled.join('')}<assert id="A" test="string-length($v40) = 1">x</assert>`,
    );
    expect(apply(compiled(schema), delivery([record()])).failures).toHaveLength(1);
  });
});

test('a record gets the same verdict whatever was judged before', () => {
  const schema = compiled(
    sch(
      '<pattern><rule context="srg:TypeVoorziening"><assert id="A" test="substring(../srg:BegindatumVoorziening, 5, 2) = $m"><value-of select="."/></assert></rule></pattern>',
      '<let name="m" value="//srg:Statistiekmaand"/>',
    ),
  );
  const records = [
    record({ type: '42', start: '20250101' }),
    record({ type: '30' }),
    record({ type: '50', start: '20250201' }),
  ];
  const messages = (list: string[]) => apply(schema, delivery(list)).found.map(({ message }) => message);
  expect(messages(records)).toEqual(['42', '50']);
  expect(messages([...records].reverse())).toEqual(['50', '42']);
});
