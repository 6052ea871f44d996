import { describe, expect, test } from 'vitest';
import { attributeDelivery, attributePack } from '../../support/attribute-pack.ts';
import { accept, complete, completions, matching, PLAIN } from '../../support/completions.ts';
import { delivery, NAMESPACE, record } from '../../support/delivery.ts';
import { head, NUMBER, PERSON, tail, voorziening } from '../../support/laid-out.ts';
import { cursor } from '../../support/markers.ts';

const TYPE_AND_START =
  '<TypeVoorziening>30</TypeVoorziening>\n      <BegindatumVoorziening>20250301</BegindatumVoorziening>';

describe('which elements', () => {
  test.each<[what: string, inside: string, offered: string[]]>([
    ['at the start', `‹|›\n${NUMBER}`, ['Persoon']],
    [
      'what comes behind what is there',
      `${PERSON}\n      ‹|›`,
      [
        'RegistratienummerVoorziening',
        'TypeVoorziening',
        'OmschrijvingTypeVoorziening',
        'BegindatumVoorziening',
        'EinddatumVoorziening',
        'Loonkostensubsidie',
      ],
    ],
    [
      'between what is before and behind',
      `${PERSON}\n      ‹|›\n      ${TYPE_AND_START}`,
      ['RegistratienummerVoorziening'],
    ],
    [
      'what may be left out',
      `${PERSON}\n      ${NUMBER}\n      ${TYPE_AND_START}\n      ‹|›`,
      ['EinddatumVoorziening', 'Loonkostensubsidie'],
    ],
    ['between two that are there: none', `${PERSON}‹|›${NUMBER}`, []],
    [
      'behind the last: none',
      `${PERSON}\n      ${NUMBER}\n      ${TYPE_AND_START}\n      <Loonkostensubsidie></Loonkostensubsidie>‹|›`,
      [],
    ],
    [
      'in an element in the record',
      '<Persoon>\n        <Geboortedatum>19800505</Geboortedatum>\n        <‹|›\n      </Persoon>',
      ['Geslacht', 'Arbeidsvermogen', 'DoelInzetVoorzieningen'],
    ],
    ['where a start tag is not closed', '<Persoon\n        ‹|›<Geslacht>1</Geslacht></Persoon>', []],
    [
      'where the order is lost, what is missing',
      `${NUMBER}\n      ${PERSON}\n      ‹|›\n      <BegindatumVoorziening>20250301</BegindatumVoorziening>`,
      ['TypeVoorziening', 'OmschrijvingTypeVoorziening'],
    ],
  ])('%s', (_what, inside, offered) => {
    const { items } = completions(voorziening(inside));
    expect(items.map(({ label }) => label).filter((label) => /^\w+$/.test(label))).toEqual(offered);
  });

  test.each<[what: string, marked: string, offered: string[]]>([
    [
      'in the header',
      head('<Statistiekjaar>2025</Statistiekjaar><Statistiekmaand>03</Statistiekmaand>\n    ‹|›') + tail,
      ['Statistiekcode', 'NaamSoftwarepakket', 'VersienummerSoftwarepakket', 'Gemeentecode', 'Berichtgevercode'],
    ],
    ['in the root, before the records', `<SRG xmlns="${NAMESPACE}">‹|›<Voorzieningen/></SRG>`, ['Levering']],
    ['in the container', `${head()}    ‹|›\n${tail}`, ['Voorziening', 'Voorziening']],
    ['between records', delivery([record(), '‹|›', record()]), ['Voorziening', 'Voorziening']],
    ['half typed between records', delivery([record(), '<Voor‹|›', record()]), ['Voorziening', 'Voorziening']],
    ['behind the container', `${head()}${tail.replace('</SRG>', '<‹|›\n</SRG>')}`, []],
    ['behind the root', `${head()}${tail}‹|›`, []],
    ['before the root', `‹|›${head()}${tail}`, []],
    ['in a comment', `${head()}<!-- <‹|› -->${tail}`, []],
    ['in a CDATA section', `${head()}<![CDATA[<‹|›]]>${tail}`, []],
    ['in other XML', '<a><‹|›</a>', []],
  ])('%s', (_what, marked, offered) => {
    const { items } = completions(marked, { isDelivery: false });
    expect(items.map(({ label }) => label).filter((label) => /^\w+$/.test(label))).toEqual(offered);
  });

  test('required or not is told, and documentation is left for later', () => {
    const { items } = completions(voorziening(`${PERSON}\n      ‹|›`));
    expect(items.slice(0, 4).map(({ labelDetails }) => labelDetails?.description)).toEqual([
      'verplicht',
      'verplicht',
      'mag ontbreken',
      'verplicht',
    ]);
    expect(items[0]).not.toHaveProperty('documentation');
    expect(JSON.stringify(items[0]!.data)).not.toMatch(/\d{9}/);
  });
});

