import { SQUIGGLE } from '../driver.mjs';
import { example } from '../examples.mjs';

const NAME = 'export.xslt';
const TEXT = example(NAME).replace('>30<', '>99<');

/** A stylesheet that writes a delivery, in the language that the editor itself has for it. */
export const stylesheet = {
  name: 'stylesheet',
  files: { [NAME]: TEXT, 'ander.xsl': example(NAME).replaceAll('urn:srg-xml:regeling:2026', 'urn:x') },
  opens: NAME,

  async run({ step, page, drive }) {
    await step('a code that does not exist gets a squiggle', async () => {
      await drive.problemsAre(1);
      await drive.goTo(TEXT, TEXT.indexOf('>99<'));
      return drive.hover(SQUIGGLE, 'SRG-T002', 'TypeVoorziening');
    });

    await step('the status says what it is', async () => {
      await drive.statusSays('XSLT-stylesheet, 1 fout');
      return drive.status();
    });

    await step('codes are completed', async () => {
      await drive.goTo(TEXT, TEXT.indexOf('>99<') + 3);
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget').getByText('Jobcoach').first().waitFor();
      await page.keyboard.type('jobc');
      await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'Jobcoach' }).waitFor();
      await page.keyboard.press('Enter');
      await drive.problemsAre(0);
    });

    await step('elements are completed', async () => {
      // Nobody can tell what this template's result comes in, so all of the format is offered.
      await drive.goTo(TEXT, TEXT.indexOf('<srg:Persoon>'));
      await page.keyboard.type('<srg:Voorzi');
      await page.locator('.suggest-widget').getByText('srg:RegistratienummerVoorziening').first().waitFor();
      await page.keyboard.press('Escape');
    });

    await step('of another stylesheet nothing is said', async () => {
      await drive.openFromExplorer('ander.xsl');
      await page.locator('#status\\.languageStatus a[aria-label*="XSLT-stylesheet"]').waitFor({ state: 'detached' });
    });
  },
};
