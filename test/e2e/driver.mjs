// What a user does in the editor and sees of it.
import { until } from './editor.mjs';

export const SQUIGGLE = '.squiggly-error, .squiggly-warning';

export function drive(page) {
  /** Where one types in the palette and in menus. */
  const input = page.locator('.quick-input-widget .quick-input-box input');

  /** Opens the palette, types and takes the first row with that title. */
  async function command(title) {
    // A key that comes while the workbench gives the focus to something else is lost.
    await again(3, async (timeout) => {
      await page.keyboard.press('F1');
      await input.waitFor({ timeout });
    });
    await input.fill(`>${title}`);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
  }

  /** Waits until the status bar gives a cursor position that begins so. */
  async function cursorIs(wanted, seconds = 30) {
    const position = () => page.locator('#status\\.editor\\.selection').textContent();
    await until(
      async () => (await position()).startsWith(wanted),
      async () => `the cursor is at ${await position()}, not at ${wanted}`,
      seconds,
    );
  }

  /** How many errors and warnings the status bar counts. */
  async function problems() {
    const label = await page.locator('#status\\.problems a').getAttribute('aria-label');
    return (label?.match(/\d+/g) ?? []).reduce((sum, digits) => sum + Number(digits), 0);
  }

  /** The whole text of the language status of the active document; empty where there is none. */
  async function status() {
    const label = await page.locator('#status\\.languageStatus a').first().getAttribute('aria-label');
    return label ?? '';
  }

  return {
    command,
    input,
    cursorIs,

    async workbenchIsUp() {
      await page.locator('.view-lines .view-line').first().waitFor({ timeout: 60_000 });
    },

    /** Waits until the status bar counts so many errors and warnings. */
    async problemsAre(wanted) {
      await until(
        async () => (await problems()) === wanted,
        async () => `${await problems()} problems, not ${wanted}`,
      );
    },

    /**
     * Watches from now on whether the status bar counts no problems, be it for a moment that looking from time to time
     * would miss; gives what waits until it has.
     */
    async watchForNoProblems() {
      const seen = await page.evaluateHandle(() => {
        const state = { empty: false };
        const look = () => {
          const label = document.querySelector('[id="status.problems"] a')?.getAttribute('aria-label') ?? '';
          if (label !== '' && !/[1-9]/.test(label)) state.empty = true;
        };
        const options = { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-label'] };
        new MutationObserver(look).observe(document.querySelector('.part.statusbar'), options);
        return state;
      });
      return () => until(() => seen.evaluate((state) => state.empty), 'there were problems all the time');
    },

    /** Puts the cursor at an offset of a text that the editor shows. */
    async goTo(text, offset) {
      const column = offset - text.lastIndexOf('\n', offset - 1);
      // A file that has just been opened may take the focus from the menu.
      await again(3, async (timeout) => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+g');
        await input.fill(`:${lineOf(text, offset)}:${column}`, { timeout });
        await page.keyboard.press('Enter');
        await cursorIs(`Ln ${lineOf(text, offset)}, Col ${column}`, timeout / 1000);
      });
      await page.locator('.monaco-editor.focused').first().waitFor();
    },

    /**
     * Opens the menu of quick fixes at the cursor; gives their titles. The editor does not wait for findings that are
     * on their way: asked too early, it says that there are none, so it is asked again.
     */
    async quickFixes() {
      const rows = page.locator('.action-widget .monaco-list-row.action');
      let titles;
      await again(5, async (timeout) => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+.');
        await rows.first().waitFor({ timeout });
        titles = (await rows.allTextContents()).map((text) => text.trim());
      });
      return titles;
    },

    /** Takes one of the quick fixes that are open, by a part of its title; the first where none is given. */
    async take(titles, wanted = titles[0]) {
      if (!titles.some((title) => title.includes(wanted))) throw new Error(`no ${wanted} in:\n${titles.join('\n')}`);
      const focused = page.locator('.action-widget .monaco-list-row.focused');
      for (let i = 0; i < titles.length; i++) {
        const title = await focused.textContent();
        if (title.includes(wanted)) break;
        await page.keyboard.press('ArrowDown');
        await until(async () => (await focused.textContent()) !== title, `the menu stays at ${title}`);
      }
      await page.keyboard.press('Enter');
    },

    /**
     * The hover of what is first in the view to match a selector, as soon as it says all that is wanted. The editor may
     * draw its text anew meanwhile, and shows what it knows of before all is there.
     */
    async hover(selector, ...wanted) {
      const target = page.locator(selector).first();
      const hover = page.locator('.monaco-hover:visible').first();
      let text = '';
      await again(
        5,
        async (timeout) => {
          const box = await until(() => target.boundingBox({ timeout }).catch(() => null), `nothing is at ${selector}`);
          await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 2, { steps: 5 });
          await hover.waitFor({ timeout });
          await until(
            async () => {
              text = (await hover.textContent({ timeout })) ?? '';
              return wanted.every((one) => text.includes(one));
            },
            () => `no ${wanted.join(', ')} in:\n${text}`,
            timeout / 1000,
          );
        },
        () => page.mouse.move(600, 780),
      );
      await page.waitForTimeout(300); // It fades in, for the picture.
      return text;
    },

    /** Opens a file of the workspace by its name in the explorer. */
    async openFromExplorer(name) {
      // The explorer is drawn anew when files come and go.
      await again(3, async (timeout) => {
        await page.locator('.explorer-folders-view').getByText(name).dblclick({ timeout });
        await page.locator('.tab.active', { hasText: name }).waitFor({ timeout });
      });
    },

    /** Waits until the menu that is open has a row with such a text; gives that row's text. */
    async choices(wanted) {
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: wanted }).first();
      await row.waitFor();
      return (await row.textContent()).trim();
    },

    /** Takes the first row with such a text from the menu that is open. */
    async choose(wanted) {
      await page.locator('.quick-input-list .monaco-list-row', { hasText: wanted }).first().click();
    },

    status,

    /** Waits until the status of the active document says so. */
    async statusSays(wanted) {
      await until(
        async () => (await status()).includes(wanted),
        async () => `the status says ${await status()}`,
      );
    },

    /** Waits until the status no longer says so. */
    async statusIsSilentOn(unwanted) {
      await until(
        async () => !(await status()).includes(unwanted),
        async () => `the status says ${await status()}`,
      );
    },

    /**
     * Follows the link in the status of the active document, which has to be in sight; a click that meets the hover being
     * drawn anew is lost.
     */
    async takeStatus(title, shown) {
      const link = page.locator('.hover-language-status .right').getByText(title);
      await again(
        5,
        async (timeout) => {
          await page.locator('#status\\.languageStatus').hover({ timeout });
          await link.waitFor({ timeout });
          const hidden = await link.evaluate((element) => {
            const edge = element.closest('.monaco-hover').getBoundingClientRect().right;
            return element.getBoundingClientRect().right - edge;
          });
          if (hidden > 0) throw new Error(`${title} is ${hidden} pixels behind the edge`);
          await link.click({ timeout });
          await shown.waitFor({ timeout });
        },
        () => page.mouse.move(600, 300),
      );
    },

    async notifications() {
      return (await page.locator('.notification-list-item').allTextContents()).map((text) => text.trim());
    },
  };
}

/**
 * Does something that the editor may miss, until it is done: with 5 seconds for each attempt, and 30 for the last.
 * @param before what puts the editor back before another attempt
 */
async function again(times, action, before = async () => {}) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action(attempt < times ? 5_000 : 30_000);
    } catch (error) {
      if (attempt === times) throw error;
      await before();
    }
  }
}

export function lineOf(text, offset) {
  return text.slice(0, offset).split('\n').length;
}

/** Where a text stands behind a landmark. */
export function after(text, landmark, wanted) {
  return text.indexOf(wanted, text.indexOf(landmark));
}

/** Where a text last stands before a landmark. */
export function before(text, landmark, wanted) {
  return text.lastIndexOf(wanted, text.indexOf(landmark));
}
