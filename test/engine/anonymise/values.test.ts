import { describe, expect, test } from 'vitest';
import { passesElfproef } from '../../../server/src/engine/delivery/values/bsn.ts';
import { analyse, BSN, delivery, record } from '../../support/delivery.ts';
import { anonymisedText } from './anonymised.ts';

/** What comes in the place of a value in a record. */
async function inPlaceOf(element: string, value: string, fields: Parameters<typeof record>[0] = {}): Promise<string> {
  const one = record(fields);
  const given = one.includes(`<${element}>`)
    ? one.replace(new RegExp(`<${element}>[^<]*<`), () => `<${element}>${value}<`)
    : one.replace('</TypeVoorziening>', () => `</TypeVoorziening><${element}>${value}</${element}>`);
  const text = await anonymisedText(delivery([given]));
  return new RegExp(`<${element}[^>]*>(.*?)</${element}>`, 's').exec(text)![1]!;
}

describe('a BSN', () => {
  const of = (value: string) => inPlaceOf('Burgerservicenummer', value);

  test('becomes a fictitious one that passes the 11-proof', async () => {
    const made = await of(BSN[0]);
    expect(made).toMatch(/^9[0-9]{8}$/);
    expect(made).not.toBe(BSN[0]);
    expect(passesElfproef(made)).toBe(true);
  });

  test('that fails it becomes one that fails it', async () => {
    const made = await of('950204868');
    expect(made).toMatch(/^9[0-9]{8}$/);
    expect(passesElfproef(made)).toBe(false);
  });

  test.each([
    ['without its first zero', '12345672', /^9[0-9]{7}$/],
    ['with points', '950.204.869', /^9[0-9]{2}\.[0-9]{3}\.[0-9]{3}$/],
    ['with white space around', ' 950204869 ', /^ 9[0-9]{8} $/],
    ['with a digit too many', '9502048690', /^[0-9]{10}$/],
    ['with a letter', '95020486O', /^[0-9]{8}[A-Z]$/],
    ['with a letter before', 'B950204869', /^[A-Z][0-9]{9}$/],
  ])('%s stays so', async (_name, value, form) => {
    const made = await of(value);
    expect(made).toMatch(form);
    expect(made).not.toContain(value.replace(/[^0-9]/g, '').slice(0, 8));
  });

  test('without its first zero is nobody’s with that either', async () => {
    expect(passesElfproef(`0${await of('12345672')}`)).toBe(false);
  });

  test.each(['000000000', '999999999', '111111111', ''])('%j is nobody’s, and stays', async (value) => {
    expect(await of(value)).toBe(value);
  });

  test('is the same in references, in CDATA and in pieces', async () => {
    const plain = await of(BSN[0]);
    const [, ...rest] = BSN[0];
    const references = await of(`&#${BSN[0].charCodeAt(0)};${rest.join('')}`);
    expect(references).toBe(`&#57;${plain.slice(1)}`);
    expect(await of(`<![CDATA[${BSN[0]}]]>`)).toBe(`<![CDATA[${plain}]]>`);
    expect(await of(`${BSN[0].slice(0, 4)}<!-- Jansen -->${BSN[0].slice(4)}`)).toBe(plain);
  });

  test('of two people stay two', async () => {
    const texts = delivery(BSN.map((bsn) => record({ bsn })));
    const made = [...(await anonymisedText(texts)).matchAll(/<Burgerservicenummer>([0-9]+)</g)].map(([, bsn]) => bsn);
    expect(new Set(made).size).toBe(BSN.length);
  });
});

