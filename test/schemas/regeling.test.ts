import { readFileSync } from 'node:fs';
import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import xpath from 'xpath';
import { daysInMonth } from '../../server/src/engine/delivery/day.ts';
import { passesElfproef } from '../../server/src/engine/delivery/values/bsn.ts';
import { compileInput } from '../../server/src/engine/schema/files/compile-input.ts';
import { singleFile } from '../../server/src/engine/schema/files/schema-files.ts';
import { readSchema } from '../../server/src/engine/schema/model/read-schema.ts';
import type { ElementModel } from '../../server/src/engine/schema/model.ts';
import { SchemaValidator } from '../../server/src/engine/schema/validator.ts';
import { CODES, COMBINATIONS, FORMER_TYPES, KENMERKEN, STRUCTURE } from './law-table.ts';

const PACK = new URL('../../schemas/srg-regeling-2026/', import.meta.url);
const EXAMPLES = new URL('../../examples/', import.meta.url);

interface Code {
  readonly code: string;
  readonly label: string;
  readonly short: string;
  readonly group?: string;
  readonly overig?: boolean;
  readonly vendor?: string;
  readonly description: string;
  readonly provenance: { readonly label: string; readonly code: string };
  readonly source: string;
}
interface Former {
  readonly code: string;
  readonly label?: string;
  readonly successor?: string;
  readonly until: string;
  readonly text: { readonly nl: string; readonly en: string };
}
interface CodeList {
  readonly type: string;
  readonly codes: readonly Code[];
  readonly former?: readonly Former[];
}
interface Combination {
  readonly types: readonly [string, string];
  readonly reason: { readonly nl: string; readonly en: string };
  readonly provenance: string;
  readonly articles?: readonly string[];
}

const read = (name: string): string => readFileSync(new URL(name, PACK), 'utf8');
const readExample = (name: string): string => readFileSync(new URL(`${name}.srg.xml`, EXAMPLES), 'utf8');

const pack = JSON.parse(read('pack.json'));
const lists: Readonly<Record<string, CodeList>> = JSON.parse(read(pack.codes)).lists;
const combinations: readonly Combination[] = JSON.parse(read(pack.combinations)).combinations;
const gemeenten = JSON.parse(read(pack.gemeenten));
const xsd = read(pack.schema);
const model = readSchema(singleFile(xsd));
const validator = SchemaValidator.compile(compileInput(singleFile(xsd)));

/** The names of the elements that libxml2 finds fault with, once for each fault. */
function faults(xml: string): string[] {
  const verdict = validator.validate([xml]);
  if (verdict.kind !== 'validated') throw new Error(verdict.kind);
  return verdict.errors.map(({ sentence }) => /^Element '(?:\{[^}]*\})?([^']+)'/.exec(sentence)?.[1] ?? sentence);
}

const fromRoot = (path: string): string[] =>
  (path.startsWith('SRG/') ? path : `${pack.record.slice(1)}/${path}`).split('/');
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A delivery of one record that has every element, with a value in the place of one. */
const FULL = `<SRG xmlns="${pack.namespace}"><Levering><Statistiekjaar>2025</Statistiekjaar><Statistiekmaand>03</Statistiekmaand>
<Statistiekcode>10</Statistiekcode><NaamSoftwarepakket>and</NaamSoftwarepakket><VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket>
<Gemeentecode>0363</Gemeentecode><Berichtgevercode>0363</Berichtgevercode></Levering><Voorzieningen><Voorziening><Persoon>
<Burgerservicenummer>950204869</Burgerservicenummer><Geboortedatum>19880517</Geboortedatum><Geslacht>2</Geslacht>
<Arbeidsvermogen>10</Arbeidsvermogen><DoelInzetVoorzieningen>1</DoelInzetVoorzieningen></Persoon>
<RegistratienummerVoorziening>1</RegistratienummerVoorziening><TypeVoorziening>10</TypeVoorziening>
<OmschrijvingTypeVoorziening>tekst</OmschrijvingTypeVoorziening><BegindatumVoorziening>20230901</BegindatumVoorziening>
<EinddatumVoorziening>20250331</EinddatumVoorziening><Loonkostensubsidie><Loonwaarde>062</Loonwaarde>
<RedenBeeindiging>2</RedenBeeindiging></Loonkostensubsidie></Voorziening></Voorzieningen></SRG>`;

function withValue(name: string, value: string): string {
  const [before, after] = FULL.split(new RegExp(`(?<=<${name}>)[^<]*`));
  return before + value.replace(/&/g, '&amp;').replace(/</g, '&lt;') + after;
}

