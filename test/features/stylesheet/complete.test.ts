import { describe, expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import type { Pack } from '../../../server/src/engine/packs/load-pack.ts';
import type { CompletionOptions } from '../../../server/src/features/completion/item.ts';
import { stylesheetCompletionsAt } from '../../../server/src/features/stylesheet/complete.ts';
import { analyse, NAMESPACE, sheet, template } from '../../engine/stylesheet/check-stylesheet.ts';
import { attributePack } from '../../support/attribute-pack.ts';
import { accept, FULL, open, PLAIN, TODAY } from '../../support/completions.ts';
import { packs as shipped } from '../../support/delivery.ts';
import { cursor } from '../../support/markers.ts';

interface AskOptions {
  packs?: readonly Pack[];
  trigger?: string;
  client?: CompletionOptions['client'];
}

function items(marked: string, { packs = shipped, trigger, client = FULL }: AskOptions = {}): CompletionItem[] {
  const { text, offset } = cursor(marked);
  const list = stylesheetCompletionsAt(analyse(text, { packs })!, open(text, { packs }), offset, {
    language: 'nl',
    maskBsn: false,
    uri: 'file:///x.xsl',
    today: TODAY,
    client,
    trigger,
    isDelivery: false,
  });
  return list.items;
}

const labels = (marked: string, options?: AskOptions) => items(marked, options).map(({ label }) => label);

/** What the template's content becomes when an item is taken. */
function complete(result: string, label: string, options: AskOptions = {}): string {
  const marked = template(result);
  const item = items(marked, options).find((candidate) => candidate.label === label);
  if (!item) throw new Error(`${label} is not offered, but: ${labels(marked, options).join(', ')}`);
  return accept(cursor(marked).text, item).split('match="/">')[1]!.split('</xsl:template>')[0]!;
}

const PERSON = [
  's:Burgerservicenummer',
  's:Geboortedatum',
  's:Geslacht',
  's:Arbeidsvermogen',
  's:DoelInzetVoorzieningen',
];

describe('elements', () => {
  test.each([
    ['in an empty element', '<s:Persoon>‹|›</s:Persoon>', PERSON],
    ['behind a `<`', '<s:Persoon><‹|›</s:Persoon>', PERSON],
    ['of a half-typed name', '<s:Persoon><s:Ge‹|›</s:Persoon>', PERSON],
    ['behind those that are there', '<s:Persoon><s:Geslacht>1</s:Geslacht>‹|›</s:Persoon>', PERSON.slice(3)],
    ['before those that are there', '<s:Persoon>‹|›<s:Geboortedatum/></s:Persoon>', ['s:Burgerservicenummer']],
    ['behind instructions', '<s:Persoon><xsl:apply-templates/>‹|›<s:Geslacht/></s:Persoon>', PERSON.slice(0, 2)],
    [
      'in instructions',
      '<s:Persoon><xsl:for-each select="a"><xsl:if test="b">‹|›</xsl:if></xsl:for-each></s:Persoon>',
      PERSON,
    ],
    [
      'in instructions, between what stands outside of them',
      '<s:Persoon><s:Burgerservicenummer/><xsl:if test="a"><‹|›</xsl:if><s:Arbeidsvermogen/></s:Persoon>',
      PERSON.slice(1, 3),
    ],
    [
      'again where the first one may not come',
      '<s:Persoon><xsl:if test="a"><s:Geslacht/></xsl:if>‹|›</s:Persoon>',
      PERSON.slice(2),
    ],
    [
      'in another branch, whatever stands in the first',
      '<s:Persoon><xsl:choose><xsl:when test="a"><s:Arbeidsvermogen/></xsl:when><xsl:otherwise>‹|›</xsl:otherwise></xsl:choose></s:Persoon>',
      PERSON,
    ],
    [
      'of a record, in a loop',
      '<s:Voorzieningen><xsl:for-each select="a"><s:V‹|›</xsl:for-each></s:Voorzieningen>',
      ['s:Voorziening'],
    ],
    ['not where only branches may stand', '<s:Persoon><xsl:choose>‹|›</xsl:choose></s:Persoon>', []],
    [
      'not in an instruction that holds none',
      '<s:Persoon><xsl:call-template name="a">‹|›</xsl:call-template></s:Persoon>',
      [],
    ],
    ['not in a value', '<s:VersienummerSoftwarepakket>‹|›</s:VersienummerSoftwarepakket>', []],
    ['not in an element that the schema lacks', '<s:Persoonn>‹|›</s:Persoonn>', []],
    ['not in an element of another language', '<x:body xmlns:x="urn:x">‹|›</x:body>', []],
    ['not in comments', '<s:Persoon><!-- ‹|› --></s:Persoon>', []],
  ])('%s', (_, marked, expected) => {
    expect(labels(template(marked))).toEqual(expected);
  });

  test('where nobody can tell what is around them, all of the format', () => {
    const all = labels(template('‹|›'));
    expect(all).toContain('s:SRG');
    expect(all).toContain('s:Voorziening');
    expect(all).toContain('s:Persoon');
    expect(all).toContain('s:Geslacht');
    expect(new Set(all).size).toBe(all.length);
    expect(labels(template('<xsl:if test="a"><s:‹|›</xsl:if>'))).toEqual(all);
    expect(labels(template('<xsl:variable name="a">‹|›</xsl:variable>'))).toEqual(all);
  });

  test('not where a stylesheet has its templates', () => {
    expect(labels(sheet('‹|›'))).toEqual([]);
    expect(labels(sheet('<xsl:output/><‹|›'))).toEqual([]);
    expect(labels(`${sheet('')}‹|›`)).toEqual([]);
  });

  test('bring what they must hold, and no values', () => {
    expect(complete('\n  <s:Voorzieningen>\n    ‹|›\n  </s:Voorzieningen>', 's:Voorziening')).toBe(
      `
  <s:Voorzieningen>
    <s:Voorziening>
      <s:Persoon>
        <s:Burgerservicenummer>$1</s:Burgerservicenummer>
        <s:Geboortedatum>$2</s:Geboortedatum>
        <s:Geslacht>$3</s:Geslacht>
        <s:Arbeidsvermogen>$4</s:Arbeidsvermogen>
        <s:DoelInzetVoorzieningen>$5</s:DoelInzetVoorzieningen>
      </s:Persoon>
      <s:RegistratienummerVoorziening>$6</s:RegistratienummerVoorziening>
      <s:TypeVoorziening>$7</s:TypeVoorziening>
      <s:BegindatumVoorziening>$8</s:BegindatumVoorziening>
    </s:Voorziening>$0
  </s:Voorzieningen>`,
    );
  });

  test('open the next list only where a value can be told of without records', () => {
    const opensList = (marked: string, label: string) =>
      items(template(marked)).find((item) => item.label === label)!.command !== undefined;
    expect(opensList('<s:Persoon>‹|›<s:Arbeidsvermogen/></s:Persoon>', 's:Geslacht')).toBe(true);
    expect(opensList('<s:Voorzieningen>‹|›</s:Voorzieningen>', 's:Voorziening')).toBe(false);
  });

  test('have the prefix that holds where they stand', () => {
    const other = template(`<xsl:if test="a">‹|›</xsl:if>`).replaceAll(':s=', ':o=');
    expect(labels(other)).toContain('o:Persoon');
    const none = template(`<a xmlns="${NAMESPACE}"><xsl:variable name="v">‹|›</xsl:variable></a>`);
    expect(labels(none)).toContain('Persoon');
    expect(labels(template(`<x xmlns:s="urn:x"><xsl:variable name="v">‹|›</xsl:variable></x>`))).toEqual([]);
    const own = `<o:Persoon xmlns:o="${NAMESPACE}"><xsl:if test="a">‹|›</xsl:if></o:Persoon>`;
    expect(labels(template(own))).toContain('o:Geslacht');
  });

  test('rename what has its end tag', () => {
    expect(complete('<s:Persoon><s:Gesl‹|›>1</s:Gesl></s:Persoon>', 's:Geslacht')).toBe(
      '<s:Persoon><s:Geslacht>1</s:Geslacht></s:Persoon>',
    );
  });

  test('of both formats that a stylesheet speaks of', () => {
    const text = template('‹|›', ' xmlns:l="urn:test:attributen"');
    const all = labels(text, { packs: [...shipped, attributePack] });
    expect(all).toContain('s:Persoon');
    expect(all).toContain('l:Persoon');
  });
});

describe('values', () => {
  test.each([
    ['in the element', '<s:Geslacht>‹|›</s:Geslacht>'],
    ['half typed', '<s:Geslacht>1‹|›</s:Geslacht>'],
    ['in xsl:text', '<s:Geslacht><xsl:text>‹|›</xsl:text></s:Geslacht>'],
    ['in a condition', '<s:Geslacht><xsl:if test="a">‹|›</xsl:if></s:Geslacht>'],
    [
      'in a branch, half typed',
      '<s:Geslacht><xsl:choose><xsl:when test="a">1</xsl:when><xsl:otherwise><xsl:text>9‹|›</xsl:text></xsl:otherwise></xsl:choose></s:Geslacht>',
    ],
    ['without any end tags', '<s:Persoon><s:Geslacht><xsl:if test="a">‹|›'],
  ])('%s', (_, marked) => {
    expect(labels(template(marked)).filter((label) => !label.startsWith('</'))).toEqual(['1', '2', '3']);
  });

  test('codes come with what they mean', () => {
    const item = items(template('<s:TypeVoorziening>‹|›</s:TypeVoorziening>')).find(({ label }) => label === '30');
    expect(item!.labelDetails).toEqual({
      detail: ' Jobcoach/begeleiding op de werkplek',
      description: 'Ondersteuning op de werkplek',
    });
    expect(complete('<s:Geslacht>7‹|›</s:Geslacht>', '3')).toBe('<s:Geslacht>3</s:Geslacht>');
  });

  test('days and months, and never a person', () => {
    expect(labels(template('<s:BegindatumVoorziening>‹|›</s:BegindatumVoorziening>'))).toEqual(['20250415']);
    expect(labels(template('<s:Statistiekmaand>‹|›</s:Statistiekmaand>'))).toContain('03');
    expect(labels(template('<s:Burgerservicenummer>‹|›</s:Burgerservicenummer>'))).toEqual([]);
  });

  test('not where an instruction is to come', () => {
    expect(labels(template('<s:Geslacht><xsl:choose>‹|›</xsl:choose></s:Geslacht>'))).toEqual([]);
    expect(labels(template('<s:Geslacht><xsl:value-of select="‹|›"/></s:Geslacht>'))).toEqual([]);
  });

  test('attributes and what may stand in them', () => {
    const options = { packs: [attributePack] };
    const at = (tag: string) => labels(template(tag, ' xmlns:l="urn:test:attributen"'), options);
    expect(at('<l:Dienst ‹|›>')).toEqual(['soort', 'begin', 'opmerking']);
    expect(at('<xsl:if test="a"><l:Dienst soort="A" ‹|›></xsl:if>')).toEqual(['begin', 'opmerking']);
    expect(at('<l:Dienst soort="‹|›">')).toEqual(['A', "C & 'D'", 'B']);
    expect(at('<l:Loopt>‹|›</l:Loopt>')).toEqual(['true', 'false']);
    expect(at('<xsl:if ‹|›>')).toEqual([]);
  });
});

describe('end tags', () => {
  test.each([
    ['of an element', '<s:Persoon></‹|›', ['</s:Persoon>']],
    ['of a value', '<s:Geslacht><xsl:text>1</xsl:text></s‹|›', ['</s:Geslacht>']],
    ['not of an instruction', '<s:Persoon><xsl:if test="a"></‹|›', []],
  ])('%s', (_, marked, expected) => {
    expect(labels(template(marked), { trigger: '/' })).toEqual(expected);
  });
});

test('a client without snippets gets plain text', () => {
  expect(complete('<s:Persoon>‹|›</s:Persoon>', 's:Geslacht', { client: PLAIN })).toContain(
    '<s:Geslacht></s:Geslacht>',
  );
});
