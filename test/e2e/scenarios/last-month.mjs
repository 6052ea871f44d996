import { check } from '../check.mjs';
import { SQUIGGLE } from '../driver.mjs';
import { example } from '../examples.mjs';

const NOW = '2025-03.srg.xml';
const BEFORE = '2025-02.srg.xml';
const now = example('correct.srg.xml');
/** A record of last month that ran on, and is gone. */
const GONE = 'VZ-2023-00147';
const before = now.replace('<Statistiekmaand>03<', '<Statistiekmaand>02<');
const record = new RegExp(`\\s*<Voorziening>(?:(?!</Voorziening>)[\\s\\S])*${GONE}[\\s\\S]*?</Voorziening>`);

const NOW_TEXT = now.replace(record, '');

/** Last month's delivery stands beside this month's. */
export const lastMonth = {
  name: 'last month',
  files: { [NOW]: NOW_TEXT, [BEFORE]: before },
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
      return drive.hover(SQUIGGLE, 'SRG-I104');
    });

    await step('the status names it, and leads to it', async () => {
      await drive.statusSays(`vorige maand: ${BEFORE}`);
      await drive.takeStatus('Open', page.locator('.tab.active', { hasText: BEFORE }));
      await page.locator('.tab.active .codicon-close').click();
      await drive.openFromExplorer(NOW);
    });

    await step('a comparison proposes it', async () => {
      await drive.command('SRG XML: Vergelijken met');
      await drive.choices(BEFORE);
      const first = (await page.locator('.quick-input-list .monaco-list-row').first().textContent()).trim();
      check(first.includes(BEFORE) && first.includes('vorige maand'), first);
      await page.keyboard.press('Enter');
      const tab = page.locator('.tab.active', { hasText: `${BEFORE} ↔ ${NOW}` });
      await tab.waitFor();
      await (await view()).getByText(GONE).first().waitFor();
      await tab.locator('.codicon-close').click();
      return first;
    });

    await step('the search through the workspace finds the record in it, which nobody has opened', async () => {
      await drive.openFromExplorer(NOW);
      await page.keyboard.press('Control+t');
      await page.locator('.quick-input-widget input').fill(`#${GONE}`);
      const found = await drive.choices(`${GONE} ·`);
      await drive.choose(`${GONE} ·`);
      await page.locator('.tab.active', { hasText: BEFORE }).waitFor();
      await page.locator('.tab.active .codicon-close').click();
      return found;
    });

    await step('the definition of a record is the same one in it', async () => {
      await drive.openFromExplorer(NOW);
      await drive.goTo(NOW_TEXT, NOW_TEXT.indexOf('<Voorziening>') + 3);
      await page.keyboard.press('F12');
      // There is its declaration as well, so the editor shows both.
      await page.locator('.peekview-widget').getByText(BEFORE).first().waitFor();
      await page.keyboard.press('Escape');
    });

    await step('the rule is explained', async () => {
      await drive.command('SRG XML: Controle uitleggen');
      await drive.choices('SRG-T001'); // Else it is typed in the palette.
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
