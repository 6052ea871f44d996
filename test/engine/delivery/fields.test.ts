import { describe, expect, test } from 'vitest';
import { DeliveryAnalysis } from '../../../server/src/engine/analysis/delivery-analysis.ts';
import { dayOf } from '../../../server/src/engine/delivery/day.ts';
import { Fields, OWN, STRIDE, type Voorziening } from '../../../server/src/engine/delivery/record.ts';
import { fieldTypesOf } from '../../../server/src/engine/delivery/values/field-types.ts';
import { loadPack } from '../../../server/src/engine/packs/load-pack.ts';
import type { ConceptPlace } from '../../../server/src/engine/packs/pack.ts';
import { SourceText } from '../../../server/src/engine/text/source-text.ts';
import { voorzieningen } from '../../support/delivery.ts';

const XSD = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="L"><xs:complexType><xs:sequence>
    <xs:element name="Jaar" type="xs:string" minOccurs="0"/><xs:element name="Maand" type="xs:string" minOccurs="0"/>
    <xs:element name="Code" type="xs:string"/><xs:element name="Gemeente" type="xs:string" minOccurs="0"/>
    <xs:element name="Rs"><xs:complexType><xs:sequence>
    <xs:element name="R" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="Bsn" type="xs:string" minOccurs="0"/>
      <xs:element name="Soort" type="xs:string" minOccurs="0"/>
      <xs:element name="Van" type="xs:string" minOccurs="0"/>
      <xs:element name="Tot" type="xs:string" minOccurs="0" nillable="true"/>
      <xs:element name="Lks" minOccurs="0"><xs:complexType><xs:sequence>
        <xs:element name="Waarde" type="xs:integer" minOccurs="0"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

const place = (path: string, more: Partial<ConceptPlace> = {}) => ({ path, provenance: 'recon', ...more });

/** The analysis of a text with those concepts of the header and these of records. */
async function analysisOf(text: string, header: object, format?: ConceptPlace['format'] | null) {
  const files: Record<string, string> = {
    'x.xsd': XSD,
    'codes.json': JSON.stringify({
      lists: { soort: { codes: ['03', '10', '41'].map((code) => ({ code, label: code, short: code })) } },
    }),
    'pack.json': JSON.stringify({
      version: 2,
      id: 'x',
      namespace: '',
      root: 'L',
      record: 'L/Rs/R',
      schema: 'x.xsd',
      codes: 'codes.json',
      concepts: {
        ...header,
        berichtgevercode: place('L/Code'),
        gemeentecode: place('L/Gemeente'),
        bsn: place('Bsn', { none: ['000000000'] }),
        typeVoorziening: place('Soort', { list: 'soort' }),
        begindatum: place('Van', format === null ? {} : { format: format ?? 'jjjjmmdd' }),
        einddatum: place('Tot', { format: 'jjjjmmdd', none: ['00000000', '99991231'] }),
        loonkostensubsidie: place('Lks'),
        loonwaarde: place('Lks/Waarde'),
      },
    }),
  };
  const pack = await loadPack('x', async (name) => files[name]!);
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs: [pack], rules: {}, berichtgevers: [] });
  analysis.run();
  return analysis;
}

function analyse(code: string, records = '', format?: ConceptPlace['format'] | null): Promise<DeliveryAnalysis> {
  const text = `<L xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Maand>202503</Maand><Code>${code}</Code><Gemeente>${code}</Gemeente><Rs>${records}</Rs></L>`;
  return analysisOf(text, { verslagmaand: place('L/Maand', { format: 'jjjjmm' }) }, format);
}

async function record(inside: string, format?: ConceptPlace['format'] | null): Promise<Voorziening> {
  const analysis = await analyse('0363', `<R>${inside}</R>`, format);
  return [...analysis.recordsIn(0, analysis.source.length)][0]!;
}

describe('a date', () => {
  test.each([
    ['jjjjmmdd', '20250301'],
    ['jjjj-mm-dd', '2025-03-01'],
    ['dd-mm-jjjj', '01-03-2025'],
    ['jjjj-mm-ddThh:mm:ss', '2025-03-01T00:00:00'],
  ] as const)('has the notation of the pack: %s', async (format, text) => {
    const fields = await record(`<Van> ${text}\n</Van>`, format);
    expect([fields.state('begindatum'), fields.day('begindatum'), fields.value('begindatum')]).toEqual([
      'valid',
      dayOf(2025, 3, 1),
      text,
    ]);
    expect(fields.with(new Map([['begindatum', '']])).day('begindatum')).toBeUndefined();
  });

  test('is as XML Schema has it where the pack names no notation', async () => {
    const fields = await record('<Van>2025-03-01</Van>', null);
    expect(fields.day('begindatum')).toBe(dayOf(2025, 3, 1));
  });

  test('that is none is there, and no day', async () => {
    const fields = await record('<Van>1 maart</Van>');
    expect([fields.state('begindatum'), fields.day('begindatum')]).toEqual(['valid', undefined]);
  });
});

