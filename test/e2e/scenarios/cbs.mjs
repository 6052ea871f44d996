import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasNoViolations } from '../accessibility.mjs';
import { check } from '../check.mjs';
import { until } from '../editor.mjs';
import { largeDelivery } from '../large-delivery.mjs';

const MARCH = 'maart.srg.xml';
const FEBRUARY = 'februari.srg.xml';
const RECORDS = 25_000;

/** What one finds in a file like that: five kinds of problem, and records of last month that are gone. */
function recordAt(index) {
  if (index % 60 === 5) return undefined;
  if (index % 190 === 7) return { index, geslacht: '', start: '20250101' };
  if (index % 600 === 11) return { index, type: '77', start: '20250101' };
  if (index % 250 === 20) return { index, start: '20250310', end: '20250301' };
  if (index % 400 === 33) return { index, start: '20250401' };
  return { index, start: '20250101' };
}

const oneLine = (text) => text.replaceAll('\n', '');
const encoding = 'windows-1252';

/** The task of somebody at CBS: a problem file of 25,000 records on one line, from the verdict to what goes in the mail. */
export const cbs = {
  name: 'task of CBS',
  files: {
    [MARCH]: oneLine(largeDelivery({ records: RECORDS, encoding, recordAt })),
    [FEBRUARY]: oneLine(
      largeDelivery({ records: RECORDS, encoding, month: '02', recordAt: (index) => ({ index, start: '20250101' }) }),
    ),
    '.vscode/settings.json': JSON.stringify({ 'files.encoding': 'windows1252' }),
  },
  opens: MARCH,

  async run({ step, page, drive, folder }) {
    /** The document of a view: a frame in a frame. */
    const view = async () => {
      const outer = page.locator('iframe.webview.ready').last();
      await outer.waitFor();
      return outer.contentFrame().locator('iframe#active-frame').contentFrame();
    };
    const verdict = page.locator('.statusbar-item', { hasText: /SRG: Afkeur/ });

    await step('the verdict stands in the status bar, and counts everything', async () => {
      await verdict.waitFor({ timeout: 90_000 });
      return verdict.textContent();
    });

    await step('the verdict opens the report, with the kinds worst and most first', async () => {
      await verdict.locator('a').click();
      const frame = await view();
      await frame.locator('details.kind').first().waitFor();
      const kinds = await frame.locator('details.kind .title').allTextContents();
      check(kinds[0] === 'Geslacht ontbreekt', kinds.join(', '));
      check(
        kinds.some((title) => /^[0-9]+ voorzieningen van vorige maand ontbreken$/.test(title)),
        kinds.join(', '),
      );
      return kinds.slice(0, 5).join('; ');
    });

    await step('the report is no longer than two screens until something is unfolded', async () => {
      const frame = await view();
      const [height, screen] = await frame
        .locator('html')
        .evaluate((html) => [html.scrollHeight, html.ownerDocument.defaultView.innerHeight]);
      check(height <= 2 * screen + 100, `${height} in ${screen}`);
    });

    await step('each kind unfolds, in the time that is told', async () => {
      const frame = await view();
      const times = await frame.locator('details.kind').evaluateAll(async (kinds) => {
        const unfold = (kind) =>
          new Promise((resolve) => {
            const begun = performance.now();
            const seen = new MutationObserver(() => {
              if (!kind.querySelector('.places li, .told li')) return;
              seen.disconnect();
              resolve(performance.now() - begun);
            });
            seen.observe(kind, { childList: true, subtree: true });
            kind.querySelector('summary').click();
          });
        const found = [];
        for (const kind of kinds) found.push(await unfold(kind));
        for (const kind of kinds.slice(1)) kind.open = false;
        return found.map(Math.round);
      });
      await hasNoViolations(frame);
      return `${times.toSorted((a, b) => a - b).join(', ')} ms`;
    });

    await step('a finding leads to its place', async () => {
      await (await view()).locator('.places [data-jump]').first().click();
      await until(
        async () => !/Ln 1, Col 1(?![0-9])/.test(await page.locator('#status\\.editor\\.selection').textContent()),
        'the cursor stays at the beginning',
      );
    });

    await step('the records of the person, and back', async () => {
      const frame = await view();
      await frame.locator('.places [data-timeline]').first().click();
      await frame.locator('.periods > li').first().waitFor();
      await frame.getByRole('button', { name: 'Terug naar de melding' }).click();
    });

    await step('a registratienummer is found', async () => {
      const frame = await view();
      await frame.getByRole('searchbox').fill('VZ-24707');
      await frame.locator('#search-results').getByText('VZ-24707').first().waitFor();
      await frame.getByRole('searchbox').fill('');
    });

    await step('the report is exported, with the hash of the file', async () => {
      await (await view()).getByRole('button', { name: 'Exporteren…' }).click();
      await drive.choose('Rapport (HTML)');
      const target = path.join(folder, 'maart.rapport.html');
      await until(async () => (await drive.input.inputValue()) === target, 'no file is proposed');
      await page.keyboard.press('Enter');
      const saved = () => readFile(target, 'utf8').catch(() => '');
      await until(async () => (await saved()).endsWith('</html>\n'), 'there is no whole file');
      check(/[0-9a-f]{64}/.test((await saved()).replaceAll('<wbr>', '')), 'it does not say which file it is of');
      return `${Math.round((await saved()).length / 1024)} kB`;
    });

    await step('compared with last month, the number of SRG-I104 is explained', async () => {
      await page.locator('.tab', { hasText: MARCH }).first().click();
      await drive.command('SRG XML: Vergelijken met');
      await drive.choose(FEBRUARY);
      const frame = await view();
      await frame.getByText('Ontbrekende voorzieningen volgens het rapport').waitFor({ timeout: 60_000 });
      await hasNoViolations(frame);
      const [wide, width] = await frame.locator('html').evaluate((html) => [html.scrollWidth, html.clientWidth]);
      check(wide <= width, `${wide} wide in ${width}`);
      return frame.getByText('Ontbrekende voorzieningen volgens het rapport').textContent();
    });
  },
};
