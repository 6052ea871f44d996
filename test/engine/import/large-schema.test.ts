import { expect, test } from 'vitest';
import { importOf, reportOf } from '../../support/import/import-of.ts';
import { xsd } from '../../support/packs/schema-pack.ts';
import { LONG } from '../../support/property.ts';

const FILES = 40;
const ELEMENTS = 50;
/** Of processor time, in milliseconds. */
const MOST_TIME = 1_000;

const el = (name: string, type = 'xs:string', more = '') => `<xs:element name="${name}" type="${type}" ${more}/>`;
const WORDS = 'Begin Eind Datum Nummer Code Soort Naam Omschrijving Bedrag Reden Status Type'.split(' ');

/** A file with a type of so many elements whose names say something, and that holds the type of the next file. */
function part(number: number): string {
  const fields = Array.from({ length: ELEMENTS - 1 }, (_, at) => {
    const [one, other] = [WORDS[at % WORDS.length], WORDS[(at * 7 + number) % WORDS.length]];
    return el(`Deel${number}${one}${other}${at}`, 'xs:string', 'minOccurs="0"');
  });
  const next = number + 1 < FILES - 1 ? el(`Deel${number + 1}`, `Deel${number + 1}`, 'minOccurs="0"') : '';
  return xsd(
    `<xs:complexType name="Deel${number}"><xs:sequence>${fields.join('')}${next}</xs:sequence></xs:complexType>`,
  );
}

const codes = ['10', '11', '12', '20', '21', '22', '23', '29', '30', '40', '43'];
const MAIN =
  xsd(`${Array.from({ length: FILES - 1 }, (_, at) => `<xs:include schemaLocation="delen/deel${at}.xsd"/>`).join('')}
  <xs:simpleType name="Soort"><xs:restriction base="xs:string">${codes.map((code) => `<xs:enumeration value="${code}"/>`).join('')}</xs:restriction></xs:simpleType>
  <xs:simpleType name="Negen"><xs:restriction base="xs:string"><xs:pattern value="[0-9]{9}"/></xs:restriction></xs:simpleType>
  <xs:element name="Srg"><xs:complexType><xs:sequence>${el('Verslagmaand', 'xs:gYearMonth')}
  <xs:element name="Voorziening" maxOccurs="unbounded"><xs:complexType><xs:sequence>
  ${el('Bsn', 'Negen')}${el('SoortVoorziening', 'Soort')}${el('Begindatum', 'xs:date')}${el('Deel0', 'Deel0', 'minOccurs="0"')}
  </xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>`);

test.runIf(LONG)('a schema of forty files and two thousand elements is mapped like a small one, and soon', async () => {
  const files = {
    'srg.xsd': MAIN,
    ...Object.fromEntries(Array.from({ length: FILES - 1 }, (_, at) => [`delen/deel${at}.xsd`, part(at)])),
  };
  // Once before, so that no compiling counts.
  await importOf(files);
  const before = process.cpuUsage();
  const report = reportOf(await importOf(files));
  const { user, system } = process.cpuUsage(before);
  expect(report.record).toBe('/Srg/Voorziening');
  expect(report.concepts).toMatchObject({
    verslagmaand: { certainty: 'sure', path: '/Srg/Verslagmaand' },
    bsn: { certainty: 'sure', path: '/Srg/Voorziening/Bsn' },
    typeVoorziening: { certainty: 'sure', path: '/Srg/Voorziening/SoortVoorziening' },
    begindatum: { certainty: 'sure', path: '/Srg/Voorziening/Begindatum' },
  });
  expect((user + system) / 1000).toBeLessThan(MOST_TIME);
});
