import { readFileSync } from 'node:fs';
import { delivery, record } from '../delivery.ts';

const XSD = readFileSync('schemas/srg-regeling-2026/srg.xsd', 'utf8');

/** A schema of somebody's own that costs any amount of time. */
export interface HostilePack {
  readonly name: string;
  readonly xsd: string;
  /** Where it shows: while it is compiled, or with a delivery. */
  readonly shows: 'compiling' | 'validating' | 'never';
  readonly delivery?: string;
}

const withType = (types: string) => XSD.replace('</xs:schema>', () => `${types}</xs:schema>`);
/** The description of a voorziening is any text: another type stands in its place. */
const described = (facets: string) =>
  withType(
    `<xs:simpleType name="Vijandig"><xs:restriction base="xs:string">${facets}</xs:restriction></xs:simpleType>`,
  ).replace(/(<xs:element name="OmschrijvingTypeVoorziening" type=")[^"]*/, '$1Vijandig');
const inContent = (content: string) => withType(`<xs:complexType name="Vijandig">${content}</xs:complexType>`);
const times = (n: number, of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i)).join('');

/** A record with a description that {@link HOSTILE_PACKS}' pattern fits in very many ways, but for its end. */
export function describedAtLength(text: string): string {
  const described = `<OmschrijvingTypeVoorziening>${'a'.repeat(60)}</OmschrijvingTypeVoorziening>`;
  return text.replace('<BegindatumVoorziening>', (next) => described + next);
}

const DESCRIBED = delivery(times(200, (i) => describedAtLength(record({ nummer: `N-${i}` }))));

export const HOSTILE_PACKS: readonly HostilePack[] = [
  {
    name: 'a pattern that fits in very many ways',
    xsd: described('<xs:pattern value="(a|aa)+b"/>'),
    shows: 'validating',
    delivery: DESCRIBED,
  },
  {
    name: 'groups that double themselves',
    xsd: withType(
      `${times(26, (i) => {
        const next = i < 25 ? `<xs:group ref="g${i + 1}"/>`.repeat(2) : '<xs:element name="b" minOccurs="0"/>';
        return `<xs:group name="g${i}"><xs:sequence>${next}</xs:sequence></xs:group>`;
      })}<xs:complexType name="Vijandig"><xs:group ref="g0"/></xs:complexType>`,
    ),
    shows: 'compiling',
  },
  {
    name: 'thousands of optional elements',
    xsd: inContent(`<xs:sequence>${times(4_000, (i) => `<xs:element name="b${i}" minOccurs="0"/>`)}</xs:sequence>`),
    shows: 'compiling',
  },
  {
    name: 'very many occurrences',
    xsd: inContent('<xs:sequence><xs:element name="b" minOccurs="0" maxOccurs="100000"/></xs:sequence>'),
    shows: 'never',
  },
  {
    name: 'very many occurrences of very many',
    xsd: inContent(
      '<xs:sequence maxOccurs="5000"><xs:choice maxOccurs="5000"><xs:element name="b"/><xs:element name="c"/></xs:choice></xs:sequence>',
    ),
    shows: 'never',
  },
];
