import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPack, type Pack } from '../../../server/src/engine/packs/load-pack.ts';
import type { Concept, Paths } from '../../../server/src/engine/packs/pack.ts';
import { analyse, BSN, findingsOf } from '../../support/delivery.ts';
import { Libxml2Judge } from '../../support/libxml2-verdict.ts';
import { ranges } from '../../support/markers.ts';
import { reading, xsd } from '../../support/packs/schema-pack.ts';
import { holds, LONG } from '../../support/property.ts';
import { analysisAfter, randomEdits } from '../../support/random-edits.ts';

/** Where a format has its records and the values of its header, and a delivery in it. */
interface Structure {
  name: string;
  /** The content of the root. */
  schema: string;
  record: Paths;
  unit?: Paths;
  places?: Partial<Record<Concept, Paths>>;
  /** Marked: what is found there, in the order of the text. */
  text: string;
  found: readonly string[];
  records: number;
}

const TYPES = `
  <xs:complexType name="Kop"><xs:sequence>
    <xs:element name="Code" type="xs:string"/><xs:element name="Maand" type="xs:gYearMonth"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="R"><xs:sequence>
    <xs:element name="Bsn" type="xs:string"/><xs:element name="Start" type="xs:date"/>
    <xs:element name="Eind" type="xs:date" minOccurs="0"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="V"><xs:sequence>
    <xs:element name="Start" type="xs:date"/><xs:element name="Eind" type="xs:date" minOccurs="0"/>
  </xs:sequence></xs:complexType>
  <xs:complexType name="Rs"><xs:sequence>
    <xs:element name="R" type="R" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType>`;

const RECORD = { bsn: 'Bsn', begindatum: 'Start', einddatum: 'Eind' };
const HEADER = { berichtgevercode: 'L/Kop/Code', verslagmaand: 'L/Kop/Maand' };

function packOf({ schema, record, unit, places = {} }: Structure): Promise<Pack> {
  const concepts = Object.entries({ ...HEADER, ...RECORD, ...places });
  const manifest = {
    version: 2,
    id: 'proef',
    title: 'Proef',
    description: '',
    provenance: 'recon',
    source: '',
    schema: 'l.xsd',
    namespace: '',
    root: 'L',
    record,
    ...(unit === undefined ? {} : { unit }),
    concepts: Object.fromEntries(concepts.map(([concept, path]) => [concept, { path, provenance: 'recon' }])),
    meanings: {},
  };
  const files = { 'l.xsd': xsd(`${schema}${TYPES}`), 'pack.json': JSON.stringify(manifest) };
  return loadPack('proef', reading(files), { list: async () => Object.keys(files) });
}

const root = (content: string, attributes = '') =>
  `<xs:element name="L"><xs:complexType>${content}${attributes}</xs:complexType></xs:element>`;
const element = (name: string, type: string, more = '') => `<xs:element name="${name}" type="${type}"${more}/>`;
const MANY = ' minOccurs="0" maxOccurs="unbounded"';

const r = (start: string, eind = '', bsn: string = BSN[0], name = 'R') =>
  `<${name}><Bsn>${bsn}</Bsn><Start>${start}</Start>${eind === '' ? '' : `<Eind>${eind}</Eind>`}</${name}>`;
const v = (start: string, eind = '') => `<V><Start>${start}</Start>${eind === '' ? '' : `<Eind>${eind}</Eind>`}</V>`;
const kop = (code = '⟦0363⟧') => `<Kop><Code>${code}</Code><Maand>2025-03</Maand></Kop>`;
/** Of a record that starts after the month, and one that ends before it starts. */
const FAULTY = [r('⟦2025-04-01⟧'), r('2025-03-10', '⟦2025-03-01⟧', BSN[1])].join('\n');
const FOUND = ['SRG-T003', 'SRG-I106', 'SRG-I101'];

