import { expect, test } from 'vitest';
import { checkDelivery } from '../../../../server/src/engine/analysis/check-delivery.ts';
import { locateFindings } from '../../../../server/src/engine/analysis/located-findings.ts';
import { schemaFileUri } from '../../../../server/src/engine/text/uri.ts';
import { delivery, packs, record } from '../../../support/delivery.ts';
import { ranges } from '../../../support/markers.ts';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const NAMESPACE = 'urn:srg-xml:regeling:2026';

test.each<[name: string, attributes: string]>([
  ['one namespace and its file', `${XSI} xsi:schemaLocation="${NAMESPACE} er.xsd"`],
  ['a namespace without a file', `${XSI} xsi:schemaLocation=⟦"${NAMESPACE}"⟧`],
  ['the second without a file', `${XSI} xsi:schemaLocation=⟦'${NAMESPACE} er.xsd urn:x'⟧`],
  ['a file that is not there', `${XSI} xsi:schemaLocation="${NAMESPACE} ⟦weg.xsd⟧"`],
  ['one of two', `${XSI} xsi:schemaLocation="${NAMESPACE} er.xsd\n urn:x ⟦weg.xsd⟧"`],
  ['of no namespace', `${XSI} xsi:noNamespaceSchemaLocation="⟦weg.xsd⟧"`],
  ['under another prefix', `${XSI.replace('xsi=', 'i=')} i:schemaLocation="${NAMESPACE} ⟦weg.xsd⟧"`],
  [
    'very many: of the first thousand',
    `${XSI} xsi:schemaLocation="${'urn:x ⟦weg.xsd⟧ '.repeat(1_000)}urn:x weg.xsd urn:x"`,
  ],
  ['nothing', ''],
])('where the schema is said to lie: %s', async (_name, attributes) => {
  const marked = delivery(record()).replace('<SRG', `<SRG ${attributes}`);
  const { text, ranges: expected } = ranges(marked);
  const settings = { packs, rules: {}, berichtgevers: [] };
  const { analysis } = await checkDelivery({ text }, { settings, isMissing: (file) => file === 'weg.xsd' });
  const found = [...locateFindings(analysis)];
  expect(found.map(({ range }) => range)).toEqual(expected);
  for (const { finding } of found) {
    expect(finding).toMatchObject({ code: 'SRG-T002', severity: 'information' });
    expect(analysis.fixesOf(finding)).toEqual([]);
  }
  expect(analysis.tally.verdict).toBe('goedgekeurd');
});

test.each<[file: string, document: string, uri: string | undefined]>([
  ['srg.xsd', 'file:///map/levering.xml', 'file:///map/srg.xsd'],
  ['..\\srg.xsd', 'file:///map/levering.xml', 'file:///srg.xsd'],
  ['https://example.org/srg.xsd', 'file:///map/levering.xml', undefined],
  ['\\\\server\\deel\\srg.xsd', 'file:///map/levering.xml', undefined],
  ['srg.xsd', 'file://server/deel/levering.xml', 'file://server/deel/srg.xsd'],
  ['srg.xsd', 'untitled:levering.xml', undefined],
])('%s named by %s is looked for at %s', (file, document, uri) => {
  expect(schemaFileUri(file, document)).toBe(uri);
});
