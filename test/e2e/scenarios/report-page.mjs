import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasNoViolations } from '../accessibility.mjs';
import { check } from '../check.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const LOOKS = [
  ['light', 'light', 1100],
  ['dark', 'dark', 1100],
  ['narrow', 'light', 380],
];

/** The page of the command line, by axe-core: in light, dark and as narrow as a phone. */
export const reportPage = {
  name: 'report page',

  async run({ step, page, out }) {
    for (const [title, files] of [
      ['one file', ['met-fouten.srg.xml']],
      ['several files', ['met-fouten.srg.xml', 'lege-levering.srg.xml', 'onbekend-formaat.srg.xml']],
    ]) {
      await step(`the page of ${title} is accessible`, async () => {
        const args = ['dist/srg.mjs', 'check', '--format', 'html', '--fail-on', 'never'];
        const paths = files.map((file) => `examples/${file}`);
        const file = path.join(out, `${title.replace(' ', '-')}.html`);
        await writeFile(file, execFileSync(process.execPath, [...args, ...paths], { cwd: root }));
        for (const look of LOOKS) await isAccessible(page.context().browser(), file, look);
      });
    }
  },
};

async function isAccessible(browser, file, [look, colorScheme, width]) {
  const tab = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  try {
    const complaints = [];
    tab.on('console', (message) => complaints.push(message.text()));
    await tab.goto(pathToFileURL(file).href);
    await tab.screenshot({ path: file.replace('.html', `-${look}.png`), fullPage: true });
    await hasNoViolations(tab);
    const scrolled = await tab.evaluate(() => document.documentElement.scrollWidth);
    check(scrolled <= width, `${scrolled} wide in ${width}`);
    check(complaints.length === 0, complaints.join('\n'));
  } finally {
    await tab.close();
  }
}
