import { loadPack, type Pack } from '../../server/src/engine/packs/load-pack.ts';

/** A format unlike the one that ships: records under a person, values in attributes, a boolean, a choice, no order. */
const XSD = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:test:attributen"
    targetNamespace="urn:test:attributen" elementFormDefault="qualified">
  <xs:element name="Levering"><xs:complexType><xs:sequence>
    <xs:element name="Kop"><xs:complexType>
      <xs:attribute name="maand" type="xs:gYearMonth" use="required"/>
    </xs:complexType></xs:element>
    <xs:element name="Personen"><xs:complexType><xs:sequence>
      <xs:element name="Persoon" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:sequence>
          <xs:element name="Dienst" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
            <xs:choice><xs:element name="Loopt" type="xs:boolean"/><xs:element name="Einde" type="xs:date"/></xs:choice>
            <xs:attribute name="soort" type="Soort" use="required"/>
            <xs:attribute name="begin" type="xs:date" use="required"/>
            <xs:attribute name="opmerking" type="xs:string"/>
          </xs:complexType></xs:element>
        </xs:sequence>
        <xs:attribute name="bsn" type="xs:string" use="required"/>
      </xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:simpleType name="Soort"><xs:restriction base="xs:string">
    <xs:enumeration value="A"><xs:annotation><xs:documentation>Appel. Een vrucht.</xs:documentation></xs:annotation></xs:enumeration>
    <xs:enumeration value="C &amp; 'D'"/>
    <xs:enumeration value="B"><xs:annotation><xs:documentation>Banaan. Ook een.</xs:documentation></xs:annotation></xs:enumeration>
  </xs:restriction></xs:simpleType>
</xs:schema>`;

const place = (path: string) => ({ path, provenance: 'recon' });
export const ATTRIBUTE_PACK_FILES: Record<string, string> = {
  'srg.xsd': XSD,
  'pack.json': JSON.stringify({
    version: 2,
    id: 'attributen',
    title: 'Attributen',
    description: '',
    provenance: 'recon',
    source: '',
    schema: 'srg.xsd',
    namespace: 'urn:test:attributen',
    root: 'Levering',
    record: 'Levering/Personen/Persoon/Dienst',
    unit: 'Levering/Personen/Persoon',
    concepts: {
      verslagmaand: place('Levering/Kop/@maand'),
      bsn: place('../@bsn'),
      typeVoorziening: place('@soort'),
      begindatum: place('@begin'),
      einddatum: place('Einde'),
    },
    meanings: {},
  }),
};

export const attributePack: Pack = await loadPack('attributen', async (name) => {
  const file = ATTRIBUTE_PACK_FILES[name];
  if (file === undefined) throw new Error(name);
  return file;
});

/** A delivery in that format, every name with the prefix `l:`. */
export function attributeDelivery(persons: string): string {
  return (
    '<l:Levering xmlns:l="urn:test:attributen">\n  <l:Kop maand="2025-03"/>\n  <l:Personen>\n' +
    `${persons}\n  </l:Personen>\n</l:Levering>\n`
  );
}