describe.each(KENMERKEN)('kenmerk $nr, $concept', ({ nr, concept, path, format, list, accepted, refused }) => {
  const name = lastOf(path);
  const values = list === undefined ? accepted : CODES[list]!.map(({ code }) => code);

  test('has its place, notation and list in the pack', () => {
    expect(pack.concepts[concept]).toEqual({
      path: `/${fromRoot(path).join('/')}`,
      provenance: 'recon',
      ...(format === undefined ? {} : { format }),
      ...(list === undefined ? {} : { list }),
    });
  });

  test('is an element whose documentation, and whose type, name its number', () => {
    const element = model.element(fromRoot(path))!;
    expect(element.documentation).toMatch(
      new RegExp(`regeling of wet \\(.*bijlage 2, kenmerk ${nr}, stand 2025-01-01`),
    );
    expect(element.type.documentation).toMatch(new RegExp(`bijlage 2, kenmerk(?:en [\\d, en]*)? ?\\b${nr}\\b`));
  });

  test('is judged as text, so that white space counts', () => {
    expect(model.element(fromRoot(path))!.type.base).toBe('string');
  });

  test.each(values)('takes %j', (value) => {
    expect(faults(withValue(name, value))).toEqual([]);
  });

  test.each(refused)('refuses %j, once', (value) => {
    expect(faults(withValue(name, value))).toEqual([name]);
  });
});

describe('a date', () => {
  /** Of every kind: common, leap, century that is leap or isn't, first and last. */
  const YEARS = [1000, 1600, 1900, 1999, 2000, 2004, 2023, 2024, 2096, 2100, 2400, 9999];
  const numbers = (to: number) => Array.from({ length: to + 1 }, (_, number) => number);
  const dates = YEARS.flatMap((year) =>
    numbers(13).flatMap((month) => numbers(32).map((day) => ({ year, month, day }))),
  );
  const write = ({ year, month, day }: (typeof dates)[number]) => String(year * 10_000 + month * 100 + day);

  test('is a day of the calendar', () => {
    const [head, record, tail] = FULL.split(/(<Voorziening>[\s\S]*<\/Voorziening>)/);
    const records = dates.map((date) => record!.replace('20230901', write(date))).join('');
    const verdict = validator.validate([head + records + tail]);
    const refused = verdict.kind === 'validated' ? verdict.errors.map(({ path }) => path[2]!.index - 1) : [];
    const impossible = dates.filter(
      ({ year, month, day }) => month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month),
    );
    expect(refused.map((index) => write(dates[index]!))).toEqual(impossible.map(write));
  });
});

test('a free text of a megabyte is taken', () => {
  expect(faults(withValue('OmschrijvingTypeVoorziening', 'tekst '.repeat(200_000)))).toEqual([]);
});

describe('pack.json', () => {
  test('agrees with the XSD on namespace, root and record', () => {
    expect(model.namespace).toBe(pack.namespace);
    expect(model.roots.map((root) => root.name)).toEqual([pack.root]);
    expect(model.element(pack.record.slice(1).split('/'))?.max).toBe(Number.POSITIVE_INFINITY);
  });

  test('maps the kenmerken and the block of loonkostensubsidie, and nothing else', () => {
    const { loonkostensubsidie, ...kenmerken } = pack.concepts;
    expect(Object.keys(kenmerken)).toEqual(KENMERKEN.map(({ concept }) => concept));
    expect(loonkostensubsidie).toEqual({ path: `${pack.record}/Loonkostensubsidie`, provenance: 'recon' });
  });

  test('gives meanings to codes of the law', () => {
    const { onderWml, administratieveBeeindiging, werkelijkeBeeindiging, ...types } = pack.meanings;
    const codesOf = (list: string) => CODES[list]!.map(({ code }) => code);
    expect(codesOf('arbeidsvermogen')).toContain(onderWml);
    expect(codesOf('redenBeeindiging')).toEqual([administratieveBeeindiging, werkelijkeBeeindiging]);
    expect(codesOf('typeVoorziening')).toEqual(expect.arrayContaining(Object.values(types).flat()));
  });

  test('makes its keys of concepts', () => {
    expect(Object.keys(pack.concepts)).toEqual(
      expect.arrayContaining([...pack.unique, ...pack.likelyDuplicate].flat()),
    );
  });

  test('says that it is not the official XSD', () => {
    expect(pack.description).toContain('niet de officiële XSD');
    expect(pack.provenance).toBe('recon');
  });
});

