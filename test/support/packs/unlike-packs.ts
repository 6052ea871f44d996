import { readFileSync } from 'node:fs';
import type { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import type { Day, Month } from '../../../server/src/engine/delivery/day.ts';
import { formatDay, formatMonth } from '../../../server/src/engine/delivery/values/notation.ts';
import { loadPack, type Pack } from '../../../server/src/engine/packs/load-pack.ts';
import {
  HEADER_CONCEPTS,
  type HeaderConcept,
  RECORD_CONCEPTS,
  type RecordConcept,
} from '../../../server/src/engine/packs/pack.ts';
import { escapeAttribute, escapeText } from '../../../server/src/engine/syntax/references.ts';
import { reading, xsd } from './schema-pack.ts';

/**
 * Three packs that have nothing in common but what they mean: the one that ships; records under a relation under a
 * person, with other names, in no namespace, with the dates of XML Schema and elements that are there and empty; and
 * values in attributes with abbreviated names, as integers, under several prefixes. What a delivery holds is taken from
 * one of them and written in another.
 */

/** What a record or a header holds, in one form whatever the pack. */
export type Held<C extends string> = ReadonlyMap<C, string | Day>;

export interface HeldDelivery {
  readonly header: Held<HeaderConcept>;
  readonly month: Month | undefined;
  readonly records: readonly Held<RecordConcept>[];
}

export interface UnlikePack {
  readonly name: string;
  readonly pack: Pack;
  write(delivery: HeldDelivery): string;
}

const DAYS: readonly RecordConcept[] = ['geboortedatum', 'begindatum', 'einddatum'];
const MONTHS: readonly HeaderConcept[] = ['statistiekjaar', 'statistiekmaand', 'verslagmaand'];
/** What is the person's, and not the voorziening's. */
export const OF_PERSON: readonly RecordConcept[] = ['bsn', 'geboortedatum', 'geslacht', 'arbeidsvermogen', 'doelInzet'];

/** What a delivery holds; undefined where a value of it is none, so that it can't be written in another notation. */
export function heldBy(analysis: DeliveryAnalysis): HeldDelivery | undefined {
  const { header } = analysis;
  if (!header) return undefined;
  const isReadable = (state: string) => state === 'valid' || state === 'absent';
  const held = new Map<HeaderConcept, string>();
  for (const concept of HEADER_CONCEPTS) {
    const value = header.value(concept);
    if (!isReadable(header.state(concept))) return undefined;
    if (value !== undefined && !MONTHS.includes(concept)) held.set(concept, value);
  }
  const records: Held<RecordConcept>[] = [];
  for (const record of analysis.recordsIn(0, analysis.source.length)) {
    const own = new Map<RecordConcept, string | Day>();
    for (const concept of RECORD_CONCEPTS) {
      if (!isReadable(record.state(concept))) return undefined;
      // A block that is there counts by that.
      if (concept === 'loonkostensubsidie') {
        if (record.nodeOf(concept) >= 0) own.set(concept, '');
        continue;
      }
      if (record.state(concept) === 'absent') continue;
      const value = DAYS.includes(concept) ? record.day(concept as 'begindatum') : record.value(concept);
      if (value === undefined) return undefined;
      own.set(concept, concept === 'loonwaarde' ? String(Number(value)) : value);
    }
    records.push(own);
  }
  return { header: held, month: analysis.verslagmaand, records };
}

const shipped = 'schemas/srg-regeling-2026/';
const file = (name: string) => readFileSync(shipped + name, 'utf8');
const manifest = JSON.parse(file('pack.json'));

async function packOf(
  id: string,
  schemas: Readonly<Record<string, string>>,
  shape: object,
  places: Readonly<Record<string, [path: string, format?: string, none?: string[]]>>,
): Promise<Pack> {
  const concepts = Object.entries(places).map(([concept, [path, format, none]]) => [
    concept,
    {
      path,
      provenance: 'recon',
      ...(format ? { format } : {}),
      ...(none ? { none } : {}),
      ...(manifest.concepts[concept]?.list ? { list: manifest.concepts[concept].list } : {}),
    },
  ]);
  const files: Record<string, string> = {
    ...schemas,
    'codes.json': file('codes.json'),
    'combinations.json': file('combinations.json'),
    'gemeenten.json': file('gemeenten.json'),
    'pack.json': JSON.stringify({
      ...manifest,
      id,
      title: id,
      unit: undefined,
      schema: Object.keys(schemas)[0],
      ...shape,
      concepts: Object.fromEntries(concepts),
    }),
  };
  return loadPack(id, reading(files), { list: async () => Object.keys(files) });
}

const many = ' minOccurs="0" maxOccurs="unbounded"';
const elements = (names: readonly [name: string, type: string, more?: string][]) =>
  names.map(([name, type, more = '']) => `<xs:element name="${name}" type="${type}"${more}/>`).join('');
const parent = (name: string, content: string, more = '') =>
  `<xs:element name="${name}"${more}><xs:complexType>${content}</xs:complexType></xs:element>`;
const sequence = (...content: readonly string[]) => `<xs:sequence>${content.join('')}</xs:sequence>`;

const personSchema = xsd(
  parent(
    'Aanlevering',
    sequence(
      parent(
        'Kop',
        sequence(
          elements([
            ['Periode', 'xs:gYearMonth'],
            ['Statistiek', 'xs:string'],
            ['Programma', 'xs:string'],
            ['Versie', 'xs:string'],
            ['Gemeente', 'xs:string'],
            ['Melder', 'xs:string'],
          ]),
        ),
      ),
      parent(
        'Klanten',
        sequence(
          parent(
            'Klant',
            sequence(
              elements([
                ['Nummer', 'xs:string'],
                ['Geboren', 'xs:date'],
                ['Sekse', 'xs:string'],
                ['Vermogen', 'xs:string'],
                ['Doel', 'xs:string'],
              ]),
              parent(
                'Dossier',
                sequence(
                  parent(
                    'Traject',
                    sequence(
                      elements([
                        ['Kenmerk', 'Kenmerk'],
                        ['Soort', 'xs:string'],
                        ['Toelichting', 'Toelichting', ' minOccurs="0"'],
                        ['Van', 'xs:date'],
                        ['Tot', 'DatumOfLeeg', ' minOccurs="0"'],
                      ]),
                      parent(
                        'Subsidie',
                        sequence(
                          elements([
                            ['Waarde', 'Waarde', ' minOccurs="0"'],
                            ['Einde', 'xs:string', ' minOccurs="0"'],
                          ]),
                        ),
                        ' minOccurs="0"',
                      ),
                    ),
                    ' maxOccurs="unbounded"',
                  ),
                ),
              ),
            ),
            many,
          ),
        ),
      ),
    ),
  ) +
    '<xs:simpleType name="Kenmerk"><xs:restriction base="xs:string"><xs:maxLength value="15"/></xs:restriction></xs:simpleType>' +
    '<xs:simpleType name="Toelichting"><xs:restriction base="xs:string"/></xs:simpleType>' +
    '<xs:simpleType name="Waarde"><xs:restriction base="xs:string"><xs:pattern value="([0-9]{3})?"/></xs:restriction></xs:simpleType>' +
    '<xs:simpleType name="DatumOfLeeg"><xs:union memberTypes="xs:date Leeg"/></xs:simpleType>' +
    '<xs:simpleType name="Leeg"><xs:restriction base="xs:string"><xs:enumeration value=""/></xs:restriction></xs:simpleType>',
);

const personPack = await packOf(
  'klanten',
  { 'klanten.xsd': personSchema },
  {
    namespace: '',
    root: 'Aanlevering',
    unit: 'Aanlevering/Klanten/Klant',
    record: 'Aanlevering/Klanten/Klant/Dossier/Traject',
  },
  {
    verslagmaand: ['Aanlevering/Kop/Periode', 'jjjj-mm'],
    statistiekcode: ['Aanlevering/Kop/Statistiek'],
    softwarepakket: ['Aanlevering/Kop/Programma'],
    softwareversie: ['Aanlevering/Kop/Versie'],
    gemeentecode: ['Aanlevering/Kop/Gemeente'],
    berichtgevercode: ['Aanlevering/Kop/Melder'],
    bsn: ['../../Nummer'],
    geboortedatum: ['../../Geboren', 'jjjj-mm-dd'],
    geslacht: ['../../Sekse'],
    arbeidsvermogen: ['../../Vermogen'],
    doelInzet: ['../../Doel'],
    registratienummer: ['Kenmerk'],
    typeVoorziening: ['Soort'],
    omschrijving: ['Toelichting'],
    begindatum: ['Van', 'jjjj-mm-dd'],
    einddatum: ['Tot', 'jjjj-mm-dd'],
    loonkostensubsidie: ['Subsidie'],
    loonwaarde: ['Subsidie/Waarde'],
    redenBeeindiging: ['Subsidie/Einde'],
  },
);

function writePersons({ header, month, records }: HeldDelivery): string {
  const tag = (name: string, value: string | Day | undefined) =>
    value === undefined
      ? ''
      : `<${name}>${typeof value === 'number' ? formatDay(value, 'jjjj-mm-dd') : escapeText(value)}</${name}>`;
  const personOf = (record: Held<RecordConcept>) => JSON.stringify(OF_PERSON.map((concept) => record.get(concept)));
  const traject = (record: Held<RecordConcept>) =>
    `<Traject>${tag('Kenmerk', record.get('registratienummer'))}${tag('Soort', record.get('typeVoorziening'))}` +
    `${tag('Toelichting', record.get('omschrijving') ?? '')}${tag('Van', record.get('begindatum'))}` +
    `${tag('Tot', record.get('einddatum') ?? '')}${
      record.has('loonkostensubsidie')
        ? `<Subsidie>${tag('Waarde', record.get('loonwaarde')?.toString().padStart(3, '0'))}${tag('Einde', record.get('redenBeeindiging'))}</Subsidie>`
        : ''
    }</Traject>`;
  const persons: Held<RecordConcept>[][] = [];
  for (const record of records) {
    const last = persons.at(-1);
    if (last && personOf(last[0]!) === personOf(record)) last.push(record);
    else persons.push([record]);
  }
  const klant = (own: readonly Held<RecordConcept>[]) => {
    const [first] = own;
    return (
      `<Klant>\n${tag('Nummer', first!.get('bsn'))}${tag('Geboren', first!.get('geboortedatum'))}` +
      `${tag('Sekse', first!.get('geslacht'))}${tag('Vermogen', first!.get('arbeidsvermogen'))}` +
      `${tag('Doel', first!.get('doelInzet'))}\n<Dossier>\n${own.map(traject).join('\n')}\n</Dossier>\n</Klant>`
    );
  };
  const periode = month === undefined ? '' : formatMonth(month, 'jjjj-mm');
  return (
    `<Aanlevering>\n<Kop><Periode>${periode}</Periode>${tag('Statistiek', header.get('statistiekcode'))}` +
    `${tag('Programma', header.get('softwarepakket'))}${tag('Versie', header.get('softwareversie'))}` +
    `${tag('Gemeente', header.get('gemeentecode'))}${tag('Melder', header.get('berichtgevercode'))}</Kop>\n` +
    `<Klanten>\n${persons.map(klant).join('\n')}\n</Klanten>\n</Aanlevering>\n`
  );
}

const attribute = (name: string, type: string, use = 'required') =>
  `<xs:attribute name="${name}" type="${type}" use="${use}"/>`;

const attributeSchemas = {
  'lev.xsd': xsd(
    '<xs:import namespace="urn:test:v" schemaLocation="v.xsd"/>' +
      parent(
        'Lev',
        sequence(parent('Lijst', sequence(`<xs:element ref="v:V"${many}/>`))) +
          ['jr', 'mnd', 'st', 'gm', 'br'].map((name) => attribute(name, 'xs:integer')).join('') +
          attribute('pk', 'xs:string') +
          attribute('vs', 'xs:string'),
      ),
    'xmlns="urn:test:l" xmlns:v="urn:test:v" targetNamespace="urn:test:l" elementFormDefault="qualified"',
  ),
  'v.xsd': xsd(
    parent(
      'V',
      sequence(
        parent(
          'L',
          attribute('lw', 'xs:integer', 'optional') + attribute('rd', 'xs:integer', 'optional'),
          ' minOccurs="0"',
        ),
      ) +
        ['bsn', 'gb', 'gs', 'av', 'dl', 'tp', 'bg'].map((name) => attribute(name, 'xs:integer')).join('') +
        attribute('nr', 'Nr') +
        attribute('om', 'xs:string', 'optional') +
        attribute('ed', 'xs:integer', 'optional'),
    ) +
      '<xs:simpleType name="Nr"><xs:restriction base="xs:string"><xs:maxLength value="15"/></xs:restriction></xs:simpleType>',
    'xmlns="urn:test:v" targetNamespace="urn:test:v" elementFormDefault="qualified"',
  ),
};

const attributePack = await packOf(
  'attributen',
  attributeSchemas,
  { namespace: 'urn:test:l', root: 'Lev', record: 'Lev/Lijst/V' },
  {
    statistiekjaar: ['Lev/@jr', 'jjjj'],
    statistiekmaand: ['Lev/@mnd', 'm'],
    statistiekcode: ['Lev/@st'],
    softwarepakket: ['Lev/@pk'],
    softwareversie: ['Lev/@vs'],
    gemeentecode: ['Lev/@gm'],
    berichtgevercode: ['Lev/@br'],
    bsn: ['@bsn'],
    geboortedatum: ['@gb', 'jjjjmmdd'],
    geslacht: ['@gs'],
    arbeidsvermogen: ['@av'],
    doelInzet: ['@dl'],
    registratienummer: ['@nr'],
    typeVoorziening: ['@tp'],
    omschrijving: ['@om'],
    begindatum: ['@bg', 'jjjjmmdd'],
    einddatum: ['@ed', 'jjjjmmdd', ['99991231']],
    loonkostensubsidie: ['L'],
    loonwaarde: ['L/@lw'],
    redenBeeindiging: ['L/@rd'],
  },
);

function writeAttributes({ header, month, records }: HeldDelivery): string {
  const attr = (name: string, value: string | Day | undefined) =>
    value === undefined
      ? ''
      : ` ${name}="${typeof value === 'number' ? formatDay(value, 'jjjjmmdd') : escapeAttribute(value)}"`;
  const number = (value: string | Day | undefined) =>
    typeof value === 'string' && /^\d+$/.test(value) ? String(Number(value)) : value;
  const record = (one: Held<RecordConcept>, index: number) => {
    // The prefix of a record is now one, now another, and now declared by itself.
    const [prefix, declaration] = [
      ['v:', ''],
      ['w:', ''],
      ['', ' xmlns="urn:test:v"'],
    ][index % 3]!;
    const start =
      `<${prefix}V${declaration}${attr('bsn', one.get('bsn'))}${attr('gb', one.get('geboortedatum'))}` +
      `${attr('gs', one.get('geslacht'))}${attr('av', one.get('arbeidsvermogen'))}${attr('dl', one.get('doelInzet'))}` +
      `${attr('nr', one.get('registratienummer'))}${attr('tp', number(one.get('typeVoorziening')))}` +
      `${attr('om', one.get('omschrijving'))}${attr('bg', one.get('begindatum'))}` +
      `${attr('ed', one.get('einddatum') ?? '99991231')}`;
    if (!one.has('loonkostensubsidie')) return `${start}/>`;
    const subsidy = `${attr('lw', number(one.get('loonwaarde')))}${attr('rd', number(one.get('redenBeeindiging')))}`;
    return `${start}><${prefix}L${subsidy}/></${prefix}V>`;
  };
  const [year, monthNumber] = month === undefined ? ['', ''] : [Math.floor(month / 12), (month % 12) + 1];
  return (
    `<l:Lev xmlns:l="urn:test:l" xmlns:v="urn:test:v" xmlns:w="urn:test:v" jr="${year}" mnd="${monthNumber}"` +
    `${attr('st', number(header.get('statistiekcode')))}${attr('pk', header.get('softwarepakket'))}` +
    `${attr('vs', header.get('softwareversie'))}${attr('gm', number(header.get('gemeentecode')))}` +
    `${attr('br', number(header.get('berichtgevercode')))}>\n<l:Lijst>\n${records.map(record).join('\n')}\n</l:Lijst>\n</l:Lev>\n`
  );
}

/** The two that don't ship. */
export const UNLIKE_PACKS: readonly UnlikePack[] = [
  { name: 'records under a person', pack: personPack, write: writePersons },
  { name: 'values in attributes', pack: attributePack, write: writeAttributes },
];