describe('the text after', () => {
  test.each<[what: string, inside: string, label: string, after: string]>([
    [
      'a name typed with its <',
      `${PERSON}\n      ${NUMBER}\n      <Typ‹|›`,
      'TypeVoorziening',
      `${PERSON}\n      ${NUMBER}\n      <TypeVoorziening>$1</TypeVoorziening>$0`,
    ],
    [
      'a < alone',
      '<‹|›',
      'Persoon',
      '<Persoon>\n        <Burgerservicenummer>$1</Burgerservicenummer>\n        <Geboortedatum>$2</Geboortedatum>\n        <Geslacht>$3</Geslacht>\n        <Arbeidsvermogen>$4</Arbeidsvermogen>\n        <DoelInzetVoorzieningen>$5</DoelInzetVoorzieningen>\n      </Persoon>$0',
    ],
    [
      'a name typed without <',
      `${PERSON}\n      regis‹|›`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening>$1</RegistratienummerVoorziening>$0`,
    ],
    [
      'the cursor in the name',
      `${PERSON}\n      <Regi‹|›stra\n      ${TYPE_AND_START}`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening>$1</RegistratienummerVoorziening>$0\n      ${TYPE_AND_START}`,
    ],
    [
      'a pair of <> that the editor made',
      `${PERSON}\n      <‹|›>`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening>$1</RegistratienummerVoorziening>$0`,
    ],
    [
      'a closed tag without end tag',
      `${PERSON}\n      <Regis‹|›>`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening>$1</RegistratienummerVoorziening>$0`,
    ],
    [
      'a tag with its end tag: both get the name',
      `${PERSON}\n      <Regis‹|›>N-1</Regist>`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening>N-1</RegistratienummerVoorziening>`,
    ],
    [
      'a tag with its end tag, before others: that one gets the name',
      `<Pers‹|›>\n        <Geslacht>1</Geslacht>\n      </Persoon>\n      ${NUMBER}\n      ${TYPE_AND_START}`,
      'Persoon',
      `<Persoon>\n        <Geslacht>1</Geslacht>\n      </Persoon>\n      ${NUMBER}\n      ${TYPE_AND_START}`,
    ],
    [
      'both tags just edited together, before others',
      `${PERSON}\n      <Registratien‹|›>N-1</Registratien>\n      ${TYPE_AND_START}`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening>N-1</RegistratienummerVoorziening>\n      ${TYPE_AND_START}`,
    ],
    [
      'a tag before the end tag that goes with the name',
      `${PERSON}\n      ${NUMBER}\n      <B‹|›>20250301</BegindatumVoorziening>`,
      'BegindatumVoorziening',
      `${PERSON}\n      ${NUMBER}\n      <BegindatumVoorziening>20250301</BegindatumVoorziening>`,
    ],
    [
      'an end tag that waits',
      `${PERSON}\n      <Regis‹|›</RegistratienummerVoorziening>`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening>$0</RegistratienummerVoorziening>`,
    ],
    [
      'an empty-element tag',
      `${PERSON}\n      <Regis‹|›/>`,
      'RegistratienummerVoorziening',
      `${PERSON}\n      <RegistratienummerVoorziening/>`,
    ],
    [
      'inside tags on one line, which the line then opens',
      '<Persoon>‹|›</Persoon>',
      'Geslacht',
      '<Persoon>\n        <Geslacht>$1</Geslacht>$0\n      </Persoon>',
    ],
    [
      'the loonwaarde that goes with LKS P-wet',
      `${PERSON}\n      ${NUMBER}\n      <TypeVoorziening>10</TypeVoorziening>\n      <BegindatumVoorziening>20250301</BegindatumVoorziening>\n      <Loon‹|›`,
      'Loonkostensubsidie',
      `${PERSON}\n      ${NUMBER}\n      <TypeVoorziening>10</TypeVoorziening>\n      <BegindatumVoorziening>20250301</BegindatumVoorziening>\n      <Loonkostensubsidie>\n        <Loonwaarde>$1</Loonwaarde>\n      </Loonkostensubsidie>$0`,
    ],
  ])('%s', (_what, inside, label, after) => {
    expect(complete(voorziening(inside), label)).toBe(voorziening(after));
  });

  test('a value that can be chosen is asked for again, where the client knows how', () => {
    const block = voorziening('<Loonkostensubsidie>‹|›');
    const again = (suggestsAgain: boolean) =>
      completions(block, { client: { suggestsAgain } })
        .items.filter(({ command }) => command?.command === 'editor.action.triggerSuggest')
        .map(({ label }) => label);
    expect([again(false), again(true)]).toEqual([[], ['RedenBeeindiging']]);
  });

  test('elsewhere the snippet lists what there is to choose from', () => {
    const client = { suggestsAgain: false };
    const codes = complete(voorziening('<Persoon>\n        ‹|›\n      </Persoon>'), 'Geslacht', { client });
    expect(codes).toContain(`<Geslacht>\${1|1,2,3|}</Geslacht>$0`);
    const whole = complete(`${head()}    ‹|›\n${tail}`, 'Voorziening', { client });
    expect(whole).toMatch(/<TypeVoorziening>\$\{\d\|10,11,12,20,[0-9,]*\|\}<\/TypeVoorziening>/);
    expect(whole).not.toMatch(/<Burgerservicenummer>\$\{\d\|/);
  });

  test.each<[what: string, marked: string, label: string, at: number, again: boolean]>([
    ['of a whole record, whose BSN is first', `${head()}    ‹|›\n${tail}`, 'Voorziening', 0, true],
    ['not of one that has a BSN', `${head()}    ‹|›\n${tail}`, 'Voorziening', 1, false],
    ['of a record of a type', `${head()}    ‹|›\n${tail}`, 'Voorziening Jobcoach', 0, true],
    ['of an element whose first may be left out', voorziening('‹|›'), 'Loonkostensubsidie', 0, false],
    ['of a person', voorziening('‹|›'), 'Persoon', 0, true],
    ['not of a whole delivery, whose year is first', '‹|›', 'SRG', 0, false],
  ])('so is the first value %s', (_what, marked, label, at, again) => {
    const items = completions(marked, { client: { suggestsAgain: true } }).items.filter((item) => item.label === label);
    expect(items[at]!.command !== undefined).toBe(again);
  });

  test('the berichtgever of a delivery is not asked for where it is known', () => {
    const { items } = completions('‹|›', { client: { suggestsAgain: true }, berichtgevers: ['0363'] });
    expect(items[0]).not.toHaveProperty('command');
  });

  test.each(['V', 'Vrzn', 'Voor'])('the start tag of a record, retyped from %s: its content stays', (name) => {
    const sibling = `    <Voorziening>\n      ${PERSON}\n    </Voorziening>\n`;
    const around = (tag: string) =>
      `${head()}${sibling}    <${tag}>\n      ${PERSON}\n    </Voorziening>\n${sibling}${tail}`;
    const items = completions(around(`${name}‹|›`)).items.filter(({ label }) => label.startsWith('Voorziening'));
    expect(items).toHaveLength(1);
    expect(accept(around(name), items[0]!)).toBe(around('Voorziening'));
  });

  test('a whole record, for a client without snippets', () => {
    const fields = ['Persoon', 'Burgerservicenummer'];
    const after = complete(`${head()}    ‹|›\n${tail}`, 'Voorziening', { client: PLAIN });
    expect(after).toBe(
      `${head()}    <Voorziening>\n      <${fields[0]}>\n        <${fields[1]}></${fields[1]}>\n        <Geboortedatum></Geboortedatum>\n` +
        '        <Geslacht></Geslacht>\n        <Arbeidsvermogen></Arbeidsvermogen>\n        <DoelInzetVoorzieningen></DoelInzetVoorzieningen>\n      </Persoon>\n' +
        '      <RegistratienummerVoorziening></RegistratienummerVoorziening>\n      <TypeVoorziening></TypeVoorziening>\n' +
        `      <BegindatumVoorziening></BegindatumVoorziening>\n    </Voorziening>\n${tail}`,
    );
  });

  test('a new person: a number of nobody, and the first day of the month', () => {
    const [, item] = matching(`${head()}    <‹|›\n${tail}`);
    expect(item!.labelDetails!.description).toBe('nieuwe persoon, fictief BSN');
    expect(item!.textEdit!.newText).toMatch(
      /<Burgerservicenummer>\$\{1:9\d{8}\}<[\s\S]*<BegindatumVoorziening>\$\{8:20250301\}</,
    );
  });

  test('on one line where the file is one line', () => {
    const line = (inside: string) => delivery(record({ rest: inside })).replace(/\n/g, '');
    expect(complete(line('<Loon‹|›'), 'Loonkostensubsidie')).toBe(
      line('<Loonkostensubsidie>$1</Loonkostensubsidie>$0').replace(/N-\d+/, (n) => `N-${Number(n.slice(2)) - 1}`),
    );
  });

  test('on one line where the records before it are', () => {
    const after = complete(delivery([record(), '<‹|›']), 'Voorziening');
    expect(after).toMatch(
      /\n<Voorziening><Persoon><Burgerservicenummer>\$1<\/Burger[^\n]*<\/Voorziening>\$0\n<\/Voorzieningen>/,
    );
  });

  test('with the line ends and tabs of the document', () => {
    const marked = voorziening('<‹|›').replace(/ {2}/g, '\t').replace(/\n/g, '\r\n');
    expect(complete(marked, 'Persoon')).toContain(
      '\t\t\t<Persoon>\r\n\t\t\t\t<Burgerservicenummer>$1</Burgerservicenummer>\r\n',
    );
  });

  test('without the indentation that the client adds itself', () => {
    const [item] = matching(voorziening('<‹|›'), { client: { whitespace: 'adjust' } });
    expect(item!.textEdit!.newText).toContain('<Persoon>\n  <Burgerservicenummer>$1</Burgerservicenummer>\n');
    expect(item!.insertTextMode).toBe(2);
  });

  test('with the prefix of the document, required attributes and a choice', () => {
    const packs = [attributePack];
    const person = (inside: string) =>
      attributeDelivery(`    <l:Persoon bsn="950204869">\n${inside}\n    </l:Persoon>`);
    expect(complete(person('      <l:Di‹|›'), 'l:Dienst', { packs })).toBe(
      person('      <l:Dienst soort="$1" begin="$2">\n        $3\n      </l:Dienst>$0'),
    );
    const service = (inside: string) => person(`      <l:Dienst soort="A" begin="20250301">${inside}</l:Dienst>`);
    expect(completions(service('<‹|›'), { packs }).items.map(({ label }) => label)).toEqual([
      'l:Loopt',
      'l:Einde',
      '<!-- -->',
    ]);
  });
});

describe('a record of a type, found by its name', () => {
  test('with what the type asks for', () => {
    const [item] = matching(`${head()}    <jobc‹|›\n${tail}`).filter(({ label }) => label.includes('Jobcoach'));
    expect([item!.label, item!.labelDetails!.description]).toEqual(['Voorziening Jobcoach', '30']);
    const { text } = cursor(`${head()}    <jobc‹|›\n${tail}`);
    expect(accept(text, item!)).toMatch(/\n {4}<Voorziening>\n[\s\S]*<TypeVoorziening>\$\{7:30\}</);
  });

  test.each([
    ['LKS P-wet', '10', '10', ['Loonwaarde']],
    ['Forfaitaire LKS', '11', '10', []],
    ['Beschut werk', '21', '', []],
  ])('%s', (short, code, capacity, inBlock) => {
    const after = complete(`${head()}    ‹|›\n${tail}`, `Voorziening ${short}`, { client: PLAIN });
    expect(after).toContain(`<TypeVoorziening>${code}</TypeVoorziening>`);
    expect(after).toContain(`<Arbeidsvermogen>${capacity}</Arbeidsvermogen>`);
    const block = /<Loonkostensubsidie>([\s\S]*)<\/Loonkostensubsidie>/.exec(after)?.[1] ?? '';
    expect([...block.matchAll(/<(\w+)>/g)].map(([, name]) => name)).toEqual(inBlock);
  });

  test('is not offered in a value', () => {
    const labels = matching(voorziening('<RegistratienummerVoorziening>jobc‹|›')).map(({ label }) => label);
    expect(labels.filter((label) => label.includes('Jobcoach'))).toEqual([]);
  });
});
