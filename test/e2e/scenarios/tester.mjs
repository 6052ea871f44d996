import { check } from '../check.mjs';
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

    /** Goes from stop to stop and takes the first of each list; gives what each list offers. */
    const goThrough = async (stops) => {
      const listed = [];
      for (let i = 0; i < stops; i++) {
        const isOpen = await suggestions
          .first()
          .waitFor({ timeout: 4_000 })
          .then(
            () => true,
            () => false,
          );
        if (isOpen) {
          listed.push((await suggestions.allTextContents()).join(', '));
          await page.keyboard.press('Enter');
          await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
        }
        await page.keyboard.press('Tab');
      }
      return listed;
    };

    /** @param wanted of each element something that its list offers */
    const isListed = (listed, wanted) => {
      for (const [name, offered] of Object.entries(wanted)) {
        check(
          listed.some((one) => one.includes(offered)),
          `no list at ${name}, but: ${listed.join(' | ')}`,
        );
      }
    };

    await step(
      'Tab goes from value to value, opens the list of each that has one, and writes nothing by itself',
      async () => {
        // Year, month, code, software, version, gemeente, berichtgever.
        const listed = await goThrough(7);
        isListed(listed, {
          Statistiekmaand: 'vorige maand',
          Statistiekcode: 'Statistiek re-integratie',
          NaamSoftwarepakket: 'CiVision',
        });
        isListed(listed, { Gemeentecode: 'Aa en Hunze' });
        check(!(await text()).includes('<!--'), await text());
        return `${listed.length} lists`;
      },
    );

    await step('in a new record, too', async () => {
      // The last stop of the delivery is where its records come.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Space');
      await suggestions.filter({ hasText: 'Voorziening' }).first().click();
      const listed = await goThrough(9);
      isListed(listed, { Geslacht: 'Vrouw', Arbeidsvermogen: 'Onder WML', TypeVoorziening: 'LKS P-wet' });
      isListed(listed, { DoelInzetVoorzieningen: 'Re-integratie' });
      check(!(await text()).includes('<!--'), await text());
      return `${listed.length} lists`;
    });
  },
};
