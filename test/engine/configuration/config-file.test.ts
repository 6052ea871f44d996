import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { configSchemaOf } from '../../../scripts/rules/config-schema.ts';
import { ConfigFile } from '../../../server/src/engine/configuration/config-file.ts';
import { foldersUpFrom } from '../../../server/src/engine/configuration/find-config.ts';
import { mergeSettings } from '../../../server/src/engine/configuration/merge.ts';
import { describeConfigProblem } from '../../../server/src/engine/configuration/problem-words.ts';

const SCHEMA = JSON.parse(readFileSync('schemas/config.schema.json', 'utf8'));

test('the schema has the keys of the settings of the editor, as `npm run rules` makes it', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(SCHEMA).toEqual(JSON.parse(JSON.stringify(configSchemaOf(contributes.configuration.properties))));
});

const isValid = new Ajv({ strict: false }).compile(SCHEMA);
const told = (text: string, language: 'nl' | 'en' = 'nl') =>
  new ConfigFile(text).problems.map((problem) => describeConfigProblem('c', problem, { language, maskBsn: true }));

describe('what is right', () => {
  const whole = {
    packs: ['pakket'],
    berichtgevers: ['0363'],
    rules: { 'SRG-I106': 'off', i107: 'error', 'GEM-1': 'warning' },
    schematron: ['a.sch'],
    maxProblems: 5,
    previousDelivery: ['vorige.xml'],
    templates: { files: ['*.t'], placeholders: ['%%…%%'] },
  };

  test('is taken, and valid by the schema', () => {
    const { settings, problems } = new ConfigFile(JSON.stringify(whole));
    expect(problems).toEqual([]);
    expect(isValid(whole)).toBe(true);
    expect(settings).toEqual({
      ...whole,
      rules: { 'SRG-I106': 'off', 'SRG-I107': 'error', 'GEM-1': 'warning' },
    });
  });

  test.each(['{}', '\ufeff{}', '{"$schema":"./x.json"}'])('%j says nothing', (text) => {
    expect(told(text)).toEqual([]);
  });
});

describe('what is wrong is told with its place and how to mend it', () => {
  test.each<[text: string, problem: RegExp, isNoJson?: boolean]>([
    ['', /^c:1:1: Vanaf hier is dit geen geldige JSON/, true],
    ['{\n  "rules": {},\n}', /^c:3:1: Vanaf hier/, true],
    ['{ // x\n}', /^c:1:3: Vanaf hier/, true],
    ['{"packs":[],"packs":[]}', /^c:1:13: ‘packs’ staat hier twee keer/, true],
    ['[]', /^c:1:1: Hier moet een object/],
    ['{"regels":{}}', /^c:1:2: ‘regels’ is hier niet bekend\. Haal het weg, of gebruik een van deze: .*rules/],
    ['{"rulez":{}}', /^c:1:2: ‘rulez’ is hier niet bekend\. Bedoelde u ‘rules’/],
    ['{"packs":"x"}', /^c:1:10: Hier moet een lijst .* ‘packs’/],
    ['{"packs":[1]}', /^c:1:11: Hier moet een tekst/],
    ['{"packs":[""]}', /^c:1:11: ‘packs’ is leeg/],
    ['{"maxProblems":0}', /^c:1:16: ‘maxProblems’ moet ten minste 1 zijn/],
    ['{"maxProblems":1.5}', /^c:1:16: Hier moet een heel getal/],
    ['{"rules":{"SRG-I106":"uit"}}', /^c:1:22: ‘uit’ kan hier niet\. Kies uit: off, error, warning, information/],
    ['{"rules":{"SRG-I999":"off"}}', /^c:1:11: SRG-I999 is geen controle/],
    ['{"templates":{"files":1}}', /^c:1:23: Hier moet een lijst/],
    ['{"templates":{"file":[]}}', /^c:1:15: ‘file’ is hier niet bekend\. Bedoelde u ‘files’/],
    ['{"templates":{"placeholders":["x"]}}', /^c:1:31: ‘x’ is geen plaatshouder/],
    ['{"language":"en"}', /^c:1:2: ‘language’ is hier niet bekend/],
  ])('%s', (text, problem, isNoJson) => {
    const problems = told(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
    expect(told(text, 'en')[0]).not.toBe(problems[0]);
    if (!isNoJson) expect(isValid(JSON.parse(text))).toBe(false);
  });

  test('and the rest counts', () => {
    const { settings } = new ConfigFile(
      '{"packs":"x","berichtgevers":["0363",1],"rules":{"SRG-I106":"off","SRG-I107":1}}',
    );
    expect(settings).toMatchObject({ packs: ['x'], berichtgevers: ['0363'], rules: { 'SRG-I106': 'off' } });
  });
});

test('it is looked for in the folder and in those above it', () => {
  expect(foldersUpFrom('file:///a/b')).toEqual(['file:///a/b', 'file:///a', 'file:///']);
  expect(foldersUpFrom('file:///c%3A/a')).toEqual(['file:///c%3A/a', 'file:///c%3A/']);
  expect(foldersUpFrom('vscode-vfs://github/a')).toEqual(['vscode-vfs://github/a', 'vscode-vfs://github/']);
});

test('what the user set goes before it: a list as a whole, rules one by one', () => {
  const { settings } = new ConfigFile(
    '{"berichtgevers":["1"],"maxProblems":9,"rules":{"SRG-I106":"off","SRG-I107":"off"},"templates":{"files":["*.c"]}}',
  );
  const none = { berichtgevers: [], rules: {}, maxProblems: undefined, templates: {} };
  expect(mergeSettings(none, settings)).toMatchObject({
    berichtgevers: ['1'],
    maxProblems: 9,
    rules: { 'SRG-I106': 'off', 'SRG-I107': 'off' },
    offByConfiguration: new Set(['SRG-I106', 'SRG-I107']),
    templates: { files: ['*.c'], placeholders: [] },
  });
  const own = {
    berichtgevers: ['2'],
    rules: { 'SRG-I107': 'off' },
    maxProblems: 3,
    templates: { files: ['*.u'] },
  } as const;
  expect(mergeSettings(own, settings)).toEqual({
    berichtgevers: ['2'],
    maxProblems: 3,
    rules: { 'SRG-I106': 'off', 'SRG-I107': 'off' },
    offByConfiguration: new Set(['SRG-I106']),
    templates: { files: ['*.u'], placeholders: [] },
  });
});
