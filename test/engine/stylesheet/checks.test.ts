import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import { ResultTree } from '../../../server/src/engine/stylesheet/result-tree.ts';
import { applyEdits } from '../../../server/src/engine/text/text-range.ts';
import { attributePack } from '../../support/attribute-pack.ts';
import { packs } from '../../support/delivery.ts';
import { personPack } from '../../support/person-pack.ts';
import { analyse, expectFindings, findingsOf, NAMESPACE, sheet, template } from './check-stylesheet.ts';

/** A pack of nothing but a schema with the root `R`. */
function packOf(xsd: string) {
  const manifest = {
    version: 2,
    id: 'twee',
    namespace: 'urn:test:twee',
    root: 'R',
    record: 'R/D',
    schema: 's.xsd',
    concepts: {},
  };
  return loadPack('twee', async (name) => (name === 's.xsd' ? xsd : JSON.stringify(manifest)));
}

const CHOOSE = (first: string, fallback: string) =>
  `<xsl:choose><xsl:when test="a">${first}</xsl:when><xsl:otherwise>${fallback}</xsl:otherwise></xsl:choose>`;

describe('a literal value is checked', () => {
  test.each([
    ['in the element', '<s:TypeVoorziening>⟦99⟧</s:TypeVoorziening>'],
    ['on a line of its own', '<s:TypeVoorziening>\n  ⟦99⟧\n</s:TypeVoorziening>'],
    ['in a CDATA section', '<s:Geslacht>⟦<![CDATA[7]]>⟧</s:Geslacht>'],
    ['beside a comment', '<s:Geslacht>⟦<!-- man -->7⟧</s:Geslacht>'],
    ['in xsl:text', '<s:Geslacht>\n  <xsl:text>⟦7⟧</xsl:text>\n</s:Geslacht>'],
    ['in xsl:if', '<s:Geslacht><xsl:if test="a">⟦7⟧</xsl:if></s:Geslacht>'],
    ['in both branches of a choice', `<s:TypeVoorziening>${CHOOSE('⟦97⟧', '⟦99⟧')}</s:TypeVoorziening>`],
    ['in one branch of a choice', `<s:TypeVoorziening>${CHOOSE('10', '⟦99⟧')}</s:TypeVoorziening>`],
    ['in a choice in a branch', `<s:Geslacht>${CHOOSE(CHOOSE('1', '⟦7⟧'), '<xsl:text>⟦8⟧</xsl:text>')}</s:Geslacht>`],
    ['as a string that is selected', `<s:Geslacht><xsl:value-of select="'⟦7⟧'"/></s:Geslacht>`],
    ['as a string of xsl:sequence', `<s:Geslacht><xsl:sequence select='"⟦7⟧"'/></s:Geslacht>`],
    ['that is missing', '<⟦s:Geslacht⟧></s:Geslacht>'],
    ['that is white space alone', '<⟦s:Geslacht⟧>\n</s:Geslacht>'],
    ['of a date', '<s:BegindatumVoorziening>⟦1-3-2025⟧</s:BegindatumVoorziening>'],
    ['of a number', '<s:Loonwaarde>⟦1400⟧</s:Loonwaarde>'],
    ['of text', `<s:RegistratienummerVoorziening>⟦${'x'.repeat(41)}⟧</s:RegistratienummerVoorziening>`],
    ['with a reference in it', '<s:Geslacht>⟦&lt;1⟧</s:Geslacht>'],
    [
      'in an element deep in instructions',
      '<s:Persoon><xsl:apply-templates/><xsl:for-each select="a"><xsl:if test="b"><s:Geslacht>⟦7⟧</s:Geslacht></xsl:if></xsl:for-each></s:Persoon>',
    ],
    [
      'in an element behind others that instructions give',
      '<s:Voorziening><xsl:apply-templates/><s:TypeVoorziening>⟦99⟧</s:TypeVoorziening></s:Voorziening>',
    ],
    ['in a variable', '<xsl:variable name="v"><s:Geslacht>⟦7⟧</s:Geslacht></xsl:variable>'],
    ['with braces that are no expression', '<s:Geslacht>⟦{$x}⟧</s:Geslacht>'],
  ])('%s', (_, marked) => {
    expectFindings(template(marked));
  });
});

