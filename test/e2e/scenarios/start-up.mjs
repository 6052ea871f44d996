import { SQUIGGLE } from '../driver.mjs';
import { example } from '../examples.mjs';

const NOTE = 'notitie.txt';
const FIRST = 'met-fouten.srg.xml';
const SECOND = 'onbekend-formaat.srg.xml';
/** At most, in milliseconds: from opening a small delivery to its first squiggle, and to activate the extension. */
const SQUIGGLE_WITHIN = 1500;
const ACTIVE_WITHIN = 100;

/** The editor itself is quicker at one time than at another: one of at most so many times has to do. */
const ROUNDS = 5;

/** Says how long something took. No time fails the run: the machine may be a slow one. */
function judge(time, limit, told) {
  return time <= limit ? told : `TOO SLOW: ${told}`;
}

/**
 * How much longer work takes than the processor needs for it: 1 on a machine that has nothing else to do. A time is
 * divided by it, so that it is judged alike on a busy machine.
 */
function slowness() {
  const begun = performance.now();
  const start = process.cpuUsage();
  for (;;) {
    const { user, system } = process.cpuUsage(start);
    const needed = (user + system) / 1000;
    if (needed >= 200) return Math.max(1, (performance.now() - begun) / needed);
  }
}

/** How long the user waits for the extension: nothing of it runs before the first delivery is opened. */
export const startUp = {
  name: 'start-up',
  files: { [NOTE]: 'Nog geen levering.\n', [FIRST]: example(FIRST), [SECOND]: example(SECOND) },
  opens: NOTE,

  async run({ step, page, drive, editor, folder }) {
    const squiggleAfterOpening = async (name) => {
      const row = page.locator('.explorer-folders-view').getByText(name);
      await row.waitFor();
      const slow = slowness();
      const begun = performance.now();
      await row.dblclick();
      await page.locator('.tab.active', { hasText: name }).waitFor();
      // Not by a locator: that one looks less and less often, at last twice a second.
      await page.waitForFunction((squiggle) => document.querySelector(squiggle) !== null, SQUIGGLE);
      const time = performance.now() - begun;
      return { time: time / slow, told: `${Math.round(time)} ms (slowed ${slow.toFixed(1)} ×)` };
    };

    await step('the first squiggle of the first delivery, with the start of extension and server', async () => {
      const times = [];
      const isQuick = () => times.some(({ time }) => time <= SQUIGGLE_WITHIN);
      for (let round = 0; round < ROUNDS && !isQuick(); round++) {
        if (round > 0) {
          await editor.open(folder, NOTE);
          await drive.workbenchIsUp();
        }
        await page.waitForTimeout(3000); // The editor starts its own extensions meanwhile.
        times.push(await squiggleAfterOpening(FIRST));
        await drive.command('View: Close All Editors'); // It would be open again in the next round.
      }
      const told = times.map((one) => one.told).join(', ');
      return judge(Math.min(...times.map(({ time }) => time)), SQUIGGLE_WITHIN, told);
    });

    await step('the first squiggle of another one', async () => {
      const { time, told } = await squiggleAfterOpening(SECOND);
      return judge(time, SQUIGGLE_WITHIN, told);
    });

    await step('the activation of the extension', async () => {
      await drive.command('Developer: Show Running Extensions');
      const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'SRG XML' });
      const text = (await row.locator('.activation-time', { hasText: /\d+ms/ }).textContent()).trim();
      const time = Number(/(\d+)ms/.exec(text)[1]);
      return judge(time / slowness(), ACTIVE_WITHIN, text);
    });
  },
};
