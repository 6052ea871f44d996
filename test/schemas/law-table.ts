/**
 * What the pack `srg-regeling-2026` has to say, written by hand and not taken from the pack: its XSD, code lists,
 * documentation and examples are all held against this one table.
 *
 * Kenmerken, ranges, codes, labels and groups: Regeling statistiek Participatiewet, IOAW en IOAZ 2015 (BWBR0031830),
 * bijlage 2, in the text in force since 1 January 2025. Elements, their order and how often they occur: reconstruction.
 */

export interface Kenmerk {
  /** Its number in bijlage 2. */
  readonly nr: number;
  readonly concept: string;
  /** Local names, from the root or, for a kenmerk of a record, from the record on. */
  readonly path: string;
  /** How `pack.json` says that a date, month or year is written. */
  readonly format?: string;
  /** The list in `codes.json` that has its codes. */
  readonly list?: string;
  /** Values within the law's range. */
  readonly accepted: readonly string[];
  /** Values outside of it. Each must give exactly one error. */
  readonly refused: readonly string[];
}

const DATES = {
  accepted: ['20250301', '19000228', '20000229', '20240229', '19560831', '18991231', '10000101', '99991231'],
  refused: [
    ...['', '1-3-2025', '2025-03-01', '01-03-2025', '2025031', '202503011', ' 20250301', '20250301 ', '2025 0301'],
    ...['00000000', '01032025', '20250230', '20250431', '20251301', '20250001', '20250100', '20250132'],
    ...['20230229', '19000229', '21000229', '00010101', '٢٠٢٥٠٣٠١', '20250301T00:00:00'],
  ],
};
const FOUR_DIGITS = { accepted: ['0363', '0014', '9999'], refused: ['', '363', '00363', '036a', ' 0363', '0363\n'] };

export const KENMERKEN: readonly Kenmerk[] = [
  {
    nr: 1,
    concept: 'statistiekjaar',
    path: 'SRG/Levering/Statistiekjaar',
    format: 'jjjj',
    accepted: ['2019', '2020', '2025', '2099', '2100', '9999'],
    refused: ['', '2018', '1999', '0000', '25', '20250', ' 2025', '2O25'],
  },
  {
    nr: 2,
    concept: 'statistiekmaand',
    path: 'SRG/Levering/Statistiekmaand',
    format: 'mm',
    accepted: ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'],
    refused: ['', '00', '13', '1', '003', '3 ', 'maart'],
  },
  {
    nr: 3,
    concept: 'statistiekcode',
    path: 'SRG/Levering/Statistiekcode',
    list: 'statistiekcode',
    accepted: [],
    refused: ['', '06', '1', '010', ' 10'],
  },
  {
    nr: 4,
    concept: 'softwarepakket',
    path: 'SRG/Levering/NaamSoftwarepakket',
    list: 'softwarepakket',
    accepted: [],
    refused: ['', 'SAM', 'xyz', 'sam ', 'Compas'],
  },
  {
    nr: 5,
    concept: 'softwareversie',
    path: 'SRG/Levering/VersienummerSoftwarepakket',
    accepted: ['4', '4.2', '2025 najaar', '123456789012', 'é€😀'],
    refused: ['', '1234567890123'],
  },
  { nr: 6, concept: 'gemeentecode', path: 'SRG/Levering/Gemeentecode', ...FOUR_DIGITS },
  { nr: 7, concept: 'berichtgevercode', path: 'SRG/Levering/Berichtgevercode', ...FOUR_DIGITS },
  {
    nr: 8,
    concept: 'bsn',
    path: 'Persoon/Burgerservicenummer',
    // The 11-proof is a rule: nine digits are all that the law asks.
    accepted: ['950204869', '950204868', '000000000'],
    refused: ['', '95020486', '9502048690', '9502.04.869', '950204869 ', '95020486X'],
  },
  { nr: 9, concept: 'geboortedatum', path: 'Persoon/Geboortedatum', format: 'jjjjmmdd', ...DATES },
  {
    nr: 10,
    concept: 'geslacht',
    path: 'Persoon/Geslacht',
    list: 'geslacht',
    accepted: [],
    refused: ['', '0', '4', '9', '01', 'M'],
  },
  {
    nr: 11,
    concept: 'arbeidsvermogen',
    path: 'Persoon/Arbeidsvermogen',
    list: 'arbeidsvermogen',
    accepted: [],
    refused: ['', '00', '1', '12', '21', '50', ' 10'],
  },
  {
    nr: 12,
    concept: 'doelInzet',
    path: 'Persoon/DoelInzetVoorzieningen',
    list: 'doelInzet',
    accepted: [],
    refused: ['', '0', '3', '01', '1 '],
  },
  {
    nr: 13,
    concept: 'registratienummer',
    path: 'RegistratienummerVoorziening',
    accepted: ['1', 'VZ-2023-00118', '123456789012345'],
    refused: ['', '1234567890123456'],
  },
  {
    nr: 14,
    concept: 'typeVoorziening',
    path: 'TypeVoorziening',
    list: 'typeVoorziening',
    accepted: [],
    refused: ['', '24', '39', '41', '51', '52', '61', '90', '01', '08', '99', '1', '010', ' 40', '40\n'],
  },
  {
    nr: 15,
    concept: 'omschrijving',
    path: 'OmschrijvingTypeVoorziening',
    accepted: [
      ...['', ' ', 'Werkervaringsplaats', '50% van € 100 – ‘zo’', '2 × 3 ÷ 4', 'regel 1\nregel 2', 'a\tb', '日本 😀'],
      ...['\u00bf', '\u00d7', '\u00f7', '\u0250', '\u02ff', '\u0370', '\u1dff', '\u1f00'],
    ],
    refused: [
      ...['één', 'Coördinatie', 'Café', 'façade', 'e\u0301e\u0301n', 'Ạ', 'Straße', 'Łódź'],
      ...['\u00c0', '\u00d6', '\u00d8', '\u00f6', '\u00f8', '\u024f', '\u0300', '\u036f', '\u1e00', '\u1eff'],
    ],
  },
  { nr: 16, concept: 'begindatum', path: 'BegindatumVoorziening', format: 'jjjjmmdd', ...DATES },
  {
    nr: 17,
    concept: 'einddatum',
    path: 'EinddatumVoorziening',
    format: 'jjjjmmdd',
    accepted: [...DATES.accepted, ''],
    refused: [...DATES.refused.filter((value) => value !== ''), ' '],
  },
  {
    nr: 18,
    concept: 'loonwaarde',
    path: 'Loonkostensubsidie/Loonwaarde',
    accepted: ['000', '001', '062', '099', '100', '999'],
    refused: ['', '62', '0062', '62%', '6,2', ' 62', '062 '],
  },
  {
    nr: 19,
    concept: 'redenBeeindiging',
    path: 'Loonkostensubsidie/RedenBeeindiging',
    list: 'redenBeeindiging',
    accepted: [],
    refused: ['', '0', '3', '01', '1 '],
  },
];

