import { describe, expect, test } from 'vitest';
import { describePackProblem } from '../../../server/src/engine/messages/pack-problem.ts';
import { loadPack, PackError } from '../../../server/src/engine/packs/load-pack.ts';
import type { PackProblem } from '../../../server/src/engine/packs/pack-problem.ts';
import { readSmall, type SmallFiles, smallFiles } from '../../support/packs/small-pack.ts';

type Change = (files: SmallFiles) => void;

const write = (file: string, text: string) => (files: SmallFiles) => {
  files[file] = text;
};
/** Another value of a JSON file; undefined takes the key away. */
const set =
  (file: string, path: readonly (string | number)[], value: unknown): Change =>
  (files) => {
    const json = JSON.parse(files[file]!);
    const last = path.at(-1)!;
    const parent = path.slice(0, -1).reduce((at, step) => at[step], json);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
    files[file] = JSON.stringify(json, undefined, 1);
  };
const pack = (...path: [...(string | number)[], unknown]) =>
  set('pack.json', path.slice(0, -1) as string[], path.at(-1));
const path = (concept: string, value: unknown) => pack('concepts', concept, 'path', value);
const xsd = (from: string, to: string) => (files: SmallFiles) => {
  files['klein.xsd'] = files['klein.xsd']!.replace(from, to);
};

async function problemsOf(files: SmallFiles): Promise<readonly PackProblem[]> {
  try {
    return (await loadPack('klein', readSmall(files))).warnings;
  } catch (error) {
    if (error instanceof PackError) return error.problems;
    throw error;
  }
}

/** The problems in Dutch, each with the text that it stands at. */
async function told(change: Change): Promise<string[]> {
  const files = smallFiles();
  change(files);
  const problems = await problemsOf(files);
  return problems.map((problem) => {
    const { file, start, end } = problem;
    const text = (files[file] ?? '').split('\n')[start.line]?.slice(start.character, end.character) ?? '';
    return `${text} ${describePackProblem(problem, { language: 'nl', maskBsn: false })}`;
  });
}

test('the pack that the table makes wrong is right', async () => {
  expect(await told(() => {})).toEqual([]);
});