describe('a date of birth', () => {
  const of = (value: string) => inPlaceOf('Geboortedatum', value);

  test.each([
    ['a day', '19800505', /^19(79|80)[0-9]{4}$/],
    ['with hyphens', '1980-05-05', /^19(79|80)-[0-9]{2}-[0-9]{2}$/],
    ['day first', '5-5-1980', /^[0-9]{1,2}-[0-9]{1,2}-19(79|80)$/],
    ['in words', '5 mei 1980', /^[0-9]{1,2} [a-z]{3,9} 19(79|80)$/],
    ['with a time', '1980-05-05T10:30:00', /^19(79|80)-[0-9]{2}-[0-9]{2}T10:30:00$/],
    ['that there is not', '19800231', /^19[0-9]{2}(0230|0231|0431|0631|0931|1131)$/],
    ['with day and month the wrong way round', '19801905', /^19[0-9]{2}(1[3-9]|[23][0-9])(0[1-9]|1[0-2])$/],
  ])('%s stays one', async (_name, value, form) => {
    const made = await of(value);
    expect(made).toMatch(form);
    expect(made).not.toBe(value);
  });

  test.each(['00000000', '19000101', '99991231'])('%s is nobody’s, and stays', async (value) => {
    expect(await of(value)).toBe(value);
  });

  test.each([
    ['15 on the day', '20100301', '20250301', undefined],
    ['15 on the day after', '20100302', '20250301', 'SRG-I109'],
    ['the AOW age on the day', '19580301', '20250301', 'SRG-I109'],
    ['the AOW age on the day after', '19580302', '20250301', undefined],
    ['born on the day', '20250301', '20250301', 'SRG-I109'],
  ])('stays on its side of a border: %s', async (_name, geboortedatum, start, code) => {
    for (let seed = 0; seed < 6; seed++) {
      const text = await anonymisedText(delivery([record({ geboortedatum, start })]), { seed: String(seed) });
      expect([...analyse(text).findings()].map((one) => one.code)).toEqual(code ? [code] : []);
      expect(text).not.toContain(`<Geboortedatum>${geboortedatum}<`);
    }
  });

  test('moves with the begindatum where that is the same by mistake', async () => {
    const text = await anonymisedText(delivery([record({ geboortedatum: '19910505', start: '19910505' })]));
    expect(text).not.toContain('19910505');
    expect(/<Geboortedatum>(\d+)</.exec(text)?.[1]).toBe(/<BegindatumVoorziening>(\d+)</.exec(text)?.[1]);
  });
});

test('dates of birth that are in the place of others move as well', async () => {
  const swapped = record({ geboortedatum: '20250301', start: '19930505', end: '20250310' });
  const text = await anonymisedText(delivery([swapped, record({ start: '19850505', bsn: BSN[1] })]));
  expect(text).not.toMatch(/19930505|19850505/);
  const found = (one: string) => [...analyse(one).findings()].map(({ code, message }) => [code, message.key]);
  expect(found(text)).toEqual(found(delivery([swapped, record({ start: '19850505', bsn: BSN[1] })])));
});

describe('other values', () => {
  test('a registratienummer keeps its make', async () => {
    expect(await inPlaceOf('RegistratienummerVoorziening', 'Vz-2025/0017')).toMatch(/^[A-Z][a-z]-[0-9]{4}\/[0-9]{4}$/);
  });

  test('an omschrijving keeps its length, and its diacritics, which are a mistake', async () => {
    const made = await inPlaceOf('OmschrijvingTypeVoorziening', 'Zorgboerderij José &amp; co');
    expect(made).toMatch(/^[A-Z][a-z]{12} [A-Z][a-z]{2}[à-ÿ] &amp; [a-z]{2}$/);
  });

  test.each([
    ['Geslacht', '1'],
    ['Geslacht', '7'],
    ['TypeVoorziening', '01'],
    ['BegindatumVoorziening', '1-3-2025'],
    ['BegindatumVoorziening', '20250230'],
    ['Statistiekjaar', '2025'],
  ])('%s %s says nothing of anybody, and stays', async (element, value) => {
    const text = delivery([record()]).replace(new RegExp(`<${element}>[^<]*<`), `<${element}>${value}<`);
    expect(await anonymisedText(text)).toContain(`<${element}>${value}<`);
  });

  test.each([
    ['Geslacht', 'Jansen'],
    ['TypeVoorziening', '950204869'],
    ['BegindatumVoorziening', '950204869'],
    ['Statistiekjaar', 'Jansen'],
    ['NaamSoftwarepakket', 'Jansen'],
    ['VersienummerSoftwarepakket', 'Jansen-1.2'],
    ['Gemeentecode', '950204869'],
  ])('%s %s is another value, as wrong', async (element, value) => {
    const text = delivery([record()]).replace(new RegExp(`<${element}>[^<]*<`), `<${element}>${value}<`);
    const made = await anonymisedText(text);
    expect(made).not.toContain(value);
    const kinds = (one: string) => [...analyse(one).findings()].map(({ code, message }) => [code, message.key]);
    expect(kinds(made)).toEqual(kinds(text));
  });
});

