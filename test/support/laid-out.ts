import { BSN, NAMESPACE } from './delivery.ts';

/** A delivery as people lay it out: an element a line, two spaces a level. */

const HEADER = `<Berichtgevercode>0363</Berichtgevercode>
    <Verslagmaand>2025-03</Verslagmaand>
    <SoortLevering>1</SoortLevering>
    <Aanmaakdatum>2025-04-02</Aanmaakdatum>`;

/** Up to and with the start tag around the records. */
export function head(header = HEADER): string {
  return `<SrgLevering xmlns="${NAMESPACE}">
  <Leveringgegevens>
    ${header}
  </Leveringgegevens>
  <Voorzieningen>
`;
}

export const tail = '  </Voorzieningen>\n</SrgLevering>\n';

export const PERSON = `<Persoon>
        <Burgerservicenummer>${BSN[0]}</Burgerservicenummer>
        <Geboortedatum>1980-05-05</Geboortedatum>
        <Geslacht>1</Geslacht>
        <Arbeidsvermogen>10</Arbeidsvermogen>
      </Persoon>`;

export const NUMBER = '<Voorzieningnummer>N-1</Voorzieningnummer>';

/** A delivery of one record with this inside, which stands in by six spaces. */
export function voorziening(inside: string): string {
  return `${head()}    <Voorziening>\n      ${inside}\n    </Voorziening>\n${tail}`;
}