describe('absent is', () => {
  test.each([
    ['no element', ''],
    ['an empty one', '<Tot></Tot>'],
    ['an empty tag', '<Tot/>'],
    ['white space', '<Tot> \n</Tot>'],
    ['nothing but a comment', '<Tot><!-- 20250301 --></Tot>'],
    ['xsi:nil', '<Tot xsi:nil="true"/>'],
    ['a value that means none', '<Tot>99991231</Tot>'],
    ['another one, with white space', '<Tot>\n00000000 </Tot>'],
  ])('%s', async (_name, inside) => {
    const fields = await record(inside);
    expect([fields.state('einddatum'), fields.value('einddatum'), fields.day('einddatum')]).toEqual([
      'absent',
      undefined,
      undefined,
    ]);
    expect(fields.lacks('einddatum')).toBe(true);
    const ended = fields.with(new Map([['einddatum', '20250331']]));
    expect([ended.state('einddatum'), ended.day('einddatum')]).toEqual(['valid', dayOf(2025, 3, 31)]);
  });

  test('the one value of a concept that means none', async () => {
    expect((await record('<Bsn>000000000</Bsn>')).state('bsn')).toBe('absent');
    expect((await record('<Bsn>950204869</Bsn>')).state('bsn')).toBe('valid');
  });

  test('a block in which nothing stands, and no other', async () => {
    for (const empty of ['<Lks/>', '<Lks>\n</Lks>', '<Lks><!-- none --></Lks>']) {
      expect((await record(empty)).state('loonkostensubsidie')).toBe('absent');
    }
    const fields = await record('<Lks>\n<Waarde>62</Waarde></Lks>');
    expect([fields.state('loonkostensubsidie'), fields.value('loonwaarde')]).toEqual(['valid', '62']);
  });
});

test('an empty element that the schema refuses is invalid', async () => {
  const fields = await record('<Lks><Waarde/></Lks>');
  expect([fields.state('loonwaarde'), fields.value('loonwaarde')]).toEqual(['invalid', undefined]);
});

describe('a code', () => {
  test.each([
    ['03', '03'],
    ['3', '03'],
    ['003', '03'],
    ['10', '10'],
    [' 10\n', '10'],
    ['7', '07'],
    ['110', '110'],
    ['x', 'x'],
  ])('%j is %j of its list', async (text, code) => {
    expect((await record(`<Soort>${text}</Soort>`)).value('typeVoorziening')).toBe(code);
  });

  test.each([
    ['855', '0855'],
    ['0855', '0855'],
    ['12345', '12345'],
    ['ISD1', 'ISD1'],
  ])('%j is berichtgever and gemeente %j', async (text, code) => {
    const { header } = await analyse(text);
    expect([header?.value('berichtgevercode'), header?.value('gemeentecode')]).toEqual([code, code]);
  });
});

test('the verslagmaand has a notation of its own', async () => {
  expect((await analyse('0363')).verslagmaand).toBe(2025 * 12 + 2);
});

describe('a verslagmaand in two values', () => {
  const inTwo = async (header: string) => {
    const concepts = { statistiekjaar: place('L/Jaar'), statistiekmaand: place('L/Maand', { format: '--mm' }) };
    return (await analysisOf(`<L>${header}<Code>0363</Code><Rs/></L>`, concepts)).verslagmaand;
  };

  test('is that month of that year', async () => {
    expect(await inTwo('<Jaar>2025</Jaar><Maand>--03</Maand>')).toBe(2025 * 12 + 2);
  });

  test.each([
    '<Jaar>2025</Jaar>',
    '<Maand>--03</Maand>',
    '<Jaar>2025</Jaar><Maand>--13</Maand>',
    '<Jaar/><Maand>--03</Maand>',
  ])('is unknown without one of them: %s', async (header) => {
    expect(await inTwo(header)).toBeUndefined();
  });
});

test('what is not there stands where the name of the record does', async () => {
  const fields = await record('<Bsn>950204869</Bsn>');
  expect([fields.nodeOf('einddatum'), fields.rangeOf('einddatum')]).toEqual([-1, fields.nameRange]);
  expect(fields.rangeOf('bsn')).not.toEqual(fields.nameRange);
});

