import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasNoViolations } from '../accessibility.mjs';
import { check } from '../check.mjs';
import { SQUIGGLE } from '../driver.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const name = 'met-fouten.srg.xml';
const other = 'correct.srg.xml';

/** The report beside the editor: what it shows and does, and whether everybody can use it. */
export const report = {
  name: 'report',
  files: { [name]: example(name), [other]: example(other) },
  opens: name,

  async run({ step, page, drive, editor, folder, setWorkspaceSettings }) {
    /** The document of the view: a frame in a frame. */
    const view = async () => {
      const outer = page.locator('iframe.webview.ready').first();
      await outer.waitFor();
      return outer.contentFrame().locator('iframe#active-frame').contentFrame();
    };

    /** Waits until the view shows so many kinds of problem. */
    const kindsAre = async (wanted) => {
      const rows = (await view()).locator('details.kind:visible');
      await until(
        async () => (await rows.count()) === wanted,
        async () => `${await rows.count()} kinds, not ${wanted}`,
      );
    };

    /** Waits until a search shows so many findings. */
    const foundAre = async (wanted) => {
      const rows = (await view()).locator('#search-results .told > li:visible');
      await until(
        async () => (await rows.count()) === wanted,
        async () => `${await rows.count()} findings, not ${wanted}`,
      );
    };

    await step('the view opens beside the editor', async () => {
      await page.locator(SQUIGGLE).first().waitFor();
      await page
        .locator('.editor-actions')
        .getByRole('button', { name: /Rapport tonen/ })
        .click();
      await (await view()).getByRole('heading', { name: 'Gemeente 9363, maart 2025' }).waitFor();
      await kindsAre(18);
    });

    await step('a kind unfolds, and a finding leads to its place', async () => {
      const kind = (await view()).locator('details.kind', { hasText: 'SRG-I102' });
      await kind.locator('summary').click();
      await kind.getByText('Wat te doen:').waitFor();
      await kind.getByRole('button', { name: 'record 3', exact: true }).click();
      await drive.cursorIs('Ln 61, Col 28 (2 selected)');
      await kind.locator('summary').click();
    });

    await step('search and filter', async () => {
      const frame = await view();
      await frame.getByRole('searchbox').fill('gemeentecode 9363');
      await foundAre(1);
      await frame.getByRole('button', { name: 'Regel 24, kolom 19' }).click();
      await drive.cursorIs('Ln 24, Col 23 (4 selected)');
      await frame.getByRole('searchbox').fill('VZ-2025-00185');
      await frame.getByRole('button', { name: 'record 3', exact: true }).first().waitFor();
      await frame.getByRole('searchbox').fill('');
      await frame.getByLabel('Ernst').selectOption('error');
      await foundAre(2);
      await frame.getByLabel('Ernst').selectOption('');
      await kindsAre(18);
    });

    await step('from a finding to the timeline of its person, and back to the same place', async () => {
      const frame = await view();
      const kind = frame.locator('details.kind', { hasText: 'SRG-I102' });
      await kind.locator('summary').click();
      const person = kind.locator('[data-timeline]').first();
      await person.click();
      await frame.locator('.periods > li').first().waitFor();
      await frame.getByRole('button', { name: 'Terug naar de melding' }).click();
      await until(() => person.evaluate((button) => button === document.activeElement), 'the focus is elsewhere');
    });

    await step('BSNs are masked until the user asks', async () => {
      const frame = await view();
      const rows = frame.locator('.kinds-list');
      check(!/\d{9}/.test(await rows.textContent()), 'there is a BSN');
      await frame.getByRole('button', { name: 'BSN’s tonen' }).click();
      await until(async () => /\d{9}/.test(await rows.textContent()), 'there is no BSN');
      await frame.getByRole('button', { name: 'BSN’s tonen' }).click();
      await until(async () => !/\d{9}/.test(await rows.textContent()), 'there is still a BSN');
    });

    await step('a timeline, by keyboard', async () => {
      const frame = await view();
      await frame.getByRole('spinbutton').fill('4');
      await page.keyboard.press('Enter');
      // Another person's is there until it comes.
      await frame.locator('.periods .problems', { hasText: 'SRG-I103' }).waitFor();
      await frame.locator('#timeline-title').evaluate((title) => title.scrollIntoView());
    });

    for (const theme of ['Default Light Modern', 'Default Dark Modern', 'Default High Contrast']) {
      await step(`the view is accessible in ${theme}`, async () => {
        await setWorkspaceSettings({ 'workbench.colorTheme': theme });
        const kind = { L: 'vscode-light', D: 'vscode-dark', H: 'vscode-high-contrast' }[theme[8]];
        const frame = await view();
        await until(async () => (await frame.locator('body').getAttribute('class')).includes(kind), `no ${kind}`);
        await hasNoViolations(frame);
      });
    }

    await step('a rule leads to its page, and back', async () => {
      const frame = await view();
      await frame.getByRole('link', { name: 'Controles' }).click();
      await frame.getByRole('button', { name: 'Uitleg bij SRG-I114' }).last().click();
      const tab = page.locator('.tab.active', { hasText: 'SRG-I114' });
      // Two views that are restored at once fight over the browser's service worker, so this one goes.
      await tab.locator('.codicon-close').click();
      await tab.waitFor({ state: 'detached' });
    });

    await step('the export is a file', async () => {
      await page.locator('.tab', { hasText: `SRG: ${name}` }).click();
      await page
        .locator('.editor-actions')
        .getByRole('button', { name: /Rapport exporteren/ })
        .click();
      await drive.choose('Rapport (HTML)');
      const target = path.join(folder, 'met-fouten.rapport.html');
      const input = drive.input;
      await until(
        async () => (await input.inputValue()) === target,
        async () => `asks for ${await input.inputValue()}`,
      );
      await page.keyboard.press('Enter');
      const saved = () => readFile(target, 'utf8').catch(() => '');
      await until(async () => /^<!DOCTYPE html>[\s\S]*<\/html>\n$/.test(await saved()), 'there is no whole file');
      check(
        (await saved()).includes('Gemeente 9363, maart 2025') && !/\b\d{9}\b/.test(await saved()),
        'it is another report',
      );
      check(/[0-9a-f]{64}/.test((await saved()).replaceAll('<wbr>', '')), 'it does not say which file it is of');
      const told = page.locator('.notification-list-item', { hasText: 'met-fouten.rapport.html is opgeslagen' });
      await told.getByRole('button', { name: 'In map tonen' }).waitFor();
    });

    await step('the view is live', async () => {
      const frame = await view();
      await frame.getByRole('searchbox').fill('gemeentecode 9363');
      await frame.getByRole('button', { name: 'Regel 24, kolom 19' }).click();
      await drive.cursorIs('Ln 24, Col 23 (4 selected)');
      await page.keyboard.type('0363');
      await frame.getByRole('searchbox').fill('');
      await frame.getByRole('heading', { name: 'Amsterdam, maart 2025' }).waitFor();
      await kindsAre(17);
    });

    await step('a view that is pinned stays with its delivery, and in sight', async () => {
      const frame = await view();
      const pin = frame.getByRole('button', { name: 'Vastzetten' });
      await pin.click();
      await page.locator('.tab', { hasText: `📌 SRG: ${name}` }).waitFor();
      await page.locator('.explorer-folders-view').getByText(other).dblclick();
      await page.locator('.tab.active', { hasText: other }).waitFor();
      await page.waitForTimeout(1000);
      await frame.getByRole('heading', { name: 'Amsterdam, maart 2025' }).waitFor();
      await pin.click();
      await page.locator('.tab', { hasText: name }).first().click();
      await page.locator('.view-lines').first().click();
    });

    await step('the view follows the active delivery', async () => {
      await page.locator('.explorer-folders-view').getByText(other).dblclick();
      await (await view()).locator('.verdict.goedgekeurd').waitFor();
    });

    await step('the view comes back after a reload', async () => {
      // Without the file to open, which would come in the place of what was open before.
      const address = new URL(page.url());
      address.searchParams.delete('payload');
      await page.goto(address.href);
      await (await view()).locator('.verdict').waitFor();
    });

    await step('nothing of the view was refused', async () => {
      const refused = editor.printed().match(/.*(Refused to|violates the following Content Security).*/g) ?? [];
      check(refused.length === 0, refused.join('\n'));
    });
  },
};
