import { check } from '../check.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const EMPTY = example('lege-levering.srg.xml');

/** What somebody sees who has just installed the extension. */
export const firstMinutes = {
  name: 'first minutes',
  files: { 'lege-levering.srg.xml': EMPTY },
  opens: 'lege-levering.srg.xml',

  async run({ step, page, drive }) {
    await step('the extension is active', async () => {
      await drive.statusSays('0 records');
    });

    await step('a snippet makes a voorziening', async () => {
      await drive.openFromExplorer('lege-levering.srg.xml');
      await drive.goTo(EMPTY, EMPTY.indexOf('<Voorzieningen') + 1);
      await drive.command('Snippets: Insert Snippet');
      await drive.choices('jobcoach'); // Else it is typed in the palette.
      await drive.input.fill('jobcoach');
      await drive.choose('jobcoach');
      await page.locator('.view-lines').getByText('Burgerservicenummer').first().waitFor();
      await page.keyboard.press('Control+z');
    });

    await step('the menu in the text leads to report, comparison and the next finding, each with its key', async () => {
      await page.locator('.view-lines').first().click({ button: 'right' });
      const menu = page.locator('.monaco-menu');
      for (const [entry, key] of [
        ['Rapport tonen', 'Ctrl+F9'],
        ['Vergelijken met', ''],
        ['Volgende melding van deze soort', 'Alt+F9'],
      ]) {
        const row = menu.locator('.action-item', { hasText: entry });
        await row.waitFor();
        check((await row.textContent()).includes(key), await row.textContent());
      }
      await page.keyboard.press('Escape');
    });

    await step('the example opens as a new file, with its mistakes', async () => {
      await drive.command('SRG XML: Voorbeeldlevering openen');
      await drive.statusSays('maart 2025');
      await drive.problemsAre(18);
    });

    await step('the walkthrough asks for the XSD first, ends at the own file, and shows its pictures', async () => {
      await drive.command('Welcome: Open Walkthrough');
      await drive.choose('Aan de slag met SRG XML');
      const steps = page.locator('.getting-started-step h3');
      await steps.first().waitFor();
      const titles = await steps.allTextContents();
      check(titles[0] === 'Heeft u de officiële XSD?', titles.join(', '));
      check(titles.at(-1) === 'Open uw eigen levering', titles.join(', '));
      const picture = page.locator('.getting-started-media img').first();
      await picture.waitFor();
      await until(() => picture.evaluate((image) => image.naturalWidth > 0), 'the picture is broken');
    });

    await step('from the walkthrough the report is that of the example, which comes to stand beside it', async () => {
      await page.locator('.getting-started-step', { hasText: 'Bekijk het rapport' }).click();
      await page.locator('.getting-started-step.expanded').getByText('Toon het rapport').click();
      const report = page.locator('iframe.webview.ready').first().contentFrame().locator('iframe#active-frame');
      await report.contentFrame().getByRole('heading', { name: 'Gemeente 9363, maart 2025' }).waitFor();
      await page.locator('.view-lines').getByText('SRG').first().waitFor();
      await page.locator('.tab', { hasText: 'SRG: Untitled' }).locator('.codicon-close').click();
    });

    await step('the walkthrough leads to how a schema pack is made', async () => {
      await drive.command('Welcome: Open Walkthrough');
      await drive.choose('Aan de slag met SRG XML');
      await page.locator('.getting-started-step', { hasText: 'Heeft u de officiële XSD?' }).click();
      await page.locator('.getting-started-step.expanded').getByText('Hoe dat gaat').click();
      await page.locator('.tab.active', { hasText: 'README.md' }).waitFor();
    });

    await step('the details of the extension show icon and README', async () => {
      await page.locator('.activitybar').getByRole('tab', { name: 'Extensions' }).click();
      await page.locator('.extensions-viewlet .extension-list-item', { hasText: 'SRG XML' }).first().click();
      await page.locator('.extension-editor .name', { hasText: 'SRG XML' }).waitFor();
      await page.waitForTimeout(1500); // The README is drawn in a frame of its own.
    });
  },
};
