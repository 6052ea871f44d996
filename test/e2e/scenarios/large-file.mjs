import { check } from '../check.mjs';
import { until } from '../editor.mjs';
import { largeDelivery } from '../large-delivery.mjs';

const RECORDS = 25_000;
const NAME = 'groot.srg.xml';
const ON_ONE_LINE = 'een-regel.srg.xml';
/** Without indentation: a remote editor asks before it opens more than 10 MB. */
const original = largeDelivery({ records: RECORDS });

/** A large delivery opens, and typing in it is not held up. */
export const largeFile = {
  name: 'large file',
  files: { [NAME]: original, [ON_ONE_LINE]: original.replaceAll('\n', '') },
  opens: NAME,

  async run({ step, page, drive }) {
    await step('it opens, and is checked', () => drive.statusSays('25.000 records'));

    await step('what is typed appears at once, and is judged', async () => {
      const middle = original.indexOf('20250301', original.length / 2);
      await drive.goTo(original, middle);
      const line = page.locator('.view-lines .view-line', { hasText: 'BegindatumVoorziening' });
      const times = [];
      for (const character of '12345') {
        const before = performance.now();
        await page.keyboard.type(character);
        await until(
          async () => (await line.allTextContents()).some((text) => text.includes(`${character}20250301`)),
          `${character} did not appear`,
        );
        times.push(Math.round(performance.now() - before));
      }
      await drive.statusSays('1 fout');
      return `${times.join(', ')} ms`;
    });

    await step('and taken back', async () => {
      for (let i = 0; i < 5; i++) await page.keyboard.press('Backspace');
      await drive.statusSays('geen meldingen');
      check((await drive.notifications()).length === 0, (await drive.notifications()).join('\n'));
    });

    await step('on one line it opens as well, and the cursor moves', async () => {
      await drive.command('View: Close All Editors');
      await drive.openFromExplorer(ON_ONE_LINE);
      await drive.statusSays('25.000 records');
      await page.keyboard.press('Control+Home');
      await drive.cursorIs('Ln 1, Col 1');
      const before = performance.now();
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
      await drive.cursorIs('Ln 1, Col 6');
      return `${Math.round(performance.now() - before)} ms`;
    });

    await step('a readable copy is offered, is checked as well, and leads back', async () => {
      const offer = page.locator('.notification-list-item', { hasText: 'leesbare kopie' });
      await offer.locator('.monaco-button', { hasText: 'Toon leesbare kopie' }).click();
      const copy = page.locator('.tab.active', { hasText: 'een-regel (leesbaar)' });
      await copy.waitFor();
      await until(
        async () =>
          (await page.locator('.view-lines .view-line').allTextContents()).some((line) => /^\s*<Persoon>$/.test(line)),
        'no element has a line of its own',
        60,
      );
      await drive.statusSays('25.000 records');
      await drive.command('SRG XML: Plaats in het origineel tonen');
      await page.locator('.tab.active', { hasText: ON_ONE_LINE }).waitFor();
    });

    await step('and each element comes on a line of its own on request', async () => {
      await drive.command('SRG XML: Elk element op een eigen regel zetten');
      await until(
        async () =>
          (await page.locator('.view-lines .view-line').allTextContents()).some((line) => /^\s*<Persoon>$/.test(line)),
        'no element has a line of its own',
        60,
      );
      await drive.statusSays('geen meldingen');
    });
  },
};