const STRUCTURES: Structure[] = [
  {
    name: 'a header before the records',
    schema: root(`<xs:sequence>${element('Kop', 'Kop')}${element('Rs', 'Rs')}</xs:sequence>`),
    record: 'L/Rs/R',
    text: `<L>${kop()}<Rs>\n${FAULTY}\n</Rs></L>`,
    found: FOUND,
    records: 2,
  },
  {
    name: 'a header behind the records',
    schema: root(`<xs:sequence>${element('Rs', 'Rs')}${element('Kop', 'Kop')}</xs:sequence>`),
    record: 'L/Rs/R',
    text: `<L><Rs>\n${FAULTY}\n</Rs>\n${kop()}</L>`,
    found: ['SRG-I106', 'SRG-I101', 'SRG-T003'],
    records: 2,
  },
  {
    name: 'a header in attributes of the root',
    schema: root(
      `<xs:sequence>${element('R', 'R', MANY)}</xs:sequence>`,
      '<xs:attribute name="code" type="xs:string"/><xs:attribute name="maand" type="xs:gYearMonth"/>',
    ),
    record: 'L/R',
    places: { berichtgevercode: 'L/@code', verslagmaand: 'L/@maand' },
    text: `<L code="⟦0363⟧" maand="2025-03">\n${FAULTY}\n</L>`,
    found: FOUND,
    records: 2,
  },
  {
    name: 'a header and records directly under the root',
    schema: root(
      `<xs:sequence>${element('Code', 'xs:string')}${element('Maand', 'xs:gYearMonth')}${element('R', 'R', MANY)}</xs:sequence>`,
    ),
    record: 'L/R',
    places: { berichtgevercode: 'L/Code', verslagmaand: 'L/Maand' },
    text: `<L>\n<Code>⟦0363⟧</Code><Maand>2025-03</Maand>\n${FAULTY}\n</L>`,
    found: FOUND,
    records: 2,
  },
  {
    name: 'a header on both sides of the records, in their own container',
    schema: root(
      `<xs:sequence>${element('Maand', 'xs:gYearMonth')}${element('R', 'R', MANY)}${element('Kop', 'Kop')}</xs:sequence>`,
    ),
    record: 'L/R',
    places: { verslagmaand: 'L/Maand' },
    text: `<L>\n<Maand>2025-03</Maand>\n${FAULTY}\n${kop()}</L>`,
    found: ['SRG-I106', 'SRG-I101', 'SRG-T003'],
    records: 2,
  },
  {
    name: 'a header behind the records, in an element that holds both',
    schema: root(
      `<xs:sequence>${element('Code', 'xs:string')}<xs:element name="B"><xs:complexType><xs:sequence>${element('Rs', 'Rs')}${element('Maand', 'xs:gYearMonth')}</xs:sequence></xs:complexType></xs:element></xs:sequence>`,
    ),
    record: 'L/B/Rs/R',
    places: { berichtgevercode: 'L/Code', verslagmaand: 'L/B/Maand' },
    text: `<L><Code>⟦0363⟧</Code><B><Rs>\n${FAULTY}\n</Rs>\n<Maand>2025-03</Maand></B></L>`,
    found: FOUND,
    records: 2,
  },
  {
    name: 'two lists of records',
    schema: root(`<xs:sequence>${element('Kop', 'Kop')}${element('Oud', 'Rs')}${element('Nieuw', 'Rs')}</xs:sequence>`),
    record: ['L/Oud/R', 'L/Nieuw/R'],
    text: `<L>${kop()}<Oud>${r('⟦2025-04-01⟧')}${r('2025-01-01')}</Oud>\n<Nieuw>${r('2025-03-10', '⟦2025-03-01⟧', BSN[1])}</Nieuw></L>`,
    found: FOUND,
    records: 3,
  },
  {
    name: 'records and lists of records beside each other',
    schema: root(
      `<xs:sequence>${element('Kop', 'Kop')}<xs:choice${MANY}>${element('R', 'R')}${element('Rs', 'Rs')}</xs:choice></xs:sequence>`,
    ),
    record: ['L/R', 'L/Rs/R'],
    text: `<L>${kop()}${r('⟦2025-04-01⟧')}<Rs>${r('2025-03-10', '⟦2025-03-01⟧', BSN[1])}</Rs>${r('2025-01-01')}</L>`,
    found: FOUND,
    records: 3,
  },
  {
    name: 'the members of a substitution group',
    schema:
      root(
        `<xs:sequence>${element('Kop', 'Kop')}<xs:element name="Rs"><xs:complexType><xs:sequence><xs:element ref="R"${MANY}/></xs:sequence></xs:complexType></xs:element></xs:sequence>`,
      ) +
      '<xs:element name="R" type="R" abstract="true"/><xs:element name="A" type="R" substitutionGroup="R"/><xs:element name="B" type="R" substitutionGroup="R"/>',
    record: 'L/Rs/R',
    text: `<L>${kop()}<Rs>${r('⟦2025-04-01⟧', '', BSN[0], 'A')}${r('2025-03-10', '⟦2025-03-01⟧', BSN[1], 'B')}</Rs></L>`,
    found: FOUND,
    records: 2,
  },
  {
    name: 'records under a person',
    schema: root(
      `<xs:sequence>${element('Kop', 'Kop')}<xs:element name="P"${MANY}><xs:complexType><xs:sequence>${element('Bsn', 'xs:string')}${element('V', 'V', MANY)}</xs:sequence></xs:complexType></xs:element></xs:sequence>`,
    ),
    record: 'L/P/V',
    unit: 'L/P',
    places: { bsn: '../Bsn' },
    text: `<L>${kop()}<P><Bsn>⟦123456789⟧</Bsn>${v('⟦2025-04-01⟧')}${v('2025-03-10', '⟦2025-03-01⟧')}</P></L>`,
    found: ['SRG-T003', 'SRG-I107', 'SRG-I106', 'SRG-I101'],
    records: 2,
  },
  {
    name: 'persons alike but for their values, each with two records',
    schema: root(
      `<xs:sequence>${element('Kop', 'Kop')}<xs:element name="P"${MANY}><xs:complexType><xs:sequence>${element('Bsn', 'xs:string')}${element('V', 'V', MANY)}</xs:sequence></xs:complexType></xs:element></xs:sequence>`,
    ),
    record: 'L/P/V',
    unit: 'L/P',
    places: { bsn: '../Bsn' },
    text: `<L>${kop()}\n${BSN.map((bsn) => `<P><Bsn>${bsn}</Bsn>${v('⟦2025-04-01⟧')}${v('2025-03-10', '⟦2025-03-01⟧')}</P>`).join('\n')}</L>`,
    found: ['SRG-T003', ...BSN.flatMap(() => ['SRG-I106', 'SRG-I101'])],
    records: 6,
  },
  {
    name: 'records under a relation under a person, and the person’s number in an attribute',
    schema: root(
      `<xs:sequence>${element('Kop', 'Kop')}<xs:element name="P"${MANY}><xs:complexType><xs:sequence><xs:element name="T"${MANY}><xs:complexType><xs:sequence>${element('V', 'V', MANY)}</xs:sequence></xs:complexType></xs:element></xs:sequence><xs:attribute name="bsn" type="xs:string"/></xs:complexType></xs:element></xs:sequence>`,
    ),
    record: 'L/P/T/V',
    unit: 'L/P',
    places: { bsn: '../../@bsn' },
    text: `<L>${kop()}<P bsn="⟦123456789⟧"><T>${v('⟦2025-04-01⟧')}</T><T>${v('2025-03-10', '⟦2025-03-01⟧')}</T></P></L>`,
    found: ['SRG-T003', 'SRG-I107', 'SRG-I106', 'SRG-I101'],
    records: 2,
  },
  {
    name: 'values in attributes, and one that may stand in two places',
    schema: root(
      `<xs:sequence>${element('Kop', 'Kop')}<xs:element name="V"${MANY}><xs:complexType><xs:choice minOccurs="0">${element('Eind', 'xs:date')}<xs:element name="Stop"><xs:complexType><xs:attribute name="op" type="xs:date"/></xs:complexType></xs:element></xs:choice><xs:attribute name="b" type="xs:string"/><xs:attribute name="s" type="xs:date"/></xs:complexType></xs:element></xs:sequence>`,
    ),
    record: 'L/V',
    places: { bsn: '@b', begindatum: '@s', einddatum: ['Eind', 'Stop/@op'] },
    text: `<L>${kop()}<V b="${BSN[0]}" s="2025-03-10"><Eind>⟦2025-03-01⟧</Eind></V><V b="${BSN[1]}" s="2025-03-10"><Stop op="⟦2025-03-01⟧"/></V></L>`,
    found: ['SRG-T003', 'SRG-I101', 'SRG-I101'],
    records: 2,
  },
  {
    name: 'a trailer that tells how many there are',
    schema: root(
      `<xs:sequence>${element('Kop', 'Kop')}${element('Rs', 'Rs')}${element('Aantal', 'xs:integer')}</xs:sequence>`,
    ),
    record: 'L/Rs/R',
    text: `<L>${kop()}<Rs>${FAULTY}</Rs><Aantal>2</Aantal></L>`,
    found: FOUND,
    records: 2,
  },
];

