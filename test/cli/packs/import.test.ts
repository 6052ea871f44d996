import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { UNLIKE_SCHEMAS } from '../../support/import/unlike-schemas.ts';
import { srg } from '../run-srg.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'srg-import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
}

const WHOLE = UNLIKE_SCHEMAS['three levels with wrappers, and types in other files']!;
const OPEN = UNLIKE_SCHEMAS['a second namespace, and a substitution group']!;

describe('srg import', () => {
  test('makes a pack beside the schema, and srg check judges with it', async () => {
    await write({
      ...WHOLE.files,
      'goed.xml': WHOLE.sound,
      'fout.xml': WHOLE.sound.replace('<TypeCode>10', '<TypeCode>40'),
    });
    const { status, stdout, stderr } = srg(['import', at('srg-bericht.xsd')]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Schemapakket gemaakt in ${at('srg-bericht')}`);
    expect(existsSync(at('srg-bericht/typen/client.xsd'))).toBe(true);
    expect(srg(['pack', 'check', at('srg-bericht')]).status).toBe(0);
    expect(srg(['check', '--pack', at('srg-bericht'), at('goed.xml')])).toMatchObject({ status: 0, stderr: '' });
    expect(srg(['check', '--pack', at('srg-bericht'), '--fail-on', 'warning', at('fout.xml')]).stdout).toContain(
      'SRG-I110',
    );
  });

  test('JSON is all that standard output has, with the pack written, and open points are told of by the status', async () => {
    await write(OPEN.files);
    const { status, stdout, stderr } = srg(['import', at('hoofd.xsd'), '--out', at('pakket'), '--format', 'json']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const told = JSON.parse(stdout);
    expect(Object.keys(told)).toEqual(['pack', 'namespace', 'root', 'record', 'concepts']);
    expect(told).toMatchObject({
      pack: at('pakket'),
      namespace: 'urn:h',
      root: 'SrgLevering',
      record: OPEN.record,
      concepts: { doelInzet: { certainty: 'absent' }, registratienummer: { certainty: 'ask' } },
    });
    expect(told.concepts.loonkostensubsidie).toBeUndefined();
    const manifest = JSON.parse(readFileSync(at('pakket/pack.json'), 'utf8'));
    expect(manifest.concepts.registratienummer).toBeUndefined();
    expect(manifest.open.registratienummer).toEqual([
      {
        path: ['/SrgLevering/Voorzieningen/Begeleiding/Nummer', '/SrgLevering/Voorzieningen/Loonsubsidie/Nummer'],
        reason: expect.stringContaining('de naam ‘Nummer’'),
      },
    ]);
  });

  test('an answer settles a question, given for each place', async () => {
    await write(OPEN.files);
    const answers = ['Begeleiding', 'Loonsubsidie'].flatMap((kind) => [
      '--answer',
      `registratienummer=/SrgLevering/Voorzieningen/${kind}/Nummer`,
    ]);
    const { status, stdout } = srg(['import', at('hoofd.xsd'), '--format', 'json', ...answers]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).concepts.registratienummer).toEqual({
      certainty: 'sure',
      path: ['/SrgLevering/Voorzieningen/Begeleiding/Nummer', '/SrgLevering/Voorzieningen/Loonsubsidie/Nummer'],
      reason: 'zo geantwoord',
    });
  });

  test('a folder that is there is left alone, unless it is to be overwritten', async () => {
    await write({ ...WHOLE.files, 'srg-bericht/iets.txt': 'x' });
    expect(srg(['import', at('srg-bericht.xsd')])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('bestaat al'),
    });
    expect(existsSync(at('srg-bericht/pack.json'))).toBe(false);
    expect(srg(['import', at('srg-bericht.xsd'), '--force']).status).toBe(0);
  });

  test.each<[string, string[], string]>([
    [
      'a concept that there is none of',
      ['--answer', 'schoenmaat=/a'],
      '--answer schoenmaat: dit gegeven is niet bekend',
    ],
    [
      'a place that is not there',
      ['--answer', 'bsn=/SrgBericht/Nergens'],
      '--answer /SrgBericht/Nergens: daar staat volgens de XSD geen waarde',
    ],
    [
      'a place where no such value can be',
      ['--answer', 'bsn=/SrgBericht/Body/Clienten/Client/Trajecten/Traject/Voorzieningen/Voorziening/Periode/Begin'],
      'zo’n waarde kan daar volgens de XSD niet staan',
    ],
    [
      'a record that is none',
      ['--answer', 'record=/SrgBericht/Nergens'],
      '--answer record=/SrgBericht/Nergens: daar staat volgens de XSD geen element',
    ],
    ['a notation that there is none of', ['--answer', 'begindatum=/a,ddmmjj'], '--answer ddmmjj: kies uit jjjj-mm-dd'],
  ])('refuses %s', async (_name, args, message) => {
    await write(WHOLE.files);
    expect(srg(['import', at('srg-bericht.xsd'), ...args])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });

  test('from a delivery alone: an XSD is drafted, and nothing is called right by it', async () => {
    await write({ 'maart.xml': WHOLE.sound });
    expect(srg(['import', at('maart.xml')])).toMatchObject({ stderr: '' });
    expect(readFileSync(at('maart/maart.xsd'), 'utf8')).toContain('Dit is niet de officiële XSD van CBS');
    expect(JSON.parse(readFileSync(at('maart/pack.json'), 'utf8')).draftedFrom).toEqual(['maart.xml']);
    const { status, stdout } = srg(['check', '--pack', at('maart'), at('maart.xml')]);
    expect(status).toBe(2);
    expect(stdout).toContain('SRG-T006');
    expect(stdout).toContain(': niet-te-beoordelen');
  });

  test('what is no schema, and what is one of something else, are refused in a sentence', async () => {
    const payment = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Document"><xs:complexType><xs:sequence>
      <xs:element name="Pmt" maxOccurs="unbounded"><xs:complexType><xs:sequence><xs:element name="IBAN" type="xs:string"/><xs:element name="Amt" type="xs:decimal"/></xs:sequence></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element></xs:schema>`;
    await write({ 'betaling.xsd': payment, 'leeg.xsd': '', 'kapot.xsd': payment.replace('xs:decimal', 'Bedrag') });
    expect(srg(['import', at('betaling.xsd')])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('geen schema van een SRG-levering'),
    });
    expect(srg(['import', at('leeg.xsd')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('er staat geen enkel element in'),
    });
    expect(srg(['import', at('kapot.xsd')])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Het type Bedrag bestaat niet'),
    });
    expect(srg(['import', at('weg.xsd')])).toMatchObject({ status: 2, stdout: '' });
    expect(existsSync(at('betaling'))).toBe(false);
  });
});
