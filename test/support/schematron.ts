import { readFileSync } from 'node:fs';
import { SchematronFile } from '../../server/src/engine/schematron/schematron-file.ts';
import { NAMESPACE } from './delivery.ts';

/** A schema around patterns, with the prefix `srg`. */
export function sch(patterns: string, before = ''): string {
  return (
    '<schema xmlns="http://purl.oclc.org/dsdl/schematron">' +
    `<ns prefix="srg" uri="${NAMESPACE}"/>${before}${patterns}</schema>`
  );
}

export const SCH_URI = 'file:///regels/afspraken.sch';

export function schematronFile(text: string, uri = SCH_URI): SchematronFile {
  return new SchematronFile(uri, text);
}

/** The example that ships: it goes by the header. */
export const AFSPRAKEN = schematronFile(readFileSync('examples/afspraken.sch', 'utf8'));

/** Says something of every record and of the header, by the record alone. It fails for a record of type 11. */
export const FAILING = schematronFile(
  sch(
    '<pattern><rule context="srg:Voorziening">' +
      `<report id="SOMS" test="srg:TypeVoorziening != '11' or count(${'*/../'.repeat(8)}*) > 0">x</report>` +
      '<report id="LOOPT" role="information" test="not(srg:EinddatumVoorziening)" subject="srg:BegindatumVoorziening">loopt</report>' +
      '</rule></pattern>' +
      '<pattern><rule context="srg:Levering">' +
      '<report id="KOP" role="error" test="true()">over <value-of select="srg:Statistiekmaand"/></report>' +
      '</rule></pattern>',
  ),
  'file:///regels/soms.sch',
);

/** Says of every record what stands in the header. */
export const HEADER_READING = schematronFile(
  sch(
    '<pattern><rule context="srg:Voorziening"><report id="MAAND" role="information" test="true()">' +
      '<value-of select="/srg:SRG/srg:Levering"/></report></rule></pattern>',
  ),
  'file:///regels/maand.sch',
);
