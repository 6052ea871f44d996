import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { check } from '../check.mjs';
import { after, lineOf, SQUIGGLE } from '../driver.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const name = 'met-fouten.srg.xml';
const original = example(name);
const FINDINGS = 18;

/** A delivery with mistakes is opened and put right. */
export const repair = {
  name: 'repair',
  files: { [name]: original, 'geen-srg.xml': '<note><to>CBS</to></note>\n' },
  opens: name,

  async run({ step, page, drive, folder, host }) {
    await step('findings get squiggles', async () => {
      await page.locator(SQUIGGLE).first().waitFor();
      await drive.problemsAre(FINDINGS);
    });

    await step('the language is SRG XML', async () => {
      await page.locator('#status\\.editor\\.mode', { hasText: /^\s*SRG XML\s*$/ }).waitFor();
    });

    await step('a hover tells what is wrong', async () => {
      return drive.hover(SQUIGGLE, 'SRG-I114', '9363');
    });

    let offered;
    await step('quick fixes are offered', async () => {
      await drive.goTo(original, after(original, 'VZ-2025-00711', '1-3-2025'));
      offered = await drive.quickFixes();
      return offered.join('\n');
    });

    await step('a quick fix takes a schema finding away', async () => {
      await drive.take(offered);
      await drive.problemsAre(FINDINGS - 1);
    });

    await step('a quick fix takes a content finding away', async () => {
      await drive.goTo(original, after(original, '>933748802<', '>11<') + 1);
      const titles = await drive.quickFixes();
      await drive.take(titles);
      await drive.problemsAre(FINDINGS - 2);
      return titles.join('\n');
    });

    // The page alone has its files in memory.
    if (host !== 'page') {
      await step('the repaired file is on disk', async () => {
        await page.keyboard.press('Control+s');
        const file = path.join(folder, name);
        await until(async () => !(await readFile(file, 'utf8')).includes('>1-3-2025<'), 'the file holds 1-3-2025');
      });
    }

    await step('the first of two equal records is found', async () => {
      const registratienummer = 'VZ-2025-01024';
      const first = original.indexOf(registratienummer);
      await drive.goTo(original, original.lastIndexOf(registratienummer) + 1);
      const wanted = `Ln ${lineOf(original, first)},`;
      await page.waitForTimeout(1000);
      // An older editor forgets what a menu would do when it asks for the light bulb's while the menu is open.
      for (let attempt = 1; ; attempt++) {
        const titles = await drive.quickFixes();
        await drive.take(titles, 'Ga naar');
        try {
          await drive.cursorIs(wanted, 5);
          return titles.join('\n');
        } catch (error) {
          if (attempt === 3) throw error;
          await drive.command('Notifications: Clear All Notifications');
        }
      }
    });

    await step('the server restarts on request', async () => {
      const cleared = await drive.watchForNoProblems();
      await drive.command('SRG XML: Taalserver opnieuw starten');
      await cleared();
      await drive.problemsAre(FINDINGS - 2);
      check((await drive.notifications()).length === 0, (await drive.notifications()).join('\n'));
    });

    await step('other XML gets no findings', async () => {
      await drive.openFromExplorer('geen-srg.xml');
      await page.waitForTimeout(2000);
      await until(async () => (await page.locator(SQUIGGLE).count()) === 0, 'there is a squiggle');
    });
  },
};
