import { BSN, NAMESPACE } from './delivery.ts';

/** A delivery as people lay it out: an element a line, two spaces a level. */

const HEADER = `<Statistiekjaar>2025</Statistiekjaar>
    <Statistiekmaand>03</Statistiekmaand>
    <Statistiekcode>10</Statistiekcode>
    <NaamSoftwarepakket>and</NaamSoftwarepakket>
    <VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket>
    <Gemeentecode>0363</Gemeentecode>
    <Berichtgevercode>0363</Berichtgevercode>`;

/** Up to and with the start tag around the records. */
export function head(header = HEADER): string {
  return `<SRG xmlns="${NAMESPACE}">
  <Levering>
    ${header}
  </Levering>
  <Voorzieningen>
`;
}

export const tail = '  </Voorzieningen>\n</SRG>\n';

export const PERSON = `<Persoon>
        <Burgerservicenummer>${BSN[0]}</Burgerservicenummer>
        <Geboortedatum>19800505</Geboortedatum>
        <Geslacht>1</Geslacht>
        <Arbeidsvermogen>10</Arbeidsvermogen>
        <DoelInzetVoorzieningen>1</DoelInzetVoorzieningen>
      </Persoon>`;

export const NUMBER = '<RegistratienummerVoorziening>N-1</RegistratienummerVoorziening>';

/** A delivery of one record with this inside, which stands in by six spaces. */
export function voorziening(inside: string): string {
  return `${head()}    <Voorziening>\n      ${inside}\n    </Voorziening>\n${tail}`;
}