test('records that differ in values alone have each their own', async () => {
  const values = [
    ['950204869', '10', '20250301', '99991231', '60'],
    ['912041456', '3', '20250302', '20250331', '61'],
    ['909094196', 'x', 'vandaag', '00000000', '62'],
    ['950204869', '41', '20250301', '20250430', '60'],
  ];
  const texts = values.map(
    ([bsn, soort, van, tot, waarde]) =>
      `<Bsn>${bsn}</Bsn><Soort>${soort}</Soort><Van>${van}</Van><Tot>${tot}</Tot><Lks><Waarde>${waarde}</Waarde></Lks>`,
  );
  const concepts = ['bsn', 'typeVoorziening', 'begindatum', 'einddatum', 'loonkostensubsidie', 'loonwaarde'] as const;
  const told = (fields: Voorziening, text: string) => [
    ...concepts.map((concept) => {
      const { start, end } = fields.rangeOf(concept);
      return [fields.state(concept), fields.value(concept), text.slice(start, end)];
    }),
    fields.day('begindatum'),
    fields.day('einddatum'),
    text.slice(fields.nameRange.start, fields.nameRange.end),
    text.slice(fields.range.start, fields.range.end),
  ];
  const alone = await Promise.all(texts.map(async (text) => told(await record(text), `<R>${text}</R>`)));
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
  ]) {
    const analysis = await analyse('0363', order.map((i) => `<R>${texts[i]}</R>`).join(''));
    const records = [...analysis.recordsIn(0, analysis.source.length)];
    // Their own offsets count from the record, and all are one text here.
    expect(records.map((fields, i) => told(fields, `<R>${texts[order[i]!]}</R>`))).toEqual(order.map((i) => alone[i]));
  }
});

test('room for a record is empty, and takes nothing of the records beside it', async () => {
  const inside = '<Bsn>950204869</Bsn><Soort>10</Soort><Van>20250301</Van><Lks><Waarde>60</Waarde></Lks>';
  const analysis = await analyse('0363', `<R>${inside}</R>`.repeat(3));
  const records = () =>
    [...analysis.recordsIn(0, analysis.source.length)].map((fields) => [
      fields.range,
      ...(['bsn', 'typeVoorziening', 'begindatum', 'einddatum', 'loonwaarde'] as const).map((concept) => [
        fields.nodeOf(concept),
        fields.rangeOf(concept),
        fields.value(concept),
      ]),
    ]);
  const before = records();
  const types = fieldTypesOf(analysis.packs[0]!).record;
  for (let i = 0; i < 3; i++) {
    const { places, base } = Fields.room(types);
    const numbers = [...places.subarray(base + OWN, base + OWN + types.index.size * STRIDE)];
    expect(numbers.filter((number) => number !== -1)).toEqual([]);
    places.fill(7, base, base + OWN + types.index.size * STRIDE);
    expect(records()).toEqual(before);
  }
});

describe('a mask', () => {
  const [record] = voorzieningen([{ start: '20250301', end: '20250630' }]) as [ReturnType<typeof voorzieningen>[0]];
  const start = record.nodeOf('begindatum');

  test('makes a value invalid, and leaves the record itself as it was', () => {
    const masked = record.under([start]);
    expect([masked.state('begindatum'), masked.value('begindatum'), masked.day('begindatum')]).toEqual([
      'invalid',
      undefined,
      undefined,
    ]);
    expect(masked.rangeOf('begindatum')).toEqual(record.rangeOf('begindatum'));
    expect([masked.value('einddatum'), masked.owner]).toEqual([record.value('einddatum'), record.owner]);
    expect([record.state('begindatum'), record.value('begindatum')]).toEqual(['valid', '20250301']);
  });

  test('another mask takes the place of the one before, and none takes it away', () => {
    const masked = record.under([start]);
    const other = masked.under([record.nodeOf('einddatum')]);
    expect([other.value('begindatum'), other.state('einddatum')]).toEqual(['20250301', 'invalid']);
    expect(masked.under([]).value('begindatum')).toBe('20250301');
  });

  test('without a change of the mask it is the same object', () => {
    expect(record.under([])).toBe(record);
    expect(record.under([-2])).toBe(record);
    const masked = record.under([start]);
    expect(masked.under([start])).toBe(masked);
  });

  test('a value that is given takes the place of one that is masked, and the others stay masked', () => {
    const masked = record.under([start, record.nodeOf('einddatum')]);
    const changed = masked.with(new Map([['begindatum', '20250401']] as const));
    expect([changed.state('begindatum'), changed.value('begindatum')]).toEqual(['valid', '20250401']);
    expect(changed.state('einddatum')).toBe('invalid');
    expect(masked.state('begindatum')).toBe('invalid');
  });
});
