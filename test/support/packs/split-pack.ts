import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { manifestFor, xsd } from './schema-pack.ts';

/** A schema of two files: `MAIN` includes `TYPES` as `types/soort.xsd`. */
export const TYPES = xsd(`<xs:simpleType name="Soort"><xs:restriction base="xs:string">
  <xs:enumeration value="één"/></xs:restriction></xs:simpleType>`);
export const MAIN = xsd(`<xs:include schemaLocation="types/soort.xsd"/>
<xs:element name="L"><xs:complexType><xs:sequence>
  <xs:element name="Kop" type="xs:string"/>
  <xs:element name="Rs"><xs:complexType><xs:sequence>
    <xs:element name="R" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="Soort" type="Soort"/>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>`);

/** Writes a pack whose schema is `hoofd.xsd`. */
export async function writePack(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [path, content] of Object.entries({ 'pack.json': manifestFor('hoofd.xsd'), ...files })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}
