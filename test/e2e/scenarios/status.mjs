import { check } from '../check.mjs';
import { example } from '../examples.mjs';

const WITH_MISTAKES = 'met-fouten.srg.xml';
const UNKNOWN = 'onbekend-formaat.srg.xml';

/** The status item tells what a delivery is, and a click leads on. */
export const status = {
  name: 'status',
  files: {
    [WITH_MISTAKES]: example(WITH_MISTAKES).replace('>9999<', '>0363<'),
    [UNKNOWN]: example(UNKNOWN),
    'geen-srg.xml': '<note><to>CBS</to></note>\n',
  },
  opens: WITH_MISTAKES,

  async run({ step, page, drive }) {
    await step('it tells berichtgever, month, records and findings', async () => {
      await drive.problemsAre(12);
      const text = await drive.status();
      check(text.includes('Amsterdam · maart 2025'), text);
      check(/\d+ records · 2 fouten, 9 waarschuwingen, 1 informatie/.test(text), text);
      check(text.includes('SRG vanaf 2023 (reconstructie)'), text);
      return text;
    });

    await step('a click leads to the findings', async () => {
      await drive.takeStatus('Toon', page.locator('.markers-panel').getByText('SRG-T002').first());
    });

    await step('an unknown format leads to the setting of packs', async () => {
      await drive.openFromExplorer(UNKNOWN);
      await drive.problemsAre(13);
      const text = await drive.status();
      check(text.includes('Onbekend SRG-formaat'), text);
      await drive.takeStatus('Instellen', page.locator('.settings-editor').getByText('Srg: Packs').first());
      return text;
    });

    await step('other XML has none', async () => {
      await drive.openFromExplorer('geen-srg.xml');
      const text = await drive.status();
      check(!text.includes('SRG'), text);
    });
  },
};
