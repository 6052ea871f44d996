// Drives the real editor with the packed extension, scenario by scenario, with a picture of each step in out/.
// `npm test` runs all; `npm test -- <words>` those whose host and name match.
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drive } from './driver.mjs';
import { startEditor } from './editor.mjs';
import { cbs } from './scenarios/cbs.mjs';
import { checkWorkspace } from './scenarios/check-workspace.mjs';
import { decisionTree } from './scenarios/decision-tree.mjs';
import { firstMinutes } from './scenarios/first-minutes.mjs';
import { halfWindow } from './scenarios/half-window.mjs';
import { theHostIsSound } from './scenarios/host-is-sound.mjs';
import { killedServer } from './scenarios/killed-server.mjs';
import { largeFile } from './scenarios/large-file.mjs';
import { lastMonth } from './scenarios/last-month.mjs';
import { ownRules } from './scenarios/own-rules.mjs';
import { ownXsd } from './scenarios/own-xsd.mjs';
import { repair } from './scenarios/repair.mjs';
import { report } from './scenarios/report.mjs';
import { reportPage } from './scenarios/report-page.mjs';
import { restricted } from './scenarios/restricted.mjs';
import { settings } from './scenarios/settings.mjs';
import { startUp } from './scenarios/start-up.mjs';
import { status } from './scenarios/status.mjs';
import { stylesheet } from './scenarios/stylesheet.mjs';
import { tester } from './scenarios/tester.mjs';
import { vendor } from './scenarios/vendor.mjs';
import { writing } from './scenarios/writing.mjs';
import { startWebEditor } from './web-editor.mjs';

const here = import.meta.dirname;
const out = path.join(here, 'out');
const vsix = path.join(out, 'srg-xml.vsix');
const wanted = process.argv.slice(2);

/**
 * One editor for each way of running, with the scenarios that it goes through. The last one looks back. `web` is the
 * browser's extension host of the same editor; `page` an editor without a server, and the oldest that is supported.
 */
const RUNS = [
  {
    name: 'desktop',
    options: {},
    scenarios: [
      startUp,
      repair,
      writing,
      firstMinutes,
      status,
      decisionTree,
      settings,
      lastMonth,
      ownRules,
      ownXsd,
      stylesheet,
      report,
      reportPage,
      halfWindow,
      checkWorkspace,
      cbs,
      vendor,
      tester,
      killedServer,
      largeFile,
      theHostIsSound,
    ],
  },
  {
    name: 'web',
    options: { web: true },
    scenarios: [
      startUp,
      repair,
      writing,
      status,
      decisionTree,
      settings,
      lastMonth,
      ownRules,
      ownXsd,
      stylesheet,
      report,
      checkWorkspace,
      largeFile,
      theHostIsSound,
    ],
  },
  { name: 'page', options: {}, start: startWebEditor, scenarios: [repair, checkWorkspace, theHostIsSound] },
  { name: 'restricted', options: { restricted: true }, scenarios: [restricted, theHostIsSound] },
];

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
execFileSync('npm', ['run', 'package', '--', vsix], { cwd: path.join(here, '../..'), stdio: 'inherit' });

const started = performance.now();
let passed = 0;
/** What went wrong, told again at the end: the log of a whole run is long. */
const failures = [];
for (const { name, options, start = startEditor, scenarios } of RUNS) {
  const chosen = scenarios.filter((scenario) => wanted.every((word) => `${name} ${scenario.name}`.includes(word)));
  if (chosen.length > 0) await runIn(name, () => start({ vsix, ...options }), chosen);
}
for (const failure of failures) console.log(`\nFAILED ${failure}`);
console.log(`\n${passed} passed, ${failures.length} failed, ${Math.round((performance.now() - started) / 1000)} s`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function runIn(name, start, scenarios) {
  const editor = await start();
  const failedBefore = failures.length;
  try {
    for (const scenario of scenarios) {
      console.log(`\n${name}: ${scenario.name}`);
      const { files = {} } = scenario;
      const folder = await editor.makeWorkspace(scenario.name.replaceAll(' ', '-'), files);
      const step = stepsOf(`${name}-${scenario.name}`, editor.page);
      if (scenario.opens) {
        await step('the workbench opens', async () => {
          await editor.open(folder, scenario.opens);
          await drive(editor.page).workbenchIsUp();
        });
      }
      const setWorkspaceSettings = async (settings) => {
        await mkdir(path.join(folder, '.vscode'), { recursive: true });
        await writeFile(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));
      };
      await scenario.run({
        step,
        editor,
        page: editor.page,
        drive: drive(editor.page),
        folder,
        setWorkspaceSettings,
        host: name,
        out,
      });
    }
  } finally {
    if (failures.length > failedBefore) {
      await writeFile(path.join(out, `${name}-printed.log`), editor.printed());
      await writeFile(path.join(out, `${name}-extension-host.log`), await editor.extensionHostLog());
      await writeFile(path.join(out, `${name}-extension.log`), await editor.extensionLog());
    }
    await editor.stop();
  }
}

/** A function that runs one step, says how it went and keeps a picture. A failure does not end the run. */
function stepsOf(scenario, page) {
  let number = 0;
  return async (title, action) => {
    const begun = performance.now();
    let verdict = 'ok    ';
    let message = '';
    try {
      message = (await action()) ?? '';
      passed++;
    } catch (error) {
      verdict = 'FAILED';
      message = error instanceof Error ? error.message : String(error);
      failures.push(`${scenario}: ${title}\n${message}`);
    }
    console.log(`${verdict} ${title} (${Math.round(performance.now() - begun)} ms)`);
    if (message) console.log(message.replaceAll(/^/gm, '       '));
    const picture = `${scenario}-${String(++number).padStart(2, '0')}-${title}.png`.replaceAll(/[^\w.-]+/g, '-');
    // A picture is no part of the step: a busy machine may be too late with it.
    await page.screenshot({ path: path.join(out, picture) }).catch(() => undefined);
  };
}
