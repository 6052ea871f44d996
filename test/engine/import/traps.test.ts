import { describe, expect, test } from 'vitest';
import { importOf, reportOf, type Told } from '../../support/import/import-of.ts';
import { type SchemaTexts, xsd } from '../../support/packs/schema-pack.ts';

const el = (name: string, type = 'xs:string', more = '') => `<xs:element name="${name}" type="${type}" ${more}/>`;
const annotation = (text: string) => `<xs:annotation><xs:documentation>${text}</xs:documentation></xs:annotation>`;
const doc = (name: string, text: string, type = 'xs:string') =>
  `<xs:element name="${name}" type="${type}">${annotation(text)}</xs:element>`;
const group = (name: string, content: string, more = '') =>
  `<xs:element name="${name}" ${more}><xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;
const many = (name: string, content: string) => group(name, content, 'minOccurs="0" maxOccurs="unbounded"');
const restricted = (name: string, facets: string) =>
  `<xs:simpleType name="${name}"><xs:restriction base="xs:string">${facets}</xs:restriction></xs:simpleType>`;
const codes = (name: string, values: string) =>
  restricted(
    name,
    values
      .split(' ')
      .map((value) => `<xs:enumeration value="${value}"/>`)
      .join(''),
  );
const digits = (n: number) => restricted(`D${n}`, `<xs:pattern value="[0-9]{${n}}"/>`);

const TYPES = [
  codes('Soort', '10 11 12 20 21 22 23 29 30 31 40 42 43 49 50 59 60 98'),
  codes('Av', '10 11 20 30 40'),
  codes('Sekse', '1 2 3'),
  codes('Klant', '10 11 12 20 21 22 30 40'),
  ...[2, 4, 8, 9].map(digits),
].join('');
const record = (fields: string, more = '') => xsd(TYPES + group('SRG', many('Voorziening', fields)) + more);
const CORE = el('Bsn', 'D9') + el('TypeVoorziening', 'Soort') + el('Arbeidsvermogen', 'Av');

/** The kind of each concept that is not absent: paths below the record or from the root, and notations. */
async function mapped(schema: string | SchemaTexts, examples: readonly string[] = []): Promise<Record<string, string>> {
  const files = typeof schema === 'string' ? { 'x.xsd': schema } : schema;
  const report = reportOf(await importOf(files, { examples }));
  const start = [report.record].flat()[0]!;
  const told = ({ path, format }: { path?: Told['path']; format?: string }) => {
    const paths = [path!].flat().map((one) => one.replace(`${start}/`, ''));
    return `${paths.join(' | ')}${format === undefined ? '' : ` ${format}`}`;
  };
  return Object.fromEntries(
    Object.entries(report.concepts).flatMap(([concept, one]) => {
      if (one.certainty === 'absent') return [];
      return [[concept, one.certainty === 'sure' ? told(one) : `? ${one.candidates!.map(told).join(', ')}`]];
    }),
  );
}

describe('what looks like a concept and is another', () => {
  test.each<[name: string, fields: string, expected: Record<string, string>]>([
    ['the partner', el('PartnerBsn', 'D9') + group('Partner', el('Bsn', 'D9') + el('Geboortedatum', 'D8')), {}],
    ['the employer', group('Werkgever', el('Naam') + el('BeginDienstverband', 'xs:date') + el('Nummer')), {}],
    ['the traject', el('TrajectNr') + el('BegindatumTraject', 'xs:date') + el('EinddatumTraject', 'xs:date'), {}],
    ['a planned end', el('GeplandeEinddatum', 'xs:date') + el('VerwachteEinddatum', 'xs:date'), {}],
    [
      'an end that is said to be planned',
      doc('Einddatum', 'Geplande einddatum', 'xs:date'),
      { einddatum: '? Einddatum jjjj-mm-dd' },
    ],
    [
      'dates of the administration',
      el('Registratiedatum', 'xs:date') + el('DatumToekenning', 'xs:date') + el('Mutatiedatum', 'xs:date'),
      {},
    ],
    ['the residence', el('Woongemeente', 'D4') + el('GemeenteInschrijving', 'D4'), {}],
    [
      'numbers of records and in a row',
      el('ClientNummer') + el('Aantal', 'xs:integer') + el('Volgnummer', 'xs:integer') + el('RecordNr', 'xs:integer'),
      {},
    ],
    ['a surname', el('Geslachtsnaam'), {}],
    ['a birth in English', el('DateOfBirth', 'xs:date'), { geboortedatum: 'DateOfBirth jjjj-mm-dd' }],
    ['a package of care', el('Zorgpakket') + el('ZorgpakketCode', 'D2'), {}],
    ['codes of clients', el('SoortKlant', 'Klant') + el('Doelgroep', 'Klant') + el('StatusTraject', 'Klant'), {}],
    [
      'a second begin, of the same person',
      el('Begindatum', 'xs:date') + el('BegindatumUitkering', 'xs:date'),
      { begindatum: 'Begindatum jjjj-mm-dd' },
    ],
    [
      'two that may be it',
      el('Startdatum', 'xs:date') + el('Ingangsdatum', 'xs:date'),
      { begindatum: '? Startdatum jjjj-mm-dd, Ingangsdatum jjjj-mm-dd' },
    ],
    [
      'a date of a name that nobody knows, where there is no end',
      el('Begindatum', 'xs:date') + el('DatumXyz', 'xs:date') + el('Mutatiedatum', 'xs:date'),
      { begindatum: 'Begindatum jjjj-mm-dd', einddatum: '? DatumXyz jjjj-mm-dd' },
    ],
    [
      'a date of a name that nobody knows, beside a begin and an end',
      el('Begindatum', 'xs:date') + el('Einddatum', 'xs:date') + el('DatumXyz', 'xs:date'),
      { begindatum: 'Begindatum jjjj-mm-dd', einddatum: 'Einddatum jjjj-mm-dd' },
    ],
    ['a day that is a yes or no', el('Begindatum', 'xs:boolean'), {}],
    [
      'pairs by a common tail',
      el('DatBRv', 'D8') + el('DatERv', 'D8') + el('DatBDv', 'D8'),
      { begindatum: 'DatBRv jjjjmmdd', einddatum: 'DatERv jjjjmmdd' },
    ],
    [
      'van and tot',
      el('Van', 'xs:date') + el('TotEnMet', 'xs:date'),
      { begindatum: 'Van jjjj-mm-dd', einddatum: 'TotEnMet jjjj-mm-dd' },
    ],
  ])('%s', async (_name, fields, expected) => {
    const core = { bsn: 'Bsn', typeVoorziening: 'TypeVoorziening', arbeidsvermogen: 'Arbeidsvermogen' };
    expect(await mapped(record(CORE + fields))).toEqual({ ...core, ...expected });
  });

  test('the delivering municipality, beside those of residence, and months beside days of making', async () => {
    const header =
      el('LeverendeGemeente', 'D4') +
      el('Berichtgever', 'D4') +
      el('AantalRecords', 'xs:integer') +
      el('DatumAanmaak', 'xs:date') +
      el('Verslagperiode', 'xs:gYearMonth');
    const schema = xsd(
      TYPES + group('SRG', group('Kop', header) + many('Voorziening', CORE + el('Woongemeente', 'D4'))),
    );
    expect(await mapped(schema)).toMatchObject({
      verslagmaand: '/SRG/Kop/Verslagperiode jjjj-mm',
      gemeentecode: '/SRG/Kop/LeverendeGemeente',
      berichtgevercode: '/SRG/Kop/Berichtgever',
    });
  });
});

describe('what tells a concept', () => {
  test('documentation, where names are numbers', async () => {
    const fields =
      doc('K08', 'Burgerservicenummer', 'D9') +
      doc('K09', 'Geboortedatum', 'D8') +
      doc('K11', 'Arbeidsvermogen', 'Av') +
      doc('K13', 'Registratienummer voorziening') +
      doc('K14', 'Type voorziening', 'Soort') +
      doc('K16', 'Begindatum voorziening (jjjjmmdd)') +
      doc('K17', 'End date', 'D8');
    expect(await mapped(record(fields))).toEqual({
      bsn: 'K08',
      geboortedatum: 'K09 jjjjmmdd',
      arbeidsvermogen: 'K11',
      registratienummer: 'K13',
      typeVoorziening: 'K14',
      begindatum: 'K16 jjjjmmdd',
      einddatum: 'K17 jjjjmmdd',
    });
  });

  test('the codes of the law, whatever the name', async () => {
    const fields = el('Bsn', 'D9') + el('Veld7', 'T') + el('Start', 'xs:date') + el('Av', 'Av');
    expect(await mapped(record(fields, codes('T', '10 11 21 43 49 98')))).toMatchObject({ typeVoorziening: 'Veld7' });
  });

  test('what the codes are said to mean, where they are others: meanings follow from it', async () => {
    const labels = [
      ['LKS', 'Loonkostensubsidie o.g.v. de Participatiewet'],
      ['FLKS', 'Forfaitaire loonkostensubsidie'],
      ['BW', 'Beschut werk'],
      ['PP', 'Participatieplaats'],
      ['X', 'Iets anders'],
    ];
    const values = labels.map(
      ([code, label]) => `<xs:enumeration value="${code}">${annotation(label!)}</xs:enumeration>`,
    );
    const fields =
      el('Bsn', 'D9') + el('SoortVoorziening', 'T') + el('Begindatum', 'xs:date') + el('Arbeidsvermogen', 'Av');
    const result = await importOf({ 'x.xsd': record(fields, restricted('T', values.join(''))) });
    if (result.kind !== 'imported') throw new Error(result.kind);
    const manifest = JSON.parse(result.files['pack.json']!);
    expect(manifest.meanings).toMatchObject({
      lksLoonwaarde: ['LKS'],
      lksForfaitair: ['FLKS'],
      participatieplaats: ['PP'],
    });
    expect(JSON.parse(result.files['codes.json']!).lists.typeVoorziening.codes.at(-1)).toMatchObject({
      code: 'X',
      label: 'Iets anders',
    });
  });

  test('codes that nothing is known of have no meaning, and are asked for', async () => {
    const fields =
      el('Bsn', 'D9') + el('SoortVoorziening', 'T') + el('Begindatum', 'xs:date') + el('Arbeidsvermogen', 'Av');
    const result = await importOf({
      'x.xsd': record(fields + el('Loonwaarde', 'xs:integer') + el('DoelInzet', 'D2'), codes('T', 'A B C')),
    });
    if (result.kind !== 'imported') throw new Error(result.kind);
    expect(reportOf(result).concepts.typeVoorziening!.certainty).toBe('ask');
    expect(JSON.parse(result.files['pack.json']!).meanings.lksLoonwaarde).toBeUndefined();
  });

  test('values of an example, where the type takes any text', async () => {
    const fields = ['Bsn', 'TypeVoorziening', 'Arbeidsvermogen', 'Registratienummer', 'Begindatum', 'Einddatum'];
    const schema = record(fields.map((name) => el(name)).join(''));
    const open = await mapped(schema);
    expect(open.begindatum).toBe(
      '? Begindatum jjjjmmdd, Begindatum jjjj-mm-dd, Begindatum dd-mm-jjjj, Begindatum jjjj-mm-ddThh:mm:ss',
    );
    const values = ['950204869', '40', '20', 'A1', '31-01-2025', ''];
    const example = `<SRG><Voorziening>${fields.map((name, at) => `<${name}>${values[at]}</${name}>`).join('')}</Voorziening></SRG>`;
    expect(await mapped(schema, [example])).toMatchObject({ bsn: 'Bsn', begindatum: 'Begindatum dd-mm-jjjj' });
    expect((await mapped(schema, [example.replace('950204869', '950204868')])).bsn).toBeUndefined();
  });
});

describe('where a thing stands', () => {
  test('fields in a choice that is made over and over', async () => {
    const fields = `<xs:choice maxOccurs="unbounded">${CORE}${el('Begindatum', 'xs:date')}</xs:choice>`;
    expect(await mapped(record(fields))).toMatchObject({ bsn: 'Bsn', begindatum: 'Begindatum jjjj-mm-dd' });
  });

  test('in two branches of a choice', async () => {
    const running = group('Lopend', el('Begindatum', 'xs:date'));
    const ended = group('Beeindigd', el('Begindatum', 'xs:date') + el('Einddatum', 'xs:date'));
    expect(await mapped(record(`${CORE}<xs:choice>${running}${ended}</xs:choice>`))).toMatchObject({
      begindatum: 'Lopend/Begindatum | Beeindigd/Begindatum jjjj-mm-dd',
      einddatum: 'Beeindigd/Einddatum jjjj-mm-dd',
    });
  });

  test('the person under the record', async () => {
    const person = group('Persoon', el('BSN', 'D9') + el('Geboren', 'xs:date') + el('Arbeidsvermogen', 'Av'));
    expect(await mapped(record(el('Nummer') + el('Soort', 'Soort') + person))).toEqual({
      bsn: 'Persoon/BSN',
      geboortedatum: 'Persoon/Geboren jjjj-mm-dd',
      arbeidsvermogen: 'Persoon/Arbeidsvermogen',
      registratienummer: 'Nummer',
      typeVoorziening: 'Soort',
    });
  });

  test('the record under a relation under a person', async () => {
    const fields = el('Id') + el('Type', 'Soort') + el('Start', 'xs:date') + el('Arbeidsvermogen', 'Av');
    const relation = many('Relatie', el('Werkgever') + el('BeginRelatie', 'xs:date') + many('Voorziening', fields));
    const report = reportOf(
      await importOf({ 'x.xsd': xsd(TYPES + group('SRG', many('Persoon', el('BSN', 'D9') + relation))) }),
    );
    expect(report.record).toBe('/SRG/Persoon/Relatie/Voorziening');
    expect(report.concepts.bsn).toMatchObject({ certainty: 'sure', path: '/SRG/Persoon/BSN' });
  });
});

describe('a schema of something else is refused', () => {
  const client = el('Bsn', 'D9') + el('Geboortedatum', 'xs:date') + el('Geslacht', 'Sekse');
  test.each<[name: string, content: string]>([
    [
      'a message of care',
      group(
        'Bericht',
        many(
          'Client',
          client +
            many(
              'ToegewezenProduct',
              el('ToewijzingNummer') + el('Productcode') + el('Ingangsdatum', 'xs:date') + el('Einddatum', 'xs:date'),
            ),
        ),
      ),
    ],
    [
      'a message of the Wmo',
      group(
        'Wmo',
        many(
          'Client',
          client +
            many(
              'Voorziening',
              el('SoortVoorziening', 'Wmo') + el('Begindatum', 'xs:date') + el('Einddatum', 'xs:date'),
            ),
        ),
      ) + codes('Wmo', '01 02 03 04 05'),
    ],
    [
      'a payment',
      group(
        'Document',
        many('CdtTrfTxInf', el('PmtId') + el('Amt', 'xs:decimal') + el('IBAN') + el('ReqdExctnDt', 'xs:date')),
      ),
    ],
    ['people', group('Personen', many('Persoon', client + el('Naam')))],
    ['nothing that repeats', group('SRG', CORE)],
    ['one value', el('SRG')],
  ])('%s', async (_name, content) => {
    expect((await importOf({ 'x.xsd': xsd(TYPES + content) })).kind).toBe('refused');
  });
});
