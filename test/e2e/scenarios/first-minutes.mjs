import { check } from '../check.mjs';
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
      await drive.input.fill('jobcoach');
      await drive.choose('jobcoach');
      await page.locator('.view-lines').getByText('Burgerservicenummer').first().waitFor();
      await page.keyboard.press('Control+z');
    });

    await step('the example opens as a new file, with its mistakes', async () => {
      await drive.command('SRG XML: Open an Example Delivery');
      await drive.statusSays('maart 2025');
      await drive.problemsAre(13);
    });

    await step('the walkthrough shows its pictures', async () => {
      await drive.command('Welcome: Open Walkthrough');
      await drive.choose('Get Started with SRG XML');
      const picture = page.locator('.getting-started-media img').first();
      await picture.waitFor();
      const width = await picture.evaluate((image) => image.naturalWidth);
      check(width > 0, 'the picture is broken');
    });

    await step('the details of the extension show icon and README', async () => {
      await page.keyboard.press('Control+Shift+x');
      await page.locator('.extensions-viewlet .extension-list-item', { hasText: 'SRG XML' }).first().click();
      await page.locator('.extension-editor .name', { hasText: 'SRG XML' }).waitFor();
      await page.waitForTimeout(1500); // The README is drawn in a frame of its own.
    });
  },
};