/** What is made wrong, and what is told, in part. */
const WRONG: [name: string, change: Change, ...told: string[]][] = [
  // JSON
  ['null', write('pack.json', 'null'), 'null pack.json, regel 1: Hier moet een object ({ … }) staan.'],
  ['a list', write('pack.json', '[]'), 'Hier moet een object'],
  ['a text', write('pack.json', '"pack"'), 'Hier moet een object'],
  ['nothing', write('pack.json', ''), 'pack.json, regel 1: Vanaf hier is dit geen geldige JSON.'],
  [
    'no JSON',
    write('pack.json', '{\n "version": 2,\n oeps }'),
    'oeps pack.json, regel 3: Vanaf hier is dit geen geldige',
  ],
  ['a comment', write('pack.json', '{ // pack\n}'), 'geen geldige JSON'],
  ['no pack.json', (files) => void delete files['pack.json'], '‘pack.json’ is er niet of kan niet worden gelezen'],
  ['the first form', pack('version', undefined), 'Schrijf "version": 2'],
  ['a later form', pack('version', 3), '3 pack.json, regel 2: Dit is niet de vorm'],
  [
    'a mistyped version',
    (files) => write('pack.json', files['pack.json']!.replace('"version"', '"Version"'))(files),
    '‘version’ ontbreekt',
    '"Version" pack.json, regel 2: ‘Version’ is hier niet bekend. Bedoelde u ‘version’?',
  ],
  ['no root', pack('root', undefined), '‘root’ ontbreekt'],
  ['no record', pack('record', undefined), '‘record’ ontbreekt'],
  ['no concepts', pack('concepts', undefined), '‘concepts’ ontbreekt'],
  ['no schema', pack('schema', undefined), '‘schema’ ontbreekt'],
  ['an empty id', pack('id', ''), '‘id’ is leeg'],
  [
    'concepts as text',
    pack('concepts', 'bsn'),
    '"bsn" pack.json, regel 10: Hier moet een object ({ … }) staan bij ‘concepts’.',
  ],
  ['concepts as a list', pack('concepts', []), 'Hier moet een object ({ … }) staan bij ‘concepts’'],
  [
    'a concept that is a text',
    pack('concepts', 'bsn', '/L/Ps/P/Wie/Bsn'),
    'Hier moet een object ({ … }) staan bij ‘bsn’',
  ],
  ['a concept that is null', pack('concepts', 'bsn', null), 'Hier moet een object'],
  ['a concept without a path', path('bsn', undefined), '‘path’ ontbreekt'],
  [
    'a path that is a number',
    path('bsn', 9),
    'Hier moet een tekst tussen aanhalingstekens of een lijst ([ … ]) staan bij ‘path’',
  ],
  ['no path in the list', path('bsn', []), '‘path’ is leeg'],
  [
    'an unknown key',
    pack('kleur', 'rood'),
    '"kleur" pack.json, regel 57: ‘kleur’ is hier niet bekend. Haal het weg, of gebruik',
  ],
  ['a key of the first form', pack('concepts', 'bsn', 'standing', 'recon'), 'Bedoelde u ‘provenance’?'],
  ['an unknown concept', pack('concepts', 'schoenmaat', { path: '/L/Kop/Code' }), '‘schoenmaat’ is hier niet bekend'],
  ['a mistyped concept', pack('concepts', 'begindatun', { path: '/L/Kop/Code' }), 'Bedoelde u ‘begindatum’?'],
  ['a concept of the first form', pack('concepts', 'startdatum', { path: '/L/Kop/Code' }), 'Bedoelde u ‘begindatum’?'],
  [
    'a notation that there is none of',
    pack('concepts', 'begindatum', 'format', 'yyyymmdd'),
    '‘yyyymmdd’ kan hier niet. Kies uit: jjjj-mm-dd',
  ],
  ['the notation of a month for a day', pack('concepts', 'begindatum', 'format', 'jjjjmm'), '‘jjjjmm’ kan hier niet'],
  ['a notation of what has none', pack('concepts', 'bsn', 'format', 'jjjj'), '‘format’ is hier niet bekend'],
  ['a list for what has none', pack('concepts', 'bsn', 'list', 'soort'), '‘list’ is hier niet bekend'],
  [
    'one value that means none',
    pack('concepts', 'einddatum', 'none', '99991231'),
    'Hier moet een lijst ([ … ]) staan bij ‘none’',
  ],
  ['numbers that mean none', pack('concepts', 'einddatum', 'none', [99991231]), 'Hier moet een tekst'],
  ['a strange provenance', pack('provenance', 'ja'), '‘ja’ kan hier niet. Kies uit: slides, cbs, wet, recon'],
  ['meanings as a number', pack('meanings', 5), '5 pack.json, regel 44: Hier moet een object'],
  ['a meaning as a number', pack('meanings', 'lksLoonwaarde', 10), 'Hier moet een lijst'],
  ['an unknown meaning', pack('meanings', 'lks', ['10']), '‘lks’ is hier niet bekend'],
  ['a key of an unknown concept', pack('unique', [['nummer']]), '‘nummer’ kan hier niet'],
  ['keys that are no lists', pack('unique', ['registratienummer']), 'Hier moet een lijst'],
  ['a month that is none', pack('valid', { vanaf: '2025-01' }), '‘vanaf’ is hier niet bekend'],
  // The files
  [
    'a schema that is not there',
    pack('schema', 'k.xsd'),
    '"k.xsd" pack.json, regel 4: ‘k.xsd’ is er niet of kan niet worden gelezen.',
  ],
  ['code lists that are not there', pack('codes', 'c.json'), '"c.json" pack.json, regel 5: ‘c.json’ is er niet'],
  ['a schema above the folder', pack('schema', '../klein.xsd'), '‘../klein.xsd’ ligt buiten de map'],
  ['a schema below a folder above', pack('schema', 'a/../../klein.xsd'), 'ligt buiten de map'],
  ['a schema at an address', pack('schema', 'http://example.org/klein.xsd'), 'ligt buiten de map'],
  ['a schema on a drive', pack('schema', 'C:\\klein.xsd'), 'ligt buiten de map'],
  ['a schema from the root of the disk', pack('codes', '/etc/passwd'), 'ligt buiten de map'],
  ['codes that are no JSON', write('codes.json', '{'), 'codes.json, regel 1: Vanaf hier'],
  ['codes that are null', write('codes.json', 'null'), 'codes.json, regel 1: Hier moet een object'],
  ['codes without lists', write('codes.json', '{}'), 'codes.json, regel 1: ‘lists’ ontbreekt'],
  ['a list without codes', set('codes.json', ['lists', 'soort', 'codes'], undefined), '‘codes’ ontbreekt'],
  [
    'a code without a label',
    set('codes.json', ['lists', 'soort', 'codes', 0, 'label'], undefined),
    '‘label’ ontbreekt',
  ],
  ['a code that is a number', set('codes.json', ['lists', 'soort', 'codes', 0, 'code'], 10), 'Hier moet een tekst'],
  [
    'a code twice',
    set('codes.json', ['lists', 'soort', 'codes', 2, 'code'], '10'),
    '10 staat al eerder in de lijst soort',
  ],
  ['no combinations', write('combinations.json', '{}'), 'combinations.json, regel 1: ‘combinations’ ontbreekt'],
  ['combinations that are no list', write('combinations.json', '{"combinations": {}}'), 'Hier moet een lijst'],
  ['a combination that is null', write('combinations.json', '{"combinations": [null]}'), 'Hier moet een object'],
  [
    'a combination of one type',
    set('combinations.json', ['combinations', 0, 'types'], ['10']),
    'De lijst bij ‘types’ moet 2 onderdelen hebben',
  ],
  [
    'a combination of numbers',
    set('combinations.json', ['combinations', 0, 'types'], [10, 11]),
    'Hier moet een tekst',
    'Hier moet een tekst',
  ],
  [
    'a combination of an unknown type',
    set('combinations.json', ['combinations', 0, 'types'], ['10', '99']),
    '"99" combinations.json, regel 6: 99 is geen code van typeVoorziening',
  ],
  [
    'a reason in one language',
    set('combinations.json', ['combinations', 0, 'reason', 'en'], undefined),
    '‘en’ ontbreekt',
  ],
  ['no reason', set('combinations.json', ['combinations', 0, 'reason'], undefined), '‘reason’ ontbreekt'],
  [
    'a pair twice',
    (files) => {
      const row = JSON.parse(files['combinations.json']!).combinations[0];
      const rows = [row, { ...row, types: ['11', '10'] }];
      files['combinations.json'] = JSON.stringify({ combinations: rows }, undefined, 1);
    },
    '11 en 10 staan al in een eerdere rij',
  ],
  // The schema
  ['an empty schema', write('klein.xsd', ''), 'klein.xsd, regel 1: Dit is geen XML: er staat geen enkel element in.'],
  [
    'a schema of nothing',
    write('klein.xsd', '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'),
    'De targetNamespace van de XSD is ‘geen naamruimte’',
    'De XSD heeft geen enkel globaal element, en dus geen L',
  ],
  ['no schema at all', write('klein.xsd', '<a/>'), 'Dit is geen XML Schema'],
  [
    'another root',
    pack('root', 'Levering'),
    '"Levering" pack.json, regel 8: De XSD heeft geen globaal element Levering. Kies een van deze: L.',
  ],
  [
    'another namespace',
    pack('namespace', 'urn:srg-xml:regeling:2026'),
    'De targetNamespace van de XSD is ‘urn:klein’, en niet',
  ],
  ['no namespace', pack('namespace', ''), 'De targetNamespace van de XSD is ‘urn:klein’, en niet ‘geen naamruimte’'],
  // The record
  [
    'a record that is not there',
    pack('record', '/L/Rs/R'),
    'In L bestaat volgens de XSD geen Rs. Daar staan: Kop, Ps.',
  ],
  ['a record of another root', pack('record', '/X/Ps/P/R'), '‘/X/Ps/P/R’ begint niet bij de root. Begin met /L/.'],
  [
    'a record with a prefix',
    pack('record', '/L/k:Ps/k:P/R'),
    '‘k:Ps’ heeft een voorvoegsel. Schrijf alleen de lokale naam: Ps.',
  ],
  ['a record that is there once', pack('record', '/L/Kop'), '/L/Kop komt volgens de XSD hooguit één keer voor'],
  [
    'a record that is a value',
    pack('record', '/L/Kop/Vestiging'),
    '/L/Kop/Vestiging heeft geen elementen of attributen',
  ],
  ['a record that is an attribute', pack('record', '/L/Ps/P/R/@nr'), 'heeft geen elementen of attributen'],
  ['an empty record', pack('record', ''), '‘’ is geen pad'],
  ['a record without names', pack('record', '//'), '‘//’ is geen pad'],
  ['a unit elsewhere', pack('unit', '/L/Kop'), '/L/Kop staat niet om het record heen'],
  ['a unit that is there once', pack('unit', '/L/Ps'), '/L/Ps komt volgens de XSD hooguit één keer voor'],
  ['a unit that is not there', pack('unit', '/L/Qs'), 'In L bestaat volgens de XSD geen Qs'],
  // The concepts
  [
    'a place that is not there',
    path('bsn', '/L/Ps/P/Wie/BSN'),
    '"/L/Ps/P/Wie/BSN" pack.json, regel 19: In Wie bestaat volgens de XSD geen BSN. Daar staan: Bsn, Naam.',
  ],
  [
    'a place of a record that is not there',
    path('begindatum', 'Begin'),
    'In R bestaat volgens de XSD geen Begin. Daar staan: Soort, Van, Tot, Uren, Lks.',
  ],
  [
    'an attribute that is not there',
    path('registratienummer', '/L/Ps/P/R/@nummer'),
    'In R bestaat volgens de XSD geen @nummer. Daar staan: @nr.',
  ],
  ['an attribute of what has none', path('bsn', '/L/Ps/P/Wie/@bsn'), 'geen @bsn; daar staat niets van dien aard'],
  ['a place with a prefix', path('bsn', '/L/Ps/P/Wie/k:Bsn'), '‘k:Bsn’ heeft een voorvoegsel'],
  ['an attribute with a prefix', path('registratienummer', '/L/Ps/P/R/@k:nr'), 'Schrijf alleen de lokale naam: @nr.'],
  ['a condition', path('bsn', "/L/Ps/P/Wie[@soort='1']/Bsn"), 'staat een voorwaarde tussen [ en ]'],
  ['a descendant', path('bsn', '/L//Bsn'), 'is geen pad'],
  ['a way up in the middle', path('bsn', '/L/Ps/../Kop'), 'is geen pad'],
  ['an attribute in the middle', path('bsn', '/L/@a/Bsn'), 'is geen pad'],
  ['a function', path('bsn', '/L/Ps/P/Wie/Bsn/text()'), 'is geen pad'],
  ['white space', path('bsn', '/L/Ps/P/Wie/ Bsn'), 'is geen pad'],
  [
    'a BSN that is an element with children',
    path('bsn', '/L/Ps/P/Wie'),
    '/L/Ps/P/Wie heeft elementen en geen waarde. Wijs het element aan dat de waarde heeft, bijvoorbeeld een van deze: Bsn, Naam.',
  ],
  [
    'a block that is a value',
    path('loonkostensubsidie', '/L/Ps/P/R/Uren'),
    'Uren kan volgens de XSD vaker voorkomen',
    '/L/Ps/P/R/Uren is een waarde',
  ],
  ['a value of the record in the header', path('bsn', '/L/Kop/Vestiging'), '/L/Kop/Vestiging staat niet in het record'],
  ['a value of the header from the record on', path('berichtgevercode', '../Wie/Bsn'), 'begint niet bij de root'],
  [
    'a value of the header in what repeats',
    path('berichtgevercode', '/L/Ps/P/Wie/Naam'),
    'P kan volgens de XSD vaker voorkomen, en een gegeven van de levering heeft één waarde',
  ],
  [
    'a value of the header that repeats',
    path('berichtgevercode', '/L/Kop/Vestiging'),
    'Vestiging kan volgens de XSD vaker voorkomen',
  ],
  [
    'two concepts at one place',
    path('einddatum', '/L/Ps/P/R/Van'),
    'einddatum en begindatum staan allebei op /L/Ps/P/R/Van',
  ],
  [
    'two concepts at one place, written in two ways',
    path('einddatum', 'Van'),
    'einddatum en begindatum staan allebei op /L/Ps/P/R/Van',
  ],
  [
    'a notation that the type doesn’t have',
    pack('concepts', 'begindatum', 'format', 'jjjjmmdd'),
    '"jjjjmmdd" pack.json, regel 30: De XSD heeft hier xs:date, en dat is geschreven als jjjj-mm-dd',
  ],
  [
    'a place of a condition that is not there',
    pack('when', [{ path: '/L/Kop/Jaar', values: ['2025'] }]),
    'In Kop bestaat volgens de XSD geen Jaar',
  ],
  // Codes
  [
    'a list that is not there',
    pack('concepts', 'typeVoorziening', 'list', 'soorten'),
    'De codelijst ‘soorten’ is er niet. Kies een van deze: soort.',
  ],
  ['a list without a file of them', pack('codes', undefined), 'pack.json noemt geen bestand met codelijsten'],
  [
    'a meaning of a code that there is none of',
    pack('meanings', 'lksLoonwaarde', ['10', '12']),
    '"12" pack.json, regel 47: 12 is geen code van typeVoorziening',
  ],
];

