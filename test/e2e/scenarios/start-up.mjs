import { check } from '../check.mjs';
import { SQUIGGLE } from '../driver.mjs';
import { example } from '../examples.mjs';

const NOTE = 'notitie.txt';
const FIRST = 'met-fouten.srg.xml';
const SECOND = 'onbekend-formaat.srg.xml';
/** At most, in milliseconds: from opening a small delivery to its first squiggle, and to activate the extension. */
const SQUIGGLE_WITHIN = 1500;
const ACTIVE_WITHIN = 100;

/** The editor itself is quicker at one time than at another: the best of so many counts. */
const ROUNDS = 3;

/** How long the user waits for the extension: nothing of it runs before the first delivery is opened. */
export const startUp = {
  name: 'start-up',
  files: { [NOTE]: 'Nog geen levering.\n', [FIRST]: example(FIRST), [SECOND]: example(SECOND) },
  opens: NOTE,

  async run({ step, page, drive, editor, folder }) {
    const squiggleAfterOpening = async (name) => {
      const row = page.locator('.explorer-folders-view').getByText(name);
      await row.waitFor();
      const begun = performance.now();
      await row.dblclick();
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await page.locator(SQUIGGLE).first().waitFor();
      return Math.round(performance.now() - begun);
    };

    await step('the first squiggle of the first delivery, with the start of extension and server', async () => {
      const times = [];
      for (let round = 0; round < ROUNDS; round++) {
        if (round > 0) {
          await editor.open(folder, NOTE);
          await drive.workbenchIsUp();
        }
        await page.waitForTimeout(3000); // The editor starts its own extensions meanwhile.
        times.push(await squiggleAfterOpening(FIRST));
        await drive.command('View: Close All Editors'); // It would be open again in the next round.
      }
      check(Math.min(...times) <= SQUIGGLE_WITHIN, `${times.join(', ')} ms`);
      return `${times.join(', ')} ms`;
    });

    await step('the first squiggle of another one', async () => {
      const time = await squiggleAfterOpening(SECOND);
      check(time <= SQUIGGLE_WITHIN, `${time} ms`);
      return `${time} ms`;
    });

    await step('the activation of the extension', async () => {
      await drive.command('Developer: Show Running Extensions');
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'SRG XML' });
      const text = (await row.locator('.activation-time').textContent()).trim();
      const time = Number(/(\d+)ms/.exec(text)?.[1]);
      check(time <= ACTIVE_WITHIN, text);
      return text;
    });
  },
};
