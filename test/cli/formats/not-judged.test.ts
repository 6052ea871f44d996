import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { delivery, record } from '../../support/delivery.ts';
import { srg } from '../run-srg.ts';

let folder: string;
beforeAll(() => {
  folder = relative('.', mkdtempSync(join(tmpdir(), 'srg-not-judged-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => `${folder}/${name}`;
const FORMATS = ['json', 'csv', 'html', 'junit', 'github', 'gitlab', 'sarif', 'xlsx'];

test('what can’t be judged is one line and 2, stands in every format, and the others are judged', () => {
  writeFileSync(at('foto.xml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]));
  writeFileSync(at('html.xml'), '<html/>');
  const march = delivery(record({ start: '20250401' }));
  const zip = {
    '2025-02.srg.xml': strToU8(
      delivery([record({ nummer: 'OUD', type: '31', start: '20250101' })], { verslagmaand: '2025-02' }),
    ),
    'diep/2025-03.srg.xml': strToU8(march),
    'geheim.zip': strToU8('PK'),
    'lees.txt': strToU8('tekst'),
  };
  writeFileSync(at('a.zip'), zipSync(zip));
  mkdirSync(at('b'));
  writeFileSync(at('b/srg.config.json'), '{');
  writeFileSync(at('b/x.srg.xml'), march);
  const inputs = ['nergens.xml', 'foto.xml', 'html.xml', 'a.zip', 'b'].map(at);
  const outputs = FORMATS.flatMap((format) => ['--output', `${format}=${at(`uit.${format}`)}`]);
  const { status, stdout, stderr } = srg(['check', ...outputs, ...inputs]);
  expect({ status, stderr: stderr.split('\n').sort() }).toEqual({
    status: 2,
    stderr: [
      '',
      `srg: ${at('a.zip/geheim.zip')}: een zip in een zip wordt niet gelezen. Pak de buitenste uit`,
      `srg: ${at('b/srg.config.json')}:1:2: Vanaf hier is dit geen geldige JSON. Kijk of er een komma, aanhalingsteken of haakje ontbreekt of te veel staat.`,
      `srg: ${at('foto.xml')}: is geen XML-bestand`,
      `srg: ${at('html.xml')}: is geen SRG-levering: het root-element is html`,
      `srg: ${at('nergens.xml')}: bestaat niet`,
    ],
  });
  // Last month is found in the archive, as in a folder.
  expect(
    stdout
      .replace(/ warning (\S+) .*/g, ' $1')
      .trimEnd()
      .split('\n'),
  ).toEqual([
    `${at('a.zip/2025-02.srg.xml')}: goedgekeurd`,
    expect.stringMatching(/a\.zip\/diep\/2025-03\.srg\.xml:\d+:\d+: SRG-I104$/),
    expect.stringMatching(/a\.zip\/diep\/2025-03\.srg\.xml:\d+:\d+: SRG-I106$/),
    `${at('a.zip/diep/2025-03.srg.xml')}: contact`,
  ]);

  const schema = JSON.parse(readFileSync('schemas/json/check.schema.json', 'utf8'));
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);
  const json = JSON.parse(readFileSync(at('uit.json'), 'utf8'));
  validate(json);
  expect(validate.errors).toBeNull();
  const files = Object.fromEntries(json.files.map((file: { path: string }) => [file.path, file]));
  expect(Object.keys(files)).toHaveLength(json.files.length);
  const failed = ['nergens.xml', 'foto.xml', 'a.zip/geheim.zip', 'b/x.srg.xml'].map(at);
  for (const path of failed) {
    expect(files[path]).toMatchObject({
      verdict: 'niet-te-beoordelen',
      counts: { error: 1 },
      findings: [{ code: 'SRG-T006', kind: 'SRG-T006/notJudged' }],
    });
  }
  expect(files[at('html.xml')]).toMatchObject({ verdict: null });
  expect(files[at('a.zip/2025-02.srg.xml')]).toMatchObject({ verdict: 'goedgekeurd' });
  for (const format of FORMATS.filter((name) => name !== 'xlsx')) {
    const text = readFileSync(at(`uit.${format}`), 'utf8');
    for (const path of [...failed, at('a.zip/diep/2025-03.srg.xml')]) expect(text, format).toContain(path);
  }
  expect(readFileSync(at('uit.csv'), 'utf8')).toContain(';fout;SRG-T006;Niet beoordeeld;');
});

test('an archive is no output', () => {
  writeFileSync(at('c.zip'), zipSync({ 'x.srg.xml': strToU8(delivery(record())) }));
  expect(srg(['check', '--output', `json=${at('c.zip')}`, at('c.zip')])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('dit bestand wordt zelf gelezen'),
  });
});
