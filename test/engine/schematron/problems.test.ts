import { describe, expect, test } from 'vitest';
import { compileSchematron } from '../../../server/src/engine/schematron/compile.ts';
import { NAMESPACE } from '../../support/delivery.ts';
import { ranges } from '../../support/markers.ts';
import { sch } from '../../support/schematron.ts';
import { layout, problemsIn } from './check-schematron.ts';

const rule = (inner: string, attributes = 'context="srg:Voorziening"') =>
  sch(`<pattern><rule ${attributes}>${inner}</rule></pattern>`);
const withTest = (expression: string, more = '') => rule(`${more}<assert id="A" test="${expression}">fout</assert>`);
const withContext = (context: string) => rule('<assert id="A" test="true()">fout</assert>', `context="${context}"`);
const good = rule('<assert id="A" test="true()">fout</assert>');

/** Holds that the schema has just these problems, in the places that `⟦…⟧` mark. */
function check(marked: string, keys: string[], severity = 'error'): void {
  const { text, ranges: expected } = ranges(marked);
  const found = problemsIn(text);
  expect(
    found.map((problem) => [problem.key, problem.severity, text.slice(problem.range.start, problem.range.end)]),
  ).toEqual(expected.map(({ start, end }, index) => [keys[index], severity, text.slice(start, end)]));
  expect(found.map(({ range }) => range)).toEqual(expected);
  expect(found.every(({ message }) => !/\{\w+\}/.test(message))).toBe(true);
}

describe('a file that can not be used has no schema', () => {
  test.each<[string, string, string[]]>([
    ['text that is no XML', '⟦SRG⟧', ['SRG-T001.notXml']],
    [
      'a missing end tag',
      '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><⟦pattern⟧></schema>',
      ['SRG-T001.unclosedElement'],
    ],
    ['a bare <', withTest('srg:A ⟦<⟧ 3'), ['lessThan']],
    [
      'a DOCTYPE',
      '⟦<!DOCTYPE⟧ schema SYSTEM "x.dtd"><schema xmlns="http://purl.oclc.org/dsdl/schematron"/>',
      ['doctype'],
    ],
    ['another root', '<⟦rules⟧ xmlns="http://purl.oclc.org/dsdl/schematron"/>', ['noSchema']],
    ['no namespace', '<⟦schema⟧/>', ['noSchema']],
    ['Schematron 1.5', '<⟦sch:schema⟧ xmlns:sch="http://www.ascc.net/xml/schematron"/>', ['oldNamespace']],
    ['XPath 2.0', good.replace('<schema', '<schema queryBinding="⟦xslt2⟧"'), ['queryBinding']],
    ['an unknown binding', good.replace('<schema', '<schema queryBinding="⟦python⟧"'), ['queryBinding']],
  ])('%s', (_name, marked, keys) => {
    check(marked, keys);
    expect(compileSchematron(ranges(marked).text, layout).schema).toBeUndefined();
  });

  test('elements within each other without end', () => {
    const text = sch('<a>'.repeat(5000) + '</a>'.repeat(5000));
    expect(problemsIn(text).map(({ key }) => key)).toEqual(['nesting']);
  });
});

test.each(['xslt', 'xpath', 'XSLT'])('the query binding %s is known', (binding) => {
  expect(problemsIn(good.replace('<schema', `<schema queryBinding="${binding}"`))).toEqual([]);
});