/** The elements in order, each with its path, the least and the most times that it stands in its parent. */
export const STRUCTURE: readonly (readonly [path: string, min: number, max: number])[] = [
  ['SRG', 1, 1],
  ['SRG/Levering', 1, 1],
  ['SRG/Levering/Statistiekjaar', 1, 1],
  ['SRG/Levering/Statistiekmaand', 1, 1],
  ['SRG/Levering/Statistiekcode', 1, 1],
  ['SRG/Levering/NaamSoftwarepakket', 1, 1],
  ['SRG/Levering/VersienummerSoftwarepakket', 1, 1],
  ['SRG/Levering/Gemeentecode', 1, 1],
  ['SRG/Levering/Berichtgevercode', 1, 1],
  ['SRG/Voorzieningen', 1, 1],
  ['SRG/Voorzieningen/Voorziening', 0, Number.POSITIVE_INFINITY],
  ['SRG/Voorzieningen/Voorziening/Persoon', 1, 1],
  ['SRG/Voorzieningen/Voorziening/Persoon/Burgerservicenummer', 1, 1],
  ['SRG/Voorzieningen/Voorziening/Persoon/Geboortedatum', 1, 1],
  ['SRG/Voorzieningen/Voorziening/Persoon/Geslacht', 1, 1],
  ['SRG/Voorzieningen/Voorziening/Persoon/Arbeidsvermogen', 1, 1],
  ['SRG/Voorzieningen/Voorziening/Persoon/DoelInzetVoorzieningen', 1, 1],
  ['SRG/Voorzieningen/Voorziening/RegistratienummerVoorziening', 1, 1],
  ['SRG/Voorzieningen/Voorziening/TypeVoorziening', 1, 1],
  ['SRG/Voorzieningen/Voorziening/OmschrijvingTypeVoorziening', 0, 1],
  ['SRG/Voorzieningen/Voorziening/BegindatumVoorziening', 1, 1],
  ['SRG/Voorzieningen/Voorziening/EinddatumVoorziening', 0, 1],
  ['SRG/Voorzieningen/Voorziening/Loonkostensubsidie', 0, 1],
  ['SRG/Voorzieningen/Voorziening/Loonkostensubsidie/Loonwaarde', 0, 1],
  ['SRG/Voorzieningen/Voorziening/Loonkostensubsidie/RedenBeeindiging', 0, 1],
];

export interface LawCode {
  readonly code: string;
  readonly label: string;
  readonly group?: string;
  readonly overig?: true;
  readonly vendor?: string;
}