describe('srg.xsd', () => {
  const XML = 'http://www.w3.org/XML/1998/namespace';
  const evaluate = xpath.useNamespaces({ xs: 'http://www.w3.org/2001/XMLSchema', xml: XML });
  const document = new DOMParser().parseFromString(xsd, 'text/xml') as unknown as Node;
  const select = (expression: string, from: Node = document) => evaluate(expression, from) as unknown as Element[];
  const components = select('//xs:element | //xs:complexType | //xs:simpleType | //xs:enumeration').map(
    (component) => ({
      name: `${component.localName} ${component.getAttribute('name') || component.getAttribute('value')}`,
      documentation: select('xs:annotation/xs:documentation[@xml:lang="nl"]', component)
        .map((element) => element.textContent ?? '')
        .join(' ')
        .replace(/\s+/g, ' ')
        .trim(),
    }),
  );

  test('has the elements of the table, in its order and as often', () => {
    const walk = (element: ElementModel, path: string): (readonly [string, number, number])[] => [
      [path, element.min, element.max],
      ...element.type.children.flatMap((child) => walk(child, `${path}/${child.name}`)),
    ];
    expect(model.roots.flatMap((root) => walk(root, root.name))).toEqual(STRUCTURE);
  });

  test('has no attributes and leaves what is unique to the rules', () => {
    expect(select('//xs:attribute | //xs:anyAttribute')).toEqual([]);
    expect(select('//xs:unique | //xs:key | //xs:keyref')).toEqual([]);
  });

  test('has components', () => {
    const codes = Object.values(CODES).flat().length;
    expect(components.length).toBeGreaterThan(STRUCTURE.length + codes + KENMERKEN.length);
  });

  test.each(components)('documents $name in Dutch, with where it comes from', ({ documentation }) => {
    expect(documentation).toMatch(/^.{10,} Herkomst: .*(CBS-presentatie|CBS \(|regeling of wet \(|reconstructie).*\.$/);
    expect(documentation).not.toMatch(/\.\.|undefined/);
  });
});

describe('codes.json', () => {
  test('has the lists that the concepts name', () => {
    expect(Object.keys(lists).sort()).toEqual(Object.keys(CODES).sort());
  });

  describe.each(Object.entries(CODES))('%s', (key, codes) => {
    const list = lists[key]!;
    const kenmerk = KENMERKEN.find((candidate) => candidate.list === key)!;
    const type = model.element(fromRoot(kenmerk.path))!.type;

    test('has the codes of the law with their labels, groups and vendors', () => {
      const told = list.codes.map(({ code, label, group, overig, vendor }) =>
        Object.fromEntries(Object.entries({ code, label, group, overig, vendor }).filter(([, value]) => value)),
      );
      expect(told).toEqual(codes);
    });

    test('is the list of the type in the XSD', () => {
      expect(list.type).toBe(type.name);
      expect(type.enumerations.map(({ value }) => value)).toEqual(codes.map(({ code }) => code));
    });

    test.each(list.codes)('tells of $code what the XSD tells', ({ code, label, group, description, source }) => {
      const { documentation } = type.enumerations.find(({ value }) => value === code)!;
      const parts = [`${label}.`, group && `Groep: ${group}.`, description, `Herkomst: ${lowerFirst(source)}`];
      expect(documentation).toBe(parts.filter(Boolean).join(' '));
    });

    test.each(list.codes)('cites bijlage 2 for $code', ({ provenance, source }) => {
      expect(provenance).toEqual({ label: 'wet', code: 'wet' });
      expect(source).toContain(`bijlage 2, kenmerk ${kenmerk.nr}, stand 2025-01-01`);
    });

    test('has short labels that differ', () => {
      expect(new Set(list.codes.map(({ short }) => short)).size).toBe(list.codes.length);
      expect(list.codes.filter(({ short }) => short.length === 0 || short.length > 22)).toEqual([]);
    });
  });

  test('knows the types before 2019 and their successors', () => {
    const told = lists.typeVoorziening!.former!.map(({ code, successor }) => [code, successor]);
    expect(Object.fromEntries(told)).toEqual(FORMER_TYPES);
    expect(lists.typeVoorziening!.codes.filter(({ code }) => code in FORMER_TYPES)).toEqual([]);
  });

  test.each(lists.typeVoorziening!.former!)('says of $code what became of it', ({ code, successor, until, text }) => {
    expect(until).toBe('2018');
    for (const sentence of [text.nl, text.en]) {
      expect(sentence).toMatch(new RegExp(`^${code} .*2019.*\\.$`));
      expect(sentence).toContain(successor ?? (sentence === text.nl ? 'geen opvolger' : 'no successor'));
    }
  });
});

function lowerFirst(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}

describe('combinations.json', () => {
  test('has the pairs that do not go together, each once, lowest code first', () => {
    expect(combinations.map(({ types }) => types.join(' ')).sort()).toEqual(Object.keys(COMBINATIONS).sort());
  });

  test.each(combinations)('cites the article for $types where there is one', ({ types, provenance, articles }) => {
    const article = COMBINATIONS[types.join(' ')];
    expect(provenance).toBe(article === undefined ? 'recon' : 'wet');
    expect(articles).toEqual(article === undefined ? undefined : [`Participatiewet art. ${article}`]);
  });

  test('gives a reason in both languages', () => {
    for (const { reason } of combinations) {
      expect(reason).toEqual({ nl: expect.stringMatching(/\.$/), en: expect.stringMatching(/\.$/) });
    }
  });
});

test('gemeenten.json has 342 unique codes of four digits, for 2023 to 2026', () => {
  const codes: string[] = gemeenten.gemeenten.map(({ code }: { code: string }) => code);
  expect(new Set(codes).size).toBe(342);
  expect(codes.filter((code) => !/^[0-9]{4}$/.test(code))).toEqual([]);
  expect(gemeenten.years).toEqual({ from: 2023, to: 2026 });
});

test.each(['pack.json', 'codes.json', 'combinations.json', 'gemeenten.json'])(
  '%s says where facts come from',
  (name) => {
    const provenances: string[] = [];
    JSON.parse(read(name), (key, value) => {
      expect(key).not.toBe('standing');
      if (key === 'provenance')
        provenances.push(...(typeof value === 'string' ? [value] : Object.values<string>(value)));
      return value;
    });
    expect(provenances.length).toBeGreaterThan(0);
    expect(provenances.filter((id) => !['slides', 'cbs', 'wet', 'recon'].includes(id))).toEqual([]);
  },
);

describe('the examples', () => {
  const FINE = ['correct', 'casus-maaike', 'lege-levering', 'een-regel', '2025-02', '2025-03', '2025-03-onvolledig'];
  const valuesOf = (xml: string, name: string) =>
    [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1]!);

  test.each(FINE)('%s meets the XSD', (name) => {
    expect(faults(readExample(name))).toEqual([]);
  });

  test('met-fouten has one fault for the XSD', () => {
    expect(faults(readExample('met-fouten'))).toEqual(['BegindatumVoorziening']);
  });

  test('met-fouten names each rule that one file can show', () => {
    const told = [...readExample('met-fouten').matchAll(/^\s*(?:<!-- )?SRG-([TI]\d+):/gm)].map((match) => match[1]);
    const content = [101, 102, 103, 105, 106, 107, 108, 109, 110, 113, 114, 115, 116, 117, 118, 119];
    expect(told.sort()).toEqual([...content.map((number) => `I${number}`), 'T002', 'T003', 'T004']);
  });

  test('niet-welgevormd cannot be read', () => {
    expect(validator.validate([readExample('niet-welgevormd')]).kind).toBe('unreadable');
  });

  test('onbekend-formaat meets the XSD but for its namespace', () => {
    const text = readExample('onbekend-formaat');
    expect(faults(text)).toEqual(['SRG']);
    expect(faults(text.replace('urn:example:srg:2099', pack.namespace))).toEqual([]);
  });

  test('een-regel is one line', () => {
    expect(readExample('een-regel')).not.toMatch(/[\r\n]/);
  });

  test.each([...FINE, 'met-fouten'])('%s has codes of the law', (name) => {
    const xml = readExample(name);
    for (const { path, list } of KENMERKEN) {
      const codes = CODES[list ?? '']?.map(({ code }) => code);
      if (codes) expect(codes).toEqual(expect.arrayContaining(valuesOf(xml, lastOf(path))));
    }
  });

  test('correct has every type', () => {
    const types = new Set(valuesOf(readExample('correct'), 'TypeVoorziening'));
    expect([...types].sort()).toEqual(CODES.typeVoorziening!.map(({ code }) => code));
  });

  test('casus-maaike has coaching, training, transport and the wage subsidy', () => {
    expect(valuesOf(readExample('casus-maaike'), 'TypeVoorziening')).toEqual(['40', '42', '50', '10']);
  });

  test.each([...FINE, 'niet-welgevormd', 'onbekend-formaat'])('%s has BSNs of nobody', (name) => {
    const numbers = valuesOf(readExample(name), 'Burgerservicenummer');
    expect(numbers.filter((bsn) => !(bsn.startsWith('9') && passesElfproef(bsn)))).toEqual([]);
  });

  test('met-fouten has BSNs of nobody, one of which fails the 11-proof', () => {
    const numbers = valuesOf(readExample('met-fouten'), 'Burgerservicenummer');
    expect(numbers.filter((bsn) => !bsn.startsWith('9'))).toEqual([]);
    expect(numbers.filter((bsn) => !passesElfproef(bsn))).toEqual(['997015914']);
  });
});
