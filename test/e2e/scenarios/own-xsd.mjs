import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SQUIGGLE } from '../driver.mjs';
import { until } from '../editor.mjs';

const NAME = 'maart.srg.xml';
const XSD = 'xsd/officieel.xsd';

const DELIVERY = `<?xml version="1.0" encoding="UTF-8"?>
<SrgBestand>
  <Kop><Verslagmaand>2025-03</Verslagmaand><GemeenteCode>0363</GemeenteCode></Kop>
  <Persoon>
    <Bsn>950204869</Bsn>
    <Arbeidsvermogen>20</Arbeidsvermogen>
    <Voorziening>
      <Nummer>A1</Nummer>
      <Soort>40</Soort>
      <Startdatum>2025-03-10</Startdatum>
      <Ingangsdatum>2025-03-11</Ingangsdatum>
      <Einddatum>2025-03-05</Einddatum>
    </Voorziening>
  </Persoon>
</SrgBestand>
`;

const el = (name, type, more = '') => `          <xs:element name="${name}" type="${type}"${more}/>`;
const codes = (name, values) =>
  `  <xs:simpleType name="${name}"><xs:restriction base="xs:string">${values
    .map((value) => `<xs:enumeration value="${value}"/>`)
    .join('')}</xs:restriction></xs:simpleType>`;
const SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:include schemaLocation="typen/typen.xsd"/>
  <xs:element name="SrgBestand"><xs:complexType><xs:sequence>
    <xs:element name="Kop"><xs:complexType><xs:sequence>
${el('Verslagmaand', 'xs:gYearMonth')}
${el('GemeenteCode', 'Vier')}
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="Persoon" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
${el('Bsn', 'Negen')}
${el('Arbeidsvermogen', 'Vermogen')}
      <xs:element name="Voorziening" maxOccurs="unbounded"><xs:complexType><xs:sequence>
${el('Nummer', 'xs:string')}
          <xs:element name="Soort" type="Soort"><xs:annotation><xs:documentation>Het soort voorziening volgens de handleiding.</xs:documentation></xs:annotation></xs:element>
${el('Startdatum', 'xs:date')}
${el('Ingangsdatum', 'xs:date')}
${el('Einddatum', 'xs:date', ' minOccurs="0"')}
      </xs:sequence></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
`;
const pattern = (name, value) =>
  `  <xs:simpleType name="${name}"><xs:restriction base="xs:string"><xs:pattern value="${value}"/></xs:restriction></xs:simpleType>`;
const TYPES = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
${codes('Soort', ['10', '11', '21', '22', '40', '42', '43', '49', '98'])}
${codes('Vermogen', ['10', '11', '20', '30', '40'])}
${pattern('Negen', '[0-9]{9}')}
${pattern('Vier', '[0-9]{4}')}
</xs:schema>
`;

/** From a delivery in a format that nobody knows to its findings, by the XSD that the user has. */
export const ownXsd = {
  name: 'own xsd',
  files: { [NAME]: DELIVERY, [XSD]: SCHEMA, 'xsd/typen/typen.xsd': TYPES },
  opens: NAME,

  async run({ step, page, drive, folder, host }) {
    const menu = page.locator('.quick-input-list .monaco-list-row');

    await step('the delivery is in a format that is not known', async () => {
      await drive.problemsAre(1);
      await drive.statusSays('Onbekend SRG-formaat');
      await drive.goTo(DELIVERY, DELIVERY.indexOf('SrgBestand') + 2);
      return (await drive.quickFixes()).join('\n');
    });

    await step('its quick fix asks for the XSD', async () => {
      await drive.take(await drive.quickFixes(), 'Officiële XSD gebruiken');
      const name = page.locator('.quick-input-widget input').first();
      await name.waitFor();
      const xsd = menu.filter({ hasText: 'officieel.xsd' }).first();
      // Once the dialog is ready, it puts a path of its own there.
      await until(async () => {
        await name.fill(path.posix.join(folder, 'xsd/'));
        return xsd.waitFor({ timeout: 2_000 }).then(
          () => true,
          () => false,
        );
      }, 'the folder is not shown');
      await xsd.click();
      return drive.choices('Startdatum');
    });

    await step('what is not certain is asked, with the place in the XSD', async () => {
      await menu.filter({ hasText: 'Ingangsdatum' }).first().waitFor();
      await page.locator('.tab', { hasText: 'officieel.xsd' }).waitFor();
      await drive.choose('Startdatum');
    });

    await step('the pack belongs to the workspace', async () => {
      if (host === 'desktop') await drive.choose('In deze werkmap');
      const manifest = path.join(folder, 'schemapakketten/officieel/pack.json');
      const text = await until(() => readFile(manifest, 'utf8').catch(() => undefined), 'no pack was written');
      const { concepts } = JSON.parse(text);
      if (concepts.begindatum.path !== '/SrgBestand/Persoon/Voorziening/Startdatum') throw new Error(text);
    });

    await step('a page tells what stands where', async () => {
      const tab = page.locator('.tab', { hasText: /Preview|Voorbeeld/ });
      await tab.waitFor();
      const frame = page.frameLocator('iframe.webview').frameLocator('iframe');
      await frame.first().getByText('Controles die uit staan').waitFor();
      const text = await frame.first().locator('table').textContent();
      await tab.locator('.codicon-close').click();
      return text;
    });

    await step('the delivery is judged anew at once', async () => {
      await drive.openFromExplorer(NAME);
      await drive.problemsAre(1);
      await drive.statusSays('officieel');
      await drive.statusSays('Amsterdam');
      return drive.hover(SQUIGGLE, 'einddatum', 'begindatum');
    });

    await step('hover and definition lead to the XSD’s own documentation', async () => {
      await drive.goTo(DELIVERY, DELIVERY.indexOf('<Soort>') + 3);
      await drive.command('Show or Focus Hover');
      await page.locator('.monaco-hover:visible', { hasText: 'volgens de handleiding' }).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('F12');
      await page.locator('.tab.active', { hasText: 'officieel.xsd' }).waitFor();
    });
  },
};
