import { hasNoViolations } from '../accessibility.mjs';
import { check } from '../check.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const NAME = '2025-03-onvolledig.srg.xml';
const OLD = '2025-02.srg.xml';
const FAULTY = 'met-fouten.srg.xml';
const THEMES = {
  'Default Light Modern': 'vscode-light',
  'Default Dark Modern': 'vscode-dark',
  'Default High Contrast': 'vscode-high-contrast',
};

/** Report, comparison and overview in half of a small window: who can use them, and whether all is in sight. */
export const halfWindow = {
  name: 'half a window',
  files: { [NAME]: example(NAME), [OLD]: example(OLD), [FAULTY]: example(FAULTY) },
  opens: FAULTY,

  async run({ step, page, drive, setWorkspaceSettings }) {
    const size = page.viewportSize();
    await page.setViewportSize({ width: 1024, height: 768 });
    /** The document of the view that is to be seen: a frame in a frame. */
    const view = async (landmark) => {
      const outer = page.locator('iframe.webview.ready:visible').last();
      await outer.waitFor();
      const frame = outer.contentFrame().locator('iframe#active-frame').contentFrame();
      await frame.locator(landmark).first().waitFor();
      return frame;
    };

    const looks = async (what, landmark) => {
      for (const [theme, kind] of Object.entries(THEMES)) {
        await step(`the ${what} in ${theme}: accessible, and nothing beside the edge`, async () => {
          await setWorkspaceSettings({ 'workbench.colorTheme': theme });
          const frame = await view(landmark);
          const body = frame.locator('body');
          await until(async () => (await body.getAttribute('class')).split(' ').includes(kind), `no ${kind}`);
          for (const details of await frame.locator('details').all()) {
            await details.evaluate((element) => {
              element.open = true;
            });
          }
          await hasNoViolations(frame);
          const [wide, width] = await frame.locator('html').evaluate((html) => [html.scrollWidth, html.clientWidth]);
          check(width < 400, `${width} is no half of a window`);
          check(wide <= width, `${wide} wide in ${width}`);
        });
      }

      await step(`the first key in the ${what} leads to what it is about`, async () => {
        const frame = await view(landmark);
        await frame.locator('body').evaluate((body) => {
          body.tabIndex = -1;
          body.focus();
        });
        await page.keyboard.press('Tab');
        const skip = frame.locator('a.skip');
        await until(() => skip.evaluate((link) => link === document.activeElement), 'it is not the link');
        check((await skip.boundingBox()).x >= 0, 'the link is not to be seen');
        await page.keyboard.press('Enter');
        const target = (await skip.getAttribute('href')).slice(1);
        await until(
          () =>
            frame.locator(`[id="${target}"]`).evaluate((element) => {
              const { left, top, bottom } = element.getBoundingClientRect();
              const shown = document.elementFromPoint(left + 5, (top + bottom) / 2);
              return shown !== null && (element.contains(shown) || shown.contains(element));
            }),
          `${target} is not to be seen`,
        );
      });
    };

    await drive.statusSays('records');
    await drive.command('SRG XML: Rapport tonen');
    await looks('report', 'details.kind');
    await drive.command('View: Close All Editors');

    await drive.openFromExplorer(NAME);
    await drive.statusSays('records');
    await drive.command('SRG XML: Vergelijken met');
    await drive.choose(OLD);
    await looks('comparison', 'details.list');
    await drive.command('View: Close All Editors');

    await drive.openFromExplorer(NAME);
    await drive.command('View: Split Editor Right');
    await drive.command('SRG XML: Alle leveringen in de werkmap controleren');
    await page.locator('.notification-list-item', { hasText: 'gecontroleerd' }).first().waitFor();
    await drive.command('SRG XML: Overzicht van de werkmapcontrole');
    await looks('overview', '#overview');
    await page.setViewportSize(size);
  },
};
