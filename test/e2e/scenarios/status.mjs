import { example } from '../examples.mjs';

const WITH_MISTAKES = 'met-fouten.srg.xml';
const PLAIN = '0363-2025-03.xml';
const UNKNOWN = 'onbekend-formaat.srg.xml';

/** The status item tells what a delivery is, and a click leads on. */
export const status = {
  name: 'status',
  files: {
    [WITH_MISTAKES]: example(WITH_MISTAKES).replace('>9363<', '>0363<'),
    [UNKNOWN]: example(UNKNOWN),
    [PLAIN]: example('correct.srg.xml'),
    'geen-srg.xml': '<note><to>CBS</to></note>\n',
  },
  opens: WITH_MISTAKES,

  async run({ step, page, drive }) {
    await step('it tells berichtgever, month, records and findings', async () => {
      await drive.problemsAre(17);
      await drive.statusSays('Amsterdam · maart 2025');
      await drive.statusSays(' records · 2 fouten, 10 waarschuwingen, 5 informatie');
      await drive.statusSays('SRG naar de regeling (opbouw reconstructie)');
      return drive.status();
    });

    await step('the verdict stands in plain sight, and leads to the report', async () => {
      const verdict = page.locator('.statusbar-item[id$="srg.verdict"]').first();
      await verdict.getByText('SRG: Afkeur · 17').waitFor();
      await verdict.click();
      const report = page.locator('.tab', { hasText: `SRG: ${WITH_MISTAKES}` });
      await report.waitFor();
      await report.locator('.codicon-close').click();
    });

    await step('the tree has the findings by kind, and leads to them', async () => {
      await drive.command('Explorer: Focus on SRG-meldingen View');
      const rows = page.locator('.pane', { hasText: 'SRG-meldingen' }).locator('.monaco-list-row');
      const kind = rows.filter({ hasText: 'Record niet uniek' }).first();
      await kind.waitFor();
      const text = (await rows.allTextContents()).slice(0, 4).join('\n');
      await kind.click();
      await page.keyboard.press('ArrowRight');
      await rows.filter({ hasText: 'VZ-2025-01024' }).first().click();
      await drive.cursorIs('Ln 654,');
      return text;
    });

    await step('a click leads to the findings', async () => {
      await drive.takeStatus('Toon', page.locator('.markers-panel').getByText('SRG-T002').first());
    });

    await step('last month’s delivery that is not found leads to its setting', async () => {
      await drive.takeStatus('Instellen', page.locator('.settings-editor').getByText('Srg: Previous Delivery').first());
    });

    await step('a delivery in a plain XML file has the button of the report', async () => {
      await drive.openFromExplorer(PLAIN);
      await drive.statusSays('Amsterdam');
      await page
        .locator('.editor-actions')
        .getByRole('button', { name: /Rapport tonen/ })
        .waitFor();
      // Its language is ours as well, for typing in it.
      await page.locator('#status\\.editor\\.mode', { hasText: /^\s*SRG XML\s*$/ }).waitFor();
    });

    await step('an unknown format leads to the ways to a pack', async () => {
      await drive.openFromExplorer(UNKNOWN);
      await drive.problemsAre(18);
      await drive.statusSays('Onbekend SRG-formaat');
      const text = await drive.status();
      const menu = page.locator('.quick-input-list .monaco-list-row');
      await drive.takeStatus('Kies pakket', menu.filter({ hasText: 'Officiële XSD gebruiken' }).first());
      await drive.choose('Instelling srg.packs openen');
      await page.locator('.settings-editor').getByText('Srg: Packs').first().waitFor();
      return text;
    });

    await step('other XML has none', async () => {
      await drive.openFromExplorer('geen-srg.xml');
      await drive.statusIsSilentOn('SRG');
    });
  },
};
