import type { Concept } from '../../packs/pack.ts';
import type { Meaning } from './vocabulary.ts';

/** What a concept is called: words that a name has to have, and how sure that makes it (at most 100). */
export interface ConceptName {
  readonly words: readonly Meaning[];
  readonly score: number;
}

export interface ConceptNames {
  readonly names: readonly ConceptName[];
  /** With one of these it is something else. */
  readonly never: readonly Meaning[];
  /** Words beside those of the name that change nothing. */
  readonly beside: readonly Meaning[];
}

function names(text: string): ConceptName[] {
  return text.split('; ').map((one) => {
    const words = one.split(' ');
    return { words: words.slice(0, -1) as Meaning[], score: Number(words.at(-1)) };
  });
}

/** Of other people, organisations and things than the record is of. */
const OTHERS: readonly Meaning[] = ['partner', 'relatie', 'werkgever', 'uitkering', 'dienstverband', 'dood'];
const OTHER_DATES: readonly Meaning[] = [
  'persoon',
  ...OTHERS,
  ...(['traject', 'gepland', 'aanmaak', 'toekenning', 'vaststelling', 'woon', 'aantal', 'volg'] as const),
  ...([
    'geldig',
    'doelgroep',
    'geboorte',
    'registratie',
    'naam',
    'reden',
    'code',
    'zorg',
    'plaats',
    'omschrijving',
  ] as const),
];
const NO_VALUE: readonly Meaning[] = ['aantal', 'volg', 'datum'];

