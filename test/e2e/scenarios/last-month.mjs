import { check } from '../check.mjs';
import { SQUIGGLE } from '../driver.mjs';
import { example } from '../examples.mjs';

const NOW = '2025-03.srg.xml';
const BEFORE = '2025-02.srg.xml';
const now = example('correct.srg.xml');
/** A record of last month that ran on, and is gone. */
const GONE = 'VZ-2023-00147';
const before = now
  .replace('<Verslagmaand>2025-03</Verslagmaand>', '<Verslagmaand>2025-02</Verslagmaand>')
  .replace('<Aanmaakdatum>2025-04-03</Aanmaakdatum>', '<Aanmaakdatum>2025-03-04</Aanmaakdatum>');
const record = new RegExp(`\\s*<Voorziening>(?:(?!</Voorziening>)[\\s\\S])*${GONE}[\\s\\S]*?</Voorziening>`);

/** Last month's delivery stands beside this month's. */
export const lastMonth = {
  name: 'last month',
  files: { [NOW]: now.replace(record, ''), [BEFORE]: before },
  opens: NOW,

  async run({ step, page, drive }) {
    /** The document of the view that is shown: a frame in a frame. */
    const view = async () => {
      const outer = page.locator('iframe.webview.ready').first();
      await outer.waitFor();
      return outer.contentFrame().locator('iframe#active-frame').contentFrame();
    };

    await step('a record that ran on is missed', async () => {
      await drive.problemsAre(1);
      const text = await drive.hover(SQUIGGLE);
      check(text.includes('SRG-I104'), text);
      return text;
    });

    await step('the status tells that it was found', () => drive.statusSays('levering van vorige maand gevonden'));

    await step('the rule is explained', async () => {
      await drive.command('SRG XML: Explain a Check');
      await drive.input.fill('SRG-I104');
      await drive.choose('SRG-I104');
      await page.locator('.tab.active', { hasText: 'SRG-I104' }).waitFor();
      await (await view())
        .getByRole('heading', { name: /SRG-I104/ })
        .first()
        .waitFor();
      await page.locator('.tab.active .codicon-close').click();
    });

    await step('a fix takes the record over', async () => {
      await drive.openFromExplorer(NOW);
      await drive.problemsAre(1);
      await page.keyboard.press('F8');
      await page.keyboard.press('Escape');
      const titles = await drive.quickFixes();
      await drive.take(titles);
      await drive.problemsAre(0);
      return titles.join('\n');
    });
  },
};