describe('the structure', () => {
  const assert = '<assert id="A" test="true()">fout</assert>';
  test.each<[string, string, string[]]>([
    ['a rule without a context', sch(`<pattern><⟦rule⟧>${assert}</rule></pattern>`), ['missingAttribute']],
    ['an empty context', withContext('⟦⟧').replace('context="⟦⟧"', '⟦context⟧=""'), ['emptyAttribute']],
    ['an assert without a test', rule('<⟦assert⟧ id="A">fout</assert>'), ['missingAttribute']],
    ['a let without a value', rule(`<⟦let⟧ name="a"/>${assert}`), ['missingAttribute']],
    ['a ns without a uri', sch('<pattern/>', '<⟦ns⟧ prefix="x"/>'), ['missingAttribute']],
    ['an id twice', rule(`${assert}<report id="⟦A⟧" test="false()">fout</report>`), ['duplicateId']],
    ['a prefix twice', sch('<pattern/>', `<ns prefix="⟦srg⟧" uri="x"/>`), ['duplicatePrefix']],
    ['a variable twice', rule(`<let name="a" value="1"/><let name="⟦a⟧" value="2"/>${assert}`), ['duplicateLet']],
    ['an id of the product', rule('<assert id="⟦SRG-I101⟧" test="true()">fout</assert>'), ['reservedCode']],
    ['an unknown element', sch('<pattern/><⟦patroon⟧/>'), ['unknownElement']],
    [
      'an element out of place',
      sch(`<⟦rule⟧ context="srg:Voorziening">${assert}</rule><pattern/>`),
      ['misplacedElement'],
    ],
    ['an include', sch('<⟦include⟧ href="a.sch"/><pattern/>'), ['refusedElement']],
    [
      'a function in XSLT',
      sch('<⟦xsl:key⟧ xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="k"/><pattern/>'),
      ['xslt'],
    ],
    ['other documents', sch(`<pattern ⟦documents⟧="'a.xml'"/>`), ['refusedAttribute']],
    [
      'an unknown diagnostic',
      rule('<assert id="A" test="true()" diagnostics="⟦d⟧">fout</assert>'),
      ['unknownDiagnostic'],
    ],
    ['an unknown abstract rule', rule(`<extends rule="⟦r⟧"/>${assert}`), ['unknownAbstract']],
    ['an unknown abstract pattern', sch('<pattern is-a="⟦p⟧"/>'), ['unknownAbstract']],
    ['an unknown phase', sch('<pattern/>').replace('<schema', '<schema defaultPhase="⟦f⟧"'), ['unknownPhase']],
    [
      'an unknown pattern in a phase',
      sch('<phase id="f"><active pattern="⟦p⟧"/></phase><pattern/>'),
      ['unknownPattern'],
    ],
    [
      'an abstract rule with a context',
      sch(
        `<pattern><rule abstract="true" id="r" context="⟦srg:Voorziening⟧">${assert}</rule>` +
          '<rule context="srg:Voorziening"><extends rule="r"/></rule></pattern>',
      ),
      ['abstractContext'],
    ],
    [
      'an abstract rule that extends itself',
      sch(
        `<pattern><rule abstract="true" id="r">${assert}<extends rule="⟦r⟧"/></rule>` +
          '<rule context="srg:Voorziening"><extends rule="r"/></rule></pattern>',
      ),
      ['extendsItself'],
    ],
  ])('%s', (_name, marked, keys) => check(marked, keys));

  test.each<[string, string, string[]]>([
    ['no pattern', sch('').replace('<schema', '<⟦schema⟧'), ['noPatterns']],
    ['an unknown role', rule('<assert id="A" role="⟦ernstig⟧" test="true()">fout</assert>'), ['unknownRole']],
    ['an unknown attribute', rule('<assert id="A" test="true()" ⟦ernst⟧="hoog">fout</assert>'), ['unknownAttribute']],
    ['a flag', rule('<assert id="A" test="true()" ⟦flag⟧="f">fout</assert>'), ['ignored']],
    ['properties', sch('<pattern/><⟦properties⟧/>'), ['ignored']],
    ['text in a rule', rule(`⟦los⟧${assert}`), ['strayText']],
    ['a check without a message', rule('<⟦assert⟧ id="A" test="true()"> </assert>'), ['noMessage']],
    [
      'an abstract rule that nothing extends',
      sch(`<pattern><⟦rule⟧ abstract="true" id="r">${assert}</rule></pattern>`),
      ['unused'],
    ],
    [
      'a subject in the header',
      rule('<assert id="A" test="true()" subject="⟦//srg:Statistiekmaand⟧">fout</assert>'),
      ['subjectOutside'],
    ],
  ])('%s is a warning', (_name, marked, keys) => check(marked, keys, 'warning'));

  test('what is documentation is left alone', () => {
    const text = sch(
      `<title>t</title><p>uitleg <emph>hier</emph></p><pattern><title>t</title><p>u</p><rule context="srg:Voorziening" see="https://example.org">${assert}</rule></pattern>`,
      '<x:note xmlns:x="urn:x">eigen</x:note>',
    );
    expect(problemsIn(text)).toEqual([]);
  });
});