describe('a pack is refused for', () => {
  test.each<[string, Change, ...string[]]>(WRONG)('%s', async (_name, change, ...expected) => {
    expect(await told(change)).toEqual(expected.map((part) => expect.stringContaining(part)));
  });

  test('a key that stands there twice, beside all else', async () => {
    const problems = await told(write('pack.json', '{"version": 2, "version": 2}'));
    expect(problems).toContain('"version" pack.json, regel 1: ‘version’ staat hier twee keer. Haal er een weg.');
  });

  test.each<[string, Change, ...string[]]>(WRONG)(
    '%s, in both languages, and never with a stack trace',
    async (_name, change) => {
      const files = smallFiles();
      change(files);
      const problems = await problemsOf(files);
      expect(problems.filter(({ severity }) => severity === 'error')).not.toEqual([]);
      for (const problem of problems) {
        const [nl, en] = (['nl', 'en'] as const).map((language) =>
          describePackProblem(problem, { language, maskBsn: false }),
        );
        expect(nl).not.toBe(en);
        for (const words of [nl, en]) expect(words).not.toMatch(/\{\w+\}|undefined|pack\.\w+\.\w/);
      }
    },
  );
});

test('what may occur several times in a record is told of, and the first counts', async () => {
  expect(await told(path('loonwaarde', '/L/Ps/P/R/Uren'))).toEqual([
    '"/L/Ps/P/R/Uren" pack.json, regel 41: Uren kan volgens de XSD vaker voorkomen in een record: alleen de eerste telt.',
  ]);
});

test('a key of what is not mapped is told of', async () => {
  expect(await told(pack('unique', [['bsn', 'geboortedatum']]))).toEqual([
    '"geboortedatum" pack.json, regel 55: geboortedatum heeft in dit pack geen plaats: deze sleutel telt niet mee. Zet het bij concepts, of haal het hier weg.',
  ]);
});

test('all that is wrong is told of at once', async () => {
  const change = (files: SmallFiles) => {
    path('bsn', '/L/X')(files);
    path('begindatum', '/L/Y')(files);
    xsd('name="Maand"', 'name="Periode"')(files);
  };
  expect(await told(change)).toHaveLength(3);
});
