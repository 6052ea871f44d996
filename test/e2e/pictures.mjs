// Takes the pictures of README and walkthrough, in the real editor: `npm run pictures`.
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, drive as driver, SQUIGGLE } from './driver.mjs';
import { startEditor } from './editor.mjs';
import { example } from './examples.mjs';
import { smallerPng } from './smaller-png.mjs';

const NAME = 'met-fouten.srg.xml';
const SIZE = { width: 800, height: 440 };
/** Only what a picture is about. */
const PLAIN = {
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
};
const original = example(NAME);
const root = path.join(import.meta.dirname, '../..');
const folder = path.join(root, 'media/walkthrough');
const vsix = path.join(tmpdir(), `srg-xml-pictures-${process.pid}.vsix`);

await mkdir(folder, { recursive: true });
execFileSync('npm', ['run', 'package', '--', vsix], { cwd: root, stdio: 'inherit' });
const editor = await startEditor({ vsix });
try {
  const { page } = editor;
  const drive = driver(page);
  const take = async (name) => {
    await page.waitForTimeout(500); // Menus and hovers fade in.
    await writeFile(path.join(folder, `${name}.png`), smallerPng(await page.screenshot()));
  };
  const workspace = await editor.makeWorkspace('leveringen', {
    [NAME]: original,
    '.vscode/settings.json': JSON.stringify(PLAIN),
  });
  await page.setViewportSize(SIZE);
  await editor.open(workspace, NAME);
  await drive.workbenchIsUp();
  await drive.problemsAre(18);
  await page.keyboard.press('Control+b'); // Hides the explorer.

  await drive.goTo(original, after(original, 'VZ-2025-00711', '1-3-2025'));
  await drive.quickFixes();
  await take('fix');
  await page.keyboard.press('Escape');

  await drive.goTo(original, original.indexOf('<Gemeentecode>'));
  await page.locator(SQUIGGLE).first().waitFor();
  await drive.hover(SQUIGGLE);
  await take('hover');
  await page.keyboard.press('Escape');

  await drive.command('Problems: Focus on Problems View');
  await page.locator('.markers-panel').getByText('SRG-I114').first().waitFor();
  await take('example');

  await drive.command('View: Toggle Panel Visibility');
  await drive.command('SRG XML: Rapport tonen');
  const report = page.locator('iframe.webview.ready').first().contentFrame().locator('iframe#active-frame');
  const verdict = report.contentFrame().locator('.verdict');
  await verdict.waitFor();
  await verdict.evaluate((element) => element.scrollIntoView());
  await take('report');
  await page.locator('.tab.active', { hasText: 'SRG:' }).locator('.codicon-close').click();

  await drive.command('Preferences: Open Settings (UI)');
  await page.locator('.settings-editor .suggest-input-container').click();
  await page.keyboard.type('srg');
  await page.locator('.settings-editor').getByText('Srg: Packs').first().waitFor();
  await take('packs');
} finally {
  await editor.stop();
  await rm(vsix, { force: true });
}