describe('expressions', () => {
  test.each<[string, string, string[]]>([
    ['no XPath', withTest('⟦srg:A = ⟧'.replace(' ⟧', '⟧ ')), ['syntax']],
    ['brackets that do not close', withTest('⟦count(srg:Persoon⟧'), ['syntax']],
    ['a literal that does not end', withTest("⟦srg:TypeVoorziening = '41⟧"), ['syntax']],
    ['an undeclared prefix', withTest('srg:Persoon/⟦x⟧:Naam'), ['undeclaredPrefix']],
    ['the prefix in a reference, ranges in the raw text', withTest('1 &lt; ⟦x⟧:Naam'), ['undeclaredPrefix']],
    ['an undeclared variable', withTest('⟦$a⟧ = 1'), ['undeclaredVariable']],
    [
      'a variable from below',
      withTest('⟦$a⟧ = 1').replace('</rule>', '<let name="a" value="1"/></rule>'),
      ['undeclaredVariable'],
    ],
    ['a function of XPath 2.0', withTest("⟦matches⟧(srg:BegindatumVoorziening, '2025')"), ['unknownFunction']],
    ['id()', withTest("⟦id⟧('x')"), ['unknownFunction']],
    ['another file', withTest("⟦document⟧('x.xml')"), ['readingFunction']],
    ['too few arguments', withTest("⟦contains⟧('x')"), ['argumentCount']],
    ['count of a string', withTest("⟦count('x')⟧"), ['noNodes']],
    ['a union with a number', withTest('⟦srg:Persoon | 3⟧'), ['noNodes']],
    ['a path from a string', withTest("⟦('x')/srg:Persoon⟧"), ['noNodes']],
    ['position outside a predicate', withTest('⟦position⟧() = 1'), ['positionOutside']],
    ['the namespace axis', withTest('⟦namespace⟧::*'), ['axis']],
    ['what follows', withTest('⟦following⟧::srg:BegindatumVoorziening'), ['axis']],
    ['what precedes', withTest('../⟦preceding⟧::*'), ['axis']],
    ['a subject that is a number', rule('<assert id="A" test="true()" subject="⟦1⟧">fout</assert>'), ['noNodes']],
    ['a name of a string', rule(`<assert id="A" test="true()">fout <name path="⟦'x'⟧"/></assert>`), ['noNodes']],
    ['a context that is no path', withContext('⟦1 + 1⟧'), ['noPattern']],
    ['a context upwards', withContext('srg:Persoon/⟦parent⟧::srg:Voorziening'), ['upwardPattern']],
    ['current() in a context', withContext('srg:Voorziening[⟦current⟧()]'), ['currentInContext']],
    ['brackets without end', withTest(`⟦${'not('.repeat(450)}1${')'.repeat(450)}⟧`), ['tooDeep']],
    ['a sum without end', withTest(`⟦1${' + 1'.repeat(20_000)}⟧`), ['tooDeep']],
  ])('%s', (_name, marked, keys) => check(marked, keys));

  test.each<[string, string, string[]]>([
    ['a name without a prefix', withTest('⟦BegindatumVoorziening⟧'), ['missingPrefix']],
    ['a context without a prefix', withContext('⟦Voorziening⟧'), ['missingPrefix']],
    ['a name with a typo', withTest('srg:⟦Startdatumm⟧'), ['unknownName']],
    ['an attribute that the format has not', withTest('@⟦nummer⟧'), ['unknownName']],
  ])('%s is a warning', (_name, marked, keys) => check(marked, keys, 'warning'));

  test('a wrong variable is reported once, and not where it is used', () => {
    check(withTest('$a = 1 and $b = 2', '<let name="a" value="⟦1 +⟧"/><let name="b" value="$a + 1"/>'), ['syntax']);
  });

  test('an abstract pattern that two patterns use is reported once', () => {
    const use = (id: string) =>
      `<pattern id="${id}" is-a="p"><param name="veld" value="srg:BegindatumVoorziening"/></pattern>`;
    const pattern =
      '<pattern abstract="true" id="p"><rule context="srg:Voorziening"><assert id="A" test="$veld = ⟦$x⟧">f</assert></rule></pattern>';
    check(sch(pattern + use('a') + use('b')), ['undeclaredVariable']);
  });

  test('an unknown prefix from a parameter is reported where the parameter is used', () => {
    const pattern =
      '<pattern abstract="true" id="p"><rule context="srg:Voorziening"><assert id="A" test="⟦$veld⟧">f</assert></rule></pattern>';
    check(sch(`${pattern}<pattern is-a="p"><param name="veld" value="x:BegindatumVoorziening"/></pattern>`), [
      'undeclaredPrefix',
    ]);
  });
});

