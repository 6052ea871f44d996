// What a user does in the editor and sees of it.
import { until } from './editor.mjs';

export const SQUIGGLE = '.squiggly-error, .squiggly-warning';

export function drive(page) {
  /** Where one types in the palette and in menus. */
  const input = page.locator('.quick-input-widget .quick-input-box input');

  /** Opens the palette, types and takes the first row with that title. */
  async function command(title) {
    await page.keyboard.press('F1');
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

    /** Puts the cursor at an offset of a text that the editor shows. */
    async goTo(text, offset) {
      const column = offset - text.lastIndexOf('\n', offset - 1);
      // A file that has just been opened may take the focus from the menu.
      for (let attempt = 1; ; attempt++) {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+g');
        await input.fill(`:${lineOf(text, offset)}:${column}`);
        await page.keyboard.press('Enter');
        try {
          await cursorIs(`Ln ${lineOf(text, offset)}, Col ${column}`, attempt === 3 ? 30 : 5);
          break;
        } catch (error) {
          if (attempt === 3) throw error;
        }
      }
      await page.locator('.monaco-editor.focused').first().waitFor();
    },

    /**
     * Opens the menu of quick fixes at the cursor; gives their titles. The editor does not wait for findings that are
     * on their way: asked too early, it says that there are none, so it is asked again.
     */
    async quickFixes() {
      const rows = page.locator('.action-widget .monaco-list-row.action');
      for (let attempt = 1; ; attempt++) {
        await page.keyboard.press('Control+.');
        try {
          await rows.first().waitFor({ timeout: 4000 });
          return (await rows.allTextContents()).map((text) => text.trim());
        } catch (error) {
          if (attempt === 5) throw error;
          await page.keyboard.press('Escape');
        }
      }
    },

    /** Takes one of the quick fixes that are open, by a part of its title; the first where none is given. */
    async take(titles, wanted = titles[0]) {
      const chosen = titles.findIndex((title) => title.includes(wanted));
      if (chosen < 0) throw new Error(`no ${wanted} in:\n${titles.join('\n')}`);
      for (let i = 0; i < chosen; i++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    },

    /** The hover of what is first in the view to match a selector. The editor may draw it anew meanwhile. */
    async hover(selector) {
      const target = page.locator(selector).first();
      const box = await until(() => target.boundingBox(), `nothing is at ${selector}`);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 2, { steps: 5 });
      const hover = page.locator('.monaco-hover:visible').first();
      await hover.waitFor();
      await page.waitForTimeout(300); // It fades in.
      return hover.textContent();
    },

    /** Opens a file of the workspace by its name in the explorer. */
    async openFromExplorer(name) {
      await page.locator('.explorer-folders-view').getByText(name).dblclick();
      await page.locator('.tab.active', { hasText: name }).waitFor();
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

    /** Follows the link in the status of the active document; a click that meets the hover being drawn anew is lost. */
    async takeStatus(title, shown) {
      for (let attempt = 1; ; attempt++) {
        await page.locator('#status\\.languageStatus').hover();
        await page.locator('.hover-language-status .right').getByText(title).click();
        try {
          return await shown.waitFor({ timeout: 5000 });
        } catch (error) {
          if (attempt === 5) throw error;
          await page.mouse.move(600, 300);
        }
      }
    },

    async notifications() {
      return (await page.locator('.notification-list-item').allTextContents()).map((text) => text.trim());
    },
  };
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