describe('of what instructions give nothing is said', () => {
  test.each([
    ['a value that is selected', '<s:Geslacht><xsl:value-of select="a"/></s:Geslacht>'],
    ['a value that is put together', '<s:Geslacht>2<xsl:value-of select="a"/></s:Geslacht>'],
    [
      'a value of several strings',
      `<s:TypeVoorziening><xsl:text>1</xsl:text><xsl:value-of select="'0'"/></s:TypeVoorziening>`,
    ],
    ['a value beside a choice', `<s:TypeVoorziening>1${CHOOSE('7', '0')}</s:TypeVoorziening>`],
    ['a value that is looped for', '<s:TypeVoorziening><xsl:for-each select="a">1</xsl:for-each></s:TypeVoorziening>'],
    ['a branch without a value', `<s:Geslacht>${CHOOSE('1', '')}</s:Geslacht>`],
    ['missing elements that a template may give', '<s:Persoon><xsl:apply-templates/></s:Persoon>'],
    [
      'an order that instructions may set right',
      '<s:Persoon><xsl:call-template name="a"/><s:Geslacht>1</s:Geslacht><xsl:call-template name="b"/></s:Persoon>',
    ],
    [
      'an element in both branches',
      `<s:Voorziening><xsl:apply-templates/>${CHOOSE('<s:TypeVoorziening>10</s:TypeVoorziening>', '<s:TypeVoorziening>11</s:TypeVoorziening>')}</s:Voorziening>`,
    ],
    ['a value of an entity of its own', '<s:Geslacht>&man;</s:Geslacht>'],
    ['an attribute of XSLT', '<s:Geslacht xsl:use-when="a">1</s:Geslacht>'],
    ['declarations of namespaces', '<s:Geslacht xmlns:x="urn:x" xmlns="urn:y">1</s:Geslacht>'],
    ['values of other namespaces', '<x:Geslacht xmlns:x="urn:x">7</x:Geslacht><Geslacht>7</Geslacht>'],
    ['elements of other namespaces', '<s:Persoon><x:y xmlns:x="urn:x"/></s:Persoon>'],
    ['a record in an envelope', '<soap:Body xmlns:soap="urn:soap"><s:Geslacht>1</s:Geslacht></soap:Body>'],
    ['an element without its end tag', '<s:Geslacht>7<s:Persoon>'],
    ['an element that is computed', '<xsl:element name="s:Geslacht">7</xsl:element>'],
    ['the text of a message', '<s:Persoon><xsl:message>los</xsl:message><xsl:apply-templates/></s:Persoon>'],
  ])('%s', (_, result) => {
    expect(findingsOf(template(result))).toEqual([]);
  });

  test('data of the stylesheet’s own is no result', () => {
    expect(findingsOf(sheet('<s:Geslacht>7</s:Geslacht>'))).toEqual([]);
  });

  test('braces are expressions where they expand', () => {
    const result =
      '<s:Geslacht>{@geslacht}</s:Geslacht><s:Arbeidsvermogen>99</s:Arbeidsvermogen><s:DoelInzetVoorzieningen>1</s:DoelInzetVoorzieningen>';
    expect(findingsOf(template(result, ' expand-text="yes"')).map((found) => found.slice(0, 3))).toEqual(['99:']);
    expectFindings(template('<s:Geslacht xsl:expand-text="true">{1}</s:Geslacht><s:Geslacht>⟦{1}⟧</s:Geslacht>'));
    expectFindings(template('<s:Geslacht xsl:expand-text="no">⟦{1}⟧</s:Geslacht>', ' expand-text="yes"'));
  });
});

describe('an element that the schema has not there', () => {
  test.each([
    ['misspelt, of nothing in particular', '<⟦s:TypeVorziening⟧>10</s:TypeVorziening>'],
    [
      'misspelt, in its element',
      '<s:Voorziening><xsl:apply-templates/><⟦s:TypeVorziening⟧>10</s:TypeVorziening></s:Voorziening>',
    ],
    [
      'in another element than its own',
      '<s:Persoon><xsl:apply-templates/><⟦s:TypeVoorziening⟧>10</s:TypeVoorziening></s:Persoon>',
    ],
    [
      'through instructions',
      '<s:Persoon><xsl:apply-templates/><xsl:if test="a"><⟦s:BegindatumVoorziening⟧>20250301</s:BegindatumVoorziening></xsl:if></s:Persoon>',
    ],
    ['in a value', '<s:Geslacht><⟦s:Persoon⟧/></s:Geslacht>'],
    ['with what is in it', '<⟦s:Persoonn⟧><s:Geslacht>7</s:Geslacht></s:Persoonn>'],
  ])('%s', (_, marked) => {
    expectFindings(template(marked));
  });

  test('is told with what was probably meant, or may stand there', () => {
    expect(findingsOf(template('<s:TypeVorziening>10</s:TypeVorziening>'))).toEqual([
      's:TypeVorziening: TypeVorziening hoort hier niet. Verwacht: TypeVoorziening.',
    ]);
    const result = '<s:Persoon><s:Geslacht>1</s:Geslacht><xsl:apply-templates/><s:Naam/></s:Persoon>';
    expect(findingsOf(template(result))).toEqual([
      's:Naam: Naam hoort hier niet. Verwacht: Burgerservicenummer, Geboortedatum, Arbeidsvermogen, DoelInzetVoorzieningen.',
    ]);
  });
});

