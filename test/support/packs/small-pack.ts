import { reading } from './schema-pack.ts';

/** A small pack that is right, for tests that make it wrong. */
export const SMALL_XSD = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:klein"
    xmlns="urn:klein" elementFormDefault="qualified">
  <xs:element name="L"><xs:complexType><xs:sequence>
    <xs:element name="Kop"><xs:complexType><xs:sequence>
      <xs:element name="Code" type="xs:string"/>
      <xs:element name="Maand" type="xs:gYearMonth"/>
      <xs:element name="Vestiging" type="xs:string" maxOccurs="9"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Ps"><xs:complexType><xs:sequence>
      <xs:element name="P" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
        <xs:element name="Wie"><xs:complexType><xs:sequence>
          <xs:element name="Bsn" type="xs:string"/>
          <xs:element name="Naam" type="xs:string"/>
        </xs:sequence></xs:complexType></xs:element>
        <xs:element name="R" maxOccurs="unbounded"><xs:complexType><xs:sequence>
          <xs:element name="Soort" type="Soort"/>
          <xs:element name="Van" type="xs:date"/>
          <xs:element name="Tot" type="xs:date" minOccurs="0"/>
          <xs:element name="Uren" type="xs:integer" minOccurs="0" maxOccurs="5"/>
          <xs:element name="Lks" minOccurs="0"><xs:complexType><xs:sequence>
            <xs:element name="Waarde" type="xs:integer"/>
          </xs:sequence></xs:complexType></xs:element>
        </xs:sequence><xs:attribute name="nr" type="xs:string"/></xs:complexType></xs:element>
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:simpleType name="Soort"><xs:restriction base="xs:string">
    <xs:enumeration value="10"/><xs:enumeration value="11"/><xs:enumeration value="40"/>
  </xs:restriction></xs:simpleType>
</xs:schema>
`;

export const SMALL_MANIFEST = {
  version: 2,
  id: 'klein',
  schema: 'klein.xsd',
  codes: 'codes.json',
  combinations: 'combinations.json',
  namespace: 'urn:klein',
  root: 'L',
  record: '/L/Ps/P/R',
  concepts: {
    berichtgevercode: { path: '/L/Kop/Code' },
    verslagmaand: { path: '/L/Kop/Maand', format: 'jjjj-mm' },
    bsn: { path: '/L/Ps/P/Wie/Bsn' },
    registratienummer: { path: '/L/Ps/P/R/@nr' },
    typeVoorziening: { path: '/L/Ps/P/R/Soort', list: 'soort' },
    begindatum: { path: '/L/Ps/P/R/Van' },
    einddatum: { path: '/L/Ps/P/R/Tot', none: ['9999-12-31'] },
    loonkostensubsidie: { path: '/L/Ps/P/R/Lks' },
    loonwaarde: { path: '/L/Ps/P/R/Lks/Waarde' },
  },
  meanings: { lksLoonwaarde: ['10'], lksForfaitair: ['11'] },
  unique: [['registratienummer']],
};

export const SMALL_CODES = {
  lists: {
    soort: {
      codes: [
        { code: '10', label: 'Loonkostensubsidie' },
        { code: '11', label: 'Forfaitair' },
        { code: '40', label: 'Coaching' },
      ],
    },
  },
};

export const SMALL_COMBINATIONS = {
  combinations: [{ types: ['10', '11'], reason: { nl: 'Daarom.', en: 'Because.' }, provenance: 'recon' }],
};

export type SmallFiles = Record<string, string>;

/** The files, one key a line, so that places can be told by lines. */
export function smallFiles(): SmallFiles {
  return {
    'pack.json': JSON.stringify(SMALL_MANIFEST, undefined, 1),
    'klein.xsd': SMALL_XSD,
    'codes.json': JSON.stringify(SMALL_CODES, undefined, 1),
    'combinations.json': JSON.stringify(SMALL_COMBINATIONS, undefined, 1),
  };
}

export function readSmall(files: SmallFiles) {
  return reading(files);
}