const inGroup = (group: string, codes: Readonly<Record<string, string>>, overig: readonly string[] = []): LawCode[] =>
  Object.entries(codes).map(([code, label]) => ({
    code,
    label,
    group,
    ...(overig.includes(code) ? { overig: true } : {}),
  }));

/** The codes of each list, in the law's order. */
export const CODES: Readonly<Record<string, readonly LawCode[]>> = {
  typeVoorziening: [
    ...inGroup('Financiële compensatie', {
      10: 'Loonkostensubsidie o.g.v. de Participatiewet',
      11: 'Forfaitaire loonkostensubsidie',
      12: 'Tijdelijke loonkostensubsidie',
    }),
    ...inGroup(
      'Werkplekken',
      {
        20: 'WIW/ID-baan',
        21: 'Beschut werk',
        22: 'Participatieplaats',
        23: 'Proefplaatsing t.b.v. loonwaardebepaling',
        29: 'Overige werkplekken',
      },
      ['29'],
    ),
    ...inGroup('Ondersteuning op de werkplek', {
      30: 'Jobcoach/begeleiding op de werkplek',
      31: 'Werkplekaanpassing',
    }),
    ...inGroup(
      'Voorziening naar werk of naar participatie',
      {
        40: 'Coaching naar werk of naar participatie',
        42: 'Training/cursus/opleiding',
        43: 'Vrijwilligerswerk',
        49: 'Overige sociale activering',
      },
      ['49'],
    ),
    ...inGroup(
      'Faciliterende voorzieningen',
      {
        50: 'Vervoersvoorziening',
        59: 'Overige faciliterende voorziening',
      },
      ['59'],
    ),
    ...inGroup('Anders', { 60: 'Uitbesteed én onbekend', 98: 'Niet nader in te delen' }, ['60', '98']),
  ],
  arbeidsvermogen: [
    { code: '10', label: 'Onder WML' },
    { code: '11', label: 'WML of hoger: Met hulp' },
    { code: '20', label: 'WML of hoger: Zelfstandig' },
    { code: '30', label: '(Tijdelijk) onbemiddelbaar' },
    { code: '40', label: 'Nog niet bekend' },
  ],
  geslacht: [
    { code: '1', label: 'Man' },
    { code: '2', label: 'Vrouw' },
    { code: '3', label: 'Anders/onbekend' },
  ],
  doelInzet: [
    { code: '1', label: 'Re-integratie' },
    { code: '2', label: 'Participatie' },
  ],
  redenBeeindiging: [
    { code: '1', label: 'Beëindiging vanwege administratieve aanpassing, voorziening loopt door' },
    { code: '2', label: 'Werkelijke beëindiging' },
  ],
  statistiekcode: [{ code: '10', label: 'Statistiek re-integratie door gemeenten' }],
  softwarepakket: [
    { code: 'sam', label: 'CiVision Samenlevingszaken', vendor: 'PinkRoccade' },
    { code: 'com', label: 'Compas', vendor: 'Emergo systems' },
    { code: 'ebb', label: 'EBB Trajecten', vendor: 'Horlings & Eerbeek' },
    { code: 'eva', label: 'EVA', vendor: 'Rijk van Nijmegen' },
    { code: 'moz', label: 'Mozard' },
    { code: 'rmw', label: 'RMW', vendor: 'WiGo4It' },
    { code: 'ssd', label: 'Suites voor het Sociaal Domein', vendor: 'Centric' },
    { code: 'wst', label: 'Werkstap', vendor: 'PTC Werkstap B.V.' },
    { code: 'xws', label: 'X-Works', vendor: 'Blinqt' },
    { code: 'afs', label: 'AFAS Software' },
    { code: 'cmu', label: 'Ritense' },
    { code: 'and', label: 'Ander pakket' },
  ],
};

/** The codes of type voorziening before 2019, each with its successor where there is one. */
export const FORMER_TYPES: Readonly<Record<string, string | undefined>> = {
  '01': '12',
  '02': '20',
  '03': '22',
  '04': '10',
  '05': '21',
  '06': '30',
  '07': '50',
  '08': undefined,
  '41': '11',
  '99': undefined,
};

/** Pairs of types that don't go together, lowest code first, with the article that says so where one does. */
export const COMBINATIONS: Readonly<Record<string, string | undefined>> = {
  '10 10': undefined,
  '10 11': '10d lid 5',
  '10 12': '10d lid 9',
  '11 12': '10d lid 9',
  '10 22': '10a',
  '11 22': '10a',
  '12 22': '10a',
  '10 23': '6 lid 1 onder h',
  '11 23': '6 lid 1 onder h',
  '12 23': '6 lid 1 onder h',
  '10 20': undefined,
  '11 20': undefined,
  '12 20': undefined,
  '20 21': undefined,
  '21 22': undefined,
  '21 23': undefined,
  '23 23': undefined,
};
