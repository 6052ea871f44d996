import { describe, expect, test } from 'vitest';
import { completeSchema, type SchemaTexts } from '../../../client/src/import/complete-schema.ts';
import { importTexts } from '../../../server/src/features/import-texts.ts';
import { packs } from '../../support/delivery.ts';
import { xsd } from '../../support/packs/schema-pack.ts';

const el = (name: string, type: string) => `<xs:element name="${name}" type="${type}"/>`;
const many = (name: string, content: string) =>
  `<xs:element name="${name}" maxOccurs="unbounded"><xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType></xs:element>`;
const include = (location: string) => `<xs:include schemaLocation="${location}"/>`;
const CODES = xsd(
  '<xs:simpleType name="Soort"><xs:restriction base="xs:string"><xs:enumeration value="10"/><xs:enumeration value="11"/><xs:enumeration value="21"/><xs:enumeration value="43"/></xs:restriction></xs:simpleType>',
);
const TYPES = xsd(
  `${include('codes/lijst.xsd')}<xs:simpleType name="Bsn"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{9}"/></xs:restriction></xs:simpleType>`,
);
const main = (location: string) =>
  xsd(
    `${include(location)}<xs:element name="SRG"><xs:complexType><xs:sequence>${el('Verslagmaand', 'xs:gYearMonth')}${many(
      'Voorziening',
      el('Bsn', 'Bsn') +
        el('Arbeidsvermogen', 'xs:int') +
        el('Registratienummer', 'xs:string') +
        el('TypeVoorziening', 'Soort') +
        el('Begindatum', 'xs:date'),
    )}</xs:sequence></xs:complexType></xs:element>`,
  );

/** What there is on a disk, and what is read of it for a schema in one of its folders. */
async function imported(disk: Readonly<Record<string, string>>, at: string) {
  const steps = at.split('/').slice(0, -1);
  const folder = steps.map((step) => `${step}/`).join('');
  const own = Object.entries(disk).filter(([path]) => path.startsWith(folder));
  const first: SchemaTexts = {
    schema: at.slice(folder.length),
    texts: Object.fromEntries(own.map(([path, text]) => [path.slice(folder.length), text])),
  };
  const read: string[] = [];
  const folderAt = (above: number) => steps.slice(0, steps.length - above);
  const completed = await completeSchema(
    first,
    {
      nameOf: (above) => folderAt(above).at(-1),
      read: async (above, path) => {
        const whole = [...folderAt(above), path].join('/');
        read.push(whole);
        return disk[whole];
      },
    },
    (source, mayNeed) => importTexts({ ...source, deliveries: [], answers: [], language: 'nl', mayNeed }, packs[0]!),
  );
  return { ...completed, read };
}

describe('what a schema brings in from outside of its folder', () => {
  test('is found beside it, and what that brings in again', async () => {
    const disk = {
      'cbs/srg/srg.xsd': main('../common/types.xsd'),
      'cbs/common/types.xsd': TYPES,
      'cbs/common/codes/lijst.xsd': CODES,
      'cbs/common/geheim.xsd': 'x',
      'cbs/geheim.xsd': 'x',
    };
    const { answer, above, outside, read } = await imported(disk, 'cbs/srg/srg.xsd');
    expect(answer).toMatchObject({ records: ['/SRG/Voorziening'] });
    const { files } = answer as { files: Record<string, string> };
    expect(Object.keys(files).filter((name) => name.endsWith('.xsd'))).toEqual([
      'srg/srg.xsd',
      'common/types.xsd',
      'common/codes/lijst.xsd',
    ]);
    expect(JSON.parse(files['pack.json']!).schema).toBe('srg/srg.xsd');
    expect(above).toBe(1);
    expect(outside).toEqual(['common/types.xsd', 'common/codes/lijst.xsd']);
    // Nothing is read that no schema names.
    expect(read).toEqual(['cbs/common/types.xsd', 'cbs/common/codes/lijst.xsd']);
  });

  test('is found two folders above', async () => {
    const disk = { 'a/b/srg.xsd': main('../../types.xsd'), 'types.xsd': TYPES, 'codes/lijst.xsd': CODES };
    const { answer, outside } = await imported(disk, 'a/b/srg.xsd');
    expect(answer).toMatchObject({ records: ['/SRG/Voorziening'] });
    expect(outside).toEqual(['types.xsd', 'codes/lijst.xsd']);
  });

  test.each<[name: string, location: string, problem: RegExp]>([
    ['that is not there', '../common/weg.xsd', /niet te vinden/],
    ['that is no schema by its name', '../common/types.txt', /niet te vinden/],
    ['further above than there are folders', '../../../../types.xsd', /buiten de map/],
  ])('a file %s is a problem', async (_name, location, problem) => {
    const disk = { 'cbs/srg/srg.xsd': main(location), 'cbs/common/types.txt': TYPES };
    const { answer, outside } = await imported(disk, 'cbs/srg/srg.xsd');
    expect(answer).toEqual({ problem: expect.stringMatching(problem) });
    expect(outside).toEqual([]);
  });

  test('a schema that is complete asks for nothing', async () => {
    const disk = { 'srg.xsd': main('types.xsd'), 'types.xsd': TYPES, 'codes/lijst.xsd': CODES };
    const { answer, read, outside } = await imported(disk, 'srg.xsd');
    expect(answer).toMatchObject({ records: ['/SRG/Voorziening'] });
    expect([read, outside]).toEqual([[], []]);
  });
});