describe('what is no value', () => {
  test.each<[name: string, before: string, after: string | RegExp]>([
    ['a comment goes, with its line', '\n  <!-- Jansen belde -->\n<A/>', '\n<A/>'],
    ['a comment within a line', ' <!-- Jansen --> <A/>', '  <A/>'],
    ['an instruction goes', '\n<?jansen 950204869?>\n', '\n'],
    [
      'a suppression stays, without its reason',
      '<!-- srg-disable i105, SRG-I108: Jansen belde -->',
      '<!-- srg-disable i105, SRG-I108: geanonimiseerd -->',
    ],
    ['one without a reason stays without', '<!-- srg-disable I105 -->', '<!-- srg-disable I105 -->'],
    ['codes that are none', '<!-- srg-disable Jansen -->', /^<!-- srg-disable [A-Z][a-z]{5} -->$/],
    ['a comment that is none', '<!-- Jansen -- belde -->', /^<!-- [A-Z][a-z]{5} -- [a-z]{5} -->$/],
    ['an element that the schema has not', '<Naam>Jansen</Naam>', /^<([A-Z][a-z]{3})>[A-Z][a-z]{5}<\/\1>$/],
    ['an attribute', '<A naam="Jansen" xsi:nil="true"/>', /^<A [a-z]{4}="[A-Z][a-z]{5}" xsi:nil="true"\/>$/],
    ['a name of the schema with a slip', '<Geslcht>1</Geslcht>', '<Geslcht>1</Geslcht>'],
    ['text beside elements', 'Jansen 950204869', /^[A-Z][a-z]{5} 9[0-9]{8}$/],
    ['a number in groups', '95 02 04 869', /^(?!95 02 04)[0-9]{2} [0-9]{2} [0-9]{2} [0-9]{3}$/],
    ['a date in groups', '05 05 80', /^(?!05 05 80)[0-9]{2} [0-9]{2} [0-9]{2}$/],
    [
      'a code of a suppression that is none',
      '<!-- srg-disable Jan-1980 -->',
      /^<!-- srg-disable (?!Jan)[A-Z][a-z]{2}-(?!1980)[0-9]{4} -->$/,
    ],
    [
      'a value in an element that may be several',
      '<Datum>19800505</Datum>',
      /^<Datum>(?!19800505)19(79|80)[0-9]{4}<\/Datum>$/,
    ],
    ['a reference that is none', 'a&jansen;b &#1950204869;', /^[a-z]&onbekend;[a-z] &#0;$/],
    ['a namespace', '<A xmlns:jansen="urn:jansen"/>', /^<A xmlns:(?!jansen)[a-z]{6}="[a-z]{3}:(?!jansen)[a-z]{6}"\/>$/],
    ['a tag that is none', '<Naam Jansen 950204869>', /^<[A-Z][a-z]{3} [A-Z][a-z]{5} 9[0-9]{8}>$/],
  ])('%s', async (_name, before, after) => {
    const one = record({ nummer: '1' }).replace('<Persoon>', () => `${before}<Persoon>`);
    const made = await anonymisedText(delivery([one]));
    const text = made.replace(/^.*?<Voorziening>/s, '').replace(/<Persoon>.*/s, '');
    if (typeof after === 'string') expect(text).toBe(after);
    else expect(text).toMatch(after);
  });
});
