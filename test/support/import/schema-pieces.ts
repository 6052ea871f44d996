/** Pieces that the schemas of the tests are put together from. */

export const el = (name: string, type: string, more = '') => `<xs:element name="${name}" type="${type}" ${more}/>`;
export const opt = (name: string, type: string, more = '') => el(name, type, `minOccurs="0" ${more}`);
export const group = (name: string, content: string, more = '', attributes = '') =>
  `<xs:element name="${name}" ${more}><xs:complexType><xs:sequence>${content}</xs:sequence>${attributes}</xs:complexType></xs:element>`;
export const many = (name: string, content: string, attributes = '') =>
  group(name, content, 'minOccurs="0" maxOccurs="unbounded"', attributes);
export const simple = (name: string, facets: string, base = 'xs:string') =>
  `<xs:simpleType name="${name}"><xs:restriction base="${base}">${facets}</xs:restriction></xs:simpleType>`;
export const codes = (name: string, values: string, base = 'xs:string') =>
  simple(
    name,
    values
      .split(' ')
      .map((value) => `<xs:enumeration value="${value}"/>`)
      .join(''),
    base,
  );
export const pattern = (value: string) => `<xs:pattern value="${value}"/>`;

/** The types of voorziening, as the law has them. */
export const TYPES = '10 11 12 20 21 22 23 29 30 31 40 42 43 49 50 59 60 98';
