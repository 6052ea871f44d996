// The report: the page of the command line by axe-core, in light, dark and narrow, and the view in the real editor.
// Pictures go to out/report/.
import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { hasNoViolations } from './accessibility.mjs';
import { startEditor } from './editor.mjs';
import { report } from './scenarios/report.mjs';

const run = promisify(execFile);
const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const out = path.join(here, 'out/report');

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const editor = await startEditor(report.files);
const { page, workspace } = editor;
page.setDefaultTimeout(60_000);

let failed = 0;

try {
  for (const [title, files] of [
    ['one file', ['met-fouten.srg.xml']],
    ['several files', ['met-fouten.srg.xml', 'lege-levering.srg.xml', 'onbekend-formaat.srg.xml']],
  ]) {
    await step(`the page of ${title} is accessible`, async () => {
      const args = ['dist/srg.mjs', 'check', '--format', 'html', '--fail-on', 'never'];
      const { stdout } = await run(process.execPath, [...args, ...files.map((file) => `examples/${file}`)], {
        cwd: root,
      });
      const file = path.join(out, `${title.replace(' ', '-')}.html`);
      await writeFile(file, stdout);
      await pageIsAccessible(file);
    });
  }

  await editor.open(report.opens);
  const setWorkspaceSettings = async (settings) => {
    await mkdir(path.join(workspace, '.vscode'), { recursive: true });
    await writeFile(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
  };
  await report.run({ step, page, editor, folder: workspace, setWorkspaceSettings });
} finally {
  if (failed > 0) await writeFile(path.join(out, 'editor.log'), editor.printed());
  await editor.stop();
}
process.exitCode = failed > 0 ? 1 : 0;

async function step(title, action) {
  const started = performance.now();
  let verdict = 'ok    ';
  let message = '';
  try {
    await action();
  } catch (error) {
    verdict = 'FAILED';
    message = error instanceof Error ? error.message : String(error);
    failed++;
  }
  console.log(`${verdict} ${title} (${Math.round(performance.now() - started)} ms)`);
  if (message) console.log(message.replaceAll(/^/gm, '       '));
  await page.screenshot({ path: path.join(out, `${title.replaceAll(/[^\w]+/g, '-')}.png`) });
}

function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** Opens a page in both colour schemes and as narrow as a phone, with a picture of each. */
async function pageIsAccessible(file) {
  for (const [look, colorScheme, width] of [
    ['light', 'light', 1100],
    ['dark', 'dark', 1100],
    ['narrow', 'light', 380],
  ]) {
    const tab = await page
      .context()
      .browser()
      .newPage({ colorScheme, viewport: { width, height: 900 } });
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
}
