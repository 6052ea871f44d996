import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const EMPTY = 'nieuw.srg.xml';
const OTHER = 'correct.srg.xml';

/** The task of a tester: a delivery by hand, from an empty file. */
export const tester = {
  name: 'task of a tester',
  files: { [EMPTY]: '', [OTHER]: example(OTHER) },
  opens: OTHER,

  async run({ step, page, drive }) {
    const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    const text = async () =>
      (await page.locator('.view-lines .view-line').allTextContents()).join('\n').replaceAll('\u00a0', ' ');

    await step('an empty file says how to begin', async () => {
      await drive.openFromExplorer(EMPTY);
      await page.locator('.view-lines').first().waitFor();
      await until(
        () =>
          page
            .locator('.monaco-editor [class*="ced-"]')
            .evaluateAll((all) =>
              all.some((one) => getComputedStyle(one, '::after').content.includes('een hele levering')),
            ),
        'no hint is to be seen',
      );
    });

    await step('a whole delivery comes with one key', async () => {
      await page.locator('.monaco-editor .view-lines').first().click();
      await page.keyboard.press('Control+Space');
      await suggestions.first().waitFor();
      await page.keyboard.press('Enter');
      await until(async () => (await text()).includes('<Voorzieningen>'), text);
    });

    await step('Tab goes to the next value, and its list opens', async () => {
      for (let i = 0; i < 4 && (await suggestions.count()) === 0; i++) {
        await page.keyboard.press('Tab');
        await page.waitForTimeout(700);
      }
      await suggestions.first().waitFor();
      return suggestions.first().textContent();
    });
  },
};