describe('what one record can not tell', () => {
  test.each([
    'count(//srg:Voorziening) &gt; 1',
    '../srg:Voorziening',
    'preceding-sibling::srg:Voorziening',
    'following-sibling::*',
    'ancestor::srg:Voorzieningen/srg:Voorziening/srg:BegindatumVoorziening',
    '/srg:SRG/srg:Voorzieningen/*',
    '//srg:Burgerservicenummer = srg:Persoon/srg:Burgerservicenummer',
    '//*',
    'srg:BegindatumVoorziening/ancestor::srg:SRG//srg:BegindatumVoorziening',
    'parent::*/*',
  ])('%s leads to other records', (expression) => {
    check(withTest(`⟦${expression}⟧`), ['otherRecords']);
  });

  test.each(['string(..) = 1', 'normalize-space(/)', '.. = 3', "contains(/srg:SRG, 'x')"])(
    '%s takes the text of all records',
    (expression) => {
      check(withTest(`⟦${expression}⟧`), ['allText']);
    },
  );

  test.each([
    'srg:Voorziening[1]',
    'srg:Voorziening[last()]',
    '//srg:Voorziening[position() &gt; 1]',
    '/srg:SRG/srg:Voorzieningen/srg:Voorziening[2]',
    '/descendant::srg:BegindatumVoorziening[1]',
  ])('the context %s counts records', (context) => {
    check(withContext(`⟦${context}⟧`), ['recordPosition']);
  });

  test('a variable of the schema that looks into records', () => {
    check(sch('<pattern/>', '<let name="a" value="⟦//srg:BegindatumVoorziening⟧"/>'), ['otherRecords']);
  });

  test('a rule of the container that looks into its records', () => {
    check(rule('<assert id="A" test="⟦srg:Voorziening⟧">leeg</assert>', 'context="srg:Voorzieningen"'), [
      'otherRecords',
    ]);
  });

  test('a path in a context that compares with other records', () => {
    check(withContext('⟦srg:Voorziening[preceding-sibling::srg:Voorziening]⟧'), ['otherRecords']);
  });

  test.each([
    '/srg:SRG/srg:Levering/srg:Statistiekmaand',
    '//srg:Statistiekmaand',
    '../../srg:Levering/srg:Berichtgevercode = 1',
    'ancestor::srg:SRG/srg:Levering',
    './/srg:BegindatumVoorziening[1]',
    'srg:BegindatumVoorziening/preceding-sibling::srg:Persoon',
    'count(ancestor::*) = 2',
    'name(..) != local-name(/*)',
    "current()/srg:BegindatumVoorziening = string('')",
    '*[position() = last()]',
    '(srg:BegindatumVoorziening | srg:EinddatumVoorziening)[2]',
  ])('%s stays with the record and the header', (expression) => {
    expect(problemsIn(withTest(expression))).toEqual([]);
  });

  test.each([
    'srg:Persoon[1]',
    'srg:Voorziening/*[last()]',
    'srg:Voorziening[srg:EinddatumVoorziening]',
    '@*',
    '*',
    '/',
    'node()',
  ])('the context %s is fine', (context) => {
    expect(problemsIn(withContext(context))).toEqual([]);
  });
});

test('a problem of the format concerns the namespace of the pack alone', () => {
  const other = good.replace(NAMESPACE, 'urn:een-andere-versie');
  expect(problemsIn(other)).toEqual([]);
});
