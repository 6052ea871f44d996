import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createVSIX, listFiles } from '@vscode/vsce';
import { chromium } from 'playwright-core';

const run = promisify(execFile);
const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const serverMain = path.join(here, 'node_modules/code-server/lib/vscode/out/server-main.js');

const settings = {
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

// Links in the README are relative until the extension has a home.
const packing = { cwd: root, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false };

/** The files that ship, as paths in the repository. */
export function shippedFiles() {
  return listFiles(packing);
}

/** The real editor, in folders of its own, with the packed extension and a workspace of the given files. */
export async function startEditor(files) {
  const home = await mkdtemp(path.join(tmpdir(), 'srg-e2e-'));
  const workspace = path.join(home, 'leveringen');
  const data = path.join(home, 'data');
  await mkdir(workspace);
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(workspace, name), content);
  await mkdir(path.join(data, 'data/Machine'), { recursive: true });
  await writeFile(path.join(data, 'data/Machine/settings.json'), JSON.stringify(settings));

  // Sockets of the editor go to the temp folder, and so with `home`.
  const env = { ...process.env, TMPDIR: home, XDG_RUNTIME_DIR: home };
  const folders = ['--server-data-dir', data, '--extensions-dir', path.join(home, 'extensions')];
  const common = [serverMain, '--accept-server-license-terms', ...folders];
  const listening = ['--host', '127.0.0.1', '--port', '0', '--without-connection-token'];
  const quiet = ['--disable-workspace-trust', '--disable-telemetry'];

  const printed = [];
  let server;
  let browser;
  async function stop() {
    await browser?.close();
    if (server) await endGroup(server);
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop().finally(() => process.exit(1)));

  try {
    const vsix = path.join(home, 'srg-xml.vsix');
    await createVSIX({ ...packing, packagePath: vsix, skipLicense: true, allowUnusedFilesPattern: true });
    await run(process.execPath, [...common, '--install-extension', vsix], { env, timeout: 60_000 });
    server = spawn(process.execPath, [...common, ...listening, ...quiet], { env, detached: true });
    server.stdout.on('data', (chunk) => printed.push(chunk));
    server.stderr.on('data', (chunk) => printed.push(chunk));
    const port = await until(
      () => /agent listening on (\d+)/.exec(printed.join(''))?.[1],
      () => `the editor did not start:\n${printed.join('')}`,
      30,
    );
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments, ...noHandlers });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => printed.push(`[browser] ${message.text()}\n`));

    return {
      page,
      workspace,
      vsixBytes: (await stat(vsix)).size,
      stop,
      /** Loads the workbench with one file of the workspace. */
      async open(name) {
        const file = `vscode-remote://127.0.0.1:${port}${workspace}/${name}`;
        const payload = encodeURIComponent(JSON.stringify([['openFile', file]]));
        await page.goto(`http://127.0.0.1:${port}/?folder=${workspace}&payload=${payload}`);
      },
      /** What the editor printed. Its log files stay empty: their module is a native one, which is not built here. */
      printed: () => printed.join(''),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

// Playwright's own would end this process before the editor has ended.
const noHandlers = { handleSIGINT: false, handleSIGTERM: false };

const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Waits until `read` gives something true, at most `seconds`; gives that, or fails with the complaint. */
export async function until(read, complaint, seconds = 10) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (performance.now() > end) throw new Error(typeof complaint === 'string' ? complaint : await complaint());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function endGroup(server) {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    try {
      process.kill(-server.pid, signal);
    } catch {
      return; // No process of the group is left.
    }
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000))]);
  }
}
