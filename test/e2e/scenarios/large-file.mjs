import { check } from '../check.mjs';
import { until } from '../editor.mjs';
import { largeDelivery } from '../large-delivery.mjs';

const RECORDS = 25_000;
const NAME = 'groot.srg.xml';
const FEBRUARY = 'februari.srg.xml';
const ON_ONE_LINE = 'een-regel.srg.xml';
/** Without indentation: a remote editor asks before it opens more than 10 MB. */
const original = largeDelivery({ records: RECORDS });

const onOneLine = largeDelivery({
  records: RECORDS,
  recordAt: (index) => ({ index: index + 200_000 }),
}).replaceAll('\n', '');
const TYPE = '<TypeVoorziening>';
/** Where the type of the third record begins. */
const third = onOneLine.split(TYPE, 3).join(TYPE).length + TYPE.length;

/** A large delivery opens, and typing in it is not held up. */
export const largeFile = {
  name: 'large file',
  files: {
    [NAME]: original,
    // Of others, that have ended: nothing of them is missing in March.
    [FEBRUARY]: largeDelivery({
      records: 20_000,
      month: '02',
      recordAt: (index) => ({ index: index + 100_000, start: '20250201', end: '20250214' }),
    }),
    [ON_ONE_LINE]: onOneLine,
  },
  opens: NAME,

  async run({ step, page, drive }) {
    const isLaidOut = async () =>
      (await page.locator('.view-lines .view-line').allTextContents()).some((line) => /^\s*<Persoon>$/.test(line));

    await step('it opens, and is checked', () => drive.statusSays('25.000 records'));

    await step('what is typed appears at once, and is judged', async () => {
      await drive.goTo(original, original.indexOf('20250301', original.length / 2));
      return typed();
    });

    /** Types five characters in front of a date; gives how long each took to be seen, and the first to be judged. */
    async function typed() {
      const line = page.locator('.view-lines .view-line', { hasText: 'BegindatumVoorziening' });
      const times = [];
      const begun = performance.now();
      for (const character of '12345') {
        const before = performance.now();
        await page.keyboard.type(character);
        await until(
          async () => (await line.allTextContents()).some((text) => text.includes(`${character}20250301`)),
          `${character} did not appear`,
        );
        times.push(Math.round(performance.now() - before));
      }
      await page.locator('.statusbar-item', { hasText: 'SRG: Afkeur' }).waitFor();
      return `${times.join(', ')} ms; judged after ${Math.round(performance.now() - begun)} ms`;
    }

    await step('and taken back', async () => {
      for (let i = 0; i < 5; i++) await page.keyboard.press('Backspace');
      await drive.statusSays('geen meldingen');
      check((await drive.notifications()).length === 0, (await drive.notifications()).join('\n'));
    });

    await step('a record far behind what the outline shows is found, and shown whole', () => found('VZ-24707', NAME));

    await step('one of a file that nobody has open, too', () => found('VZ-117007', FEBRUARY));

    /** Looks for a record among all symbols of the workspace. */
    async function found(number, file) {
      await page.keyboard.press('Control+t');
      await drive.input.fill(`#${number}`);
      await page.locator('.quick-input-list .monaco-list-row', { hasText: number }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: file }).waitFor();
      const record = page.locator('.view-lines .view-line', { hasText: `>${number}<` });
      await record.waitFor();
      const end = page.locator('.view-lines .view-line', { hasText: '</Voorziening>' });
      await until(async () => {
        const { y } = await record.boundingBox();
        const below = await Promise.all((await end.all()).map((line) => line.boundingBox()));
        return below.some((box) => box && box.y > y);
      }, 'the record is not to be seen as a whole');
    }

    await step('with the report, the tree and last month open beside it, typing is the same', async () => {
      await drive.statusSays('februari 2025, ');
      await drive.openFromExplorer(NAME);
      await drive.command('Explorer: Focus on SRG-meldingen View');
      await drive.command('SRG XML: Rapport tonen');
      const report = page.locator('iframe.webview.ready').last().contentFrame().locator('iframe#active-frame');
      await report.contentFrame().locator('.verdict').waitFor();
      await drive.goTo(original, original.indexOf('20250301', original.length / 2));
      const told = await typed();
      for (let i = 0; i < 5; i++) await page.keyboard.press('Backspace');
      await page.locator('.statusbar-item', { hasText: /SRG: (?!Afkeur)/ }).waitFor();
      return told;
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
      await until(isLaidOut, 'no element has a line of its own', 60);
      await drive.statusSays('25.000 records');
      await drive.command('SRG XML: Plaats in het origineel tonen');
      await page.locator('.tab.active', { hasText: ON_ONE_LINE }).waitFor();
    });

    await step('on one line, references come as a list of records', async () => {
      await drive.goTo(onOneLine, onOneLine.indexOf(TYPE) + TYPE.length);
      await page.keyboard.press('Shift+F12');
      await page.locator('.quick-input-title', { hasText: 'De eerste 1000 van 25.000 records' }).waitFor();
      const row = await drive.choices('Coaching · 20250301');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await drive.cursorIs(`Ln 1, Col ${third + 3} (2 selected)`);
      return row;
    });

    await step(
      'a layout of the file itself, which takes long to undo, is asked about, and comes on request',
      async () => {
        const before = page.locator('.notification-list-item', { hasText: 'niet snel terugdraaien' });
        await drive.command('Format Document');
        await before.waitFor();
        check(!(await isLaidOut()), 'it was laid out before that was agreed to');
        // While it still slides in, a click may do no more than give it the focus.
        await until(async () => {
          if (!(await before.isVisible())) return true;
          await before
            .locator('.monaco-button', { hasText: 'Toch opmaken' })
            .click({ timeout: 2_000 })
            .catch(() => {});
          return false;
        }, 'it is still asked');
        await until(isLaidOut, 'no element has a line of its own', 60);
        await drive.statusSays('geen meldingen');
      },
    );
  },
};
