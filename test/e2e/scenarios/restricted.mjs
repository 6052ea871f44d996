import { check } from '../check.mjs';
import { settings } from './settings.mjs';

/** A workspace that the user does not trust: deliveries, settings and packs are data, so nothing is missing. */
export const restricted = {
  name: 'restricted',
  files: {
    ...settings.files,
    '.vscode/settings.json': JSON.stringify({ 'srg.packs': ['pakketten/eigen'], 'srg.rules': { 'SRG-I101': 'off' } }),
  },
  opens: 'eigen.srg.xml',

  async run({ step, page, drive }) {
    await step('the workspace is restricted', async () => {
      await page.locator('.monaco-dialog-box').getByText('No, I don').click();
      await page.locator('#status\\.workspaceTrust', { hasText: 'Restricted Mode' }).waitFor();
    });

    await step('findings, with the settings and the pack of the workspace', async () => {
      await drive.problemsAre(17);
      await drive.statusSays('Ons eigen pakket');
    });

    await step('quick fixes', async () => {
      const original = settings.files['eigen.srg.xml'];
      await drive.goTo(original, original.indexOf('>1-3-2025<') + 1);
      const titles = await drive.quickFixes();
      check(titles.includes('Vervang door 20250301'), titles.join('\n'));
      await drive.take(titles);
      await drive.problemsAre(16);
    });
  },
};
