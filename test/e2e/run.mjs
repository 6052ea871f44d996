// Drives the real editor with the packed extension, step by step, with a picture of each in out/.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { shippedFiles, startEditor, until } from './editor.mjs';

const here = import.meta.dirname;
const out = path.join(here, 'out');
const name = 'met-fouten.srg.xml';
const original = await readFile(path.join(here, '../../examples', name), 'utf8');
const FINDINGS = 13;
const SQUIGGLE = '.squiggly-error, .squiggly-warning';

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const editor = await startEditor({ [name]: original, 'geen-srg.xml': '<note><to>CBS</to></note>\n' });
const { page } = editor;

let passed = 0;
let failed = 0;

try {
  await step('the package holds what ships', async () => {
    const allowed = /^(dist|docs\/rules|l10n|schemas|syntaxes)\/|^(README\.md|LICENSE|CHANGELOG\.md|package\.json)$/i;
    const files = await shippedFiles();
    const strange = files.filter((file) => !allowed.test(file));
    check(strange.length === 0, strange.join('\n'));
    check(editor.vsixBytes < 3_000_000, `${editor.vsixBytes} bytes`);
    return `${files.length} files, ${Math.round(editor.vsixBytes / 1000)} kB`;
  });

  await step('the workbench opens', async () => {
    await editor.open(name);
    await page.locator('.view-lines .view-line').first().waitFor();
  });

  await step('findings get squiggles', async () => {
    await page.locator(SQUIGGLE).first().waitFor();
    await problemsAre(FINDINGS);
  });

  await step('the language is SRG XML', async () => {
    const language = await page.locator('#status\\.editor\\.mode').textContent();
    check(language.trim() === 'SRG XML', language);
  });

  await step('a hover tells what is wrong', async () => {
    const box = await page.locator(SQUIGGLE).first().boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y, { steps: 5 });
    const hover = page.locator('.monaco-hover:visible').first();
    await hover.waitFor();
    await page.waitForTimeout(300); // It fades in.
    const text = await hover.textContent();
    check(text.includes('SRG-T003') && text.includes('9999'), text);
    return text;
  });

  await step('quick fixes are offered', async () => {
    await goTo(after('VZ-2025-00711', '1-3-2025'));
    return (await quickFixes()).join('\n');
  });

  await step('a quick fix takes a schema finding away', async () => {
    await page.keyboard.press('Enter');
    await problemsAre(FINDINGS - 1);
  });

  await step('a quick fix takes a content finding away', async () => {
    await goTo(before('VZ-2025-00185', '>20<') + 1);
    const titles = await quickFixes();
    await page.keyboard.press('Enter');
    await problemsAre(FINDINGS - 2);
    return titles.join('\n');
  });

  await step('the repaired file is on disk', async () => {
    await page.keyboard.press('Control+s');
    const file = path.join(editor.workspace, name);
    await until(async () => !(await readFile(file, 'utf8')).includes('1-3-2025'), 'the file holds 1-3-2025');
  });

  await step('the first of two equal records is found', async () => {
    const voorzieningnummer = 'VZ-2025-01024';
    const first = original.indexOf(voorzieningnummer);
    await goTo(original.lastIndexOf('<Voorziening>', original.lastIndexOf(voorzieningnummer)) + 1);
    const titles = await quickFixes();
    const chosen = titles.findIndex((title) => /^ga naar/i.test(title));
    check(chosen >= 0, titles.join('\n'));
    for (let i = 0; i < chosen; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const wanted = lineOf(original.lastIndexOf('<Voorziening>', first));
    await cursorIs(`Ln ${wanted},`);
    return titles.join('\n');
  });

  await step('the server restarts', async () => {
    await command('SRG XML: Restart Language Server');
    await problemsAre(0);
    await problemsAre(FINDINGS - 2);
    check((await page.locator('.notification-list-item').count()) === 0, 'a notification came up');
  });

  await step('other XML gets no findings', async () => {
    await page.locator('.explorer-folders-view').getByText('geen-srg.xml').dblclick();
    await page.locator('.tab.active', { hasText: 'geen-srg.xml' }).waitFor();
    await page.waitForTimeout(2000);
    check((await page.locator(SQUIGGLE).count()) === 0, 'there is a squiggle');
  });
} finally {
  if (failed > 0) await writeFile(path.join(out, 'editor.log'), editor.printed());
  await editor.stop();
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** One step: runs it, says how it went, keeps a picture. */
async function step(title, action) {
  const started = performance.now();
  let verdict = 'ok    ';
  let message = '';
  try {
    message = (await action()) ?? '';
    passed++;
  } catch (error) {
    verdict = 'FAILED';
    message = error instanceof Error ? error.message : String(error);
    failed++;
  }
  console.log(`${verdict} ${title} (${Math.round(performance.now() - started)} ms)`);
  if (message) console.log(message.replaceAll(/^/gm, '       '));
  const number = String(passed + failed).padStart(2, '0');
  await page.screenshot({ path: path.join(out, `${number}-${title.replaceAll(' ', '-')}.png`) });
}

function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** Waits until the status bar counts so many errors and warnings. */
async function problemsAre(wanted) {
  const count = async () => {
    const label = await page.locator('#status\\.problems a').getAttribute('aria-label');
    return (label?.match(/\d+/g) ?? []).reduce((sum, digits) => sum + Number(digits), 0);
  };
  await until(
    async () => (await count()) === wanted,
    async () => `${await count()} problems, not ${wanted}`,
  );
}

/**
 * Opens the menu of quick fixes at the cursor; gives their titles. The editor does not wait for findings that are on
 * their way: asked too early, it says that there are none, so it is asked again.
 */
async function quickFixes() {
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
}

async function command(title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** Puts the cursor at an offset of the file as it was: the steps before change nothing of its lines. */
async function goTo(offset) {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+g');
  const column = offset - original.lastIndexOf('\n', offset - 1);
  await page.locator('.quick-input-widget input').fill(`:${lineOf(offset)}:${column}`);
  await page.keyboard.press('Enter');
  await cursorIs(`Ln ${lineOf(offset)}, Col ${column}`);
  await page.locator('.monaco-editor.focused').waitFor();
}

/** Waits until the status bar gives a cursor position that begins so. */
async function cursorIs(wanted) {
  const position = () => page.locator('#status\\.editor\\.selection').textContent();
  await until(
    async () => (await position()).startsWith(wanted),
    async () => `the cursor is at ${await position()}, not at ${wanted}`,
  );
}

function lineOf(offset) {
  return original.slice(0, offset).split('\n').length;
}

function after(landmark, text) {
  return original.indexOf(text, original.indexOf(landmark));
}

function before(landmark, text) {
  return original.lastIndexOf(text, original.indexOf(landmark));
}