describe('an element that no instruction adds to is judged as a whole', () => {
  test.each([
    ['what is missing', '<⟦s:Persoon⟧><s:Geslacht>1</s:Geslacht></s:Persoon>', 'ontbreekt Burgerservicenummer'],
    ['what is missing in an empty one', '<⟦s:Persoon⟧/>', 'ontbreekt Burgerservicenummer'],
    [
      'the order',
      '<s:Loonkostensubsidie><s:RedenBeeindiging>1</s:RedenBeeindiging><⟦s:Loonwaarde⟧>040</s:Loonwaarde></s:Loonkostensubsidie>',
      'verkeerde plaats',
    ],
    [
      'what is there twice',
      '<s:Loonkostensubsidie><s:RedenBeeindiging>1</s:RedenBeeindiging><⟦s:RedenBeeindiging⟧>2</s:RedenBeeindiging></s:Loonkostensubsidie>',
      'te vaak',
    ],
  ])('%s', (_, marked, message) => {
    expectFindings(template(marked));
    expect(findingsOf(template(marked.replace(/[⟦⟧]/g, ''))).join()).toContain(message);
  });
});

describe('of an element with instructions is told what is wrong whatever they give', () => {
  const value = (name: string) => `<s:${name}><xsl:value-of select="@${name}"/></s:${name}>`;
  const persoon = `<s:Persoon><xsl:apply-templates/></s:Persoon>`;
  const when = (inside: string) => `<xsl:if test="a">${inside}</xsl:if>`;
  const voorziening = (...parts: string[]) => `<s:Voorziening>${parts.join('')}</s:Voorziening>`;
  const [nummer, type, start, end] = [
    'RegistratienummerVoorziening',
    'TypeVoorziening',
    'BegindatumVoorziening',
    'EinddatumVoorziening',
  ].map(value);
  const at = (element: string) => element.replace(/<(s:\w+)>/, '<⟦$1⟧>');

  test.each([
    ['what is missing', at(voorziening(persoon, nummer!, type!, when(end!)))],
    ['what is missing among loops and texts', at(voorziening(`<xsl:for-each select="a">${start}</xsl:for-each>`))],
    ['an order with a condition between', voorziening(persoon, nummer!, at(start!), when(end!), type!)],
    [
      'an order with a template between',
      voorziening('<xsl:apply-templates/>', at(start!), '<xsl:call-template/>', type!),
    ],
    ['what stands behind a condition', voorziening('<xsl:apply-templates/>', when(end!), at(start!))],
    ['what stands before a condition', voorziening('<xsl:apply-templates/>', at(end!), when(start!))],
    ['what is there twice', voorziening('<xsl:apply-templates/>', start!, when(end!), at(start!))],
  ])('%s', (_, marked) => {
    expectFindings(template(marked));
  });

  test.each([
    ['conditions that may exclude each other', voorziening('<xsl:apply-templates/>', when(end!), when(start!))],
    ['one in each branch', voorziening(persoon, nummer!, CHOOSE(type!, type!), start!, when(end!))],
    ['one that a template may bring', voorziening(persoon, nummer!, '<xsl:apply-templates/>', start!)],
    ['one that is copied', voorziening(persoon, nummer!, type!, '<xsl:sequence select="a"/>')],
    ['one that is computed', voorziening(persoon, nummer!, type!, '<xsl:element name="BegindatumVoorziening"/>')],
    [
      'what is sorted, kept and told',
      voorziening('<xsl:variable name="x"/>', persoon, nummer!, type!, start!, when(end!)),
    ],
  ])('and nothing of %s', (_, result) => {
    expect(findingsOf(template(result))).toEqual([]);
  });

  test('a name that is mistyped is told of once', () => {
    const typed = value('VoorzieningNummer').replace('<s:V', '<⟦s:V').replace('r><x', 'r⟧><x');
    expectFindings(template(voorziening(persoon, typed, type!, start!, when(end!))));
  });

  test('the one that is moved goes behind what stands before it in the schema', () => {
    const text = template(voorziening('<xsl:apply-templates/>', nummer!, start!, when(end!), type!));
    const analysis = analyse(text)!;
    const [fix] = analysis.fixesOf(analysis.findings()[0]!);
    expect(applyEdits(text, fix!.edits)).toBe(
      template(voorziening('<xsl:apply-templates/>', nummer!, when(end!), type!, start!)),
    );
    const before = template(voorziening('<xsl:apply-templates/>', type!, end!, when(start!)));
    expect(analyse(before)!.fixesOf(analyse(before)!.findings()[0]!)).toEqual([]);
  });
});

