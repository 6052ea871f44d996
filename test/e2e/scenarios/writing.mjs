import { check } from '../check.mjs';
import { after } from '../driver.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const NAME = 'correct.srg.xml';
const original = example(NAME);

/** What helps somebody who writes a delivery by hand. */
export const writing = {
  name: 'writing',
  files: { [NAME]: original },
  opens: NAME,

  async run({ step, page, drive, setWorkspaceSettings }) {
    const suggestions = page.locator('.suggest-widget.visible .monaco-list-row');
    const text = page.locator('.view-lines').first();

    await step('inlay hints tell what codes and dates mean', async () => {
      await drive.statusSays('Amsterdam');
      const hints = page.locator('.view-line [class*="dyn-rule"]');
      const seen = async () => (await hints.allTextContents()).join(' ').replaceAll('\u00a0', ' ');
      for (const label of ['Amsterdam', 'LKS P-wet', 'loopt']) {
        await until(
          async () => (await seen()).includes(label),
          async () => `no ${label} among ${await seen()}`,
        );
      }
      return seen();
    });

    await step('a code is found by its label', async () => {
      const code = after(original, 'VZ-2023-00147', '>30<') + 1;
      await drive.goTo(original, code);
      await page.keyboard.press('Delete');
      await page.keyboard.press('Delete');
      await page.keyboard.type('besch');
      const first = async () => (await suggestions.first().textContent()).trim();
      const label = await until(
        async () => ((await first()).startsWith('21') ? first() : ''),
        async () => `the first is ${await first()}`,
      );
      await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: '21' }).waitFor();
      await page.keyboard.press('Enter');
      await text.getByText('<TypeVoorziening>21</TypeVoorziening>').first().waitFor();
      await undo(
        original
          .split('\n')
          .find((line) => line.includes('>30<'))
          .trim(),
      );
      return label;
    });

    await step('the end tag comes by itself, and a date as one writes it becomes one', async () => {
      const behind = after(original, 'VZ-2023-00147', '</BegindatumVoorziening>') + '</BegindatumVoorziening>'.length;
      await drive.goTo(original, behind);
      await page.keyboard.type('<EinddatumVoorziening>');
      await text.getByText('<EinddatumVoorziening></EinddatumVoorziening>').waitFor();
      await page.keyboard.type('31-3-2025');
      await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: '20250331' }).waitFor();
      await page.keyboard.press('Enter');
      await text.getByText('<EinddatumVoorziening>20250331</EinddatumVoorziening>').waitFor();
      await drive.problemsAre(0);
    });

    await step('what is taken behind a start tag leaves its end tag, on lines of their own', async () => {
      const last = original.lastIndexOf('</Voorziening>') + '</Voorziening>'.length;
      const lines = async () => {
        const shown = await page.locator('.view-line').allTextContents();
        return shown.join('\n').replaceAll('\u00a0', ' ');
      };
      const become = (wanted) => until(async () => wanted.test(await lines()), lines);
      await drive.goTo(original, last);
      await page.keyboard.press('Enter');
      await page.keyboard.type('<Voorziening>');
      await text.getByText('<Voorziening></Voorziening>').waitFor();
      // Nothing is offered until the user asks: Enter gives a new line and takes no completion.
      await page.waitForTimeout(1000);
      await page.keyboard.press('Enter');
      await become(/<Voorziening>\n +\n +<\/Voorziening>\n/);
      await page.keyboard.press('Control+z');
      await text.getByText('<Voorziening></Voorziening>').waitFor();
      await page.keyboard.press('Control+Space');
      await suggestions.filter({ hasText: 'Persoon' }).first().waitFor();
      await page.keyboard.press('Enter');
      await suggestions.filter({ hasText: 'met persoonsgegevens' }).first().waitFor();
      await become(/<Voorziening>\n +<Persoon>\n[\s\S]*\n +<\/Persoon>\n +<\/Voorziening>\n/);
      const persons = (await suggestions.allTextContents()).slice(0, 2).join('\n');
      await page.keyboard.press('Enter');
      await become(
        /<Burgerservicenummer>(\d{9})<\/[\s\S]*<Burgerservicenummer>\1<\/[^\n]*\n *<Geboortedatum>\d[^\n]*\n/,
      );
      await page.keyboard.press('Escape');
      // Down behind the end tag of the person, for a code found by its label.
      for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('<TypeVoorziening>');
      await text.getByText('<TypeVoorziening></TypeVoorziening>').waitFor();
      await page.keyboard.press('Control+Space');
      await suggestions.filter({ hasText: 'Participatieplaats' }).first().waitFor();
      await page.keyboard.type('besch');
      await suggestions.first().getByText('Beschut').first().waitFor();
      await page.keyboard.press('Enter');
      await become(/<TypeVoorziening>21[^<]*<\/TypeVoorziening>/);
      for (let i = 0; i < 60; i++) await page.keyboard.press('Control+z');
      await drive.problemsAre(0);
      return persons;
    });

    for (const own of [true, false]) {
      const whose = own ? 'as we do it, and nothing is painted' : 'as VS Code does it where the user has chosen so';
      await step(`the end tag gets the name that the start tag is given, ${whose}`, async () => {
        await setWorkspaceSettings({ 'editor.linkedEditing': !own });
        await drive.goTo(original, original.indexOf('<Geslacht>') + '<Gesl'.length);
        const painted = page.locator('.view-overlays .linked-editing-decoration');
        if (own) {
          await page.waitForTimeout(500);
          check((await painted.count()) === 0, 'the tag is painted');
        } else await painted.first().waitFor({ state: 'attached' });
        await page.keyboard.type('x');
        await text.getByText(/<Geslxacht>.*<\/Geslxacht>/).waitFor();
        await page.keyboard.press('Control+z');
        await text
          .getByText(/<Geslacht>.*<\/Geslacht>/)
          .first()
          .waitFor();
        check((await text.getByText('Geslxacht').count()) === 0, 'one tag still has it');
        await drive.problemsAre(0);
      });
    }

    await step('the start tag follows as well, and several at once', async () => {
      await setWorkspaceSettings({});
      await drive.goTo(original, original.indexOf('</Geboortedatum>') + '</Geb'.length);
      // The editor takes a moment to read its settings.
      await page.waitForTimeout(1500);
      await page.keyboard.type('xyz');
      await text.getByText(/<Gebxyzoortedatum>.*<\/Gebxyzoortedatum>/).waitFor();
      await undoAll('Gebx');
      await drive.goTo(original, original.indexOf('<Burgerservicenummer>') + 3);
      await drive.command('Add Cursor Below');
      await page.waitForTimeout(500);
      await page.keyboard.type('qq');
      await text.getByText(/<Buqqrgerservicenummer>.*<\/Buqqrgerservicenummer>/).waitFor();
      await text.getByText(/<Geqqboortedatum>.*<\/Geqqboortedatum>/).waitFor();
      await undoAll('Buq');
      await page.keyboard.press('Escape');
    });

    await step('the outline tells of persons and voorzieningen', async () => {
      await drive.command('Explorer: Focus on Outline View');
      const row = page.locator('.outline-tree .monaco-list-row');
      await row.filter({ hasText: 'maart 2025' }).first().waitFor();
      await row.first().click();
      await page.keyboard.press('ArrowDown');
      return (await row.allTextContents()).join('\n');
    });

    await step('a person leads to the other records', async () => {
      await drive.goTo(original, original.indexOf('950204869') + 2);
      await page.keyboard.press('Shift+F12');
      const references = page.locator('.reference-zone-widget .ref-tree .monaco-list-row');
      await references.nth(1).waitFor();
      await page.keyboard.press('Escape');
    });

    /** Takes back letter by letter, where the editor has it so; both tags go back together. */
    async function undoAll(typed) {
      for (let i = 0; i < 6 && (await text.textContent()).includes(typed); i++) {
        await page.keyboard.press('Control+z');
        await page.waitForTimeout(300);
      }
      await drive.problemsAre(0);
    }

    async function undo(line) {
      for (let i = 0; i < 12 && !(await text.getByText(line).count()); i++) {
        const before = await text.textContent();
        await page.keyboard.press('Control+z');
        await until(async () => (await text.textContent()) !== before, 'nothing was undone');
      }
      await text.getByText(line).first().waitFor();
    }
  },
};
