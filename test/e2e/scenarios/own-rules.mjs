import { SQUIGGLE } from '../driver.mjs';
import { example } from '../examples.mjs';

const NAME = 'levering.srg.xml';
const RULES = 'afspraken.sch';
const old = example('correct.srg.xml').replace(
  '<VersienummerSoftwarepakket>4.2</VersienummerSoftwarepakket>',
  '<VersienummerSoftwarepakket>3.9</VersienummerSoftwarepakket>',
);

/** Rules of the user's own, in Schematron. */
export const ownRules = {
  name: 'own rules',
  files: {
    '.vscode/settings.json': JSON.stringify({ 'srg.schematron': [RULES] }),
    [NAME]: old,
    [RULES]: example(RULES),
  },
  opens: NAME,

  async run({ step, page, drive, setWorkspaceSettings }) {
    await step('a rule of one’s own gives a squiggle', async () => {
      await drive.problemsAre(1);
      return drive.hover(SQUIGGLE, 'GEM-04', 'versie 4 of nieuwer');
    });

    await step('a mistake in the rules is told in their own file', async () => {
      await drive.openFromExplorer(RULES);
      await drive.goTo(example(RULES), example(RULES).indexOf('substring-before(concat'));
      await page.keyboard.type('(');
      await page.locator('.squiggly-error').first().waitFor();
      const text = await drive.hover('.squiggly-error');
      await page.keyboard.press('Control+z');
      await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
      await drive.problemsAre(1);
      return text;
    });

    await step('without the setting there is no finding', async () => {
      await setWorkspaceSettings({});
      await drive.problemsAre(0);
    });
  },
};
