import { check } from '../check.mjs';
import { SQUIGGLE } from '../driver.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const NAME = 'export.xslt';
const TEXT = example(NAME).replace('>30<', '>99<');
/** Without what a person must have, and laid out badly. */
const INCOMPLETE = 'zonder-geslacht.xslt';
const INCOMPLETE_TEXT = example(NAME)
  .replace(/ *<srg:Geslacht>[\s\S]*<\/srg:Geslacht>\n/, '')
  .replace(/\n *<srg:Arbeidsvermogen>/, '<srg:Arbeidsvermogen>');

/** A stylesheet that writes a delivery, in the language that the editor itself has for it. */
export const stylesheet = {
  name: 'stylesheet',
  files: {
    [NAME]: TEXT,
    [INCOMPLETE]: INCOMPLETE_TEXT,
    'ander.xsl': example(NAME).replaceAll('urn:srg-xml:regeling:2026', 'urn:x'),
  },
  opens: NAME,

  async run({ step, page, drive }) {
    const text = page.locator('.view-lines').first();
    const lines = async () => (await page.locator('.view-line').allTextContents()).join('\n').replaceAll('\u00a0', ' ');
    const become = (wanted) => until(async () => wanted.test(await lines()), lines);

    await step('a code that does not exist gets a squiggle', async () => {
      await drive.problemsAre(1);
      await drive.goTo(TEXT, TEXT.indexOf('>99<'));
      return drive.hover(SQUIGGLE, 'SRG-T002', 'TypeVoorziening');
    });

    await step('the status says what it is', async () => {
      await drive.statusSays('XSLT-stylesheet, 1 fout');
      return drive.status();
    });

    for (const [what, landmark, file] of [
      ['an element', 'TypeVoorziening>', 'srg.xsd'],
      ['a code', '10</xsl:when>', 'codes.json'],
    ]) {
      await step(`${what} leads to where the schema pack declares it`, async () => {
        await drive.goTo(TEXT, TEXT.indexOf(landmark) + 1);
        await page.keyboard.press('F12');
        const tab = page.locator('.tab.active', { hasText: file });
        await tab.waitFor();
        await tab.locator('.codicon-close').click();
        await page.locator('.tab.active', { hasText: NAME }).waitFor();
      });
    }

    await step('both tags are renamed at once', async () => {
      await drive.goTo(TEXT, TEXT.indexOf('<srg:Persoon>') + 3);
      await page.keyboard.press('F2');
      await page.locator('.rename-box input').fill('srg:Mens');
      await page.keyboard.press('Enter');
      await text.getByText('</srg:Mens>').waitFor();
      check((await text.getByText('<srg:Persoon>').count()) === 0, 'the start tag has its old name');
      await page.keyboard.press('Control+z');
      await text.getByText('</srg:Persoon>').waitFor();
    });

    await step('the outline has templates with what they match, and what they write', async () => {
      await drive.command('Explorer: Focus on Outline View');
      const rows = page.locator('.outline-tree .monaco-list-row');
      await rows.filter({ hasText: 'xsl:stylesheet' }).first().waitFor();
      await until(
        async () => (await rows.allTextContents()).includes('xsl:template/export'),
        async () => (await rows.allTextContents()).join(', '),
      );
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
      for (let i = 0; i < '<srg:Voorzi'.length; i++) await page.keyboard.press('Backspace');
      await drive.problemsAre(0);
    });

    await step('what is missing is put in its place by the bulb', async () => {
      await drive.openFromExplorer(INCOMPLETE);
      await drive.problemsAre(1);
      await drive.goTo(INCOMPLETE_TEXT, INCOMPLETE_TEXT.indexOf('<srg:Persoon>') + 2);
      await drive.take(await drive.quickFixes(), 'Voeg Geslacht toe met waarde 2');
      await text.getByText('<srg:Geslacht>2</srg:Geslacht>').waitFor();
      await drive.problemsAre(0);
    });

    await step('it is laid out, and a completed block comes laid out', async () => {
      await drive.command('Format Document');
      await become(/^ {6}<srg:Arbeidsvermogen>/m);
      await drive.goTo(INCOMPLETE_TEXT, INCOMPLETE_TEXT.indexOf('  <xsl:template match="persoon"'));
      await page.keyboard.type('  <xsl:template name="nieuw">');
      await page.keyboard.press('Enter');
      await page.keyboard.type('<srg:Voorziening');
      await page.locator('.suggest-widget.visible').getByText('srg:Voorziening', { exact: true }).first().waitFor();
      await page.keyboard.press('Enter');
      await become(/^ {4}<srg:Voorziening>$/m);
      await become(/^ {8}<srg:Burgerservicenummer><\/srg:Burgerservicenummer>$/m);
      await page.waitForTimeout(500);
      check((await page.locator('.suggest-widget.visible').count()) === 0, 'a list opens where nothing can be told');
    });

    await step('of another stylesheet nothing is said', async () => {
      await drive.openFromExplorer('ander.xsl');
      await page.locator('#status\\.languageStatus a[aria-label*="XSLT-stylesheet"]').waitFor({ state: 'detached' });
    });
  },
};