test('white space that is written as a reference is no loose text', () => {
  const lines = '<xsl:text>&#10;</xsl:text><xsl:text> &#xA;&#9;</xsl:text>';
  expectFindings(template(`<s:Voorziening>${lines}<xsl:apply-templates/>⟦&#65;⟧</s:Voorziening>`));
});

test('loose text and attributes that the schema has not are told of', () => {
  expectFindings(
    template(
      '<s:Voorziening>⟦los⟧<xsl:apply-templates/><xsl:if test="a"> <xsl:text>⟦tekst⟧ </xsl:text></xsl:if></s:Voorziening>',
    ),
  );
  expectFindings(template('<s:Geslacht ⟦soort⟧="x">1</s:Geslacht>'));
});

describe('other formats than the one that ships', () => {
  const l = ' xmlns:l="urn:test:attributen"';
  const check = (marked: string) => expectFindings(template(marked, l), [...packs, attributePack]);

  test('attributes, with templates of their values left alone', () => {
    check('<l:Dienst soort="⟦X⟧" begin="⟦1-3-2025⟧" opmerking="{a}"><xsl:copy-of select="a"/></l:Dienst>');
    check('<l:Dienst soort="{a}" begin="2025-03-{b}" ⟦einde⟧="x"><xsl:apply-templates/></l:Dienst>');
    check('<l:Dienst xsl:use-attribute-sets="a"><l:Loopt>true</l:Loopt></l:Dienst>');
  });

  test('the elements of a choice', () => {
    check('<l:Dienst><l:Loopt>⟦ja⟧</l:Loopt></l:Dienst>');
    check('<l:Dienst><xsl:apply-templates/><l:Einde>⟦ja⟧</l:Einde></l:Dienst>');
    check('<l:Dienst><l:Loopt>true</l:Loopt><⟦l:Einde⟧>2025-03-31</l:Einde></l:Dienst>');
  });

  test('two formats in one stylesheet', () => {
    check('<l:Loopt>⟦10⟧</l:Loopt><s:TypeVoorziening>⟦true⟧</s:TypeVoorziening>');
    check('<s:Persoon><xsl:apply-templates/><l:Loopt>⟦10⟧</l:Loopt></s:Persoon>');
  });

  test('one without a namespace, where the stylesheet has its root', () => {
    const pack = personPack;
    const inside = '<Persoon><V><xsl:apply-templates/><Van>⟦1-3-2025⟧</Van></V></Persoon>';
    expectFindings(template(`<Levering><Personen>${inside}</Personen></Levering>`), [pack]);
    expect(analyse(template(inside.replace(/[⟦⟧]/g, '')), { packs: [pack] })).toBeUndefined();
  });

  test('an element that stands in several places is wrong where it is wrong in all of them', async () => {
    const pack = await packOf(`<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:test:twee"
        xmlns="urn:test:twee" elementFormDefault="qualified">
      <xs:element name="R"><xs:complexType><xs:sequence>
        <xs:element name="A"><xs:complexType><xs:choice>
          <xs:sequence><xs:element name="B" type="xs:string"/><xs:element name="X" type="xs:date"/></xs:sequence>
          <xs:element name="C" type="xs:string"/>
        </xs:choice></xs:complexType></xs:element>
        <xs:element name="D" maxOccurs="9"><xs:complexType><xs:sequence>
          <xs:element name="X" type="xs:integer"/><xs:element name="Rest" type="xs:anyType"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>`);
    const twee = (marked: string) => expectFindings(template(marked, ' xmlns:w="urn:test:twee"'), [pack]);
    twee('<w:X>2025-03-01</w:X><w:X>7</w:X><w:X>⟦x⟧</w:X>');
    twee('<w:A><xsl:apply-templates/><w:X>⟦7⟧</w:X></w:A><w:D><w:X>⟦2025-03-01⟧</w:X><w:Rest>x<b/></w:Rest></w:D>');
  });
});