describe('where no record can be bound', () => {
  const lists: Structure = {
    name: 'one of two lists',
    schema: root(
      `<xs:sequence>${element('Kop', 'Kop')}${element('Oud', 'Rs', ' minOccurs="0"')}${element('Nieuw', 'Rs', ' minOccurs="0"')}</xs:sequence>`,
    ),
    record: 'L/Oud/R',
    text: '',
    found: [],
    records: 0,
  };
  const beside: Structure = { ...STRUCTURES.find(({ name }) => name.includes('directly under the root'))! };

  test.each<[name: string, structure: Structure, text: string, codes: string[]]>([
    ['there are some in another list', lists, `<L>${kop('0363')}<Nieuw>${r('2025-01-01')}</Nieuw></L>`, ['SRG-T006']],
    [
      'there are some behind an empty list',
      lists,
      `<L>${kop('0363')}<Oud></Oud><Nieuw>${r('2025-01-01')}</Nieuw></L>`,
      ['SRG-T006'],
    ],
    ['there is no list', lists, `<L>${kop('0363')}</L>`, []],
    ['the lists are empty', lists, `<L>${kop('0363')}<Oud/><Nieuw></Nieuw></L>`, []],
    ['beside the header there is nothing', beside, '<L><Code>0363</Code><Maand>2025-03</Maand></L>', []],
  ])('%s', async (_name, structure, text, codes) => {
    const analysis = analyse(text, { packs: [await packOf(structure)] });
    expect(findingsOf(analysis).map(({ code }) => code)).toEqual(codes);
    expect(analysis.tally.verdict === 'niet-te-beoordelen').toBe(codes.length > 0);
  });
});

