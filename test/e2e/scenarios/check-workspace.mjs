import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { check } from '../check.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const CORRECT = example('correct.srg.xml');
/** A day that there is not. */
const SPOILT = CORRECT.replace('20250331</EinddatumVoorziening>', '20250230</EinddatumVoorziening>');
const ONE = 'een-fout.srg.xml';
const MANY = 'met-fouten.srg.xml';
const START = 'begin.srg.xml';
const CHECK = 'SRG XML: Alle leveringen in de werkmap controleren';
const CLEAR = 'SRG XML: Resultaten van de werkmapcontrole wissen';

/** All deliveries of the workspace are checked, closed ones included, and what is found stands until it is put right. */
export const checkWorkspace = {
  name: 'check workspace',
  files: {
    [START]: CORRECT,
    [`archief map/${ONE}`]: SPOILT,
    [MANY]: example(MANY),
    'anders.xml': '<note><to>CBS</to></note>\n',
    [`verborgen/${MANY}`]: example(MANY),
    '.vscode/settings.json': JSON.stringify({ 'files.exclude': { verborgen: true } }),
  },
  opens: START,

  async run({ step, page, drive, folder, host }) {
    const rows = page.locator('.markers-panel .monaco-list-row');
    const file = (name) =>
      rows.filter({ has: page.locator('.icon-label, .monaco-icon-label') }).filter({ hasText: name });
    const message = () => page.locator('.notification-list-item', { hasText: 'gecontroleerd' }).first();

    await step('the command tells what it has come to', async () => {
      await drive.statusSays('geen meldingen');
      await drive.command(CHECK);
      await message().waitFor();
      const text = (await message().locator('.notification-list-item-message').textContent()).trim();
      check(
        text.startsWith('3 leveringen gecontroleerd: 2 zou CBS afkeuren, 1 in orde. Niet nagegaan: SRG-I104 ('),
        text,
      );
      return text;
    });

    await step('findings of closed deliveries stand in the Problems view', async () => {
      // It hides after a while.
      if (!(await message().isVisible())) await drive.command('Notifications: Show Notifications');
      await message().locator('.monaco-button', { hasText: 'Toon problemen' }).click();
      await file(ONE).waitFor();
      await file(MANY).waitFor();
      await drive.problemsAre(19);
    });

    await step('opened, a delivery has its findings once', async () => {
      await rows.filter({ hasText: '20250230' }).dblclick();
      await page.locator('.tab.active', { hasText: ONE }).waitFor();
      await page.locator('.squiggly-error').first().waitFor();
      await page.waitForTimeout(1000);
      await drive.problemsAre(19);
      await until(async () => (await rows.filter({ hasText: '20250230' }).count()) === 1, 'it is not there once');
    });

    await step('put right, saved and closed, it is gone', async () => {
      await drive.goTo(SPOILT, SPOILT.indexOf('20250230') + 5);
      await page.keyboard.press('Delete');
      await page.keyboard.type('3');
      await drive.problemsAre(18);
      await page.keyboard.press('Control+s');
      await page.locator('.tab.active:not(.dirty)', { hasText: ONE }).waitFor();
      await drive.command('View: Close Editor');
      await page.waitForTimeout(1500);
      await drive.problemsAre(18);
    });

    await step('closed with mistakes, it keeps its findings', async () => {
      await drive.openFromExplorer(MANY);
      await page.locator('.tab.active', { hasText: MANY }).waitFor();
      await page.waitForTimeout(1000);
      await drive.problemsAre(18);
      await drive.command('View: Close Editor');
      await page.waitForTimeout(1500);
      await drive.problemsAre(18);
    });

    // The page has a copy of the files, which nobody else changes.
    const onDisk = host === 'page' ? async () => {} : step;
    await onDisk('put right on disk, it is gone', async () => {
      await writeFile(path.join(folder, MANY), CORRECT);
      await drive.problemsAre(0);
      await writeFile(path.join(folder, MANY), example(MANY));
      await drive.problemsAre(18);
    });

    await step('cleared, nothing is left, and nothing to clear', async () => {
      await drive.command(CLEAR);
      await drive.problemsAre(0);
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget .quick-input-box input').fill('>SRG XML: ');
      await drive.choices(CHECK);
      const offered = await page.locator('.quick-input-list .monaco-list-row').allTextContents();
      check(!offered.some((text) => text.includes(CLEAR)), offered.join('\n'));
      await page.keyboard.press('Escape');
    });

    if (host !== 'desktop') return;
    await step('tasks are offered for the folder and the file in front', async () => {
      await drive.openFromExplorer(START);
      await drive.command('Tasks: Run Task');
      await drive.choose('srg');
      const offered = await until(async () => {
        const texts = await page.locator('.quick-input-list .monaco-list-row').allTextContents();
        return texts.some((text) => text.includes('srg: check active file')) ? texts : undefined;
      }, 'the tasks are not offered');
      await page.keyboard.press('Escape');
      return offered.join('\n');
    });
  },
};
