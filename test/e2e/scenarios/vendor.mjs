import { check } from '../check.mjs';
import { after } from '../driver.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const NAME = 'export.template.srg.xml';
const template = example('correct.srg.xml')
  .replace(/<Burgerservicenummer>[0-9]+/, '<Burgerservicenummer>{{bsn}}')
  .replace(/<TypeVoorziening>[0-9]+/, '<TypeVoorziening>77');

/** A part that other templates include, and a template with a block that is indented. */
const PART = 'persoon.srg.tmpl';
const BLOCKS = 'export.srg.xml.ftl';
const blocks = `<?xml version="1.0" encoding="UTF-8"?>
<SRG xmlns="urn:srg-xml:regeling:2026">
<Voorzieningen>
<#list rijen as v>
    <Voorziening><TypeVoorziening>\${v.type}</TypeVoorziening></Voorziening>
</#list>
</Voorzieningen>
</SRG>
`;

/** The task of a vendor's developer: a template of the export, with a mistake in what is fixed. */
export const vendor = {
  name: 'task of a vendor',
  files: { [NAME]: template, [BLOCKS]: blocks, [PART]: '<Persoon>\n  <Geslacht>{{ .g }}</Geslacht>\n</Persoon>\n' },
  opens: NAME,

  async run({ step, page, drive }) {
    await step('a template is known as one, and its mistake is found', async () => {
      await drive.statusSays('sjabloon');
      await drive.problemsAre(1);
    });

    await step('the bulb explains the check', async () => {
      await drive.goTo(template, after(template, '<TypeVoorziening>77', '77'));
      const titles = await drive.quickFixes();
      await drive.take(titles, 'Uitleg bij SRG-T002');
      const tab = page.locator('.tab.active', { hasText: 'SRG-T002' });
      await tab.waitFor();
      await tab.locator('.codicon-close').click();
    });

    await step('a code is chosen from the list, and the mistake is gone', async () => {
      await drive.goTo(template, after(template, '<TypeVoorziening>77', '77') + 2);
      await page.keyboard.press('Backspace');
      await page.keyboard.press('Backspace');
      // A space would close the list.
      await page.keyboard.type('LKS');
      await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'Loonkostensubsidie o.g.v.' }).click();
      await until(
        async () => (await page.locator('.view-lines').first().textContent()).includes('TypeVoorziening>10'),
        'the code is not there',
      );
      await drive.problemsAre(0);
    });

    await step('a layout keeps what stands in a block as far in as it was', async () => {
      await drive.openFromExplorer(BLOCKS);
      await drive.statusSays('sjabloon');
      await drive.command('Format Document');
      const lines = async () => {
        const shown = await page.locator('.view-line').allTextContents();
        return shown.join('\n').replaceAll('\u00a0', ' ');
      };
      await until(
        async () => /^( +)<#list rijen as v>$/m.test(await lines()) && /^ +<TypeVoorziening>/m.test(await lines()),
        lines,
      );
      const depth = (text, wanted) => /^ */.exec(text.split('\n').find((line) => line.includes(wanted)))[0].length;
      const shown = await lines();
      check(depth(shown, '<Voorziening>') > depth(shown, '<#list'), shown);
      check(depth(shown, '<#list') === depth(shown, '</#list'), shown);
    });

    await step('a part says that it is judged where it is included', async () => {
      await drive.openFromExplorer(PART);
      await drive.statusSays('wordt beoordeeld waar het is opgenomen');
    });
  },
};
