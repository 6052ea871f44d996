import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SQUIGGLE } from '../driver.mjs';
import { example } from '../examples.mjs';

const NAME = 'met-fouten.srg.xml';
const SETTINGS = '.vscode/settings.json';
const NAMESPACE = 'urn:srg-xml:regeling:2026';
const OWN_NAMESPACE = 'urn:gemeente:eigen';
const pack = path.join(import.meta.dirname, '../../../schemas/srg-regeling-2026');
const ownPack = readdirSync(pack).map((name) => [
  `pakketten/eigen/${name}`,
  readFileSync(path.join(pack, name), 'utf8')
    .replaceAll(NAMESPACE, OWN_NAMESPACE)
    .replace('SRG naar de regeling (opbouw reconstructie)', 'Ons eigen pakket'),
]);

/** Settings of the workspace take effect, and at once. */
export const settings = {
  name: 'settings',
  files: {
    [SETTINGS]: '{}\n',
    [NAME]: example(NAME),
    'eigen.srg.xml': example(NAME).replaceAll(NAMESPACE, OWN_NAMESPACE),
    ...Object.fromEntries(ownPack),
  },
  opens: NAME,

  async run({ step, page, drive, setWorkspaceSettings }) {
    await step('the findings without any setting', () => drive.problemsAre(18));

    await step('the language of messages and status', async () => {
      await setWorkspaceSettings({ 'srg.language': 'en' });
      await drive.statusSays('March 2025');
      return drive.hover(SQUIGGLE, 'is not the code of a municipality');
    });

    await step('the severity of a rule', async () => {
      await setWorkspaceSettings({ 'srg.rules': { 'SRG-I114': 'off', 'SRG-I101': 'off' } });
      await drive.problemsAre(16);
    });

    await step('a berichtgever of one’s own', async () => {
      await setWorkspaceSettings({ 'srg.berichtgevers': ['0363'] });
      await drive.problemsAre(19);
    });

    await step('a schema pack of one’s own', async () => {
      await drive.openFromExplorer('eigen.srg.xml');
      await drive.statusSays('Onbekend SRG-formaat');
      await setWorkspaceSettings({ 'srg.packs': ['pakketten/eigen'] });
      await drive.statusSays('Ons eigen pakket');
      await drive.problemsAre(36);
      await page.locator(SQUIGGLE).first().waitFor();
    });
  },
};