test('any prefix will do, and none', () => {
  const other = (text: string) => text.replaceAll('xsl:', 't:').replace('xmlns:xsl', 'xmlns:t');
  expectFindings(other(template('<s:Geslacht><t:text>⟦7⟧</t:text></s:Geslacht>')));
  expectFindings(template('<Geslacht>⟦7⟧</Geslacht>', ` xmlns="${NAMESPACE}"`));
  expectFindings(template(`<o:Geslacht xmlns:o="${NAMESPACE}"><xsl:text>⟦7⟧</xsl:text></o:Geslacht>`));
});

test('a stylesheet that is nothing but its result is one, too', () => {
  const root = `<SRG xsl:version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="${NAMESPACE}">`;
  expectFindings(
    `${root}<xsl:copy-of select="b"/><xsl:for-each select="a"><Voorzieningen><⟦Vorziening⟧/></Voorzieningen></xsl:for-each></SRG>`,
  );
});

describe('an alias of a namespace', () => {
  const alias = (from: string, to: string) =>
    `<xsl:namespace-alias stylesheet-prefix="${from}" result-prefix="${to}"/>`;
  const inTemplate = (result: string) => `<xsl:template match="/">${result}</xsl:template>`;

  test.each([
    ['before the templates', `${alias('a', 's')}${inTemplate('<a:Geslacht>⟦7⟧</a:Geslacht>')}`],
    ['behind them', `${inTemplate('<a:Geslacht>⟦7⟧</a:Geslacht>')}${alias('a', 's')}`],
    ['of the default namespace', `${alias('#default', 's')}${inTemplate('<Geslacht>⟦7⟧</Geslacht>')}`],
    ['to another one', `${alias('s', 'a')}${inTemplate('<s:Geslacht>7</s:Geslacht>')}`],
    ['of XSLT itself', `${alias('a', 'xsl')}${inTemplate('<s:Geslacht><a:value-of select="b"/></s:Geslacht>')}`],
  ])('is followed: %s', (_, marked) => {
    expectFindings(sheet(marked, ' xmlns:a="urn:a" xmlns="urn:b"'));
  });
});

test('the example has no findings', () => {
  expect(findingsOf(readFileSync('examples/export.xslt', 'utf8'))).toEqual([]);
});

test('the rule’s setting counts', () => {
  const text = template('<s:Geslacht>7</s:Geslacht>');
  expect(analyse(text, { rules: { 'SRG-T002': 'off' } })!.findings()).toEqual([]);
  const [finding] = analyse(text, { rules: { 'SRG-T002': 'warning' } })!.findings();
  expect(finding).toMatchObject({ severity: 'warning', defaultSeverity: 'error' });
  expect(analyse(text)!.tally).toMatchObject({ error: 1, warning: 0 });
});

test('a stylesheet that speaks of no pack’s namespace is nothing to us', () => {
  expect(analyse(template('<s:Geslacht>7</s:Geslacht>').replaceAll(NAMESPACE, 'urn:x'))).toBeUndefined();
  expect(analyse(template(''), { packs: [] })).toBeUndefined();
  expect(analyse(template(''), { packs })).toBeDefined();
});

test.each([
  ['conditions in a value', '<s:Geslacht>', '<xsl:if test="a">', '7', '</xsl:if>', '</s:Geslacht>'],
  ['loops around loose text', '<s:Persoon>', '<xsl:for-each select="a">', 'x', '</xsl:for-each>', '</s:Persoon>'],
  ['elements that the schema has not', '', '<s:Onbekend>', '', '</s:Onbekend>', ''],
  ['elements of the schema', '', '<s:Persoon>', '', '</s:Persoon>', ''],
])('%s, however deep they nest, are no harm', (_, before, open, inside, close, behind) => {
  const deep = 20_000;
  expect(() => findingsOf(template(before + open.repeat(deep) + inside + close.repeat(deep) + behind))).not.toThrow();
});

test.each([
  ['elements that the schema has not', '<s:Onbekend/>'],
  ['those where an instruction may bring more', '<xsl:apply-templates/><s:Onbekend/>'],
  ['loose text', 'x<!-- -->'],
])('four times as many: four times the work: %s', (_, one) => {
  const work = (count: number) => {
    const looks = vi.spyOn(ResultTree.prototype, 'kind');
    expect(findingsOf(template(`<s:Voorzieningen>${one.repeat(count)}</s:Voorzieningen>`))).not.toEqual([]);
    const { length } = looks.mock.calls;
    looks.mockRestore();
    return length;
  };
  expect(work(800) / work(200)).toBeLessThan(5);
});
