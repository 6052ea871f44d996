import { check } from '../check.mjs';
import { after } from '../driver.mjs';
import { until } from '../editor.mjs';
import { example } from '../examples.mjs';

const NAME = 'met-fouten.srg.xml';
const original = example(NAME);

/** A server that is ended from outside comes back, once, with the documents as they are in the editor. */
export const killedServer = {
  name: 'killed server',
  files: { [NAME]: original },
  opens: NAME,

  async run({ step, page, drive, editor }) {
    let first;

    await step('an edit that is not saved', async () => {
      await drive.problemsAre(18);
      await drive.goTo(original, after(original, 'VZ-2025-00711', '1-3-2025'));
      await drive.take(await drive.quickFixes());
      await drive.problemsAre(17);
      [first] = await editor.languageServers();
    });

    await step('it restarts, with the document as it is', async () => {
      process.kill(first, 'SIGKILL');
      await until(
        async () => (await editor.languageServers()).some((server) => server !== first),
        'no other server came',
      );
      await drive.problemsAre(17);
      await drive.goTo(original, original.indexOf('9363'));
      await drive.statusSays('1 fout, 11 waarschuwingen');
    });

    await step('there is one server, and it stays', async () => {
      const [second, ...others] = await editor.languageServers();
      check(others.length === 0, `${others.length + 1} servers`);
      await page.waitForTimeout(2000);
      check((await editor.languageServers()).join() === String(second), 'it was replaced again');
    });

    await step('ended again, it stays down, and the status says so', async () => {
      const [second] = await editor.languageServers();
      process.kill(second, 'SIGKILL');
      await drive.statusSays('De controle draait niet');
      await page.waitForTimeout(1000);
      check((await editor.languageServers()).length === 0, 'there is a server');
    });

    await step('a click brings it back', async () => {
      await drive.takeStatus('Start opnieuw', page.locator('.squiggly-warning, .squiggly-error').first());
      await drive.statusSays('1 fout, 11 waarschuwingen');
    });
  },
};
