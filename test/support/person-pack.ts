import { DeliveryAnalysis } from '../../server/src/engine/analysis/delivery-analysis.ts';
import { loadPack } from '../../server/src/engine/packs/load-pack.ts';
import type { PackManifest } from '../../server/src/engine/packs/pack.ts';
import { SourceText } from '../../server/src/engine/text/source-text.ts';

const MANIFEST: PackManifest = {
  version: 2,
  id: 'personen',
  title: 'Records onder een persoon',
  description: '',
  provenance: 'recon',
  source: '',
  schema: 'personen.xsd',
  codes: 'codes.json',
  namespace: '',
  root: 'Levering',
  record: 'Levering/Personen/Persoon/V',
  unit: 'Levering/Personen/Persoon',
  concepts: {
    berichtgevercode: { path: 'Levering/@code', provenance: 'recon' },
    verslagmaand: { path: 'Levering/@maand', provenance: 'recon' },
    bsn: { path: '../@bsn', provenance: 'recon' },
    arbeidsvermogen: { path: '../@vermogen', provenance: 'recon', list: 'vermogen' },
    registratienummer: { path: '@nr', provenance: 'recon' },
    typeVoorziening: { path: '@soort', provenance: 'recon', list: 'soort' },
    begindatum: { path: 'Van', provenance: 'recon' },
    einddatum: { path: 'Tot', provenance: 'recon' },
  },
  meanings: {},
};

const code = (value: string, short: string) => ({
  code: value,
  label: `${short} (lang)`,
  short,
  description: '',
  provenance: { label: 'recon', code: 'recon' },
  source: '',
});
const list = (title: string, codes: object[]) => ({ title, type: '', provenance: 'recon', source: '', codes });

export const PERSON_PACK_FILES: Readonly<Record<string, string>> = {
  'pack.json': JSON.stringify(MANIFEST),
  'codes.json': JSON.stringify({
    lists: {
      soort: list('Soort', [code('A', 'Soort A'), code('B', 'Soort B')]),
      vermogen: list('Vermogen', [code('1', 'Laag')]),
    },
  }),
  'personen.xsd': `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="Levering"><xs:complexType>
    <xs:sequence><xs:element name="Personen"><xs:complexType>
      <xs:sequence><xs:element name="Persoon" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:sequence><xs:element name="V" maxOccurs="unbounded"><xs:complexType>
          <xs:sequence>
            <xs:element name="Van" type="xs:date"/>
            <xs:element name="Tot" type="xs:date" minOccurs="0"/>
          </xs:sequence>
          <xs:attribute name="nr" type="xs:string"/>
          <xs:attribute name="soort" type="xs:string"/>
        </xs:complexType></xs:element></xs:sequence>
        <xs:attribute name="bsn" type="xs:string"/>
        <xs:attribute name="vermogen" type="xs:string"/>
      </xs:complexType></xs:element></xs:sequence>
    </xs:complexType></xs:element></xs:sequence>
    <xs:attribute name="code" type="xs:string"/>
    <xs:attribute name="maand" type="xs:gYearMonth"/>
  </xs:complexType></xs:element>
</xs:schema>`,
};

/** Another format: records under a person, values in attributes; its files lie nowhere that an editor could open. */
export const personPack = await loadPack('personen', async (name) => PERSON_PACK_FILES[name]!);

export function personDelivery(persons: readonly string[]): string {
  return `<Levering code="0363" maand="2025-03">\n<Personen>\n${persons.join('\n')}\n</Personen>\n</Levering>\n`;
}

export function analysePersons(text: string): DeliveryAnalysis {
  const analysis = new DeliveryAnalysis(new SourceText(text), { packs: [personPack], rules: {}, berichtgevers: [] });
  analysis.run();
  return analysis;
}