describe('a format of any structure', () => {
  test.each(STRUCTURES)('$name', async (structure) => {
    const pack = await packOf(structure);
    const { text, ranges: marked } = ranges(structure.text);
    const analysis = analyse(text, { packs: [pack], berichtgevers: ['0344'] });
    expect(findingsOf(analysis).map(({ code, range }) => [code, range])).toEqual(
      structure.found.map((code, index) => [code, marked[index]]),
    );
    expect(analysis.recordCount).toBe(structure.records);
    for (const { nameRange, range, owner } of analysis.recordsIn(0, text.length)) {
      const start = analysis.startOf(owner);
      const name = text.slice(start + nameRange.start, start + nameRange.end);
      expect(text.slice(start + range.start, start + range.end)).toMatch(new RegExp(`^<${name}[ >].*</${name}>$`, 's'));
    }
  });

  const pasted = [r('2025-01-01'), r('2025-03-10', '2025-03-01', BSN[1], 'A'), v('2025-04-01'), kop('0363')];
  const more = [
    '<R>',
    '</R>',
    '<Rs>',
    '</Rs>',
    '</Oud>',
    '<Nieuw>',
    '<P>',
    '</V>',
    '<Kop>',
    '<Code>0344</Code>',
    '</L>',
  ];

  test.each(STRUCTURES)('$name: after edits as from scratch, and valid where libxml2 says so', async (structure) => {
    const pack = await packOf(structure);
    const { text } = ranges(structure.text);
    const settings = { packs: [pack], rules: {}, berichtgevers: ['0344'] };
    const judge = new Libxml2Judge(pack);
    const taken = { kept: 0, anew: 0 };
    holds(
      fc.property(randomEdits(pasted, 5, more), (script) => {
        const last = analysisAfter(text, script, settings, taken);
        if (last.choice.kind !== 'known') return;
        const refused = Array.from(last.findings(), ({ code }) => code).some((code) => /T00[12]/.test(code));
        const whole = last.source.toString();
        expect(refused ? 'refused' : 'accepted', whole).toBe(judge.verdictOn(Buffer.from(whole)));
      }),
      400,
    );
    judge.dispose();
    if (LONG) expect(taken.kept).toBeGreaterThan(0);
  });
});