/** The table of names, one row a concept. Rows hold for Dutch and English alike: see the vocabulary. */
export const CONCEPT_NAMES: Readonly<Record<Exclude<Concept, 'loonkostensubsidie'>, ConceptNames>> = {
  statistiekjaar: {
    names: names('statistiek jaar 100; verslag jaar 95; periode jaar 90; jaar 82'),
    never: [...OTHERS, 'geboorte', 'maand', 'aantal', 'begin', 'eind', 'software', 'aanmaak', 'schema', 'versie'],
    beside: ['verslag', 'periode', 'nummer', 'statistiek'],
  },
  statistiekmaand: {
    names: names('statistiek maand 100; verslag maand 95; periode maand 90; maand 82'),
    never: [...OTHERS, 'geboorte', 'jaar', 'aantal', 'begin', 'eind', 'software', 'aanmaak'],
    beside: ['verslag', 'periode', 'nummer', 'statistiek'],
  },
  verslagmaand: {
    names: names(
      'verslag maand 100; statistiek maand 95; jaar maand 95; periode maand 90; verslag periode 90; statistiek periode 90; maand 80; periode 78; begin periode 62; begin verslag 62',
    ),
    never: [...OTHERS, 'geboorte', 'eind', 'laatste', 'aantal', 'software', 'aanmaak', 'type'],
    beside: ['verslag', 'periode', 'jaar', 'datum', 'statistiek', 'eerste'],
  },
  statistiekcode: {
    names: names('statistiek code 100; statistiek type 90; statistiek nummer 80; statistiek 75'),
    never: [...OTHERS, 'jaar', 'maand', 'datum', 'periode', 'gemeente', 'naam', 'aantal'],
    beside: ['code', 'type', 'nummer', 'verslag'],
  },
  softwarepakket: {
    names: names(
      'naam software pakket 100; software pakket 95; naam software 92; software code 90; pakket 78; naam pakket 85; software 80; software berichtgever 75',
    ),
    never: [...OTHERS, 'versie', 'zorg', 'datum', 'aantal', 'volg'],
    beside: ['naam', 'code', 'pakket', 'software', 'nummer', 'berichtgever'],
  },
  softwareversie: {
    names: names('versie software pakket 100; versie software 96; versie pakket 92; versie 78'),
    never: [...OTHERS, 'schema', 'datum', 'zorg', 'aantal', 'statistiek'],
    beside: ['nummer', 'naam', 'software', 'pakket', 'versie'],
  },
  gemeentecode: {
    names: names('gemeente code 100; gemeente nummer 95; gemeente 82'),
    never: [...OTHERS, 'woon', 'naam', 'geboorte', 'aantal', 'datum', 'plaats', 'omschrijving'],
    beside: ['code', 'nummer', 'verslag'],
  },
  berichtgevercode: {
    names: names(
      'berichtgever code 100; berichtgever gemeente code 98; berichtgever nummer 95; berichtgever gemeente 70; berichtgever 80',
    ),
    never: [...OTHERS, 'naam', 'aantal', 'datum', 'plaats', 'software', 'pakket', 'woon', 'omschrijving', 'versie'],
    beside: ['code', 'nummer'],
  },
  bsn: {
    names: names('bsn 100'),
    never: [...OTHERS, ...NO_VALUE, 'naam', 'code', 'type'],
    beside: ['nummer'],
  },
  geboortedatum: {
    names: names('geboorte datum 100; geboorte 88'),
    never: [...OTHERS, 'plaats', 'naam', 'woon', 'gemeente', 'code', 'aantal', 'jaar', 'type'],
    beside: ['datum'],
  },
  geslacht: {
    names: names('geslacht 100; geslacht code 100'),
    never: [...OTHERS, ...NO_VALUE, 'naam', 'voornaam', 'omschrijving'],
    beside: ['code', 'type'],
  },
  arbeidsvermogen: {
    names: names('arbeidsvermogen 100; arbeid vermogen 97; loon vermogen 60'),
    never: [...OTHERS, ...NO_VALUE, 'naam', 'omschrijving', 'vaststelling'],
    beside: ['code', 'type', 'arbeid', 'vermogen'],
  },
  doelInzet: {
    names: names('doel inzet voorziening 100; doel inzet 98; doel voorziening 92; doel 80'),
    never: [...OTHERS, ...NO_VALUE, 'doelgroep', 'naam', 'omschrijving', 'traject', 'zorg'],
    beside: ['code', 'inzet', 'voorziening', 'type'],
  },
  registratienummer: {
    names: names(
      'registratie nummer voorziening 100; registratie nummer 92; nummer voorziening 90; registratie voorziening 88; nummer 60',
    ),
    never: [
      'persoon',
      'record',
      ...OTHERS,
      ...NO_VALUE,
      ...([
        'bsn',
        'traject',
        'plaats',
        'code',
        'type',
        'statistiek',
        'gemeente',
        'woon',
        'berichtgever',
        'toekenning',
        'zorg',
        'aanmaak',
        'reden',
        'omschrijving',
        'software',
      ] as const),
    ],
    beside: ['nummer', 'registratie', 'voorziening'],
  },
  typeVoorziening: {
    names: names('type voorziening 100; code voorziening 90; voorziening 76; type 72'),
    never: [
      'persoon',
      'record',
      ...OTHERS,
      ...NO_VALUE,
      ...([
        'omschrijving',
        'naam',
        'nummer',
        'doel',
        'doelgroep',
        'reden',
        'begin',
        'eind',
        'registratie',
        'traject',
        'zorg',
        'beeindiging',
        'loonwaarde',
        'woon',
        'plaats',
      ] as const),
    ],
    beside: ['code', 'type'],
  },
  omschrijving: {
    names: names(
      'omschrijving type voorziening 100; omschrijving voorziening 98; omschrijving type 92; omschrijving 88; naam voorziening 58',
    ),
    never: [
      'persoon',
      ...OTHERS,
      ...NO_VALUE,
      'doel',
      'reden',
      'traject',
      'code',
      'gemeente',
      'vaststelling',
      'loonwaarde',
      'doelgroep',
    ],
    beside: ['type', 'voorziening'],
  },
  begindatum: {
    names: names('begin datum voorziening 100; begin datum 96; begin voorziening 90; begin 84; datum voorziening 50'),
    never: [...OTHER_DATES, 'eind', 'beeindiging', 'verslag', 'type'],
    beside: ['datum', 'voorziening', 'periode'],
  },
  einddatum: {
    names: names('eind datum voorziening 100; eind datum 96; beeindiging datum 90; eind voorziening 90; eind 84'),
    never: [...OTHER_DATES, 'begin', 'verslag', 'type'],
    beside: ['datum', 'voorziening', 'beeindiging', 'periode'],
  },
  loonwaarde: {
    names: names('loonwaarde 100; loon waarde 98'),
    never: [...OTHERS, 'datum', 'vaststelling', 'omschrijving', 'naam', 'code', 'reden', 'aantal', 'volg'],
    beside: ['percentage', 'lks', 'waarde', 'vaststelling'],
  },
  redenBeeindiging: {
    names: names('reden beeindiging 100; reden eind 96; reden 78'),
    never: [...OTHERS, ...NO_VALUE, 'omschrijving', 'traject', 'begin', 'toekenning', 'aanmaak', 'naam', 'zorg'],
    beside: ['code', 'voorziening', 'lks', 'type', 'eind', 'beeindiging'],
  },
};
